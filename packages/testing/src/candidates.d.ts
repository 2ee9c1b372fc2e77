import type { Element, Resource } from "@org/aml-synth-model";
import { type Blocks, type Comparison, type Surroundings } from "./compare.js";
/** What a candidate is compared by. */
export interface Candidate {
    readonly element: Element;
    readonly shown: unknown;
    readonly blocks: Blocks;
}
/** A candidate with how it compares. */
export interface Ranked {
    readonly element: Element;
    readonly comparison: Comparison;
}
/** Compares every candidate, the nearest first. */
export declare function rank(candidates: readonly Candidate[], expected: unknown, equals: Surroundings["equals"]): readonly Ranked[];
/** The nearest candidates, each with its difference. */
export declare function nearest(ranked: readonly Ranked[], diff: (expected: unknown, actual: unknown) => string | undefined): string;
/** Names in one line, cut where they'd fill the screen. */
export declare function list(names: readonly string[]): string;
/** Names with how often each occurs. */
export declare function tally(names: Iterable<string>): string;
/** What azapi sends to Azure, with its own arguments beside it. An identity can be given in both forms. */
export declare function azapiShape(resource: Resource): Readonly<Record<string, unknown>>;
