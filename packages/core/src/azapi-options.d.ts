import { type ArmResourceOptions, type ArmTimeouts } from "./arm-resource-options.js";
/** Arguments of every azapi resource of our libraries: retries of transient errors, and timeouts that fit. */
export declare function azapiOptions({ retry, timeouts }: ArmResourceOptions, defaults: ArmTimeouts): {
    retry: import("./arm-resource-options.js").ArmRetry;
    timeouts: {
        create: string | undefined;
        read: string | undefined;
        update: string | undefined;
        delete: string | undefined;
    };
};
