import type { Diagnostic } from "./diagnostic.js";
import type { Evaluator } from "./evaluator.js";
import type { ExpressionCache } from "./expression/cache.js";
import type { Expression, TraversalExpression } from "./expression/expression.js";
import { type Element, type Node } from "./model.js";
import { type Path } from "./path.js";
import { ElementReference } from "./reference.js";
/** Finds the references in elements. */
export declare class Linker {
    #private;
    constructor(expressions: ExpressionCache, evaluator: Evaluator, report: (diagnostic: Diagnostic) => void);
    /** Every reference in an element, in the order of the text. What leads nowhere is reported. */
    referencesOf(element: Node): readonly ElementReference[];
    /** @throws ExpressionError if Terraform would not read it */
    parse(text: string): Expression;
    /**
     * The references that a mention is: one, or one to each instance.
     * @param element that has it
     * @param around where names in it have their meaning
     */
    mention(element: Node, around: Node, path: Path, traversal: TraversalExpression, reports: boolean): readonly ElementReference[];
    error(code: Diagnostic["code"], element: Element, path: Path, message: string): void;
}
