import type { Construct } from "constructs";
import { RegistryBase } from "./registry-base.js";
/** Options of an imported registry. A connection needs one of them, or a rule name of its own. */
export interface ImportedRegistryOptions {
    /**
     * The environment that it belongs to, `dev`: it names the outbound rules, and the role matrix tells environments apart
     * by it.
     * @default - none: environments share it
     */
    readonly environmentName?: string | undefined;
    /**
     * Name of the outbound rules that lead to it, 3 to 33 letters, digits, `_` and `-`.
     * @default - by the environment, `AllowDevRegistryAccess`
     */
    readonly ruleName?: string | undefined;
}
/** A registry that this library did not create. */
export declare class ImportedRegistry extends RegistryBase {
    readonly registryId: string;
    readonly registryName: string;
    readonly environmentName: string | undefined;
    readonly ruleName: string | undefined;
    readonly dependencies: never[];
    constructor(scope: Construct, id: string, registryId: string, options?: ImportedRegistryOptions);
    private ruleNameOf;
}
