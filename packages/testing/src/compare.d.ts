import type { Stack } from "@org/aml-synth-model";
/** What a comparison needs of its surroundings. */
export interface Surroundings {
    /** The stack that the compared resource is in: references are followed from there. */
    readonly stack: Stack;
    /** Vitest's own equality, which knows asymmetric matchers. */
    readonly equals: (actual: unknown, expected: unknown) => boolean;
}
/** How two values differ, made to be shown: where they agree, both sides are the same. */
export interface Comparison {
    /** How many of the expected leaves are not met. */
    readonly misses: number;
    readonly expected: unknown;
    readonly actual: unknown;
}
/** Whether a block may be an object here and a list of one there, as Terraform reads its own arguments. */
export type Blocks = "alike" | "apart";
/**
 * Compares what is expected with what is there. Of an object only what is expected counts; a list counts whole, its
 * items in turn as far as expected; `undefined` wants nothing there.
 * @throws TypeError if a CDKTF token is expected: its text says nothing about what it stands for
 */
export declare function compare(expected: unknown, actual: unknown, around: Surroundings, blocks?: Blocks): Comparison;
