import type { Evaluator } from "./evaluator.js";
import { type Step } from "./expression/expression.js";
import type { Node, Place, Reference, Target } from "./model.js";
/** One mention of one element by another. */
export declare class ElementReference implements Reference {
    #private;
    readonly path: string;
    readonly text: string;
    /**
     * @param from the element that refers
     * @param path where in it
     * @param place what is named
     * @param text as written
     */
    constructor(from: Node, path: string, place: Place, text: string, evaluator: Evaluator);
    get from(): Node;
    get to(): Node;
    get attribute(): string;
    get explicit(): boolean;
    get target(): Target;
    get steps(): readonly Step[];
}
