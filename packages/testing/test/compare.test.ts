import { SynthModel } from "@org/aml-synth-model";
import { Fn, Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { compare } from "../src/compare.js";
import { ref } from "../src/index.js";

const stack = SynthModel.fromStacks({ s: { resource: { x: { a: {} } } } }).stack("s");
const around = {
  stack,
  equals: (actual: unknown, expected: unknown) => {
    try {
      expect(actual).toEqual(expected);
      return true;
    } catch {
      return false;
    }
  },
};
const misses = (expected: unknown, actual: unknown, blocks: "alike" | "apart" = "alike") =>
  compare(expected, actual, around, blocks).misses;

describe("compare", () => {
  it.each([
    [1, 1],
    [null, null],
    [{}, { a: 1 }],
    [{ a: undefined }, {}],
    [{ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }],
    [[{ a: 1 }], [{ a: 1, b: 2 }]],
    [[], []],
    [{ a: ref("x.a.id") }, { a: "${x.a.id}" }],
    [[expect.any(Number)], [1]],
  ])("is content with %j for %j", (expected, actual) => {
    expect(misses(expected, actual)).toBe(0);
  });

  it.each([
    [1, 2, 1],
    [null, undefined, 1],
    [{ a: null }, {}, 1],
    [{ a: undefined }, { a: null }, 1],
    [{ a: 1, b: 2 }, { a: 1 }, 1],
    [{ a: 1, b: 2 }, { c: 1 }, 2],
    [[1], [1, 2], 1],
    [[1, 2], [1], 1],
    [[1, 2], "text", 2],
    [{ a: { b: 1, c: [1, 2] } }, { a: "text" }, 3],
    [{ a: {} }, {}, 1],
    [{ a: expect.objectContaining({ b: 1, c: 2 }) }, {}, 1],
    [{ toString: 1 }, {}, 1],
    [ref("x.a.id"), "${x.a.name}", 1],
  ])("counts what it misses of %j in %j: %d", (expected, actual, count) => {
    expect(misses(expected, actual)).toBe(count);
  });

  it("takes a block for a list of one, if so wished", () => {
    expect(misses({ a: { b: 1 } }, { a: [{ b: 1 }] })).toBe(0);
    expect(misses({ a: [{ b: 1 }] }, { a: { b: 1 } })).toBe(0);
    expect(misses({ a: { b: 1 } }, { a: [{ b: 1 }, { b: 1 }] })).toBe(1);
    expect(misses({ a: { b: 1 } }, { a: [{ b: 1 }] }, "apart")).toBe(1);
    expect(misses({ a: [{ b: 1 }] }, { a: { b: 1 } }, "apart")).toBe(1);
  });

  it.each(["body", "sensitive_body"])("never does so inside %s, which goes to Azure as it is", (name) => {
    expect(misses({ [name]: { b: 1 } }, { [name]: [{ b: 1 }] })).toBe(1);
  });

  it("shows only what differs as different, and only what is expected", () => {
    const expected = { same: expect.any(String), other: ref("x.a.id"), list: [{ a: 1 }], gone: undefined, missing: 1 };
    const actual = { same: "text", other: "${x.a.name}", list: [{ a: 1, b: 2 }, { c: 3 }], gone: true, unasked: 1 };
    expect(compare(expected, actual, around)).toEqual({
      misses: 4,
      expected: { same: "text", other: "ref(x.a.id)", list: [{ a: 1 }], gone: undefined, missing: 1 },
      actual: { same: "text", other: "${x.a.name}", list: [{ a: 1 }, { c: 3 }], gone: true },
    });
  });

  it.each([
    ["text", Token.asString({ a: 1 })],
    ["a number", Token.asNumber({ a: 1 })],
    ["a list", Token.asList({ a: 1 })],
    ["an object", Token.asAny({ a: 1 })],
    ["a function", Fn.lower("A")],
  ])("refuses a token that is %s", (_, token) => {
    expect(() => compare({ a: token }, { a: 1 }, around)).toThrow("is a CDKTF token, which can't be compared");
  });
});
