import type { Evaluator } from "./evaluator.js";
import { type Element, type Resource } from "./model.js";
import type { ElementReference } from "./reference.js";
/** Who refers to whom. */
export declare class Graph {
    #private;
    constructor(evaluator: Evaluator);
    add(element: Element, references: readonly ElementReference[]): void;
    referencesOf(element: Element): readonly ElementReference[];
    referencesTo(element: Element): readonly ElementReference[];
    dependenciesOf(element: Element): readonly Resource[];
    dependentsOf(element: Element): readonly Resource[];
    /** What an element depends on: what it refers to, its provider's configuration, and what its module depends on. */
    successorsOf(element: Element): Iterable<Element>;
    /** All that can be reached, nearest first, without the start. */
    reach(start: Element, next: (element: Element) => readonly Resource[]): readonly Resource[];
    /** A shortest way along dependencies. */
    path(from: Element, to: Element): readonly Element[] | undefined;
}
