import type { Evaluator } from "./evaluator.js";
import { groupBy } from "./group-by.js";
import { isResource, type Element, type Node, type Resource, type Scope } from "./model.js";
import type { ElementReference } from "./reference.js";

const NONE: readonly never[] = [];

/** References in both directions. */
export class Graph {
  readonly #evaluator: Evaluator;
  readonly #outgoing = new Map<Element, readonly ElementReference[]>();
  readonly #dependencies = new Map<Element, readonly Resource[]>();
  #incoming: Map<Element, ElementReference[]> | undefined;
  #dependents: Map<Element, Resource[]> | undefined;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  public add(element: Element, references: readonly ElementReference[]): void {
    this.#outgoing.set(element, references);
  }

  public referencesOf(element: Element): readonly ElementReference[] {
    return this.#outgoing.get(element) ?? NONE;
  }

  public referencesTo(element: Element): readonly ElementReference[] {
    this.#incoming ??= groupBy([...this.#outgoing.values()].flat(), (reference) => reference.to);
    return this.#incoming.get(element) ?? NONE;
  }

  public dependenciesOf(element: Element): readonly Resource[] {
    let dependencies = this.#dependencies.get(element);
    if (!dependencies) {
      dependencies = this.#collect(element);
      this.#dependencies.set(element, dependencies);
    }
    return dependencies;
  }

  public dependentsOf(element: Element): readonly Resource[] {
    this.#dependents ??= this.#invert();
    return this.#dependents.get(element) ?? NONE;
  }

  /**
   * The elements that an element depends on: those it refers to, its provider's configuration, and the dependencies of
   * its module.
   */
  public *successorsOf(element: Element): Iterable<Element> {
    for (const reference of this.referencesOf(element)) yield* this.#successors(reference);
    if (!isResource(element)) return;
    const { provider } = element;
    if (provider) yield provider;
    for (let { call } = (element as unknown as Node).scope; call; { call } = call.scope) {
      for (const reference of this.referencesOf(call)) if (reference.explicit) yield* this.#successors(reference);
    }
  }

  /** The elements that a reference leads to. For an output of a remote state or module, this includes the output. */
  *#successors(reference: ElementReference): Iterable<Element> {
    const { to, steps } = reference;
    const output = this.#evaluator.outputOf(to, steps)?.node;
    if (to.inner) {
      if (output) yield output;
      else if (steps.length === 0) yield* contentOf(to.inner);
      return;
    }
    yield to;
    const owner = this.#evaluator.ownerOf(to);
    if (output) yield output;
    // Without the name of an output, all outputs of the other stack are meant. A missing output is reported as a
    // diagnostic.
    else if (owner && steps.length <= 1) yield* owner.outputs;
  }

  /** All reachable elements, nearest first, without the start. */
  public reach(start: Element, next: (element: Element) => readonly Resource[]): readonly Resource[] {
    const seen = new Set<Element>([start]);
    const found: Resource[] = [];
    const queue: Element[] = [start];
    for (const element of queue) {
      for (const neighbour of next(element)) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        found.push(neighbour);
        queue.push(neighbour);
      }
    }
    return found;
  }

  /** A shortest path along dependencies. */
  public path(from: Element, to: Element): readonly Element[] | undefined {
    const before = new Map<Element, Element | undefined>([[from, undefined]]);
    for (const [element] of before) {
      for (const next of element.dependencies()) {
        if (next === to) return backtrack(before, element, [to]);
        if (!before.has(next)) before.set(next, element);
      }
    }
    return undefined;
  }

  #invert(): Map<Element, Resource[]> {
    const dependents = new Map<Element, Resource[]>();
    for (const source of this.#outgoing.keys()) {
      if (!isResource(source)) continue;
      for (const dependency of this.dependenciesOf(source)) {
        const known = dependents.get(dependency) ?? [];
        known.push(source);
        dependents.set(dependency, known);
      }
    }
    return dependents;
  }

  #collect(start: Element): readonly Resource[] {
    const found = new Set<Resource>();
    const seen = new Set<Element>([start]);
    const pending = [start];
    for (const element of pending) {
      for (const next of this.successorsOf(element)) {
        if (seen.has(next)) continue;
        seen.add(next);
        if (isResource(next) && !this.#evaluator.ownerOf(next)) found.add(next);
        else pending.push(next);
      }
    }
    return [...found];
  }
}

function backtrack(
  before: ReadonlyMap<Element, Element | undefined>,
  last: Element,
  tail: readonly Element[],
): readonly Element[] {
  const path = [...tail];
  for (let at: Element | undefined = last; at; at = before.get(at)) path.unshift(at);
  return path;
}

/** All elements of a module and the modules in it. */
function* contentOf(scope: Scope): Iterable<Element> {
  for (const declared of scope.declared) {
    for (const node of "nodes" in declared ? declared.nodes : [declared]) {
      if (node.inner) yield* contentOf(node.inner);
      else if (isResource(node) || node.kind === "output") yield node;
    }
  }
}
