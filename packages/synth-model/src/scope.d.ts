import type { Hole } from "./expression/tree.js";
import type { Binding, Node, Repeated, Scope, Stack } from "./model.js";
/** A module instance, or the root module, with what is declared in it. */
export declare class ModuleScope implements Scope {
    #private;
    readonly stack: Stack;
    readonly prefix: string;
    readonly call: Node | undefined;
    constructor(stack: Stack, prefix: string, call: Node | undefined);
    get declared(): Iterable<Node | Repeated>;
    /** @param address in this module: without its path */
    add(address: string, declared: Node | Repeated): void;
    /** Notes the aliases that `configuration_aliases` expects to be passed in. */
    expectProviders(names: Iterable<string>): void;
    find(address: string): Node | Repeated | undefined;
    provider(name: string): Node | undefined;
    /** One without an alias exists without a block: from the environment, or from the module above. */
    acceptsProvider(name: string): boolean;
}
/** `azurerm.hub`, which CDKTF and others also write as `${azurerm.hub}`. */
export declare function plainName(text: string): string;
/** What is known of the instances of a block. */
export type Instances = {
    readonly by: "each" | "count";
    readonly bindings: readonly Exclude<Binding, {
        kind: "unknown";
    }>[];
    /** The variables whose defaults it takes. */
    readonly defaults: ReadonlySet<object>;
} | {
    readonly by: "each" | "count";
    readonly hole: Hole;
};
/** The instances of one block with `for_each` or `count`, made when they are first asked for. */
export declare class RepeatedBlock implements Repeated {
    #private;
    readonly declaration: string;
    readonly by: "each" | "count";
    private readonly instances;
    private readonly make;
    /**
     * @param declaration the address without keys
     * @param instances says which there are
     * @param make makes one
     */
    constructor(declaration: string, by: "each" | "count", instances: () => Instances, make: (binding: Binding) => Node);
    get nodes(): readonly Node[];
    get open(): boolean;
}
