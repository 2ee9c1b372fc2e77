import { Hole, type Tree } from "./expression/tree.js";
import { type Json } from "./json.js";
import type { Element, Node, PlannedReference } from "./model.js";
/** Finds the element of the final model that one of the configuration alone became. */
export type Counterpart = (element: Element) => Node | undefined;
/** What a plan doesn't have, from the configuration that it's for: expressions, and so what they stand for. */
export declare class PlannedConfiguration {
    #private;
    readonly node: Node;
    private readonly counterpart;
    /**
     * @param node the resource in a model of the configuration alone
     * @param counterpart finds what it and others became
     */
    constructor(node: Node, counterpart: Counterpart);
    /** Something that isn't known in the configuration, with targets in the final model. */
    hole(hole: Hole): Hole;
    /** The references, through the locals that a plan doesn't have. */
    references(): readonly PlannedReference[];
}
/** The item of a configuration's list that a planned item comes from: sets have another order in a plan. */
export declare function itemFor(list: Tree | undefined, value: Json, index: number): Tree | undefined;
