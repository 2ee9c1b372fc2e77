import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPath, parsePath, valueAt } from "../src/path.js";

describe("parsePath", () => {
  it.each([
    ["", []],
    ["name", ["name"]],
    ["body.properties.regionDetails[0].location", ["body", "properties", "regionDetails", 0, "location"]],
    ['tags["cost.center"]', ["tags", "cost.center"]],
    ['tags["say \\"so\\""].x', ["tags", 'say "so"', "x"]],
    ["[1]", [1]],
  ])("reads %j", (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each([".a", "a..b", "a.", "a[", "a[x]", "a]"])("refuses %j", (text) => {
    expect(() => parsePath(text)).toThrow(`${JSON.stringify(text)} is not a path; allowed: names joined by dots`);
  });

  it("reads back whatever formatPath writes", () => {
    const segment = fc.oneof(fc.string(), fc.nat());
    fc.assert(
      fc.property(fc.array(segment), (path) => {
        expect(parsePath(formatPath(path))).toEqual(path);
      }),
    );
  });
});

describe("formatPath", () => {
  it("quotes only what is no plain name", () => {
    expect(formatPath(["body", "a-b", 0, "c.d"])).toBe('body.a-b[0]["c.d"]');
  });
});

describe("valueAt", () => {
  const root = { a: { b: [{ c: 1 }, { c: 2 }] }, one: [{ x: "y" }], block: { z: null } };

  it.each([
    ["a.b[1].c", 2],
    ["block.z", null],
    ["block[0].z", null],
    ["one.x", "y"],
    ["one[0].x", "y"],
  ])("reads %s", (path, value) => {
    expect(valueAt(root, parsePath(path))).toBe(value);
  });

  it.each(["a.b.c", "a.b[2]", "a.x", "block[1]", "a.b[0].c.d", "toString", "one[0][0][0].x[0]"])(
    "finds nothing at %s",
    (path) => {
      expect(valueAt(root, parsePath(path))).toBeUndefined();
    },
  );
});
