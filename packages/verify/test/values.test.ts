import fc from "fast-check";
import type { Json } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { isSame } from "../src/values.js";

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const id = fc.stringMatching(/^\/subscriptions\/[a-z0-9-]{3,8}\/resourceGroups\/[A-Za-z0-9-]{3,8}$/);

describe("isSame", () => {
  it("holds for equal values", () => {
    fc.assert(fc.property(json, (value) => isSame(value, structuredClone(value))));
  });

  it("ignores the letter case of ids", () => {
    fc.assert(fc.property(id, (one) => isSame(one, one.toUpperCase())));
  });

  it("ignores the order of lists", () => {
    fc.assert(fc.property(fc.array(id), (ids) => isSame(ids, [...ids].reverse())));
  });

  it("finds an additional item", () => {
    fc.assert(fc.property(fc.array(id), id, (ids, one) => !isSame(ids, [...ids, one])));
  });

  it.each<[Json, Json]>([
    ["PT120S", "PT2M"],
    ["P1D", "PT24H"],
    ["Canada Central", "canadacentral"],
    ["198.51.100.7", "198.51.100.7/32"],
    [90, "90"],
    [
      "/subscriptions/a/providers/Microsoft.Authorization/roleDefinitions/b",
      "/providers/Microsoft.Authorization/roleDefinitions/B",
    ],
    [[], ""],
    [{ a: 1 }, { A: 1, b: 2 }],
  ])("takes %j for %j", (one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  it.each<[Json, Json]>([
    [false, true],
    [true, false],
    ["PT2M", "PT3M"],
    ["Deny", "Allow"],
    ["", "x"],
    [
      ["a", "a"],
      ["a", "b"],
    ],
    [{ a: 1 }, { b: 1 }],
  ])("doesn't take %j for %j", (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});
