import type { Stack, SynthModel } from "@org/aml-synth-model";
/** Which stacks are measured, and what they wait for. */
export interface Selection {
    /** Each after what it needs. */
    readonly stacks: readonly Stack[];
    /** The names of the stacks that a stack comes after, by its name. */
    readonly needs: ReadonlyMap<string, readonly string[]>;
}
/** What {@link select} is told. */
export interface SelectionOptions {
    /** Names of stacks that are wanted, with what they need; undefined for all. */
    readonly only: readonly string[] | undefined;
    /**
     * The stacks' names in the order in which they were given, where that means something: what is no reference may still
     * be a need, such as a data source that looks for what another stack makes. Undefined where everything is said.
     */
    readonly given: readonly string[] | undefined;
}
/**
 * Puts stacks in order.
 * @throws DeploymentTestInputError for a name that no stack has
 */
export declare function select(model: SynthModel, { only, given }: SelectionOptions): Selection;
