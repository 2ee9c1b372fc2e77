import { Hole, isTreeList, isTreeObject, sameTree, type Tree } from "./expression/tree.js";
import { isJsonObject, type Json } from "./json.js";
import type { Element, Node, Place, PlannedReference } from "./model.js";
import { parsePath } from "./path.js";
import type { ElementReference } from "./reference.js";

/** Finds the element of the final model that corresponds to one of the configuration's model. */
export type Counterpart = (element: Element) => Node | undefined;

/** The configuration of a planned resource, for what a plan doesn't contain: expressions and their targets. */
export class PlannedConfiguration {
  /**
   * @param node the resource in the configuration's model
   * @param counterpart finds the corresponding elements
   */
  constructor(
    public readonly node: Node,
    private readonly counterpart: Counterpart,
  ) {}

  /** An unknown value of the configuration, with targets in the final model. */
  public hole(hole: Hole, written = hole.template): Hole {
    const { parts, causes, text, reason } = hole;
    return new Hole({
      text,
      reason,
      written,
      parts: parts?.map((part) => (typeof part === "string" ? part : this.hole(part))),
      causes: causes.map((cause) => this.hole(cause)),
      target: () => {
        const place = hole.target as Place | undefined;
        const node = place && this.counterpart(place.node);
        return node && { node, steps: place.steps };
      },
    });
  }

  /** The references. Locals are followed, because a plan doesn't contain them. */
  public references(): readonly PlannedReference[] {
    return this.node.references().flatMap((reference) => {
      const { path, text } = reference;
      const places = (): readonly Place[] => [...this.#places(reference as ElementReference, new Set())];
      return [{ path: parsePath(path), text, places }];
    });
  }

  *#places(reference: ElementReference, seen: Set<Element>): Iterable<Place> {
    const { to, steps } = reference;
    const node = this.counterpart(to);
    if (node) yield { node, steps };
    else if (!seen.has(to)) {
      seen.add(to);
      for (const next of to.references()) yield* this.#places(next as ElementReference, seen);
    }
  }
}

/** The item of a configuration's list that corresponds to a planned item. Sets have another order in a plan. */
export function itemFor(list: Tree | undefined, value: Json, index: number): Tree | undefined {
  if (!isTreeList(list)) return index === 0 && isTreeObject(list) ? list : undefined;
  if (!isJsonObject(value)) return list[index] instanceof Hole ? list[index] : undefined;
  const fitting = list.filter((item) => isTreeObject(item) && fits(item, value));
  const own = list[index];
  if (own !== undefined && fitting.includes(own)) return own;
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Whether the known primitive values of a block equal the planned ones. */
function fits(item: { readonly [key: string]: Tree }, value: Readonly<Record<string, Json>>): boolean {
  return Object.entries(item).every(([name, tree]) => {
    const planned = value[name] ?? null;
    return typeof tree === "object" || planned === null || sameTree(tree, planned) || String(tree) === String(planned);
  });
}
