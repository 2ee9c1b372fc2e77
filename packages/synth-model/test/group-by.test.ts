import { expect, it } from "vitest";
import { groupBy } from "../src/group-by.js";

it("puts items with the same key together, groups and items in their order", () => {
  const groups = groupBy(["bob", "al", "eve", "jo"], (name) => name.length);
  expect([...groups]).toEqual([
    [3, ["bob", "eve"]],
    [2, ["al", "jo"]],
  ]);
});
