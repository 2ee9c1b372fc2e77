import { isJsonList, isJsonObject, type Json } from "../json.js";
import { partText, type Step } from "./expression.js";

/** A value, in which {@link Hole}s represent unknown parts. Lists marked with {@link asSet} are sets. */
export type Tree = string | number | boolean | null | Hole | TreeList | TreeObject;

/** A list of {@link Tree}s. */
export type TreeList = readonly Tree[];

/** An object of {@link Tree}s. */
export interface TreeObject {
  readonly [key: string]: Tree;
}

/** An attribute of an element. The evaluator knows the type of elements. */
export interface HoleTarget {
  readonly node: object;
  readonly steps: readonly Step[];
}

/** Description of an unknown value. */
interface HoleFacts {
  /** The expression without `${}`. */
  readonly text: string;
  /** Why it is unknown, as a part of a sentence. */
  readonly reason: string;
  /** The attribute that the whole value refers to, if it is only one; a function if it can be determined only later. */
  readonly target?: HoleTarget | (() => HoleTarget | undefined) | undefined;
  /** Other unknown values that make it unknown. */
  readonly causes?: readonly Hole[] | undefined;
  /** The pieces of a partly known string. */
  readonly parts?: readonly (string | Hole)[] | undefined;
  /** Whether Terraform would report an error for it. */
  readonly failed?: boolean | undefined;
  /** Its source as a string of Terraform JSON, if that isn't the text in `${}`. */
  readonly written?: string | undefined;
}

/** An unknown value, or an unknown part of a value. */
export class Hole {
  public readonly text: string;
  public readonly reason: string;
  public readonly causes: readonly Hole[];
  public readonly parts: readonly (string | Hole)[] | undefined;
  public readonly failed: boolean;
  readonly #written: string | undefined;
  readonly #target: HoleFacts["target"];

  constructor({ text, reason, target, causes, parts, failed, written }: HoleFacts) {
    this.text = text;
    this.reason = reason;
    this.#target = target;
    this.causes = causes ?? [];
    this.parts = parts;
    this.failed = failed ?? false;
    this.#written = written;
  }

  /** The attribute to which the whole expression resolves, if there is exactly one. */
  public get target(): HoleTarget | undefined {
    return typeof this.#target === "function" ? this.#target() : this.#target;
  }

  /** As a string of Terraform JSON. */
  public get template(): string {
    if (!this.parts) return this.#written ?? `\${${this.text}}`;
    return this.parts.map((part) => (typeof part === "string" ? partText(part) : `\${${part.text}}`)).join("");
  }
}

/** An unknown value for which Terraform would report an error. */
export function failed(text: string, reason: string): Hole {
  return new Hole({ text, reason, failed: true });
}

const NOTHING: ReadonlySet<object> = new Set();

/** Content that has been evaluated, so its strings are not templates. */
export class Evaluated {
  /**
   * @param tree the value
   * @param defaults the variables whose defaults it uses
   */
  constructor(
    public readonly tree: Tree,
    public readonly defaults: ReadonlySet<object> = NOTHING,
  ) {}
}

const SET = Symbol("set");

/** Marks a list as a set. */
export function asSet(items: readonly Tree[]): TreeList {
  const list = [...items];
  Object.defineProperty(list, SET, { value: true });
  return list;
}

/** Whether a list is a set, whose items are their own keys. */
export function isSet(tree: Tree): boolean {
  return isTreeList(tree) && SET in tree;
}

/** Whether a tree is a list or set. */
export function isTreeList(tree: Tree | undefined): tree is TreeList {
  return Array.isArray(tree);
}

/** Whether a tree is an object. */
export function isTreeObject(tree: Tree | undefined): tree is TreeObject {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree) && !(tree instanceof Hole);
}

/** A tree as JSON. Unknown values become expressions in strings. */
export function render(tree: Tree): Json {
  if (tree instanceof Hole) return tree.template;
  if (isTreeList(tree)) return tree.map(render);
  if (isTreeObject(tree)) return Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, render(item)]));
  return tree;
}

/** The first unknown value in a tree. */
export function firstHole(tree: Tree): Hole | undefined {
  if (tree instanceof Hole) return tree;
  if (typeof tree !== "object" || tree === null) return undefined;
  for (const item of isTreeList(tree) ? tree : Object.values(tree)) {
    const hole = firstHole(item);
    if (hole) return hole;
  }
  return undefined;
}

/** All unknown values in a tree. */
export function allHoles(tree: Tree): Hole[] {
  if (tree instanceof Hole) return [tree];
  if (typeof tree !== "object" || tree === null) return [];
  return (isTreeList(tree) ? tree : Object.values(tree)).flatMap(allHoles);
}

/** Calls `visit` with each unknown value in a tree, and its path. */
export function visitHoles(
  tree: Tree,
  visit: (hole: Hole, path: readonly (string | number)[]) => void,
  path: readonly (string | number)[] = [],
): void {
  if (tree instanceof Hole) visit(tree, path);
  else if (isTreeList(tree)) for (const [index, item] of tree.entries()) visitHoles(item, visit, [...path, index]);
  else if (isTreeObject(tree)) for (const [key, item] of Object.entries(tree)) visitHoles(item, visit, [...path, key]);
}

/** Whether two known trees are equal. */
export function sameTree(a: Tree, b: Tree): boolean {
  if (a === b) return true;
  if (isTreeList(a))
    return isTreeList(b) && a.length === b.length && a.every((item, i) => sameTree(item, b[i] as Tree));
  if (!isTreeObject(a) || !isTreeObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameTree(a[key] as Tree, b[key] as Tree))
  );
}

/** JSON in which evaluated content is rendered. */
export function renderContent(content: unknown): Json {
  if (content instanceof Evaluated) return render(content.tree);
  if (isJsonList(content as Json)) return (content as readonly unknown[]).map(renderContent);
  if (!isJsonObject(content)) return content as Json;
  return Object.fromEntries(Object.entries(content).map(([key, item]) => [key, renderContent(item)]));
}
