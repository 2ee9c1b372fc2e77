import type { Evaluator } from "./evaluator.js";
import type { Content, Node } from "./model.js";
import { type Instances } from "./scope.js";
type Block = Readonly<Record<string, Content>>;
/** Which instances a block with `for_each` or `count` has. */
export declare function instancesOf(evaluator: Evaluator, prototype: Node, content: Block): Instances;
/** A block's content with its `dynamic` blocks as blocks, at any depth. Content without any is returned as it is. */
export declare function withDynamicBlocks(evaluator: Evaluator, node: Node, content: Content): Content;
export {};
