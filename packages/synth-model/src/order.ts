/** The result of an ordering: every node after its dependencies, and the cycles that prevent an order. */
export interface Ordering<T> {
  /** All nodes, dependencies first. The members of a cycle are in no particular order. */
  readonly order: readonly T[];
  /** Cycles: groups of one or more nodes that depend on each other. */
  readonly cycles: readonly (readonly T[])[];
}

interface Frame<T> {
  readonly node: T;
  readonly next: Iterator<T>;
}

/**
 * Sorts nodes after their dependencies. Independent nodes keep their order.
 *
 * This is Tarjan's algorithm for strongly connected components, without recursion. It is linear, and finds the
 * components in order.
 */
export function orderByDependency<T>(nodes: Iterable<T>, needs: (node: T) => Iterable<T>): Ordering<T> {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const open: T[] = [];
  const isOpen = new Set<T>();
  const needsItself = new Set<T>();
  const order: T[] = [];
  const cycles: T[][] = [];

  const enter = (node: T): Frame<T> => {
    low.set(node, index.size);
    index.set(node, index.size);
    open.push(node);
    isOpen.add(node);
    return { node, next: needs(node)[Symbol.iterator]() };
  };
  const lower = (node: T, to: number): void => {
    low.set(node, Math.min(low.get(node) ?? to, to));
  };
  const close = (node: T): void => {
    const members = open.splice(open.lastIndexOf(node)).reverse();
    for (const member of members) isOpen.delete(member);
    order.push(...members);
    if (members.length > 1 || needsItself.has(node)) cycles.push(members);
  };

  for (const start of nodes) {
    if (index.has(start)) continue;
    const frames = [enter(start)];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const { node } = frame;
      const step = frame.next.next();
      if (!step.done) {
        const seen = index.get(step.value);
        if (step.value === node) needsItself.add(node);
        if (seen === undefined) frames.push(enter(step.value));
        else if (isOpen.has(step.value)) lower(node, seen);
        continue;
      }
      frames.pop();
      const lowest = low.get(node) ?? 0;
      if (lowest === index.get(node)) close(node);
      const parent = frames.at(-1);
      if (parent) lower(parent.node, lowest);
    }
  }
  return { order, cycles };
}
