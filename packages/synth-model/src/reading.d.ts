import { type Evaluator } from "./evaluator.js";
import { Hole, type Tree } from "./expression/tree.js";
import type { Json } from "./json.js";
import type { Node, Reading, Target, Unknown } from "./model.js";
import { type Path } from "./path.js";
/** What was found at a path. */
export declare class ElementReading implements Reading {
    #private;
    readonly state: "known" | "absent" | "unknown";
    constructor(evaluator: Evaluator, node: Node, path: Path, tree: Tree | undefined, defaults: ReadonlySet<Node>);
    get element(): Node;
    get path(): string;
    get value(): Json | undefined;
    get unknowns(): readonly Unknown[];
    get target(): Target | undefined;
    get parts(): readonly (string | Unknown)[] | undefined;
    get defaults(): readonly Node[];
    at(path: string | Path): Reading;
    items(): readonly Reading[];
    entries(): readonly (readonly [string, Reading])[];
}
/** A place that isn't known, as users of this library see it. */
export declare function unknownFrom(hole: Hole, path: Path): Unknown;
