import fc from "fast-check";
import type { Json, JsonObject } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { argumentAt, differencesIn, isSame, member, objectsAt, textAt, valueAt, withValue } from "../src/values.js";

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
    ["PT1H30M", "PT90M"],
    ["PT1H", "PT3600S"],
    ["Canada Central", "canadacentral"],
    ["198.51.100.7", "198.51.100.7/32"],
    [90, "90"],
    [
      "/subscriptions/a/providers/Microsoft.Authorization/roleDefinitions/b",
      "/providers/Microsoft.Authorization/roleDefinitions/B",
    ],
    [[], ""],
    [0, null],
    [false, null],
    [{ a: 1 }, { A: 1, b: 2 }],
    [{ v1LegacyMode: true }, { V1LEGACYMODE: true }],
    [{ a: 1, b: null }, { a: 1 }],
  ])("takes %j for %j", (one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  it.each<[Json, Json]>([
    [false, true],
    [true, false],
    ["PT2M", "PT3M"],
    ["app-PT2M", "app-PT120S"],
    ["PT2M-app", "PT120S-app"],
    ["::ffff:198.51.100.7/32", "::ffff:198.51.100.7"],
    ["198.51.100.7/32,198.51.100.9", "198.51.100.7,198.51.100.9"],
    ["Deny", "Allow"],
    ["", "x"],
    [
      ["a", "a"],
      ["a", "b"],
    ],
    [{ a: 1 }, { b: 1 }],
    [
      { a: 1, b: 2 },
      { a: 1, b: 3 },
    ],
    [["a", "b"], "ab"],
    [["a"], null],
  ])("doesn't take %j for %j", (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});

describe("values at a path", () => {
  const body = { Name: "exact", name: "other", rules: [{ ruleType: "Nat", priority: 1 }, "text"], none: null };

  it("are found by names in any letter case, the exact one first, and by indices of lists", () => {
    expect(valueAt(body, "name")).toBe("other");
    expect(valueAt(body, "RULES.0.ruletype")).toBe("Nat");
    for (const path of ["absent", "rules.2", "none.name", "name.length"]) expect(valueAt(body, path)).toBeUndefined();
  });

  it("are members by names with dots", () => {
    expect(member({ "cost.center": "17" }, "cost.center")).toBe("17");
  });

  it("are left out if they aren't of the type that is asked for", () => {
    expect(objectsAt(body, "rules")).toEqual([{ ruleType: "Nat", priority: 1 }]);
    expect(objectsAt(body, "name")).toEqual([]);
    expect([textAt(body, "name"), textAt(body, "rules.0.priority"), textAt(body, "absent")]).toEqual(["other", "", ""]);
  });
});

describe("differencesIn", () => {
  it("has the path of each value that differs, and ignores what isn't set", () => {
    const expected = { a: 1, inner: { text: "x", unset: null, list: ["a"] } };
    const live = { A: 1, inner: { text: "y", unset: "set by Azure" } };
    expect(differencesIn(expected, live, "body")).toEqual([
      { path: "body.inner.text", expected: "x", live: "y" },
      { path: "body.inner.list", expected: ["a"], live: undefined },
    ]);
    expect(differencesIn(undefined, live, "body")).toEqual([]);
  });
});

describe("arguments, whose blocks are lists with one object", () => {
  const first = { name: "a", inner: { size: 1 } };
  const values: JsonObject = { block: [first, { name: "b" }], text: "x" };

  it("are read", () => {
    expect(argumentAt(values, ["block", "name"])).toBe("a");
    expect(argumentAt(values, ["block", "inner", "size"])).toBe(1);
    for (const path of [["absent"], ["text", "length"], ["absent", "name"]])
      expect(argumentAt(values, path)).toBeUndefined();
  });

  it("are replaced in a copy", () => {
    expect(withValue(values, ["block", "name"], "c")).toEqual({
      ...values,
      block: [{ name: "c", inner: { size: 1 } }, { name: "b" }],
    });
    expect(withValue(values, ["block", "1", "name"], "c")).toEqual({
      ...values,
      block: [first, { name: "c" }],
    });
    expect(withValue(values, ["text"], undefined)).toEqual({ ...values, text: null });
    expect(withValue(values, ["absent", "name"], 1)).toEqual({ ...values, absent: { name: 1 } });
    expect(withValue([{ "2nd": 1, v1: 1 }], ["2nd"], 2)).toEqual([{ "2nd": 2, v1: 1 }]);
    expect(withValue([{ "2nd": 1, v1: 1 }], ["v1"], 2)).toEqual([{ "2nd": 1, v1: 2 }]);
  });
});
