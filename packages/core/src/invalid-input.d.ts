import { type InvalidInput } from "@org/azure-catalog";
/**
 * Refuses a prop of a construct.
 * @param scope the construct that was given the value
 * @param prop the prop it was given as
 * @throws InvalidInputError always
 */
export declare function refuse(scope: {
    readonly node: {
        readonly path: string;
    };
}, prop: string, input: Omit<InvalidInput, "path">): never;
