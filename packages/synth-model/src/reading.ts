import { targetFrom, type Evaluator } from "./evaluator.js";
import { firstHole, Hole, isTreeList, isTreeObject, render, visitHoles, type Tree } from "./expression/tree.js";
import type { Json } from "./json.js";
import type { Node, Place, Reading, Target, Unknown } from "./model.js";
import { formatPath, parsePath, type Path } from "./path.js";

const NONE: readonly never[] = [];

/** What was found at a path. */
export class ElementReading implements Reading {
  readonly #evaluator: Evaluator;
  readonly #node: Node;
  readonly #path: Path;
  readonly #tree: Tree | undefined;
  readonly #defaults: ReadonlySet<Node>;
  #unknowns: readonly Unknown[] | undefined;

  public readonly state: "known" | "absent" | "unknown";

  constructor(evaluator: Evaluator, node: Node, path: Path, tree: Tree | undefined, defaults: ReadonlySet<Node>) {
    this.#evaluator = evaluator;
    this.#node = node;
    this.#path = path;
    this.#tree = tree ?? undefined;
    this.#defaults = defaults;
    this.state = this.#tree === undefined ? "absent" : firstHole(this.#tree) ? "unknown" : "known";
  }

  public get element(): Node {
    return this.#node;
  }

  public get path(): string {
    return formatPath(this.#path);
  }

  public get opaque(): boolean {
    return this.#tree instanceof Hole;
  }

  public get value(): Json | undefined {
    if (this.#tree === undefined) return undefined;
    return this.state === "known" ? (this.#tree as Json) : render(this.#tree);
  }

  public get unknowns(): readonly Unknown[] {
    if (this.#unknowns) return this.#unknowns;
    const found: Unknown[] = [];
    if (this.#tree !== undefined) {
      visitHoles(this.#tree, (hole, inside) => found.push(unknownFrom(hole, [...this.#path, ...inside])));
    }
    this.#unknowns = found;
    return found;
  }

  public get target(): Target | undefined {
    return this.#tree instanceof Hole && this.#tree.target ? targetFrom(this.#tree.target as Place) : undefined;
  }

  public get parts(): readonly (string | Unknown)[] | undefined {
    if (!(this.#tree instanceof Hole)) return undefined;
    return this.#tree.parts?.map((part) => (typeof part === "string" ? part : unknownFrom(part, this.#path)));
  }

  public get defaults(): readonly Node[] {
    return this.#defaults.size === 0 ? NONE : [...this.#defaults].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  public at(path: string | Path): Reading {
    const inside = typeof path === "string" ? parsePath(path) : path;
    const tree = this.#tree === undefined ? undefined : this.#evaluator.dig(this.#node, this.#tree, inside);
    return this.#inner(inside, tree);
  }

  public items(): readonly Reading[] {
    if (this.#tree === undefined) return [];
    if (!isTreeList(this.#tree)) return [this];
    return this.#tree.map((item, index) => this.#inner([index], item));
  }

  public entries(): readonly (readonly [string, Reading])[] {
    if (!isTreeObject(this.#tree)) return [];
    return Object.entries(this.#tree).map(([name, item]) => [name, this.#inner([name], item)]);
  }

  #inner(path: Path, tree: Tree | undefined): Reading {
    return new ElementReading(this.#evaluator, this.#node, [...this.#path, ...path], tree, this.#defaults);
  }
}

/** An unknown value in the form of the public API. */
export function unknownFrom(hole: Hole, path: Path): Unknown {
  const targets = new Map<string, Target>();
  const seen = new Set<Hole>();
  const collect = (from: Hole): void => {
    if (seen.has(from)) return;
    seen.add(from);
    if (from.target) {
      const target = targetFrom(from.target as Place);
      targets.set(`${target.element.id} ${target.attribute}`, target);
    }
    for (const cause of from.causes) collect(cause);
  };
  collect(hole);
  return {
    expression: hole.template,
    path: formatPath(path),
    reason: hole.reason,
    target: hole.target ? targetFrom(hole.target as Place) : undefined,
    targets: [...targets.values()],
  };
}
