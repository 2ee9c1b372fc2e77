import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderByDependency } from "../src/order.js";

function order(needs: Readonly<Record<string, string[]>>) {
  return orderByDependency(Object.keys(needs), (node) => needs[node] ?? []);
}

describe("orderByDependency", () => {
  it("puts what is needed first", () => {
    expect(order({ a: ["b", "c"], b: ["c"], c: [] })).toEqual({ order: ["c", "b", "a"], cycles: [] });
  });

  it("leaves what doesn't matter to each other in its order", () => {
    expect(order({ d: [], b: [], a: [], c: [] }).order).toEqual(["d", "b", "a", "c"]);
  });

  it("names the members of a ring", () => {
    const { cycles, order: all } = order({ a: ["b"], b: ["c"], c: ["a"], d: ["a"] });
    expect(cycles.map((ring) => [...ring].sort())).toEqual([["a", "b", "c"]]);
    expect(all.at(-1)).toBe("d");
  });

  it("names what needs itself", () => {
    expect(order({ a: ["a"], b: [] }).cycles).toEqual([["a"]]);
  });

  it("names each of several rings", () => {
    expect(order({ a: ["b"], b: ["a"], c: ["d", "a"], d: ["c"] }).cycles).toHaveLength(2);
  });

  it("goes deeper than a call stack would", () => {
    const last = 100_000;
    const { order: all } = orderByDependency([0], (node) => (node < last ? [node + 1] : []));
    expect(all.slice(0, 2)).toEqual([last, last - 1]);
  });

  it("puts every node once, after all that it needs, if there is no ring", () => {
    const graph = fc.integer({ min: 1, max: 12 }).chain((size) =>
      fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 40 }).map((pairs) => ({
        nodes: Array.from({ length: size }, (_, node) => node),
        // Edges from the larger to the smaller number only: no ring.
        edges: pairs.filter(([from, to]) => from > to),
      })),
    );
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        const { order: all, cycles } = orderByDependency(nodes, (node) =>
          edges.filter(([from]) => from === node).map(([, to]) => to),
        );
        expect(cycles).toEqual([]);
        expect([...all].sort((a, b) => a - b)).toEqual(nodes);
        for (const [from, to] of edges) expect(all.indexOf(to)).toBeLessThan(all.indexOf(from));
      }),
    );
  });
});
