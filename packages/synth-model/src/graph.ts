import type { Element } from "./element.js";
import type { Evaluator } from "./evaluator.js";
import type { Reference } from "./reference.js";
import { groupBy } from "./group-by.js";
import type { Resource } from "./resource.js";

const NONE: readonly never[] = [];

/** Who refers to whom. */
export class Graph {
  readonly #evaluator: Evaluator;
  readonly #outgoing = new Map<Element, readonly Reference[]>();
  readonly #dependencies = new Map<Element, readonly Resource[]>();
  #incoming: Map<Element, Reference[]> | undefined;
  #dependents: Map<Element, Resource[]> | undefined;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  public add(element: Element, references: readonly Reference[]): void {
    this.#outgoing.set(element, references);
  }

  public referencesOf(element: Element): readonly Reference[] {
    return this.#outgoing.get(element) ?? NONE;
  }

  public referencesTo(element: Element): readonly Reference[] {
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

  /** What an element waits for: what it refers to, and its provider's configuration. */
  public *successorsOf(element: Element): Iterable<Element> {
    for (const reference of this.referencesOf(element)) yield* this.#successors(reference);
    const provider = isResource(element) ? element.provider : undefined;
    if (provider) yield provider;
  }

  /** What a reference leads to next: for the output of a remote state, also that output. */
  #successors(reference: Reference): readonly Element[] {
    const { to } = reference;
    const owner = this.#evaluator.ownerOf(to);
    if (!owner) return [to];
    const output = this.#evaluator.outputOf(to, reference.steps);
    if (output) return [to, output];
    // Everything of the other stack may be meant, unless one output that isn't there is: that is a diagnostic.
    return reference.steps.length > 1 ? [to] : [to, ...owner.outputs];
  }

  /** All that can be reached, nearest first, without the start. */
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

  /** A shortest way along dependencies. */
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

/** Whether an element is a resource, data source or ephemeral resource. */
export function isResource(element: Element): element is Resource {
  return element.kind === "resource" || element.kind === "data" || element.kind === "ephemeral";
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
