import type { Diagnostic } from "./diagnostic.js";
import { type Resource, type Stack, type Target } from "./model.js";
import { type PlanInput } from "./source/plan.js";
/** Which resources are wanted; all that is given must fit. */
export interface ResourceQuery {
    /** The Terraform type: `azurerm_subnet`. */
    readonly type?: string;
    /** For azapi, the ARM type in any casing: `Microsoft.MachineLearningServices/workspaces`. */
    readonly armType?: string;
    /** The stack's name. */
    readonly stack?: string;
    /** The last label of the address. */
    readonly name?: string;
}
/** Stacks of synthesized Terraform as one graph. */
export declare class SynthModel {
    #private;
    /**
     * Reads a `cdktf.out`, or any folder of folders with `*.tf.json`.
     * @throws SynthModelError if there's no such folder, or no stack in it can be read
     */
    static fromDirectory(directory: string): SynthModel;
    /**
     * Reads plans, each what `terraform show -json FILE` (Terraform 1.11 and later) or `tofu show -json FILE` prints.
     * Values are those that Terraform found, with all that is known after the apply only as not known.
     * @param plans one a stack
     * @param directory the `cdktf.out` or other folder that they are of. A plan has no expressions: with the folder, what
     * isn't known is told by the expression in the stack of the plan's name. Stacks without a plan are read from there
     * @throws SynthModelError if one can't be read, is incomplete, or there are two of a stack: then none is read
     */
    static fromPlans(plans: readonly PlanInput[], directory?: string): SynthModel;
    /**
     * Reads stacks that are in memory.
     * @param stacks by name, each Terraform JSON as an object or as text; objects are kept and must not be changed later
     * @throws SynthModelError if none can be read
     */
    static fromStacks(stacks: Readonly<Record<string, string | object>>): SynthModel;
    /** By name. */
    readonly stacks: readonly Stack[];
    /** All that is wrong with the text of the stacks, in the order in which it was found. */
    readonly diagnostics: readonly Diagnostic[];
    private constructor();
    /**
     * The stack with a name.
     * @throws SynthModelError if there's none
     */
    stack(name: string): Stack;
    /** The resources that fit, stack by stack, in the order of the text. Data sources have their own question. */
    resources(query?: ResourceQuery): readonly Resource[];
    /** The data sources that fit. */
    dataSources(query?: ResourceQuery): readonly Resource[];
    /**
     * The one resource that fits.
     * @param query a query, or an address with or without the stack: `azurerm_subnet.pe`, `aml-dev/azurerm_subnet.pe`
     * @throws SynthModelError if none fits, or several do
     */
    resource(query: ResourceQuery | string): Resource;
    /** The stack whose state a `terraform_remote_state` reads; undefined if none of the stacks at hand writes it. */
    stateOwner(dataSource: Resource): Stack | undefined;
    /** What an expression in the named stack stands for: see `Stack.resolve`. */
    resolve(stack: string, expression: string): Target | undefined;
    /**
     * The stacks, each after those whose state it reads.
     * @throws SynthModelError if they wait for each other
     */
    stacksInOrder(): readonly Stack[];
    /**
     * Resources and data sources, each after what it needs: the order of an apply, of all stacks or of one.
     * @throws SynthModelError if they wait for each other
     */
    resourcesInOrder(stack?: Stack | string): readonly Resource[];
}
