import { expect, it } from "vitest";
import { groupBy } from "../../src/deployment-test/group-by.js";

it("puts things with the same key together, groups and things in their order", () => {
  const groups = groupBy(["bob", "al", "eve", "jo"], (name) => name.length);
  expect([...groups]).toEqual([
    [3, ["bob", "eve"]],
    [2, ["al", "jo"]],
  ]);
});
