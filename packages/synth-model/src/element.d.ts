import { type Evaluator } from "./evaluator.js";
import { type Tree } from "./expression/tree.js";
import type { Graph } from "./graph.js";
import { type Json, type JsonObject } from "./json.js";
import type { Binding, Content, Element, ElementKind, Node, PlannedReference, Reading, Reference, Resource, Scope, Stack, Target, Unknown, Value } from "./model.js";
import { type Path } from "./path.js";
/** What an element asks its model. */
export interface Links {
    readonly graph: Graph;
    readonly evaluator: Evaluator;
}
/** What an element is made from. */
export interface ElementSource {
    readonly kind: ElementKind;
    /** In its module, without an instance's key: `azurerm_subnet.pe`. */
    readonly address: string;
    readonly name: string;
    readonly content: Content;
    readonly file: string | undefined;
    readonly binding?: Binding | undefined;
    readonly planned?: readonly PlannedReference[] | undefined;
}
/** Anything with an address. */
export declare class ElementNode implements Node {
    #private;
    readonly kind: ElementKind;
    readonly address: string;
    readonly name: string;
    readonly file: string | undefined;
    constructor(scope: Scope, source: ElementSource, links: Links);
    get declaration(): string;
    get planned(): readonly PlannedReference[] | undefined;
    get stack(): Stack;
    get scope(): Scope;
    get binding(): Binding | undefined;
    get inner(): Scope | undefined;
    get id(): string;
    get modulePath(): string;
    get key(): string | number | undefined;
    get repetition(): Unknown | undefined;
    get unread(): boolean;
    get declared(): Content;
    get raw(): Content;
    evaluated(): Tree | undefined;
    get content(): Json;
    get attributes(): JsonObject;
    get(path: string | Path): Json | undefined;
    read(path: string | Path): Reading;
    value(path: string | Path): Value | undefined;
    resolve(expression: string): Target | undefined;
    references(): readonly Reference[];
    referencedBy(): readonly Reference[];
    dependencies(): readonly Resource[];
    dependents(): readonly Resource[];
    transitiveDependencies(): readonly Resource[];
    transitiveDependents(): readonly Resource[];
    dependsOn(other: Element): boolean;
    dependencyPath(other: Element): readonly Element[] | undefined;
    protected get evaluator(): Evaluator;
    /** What a path of some content of this element comes to. */
    protected readIn(content: Content, path: Path): Reading;
}
/** A call of a module; its inside is set once it's read. */
export declare class ModuleNode extends ElementNode {
    #private;
    get inner(): Scope | undefined;
    /** Says what is in it. */
    enter(inner: Scope): void;
}
