import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptances, excesses, excessText, withAcceptances } from "./budgets.mjs";

const BUDGETS = { ratio: 1.1, slack: { packed: 10, modules: 2 }, accepted: [] };
const weight = (packed: number, modules = 100) => ({
  packed,
  unpacked: 5000,
  imports: { ".": { modules, bytes: 7000 } },
});
const released = { "@org/a": { version: "1.0.0", ...weight(1000) } };

describe("excesses", () => {
  it("lets a package grow as far as the ratio to its last release", () => {
    expect(excesses({ "@org/a": weight(1100) }, released, BUDGETS)).toEqual([]);
    expect(excesses({ "@org/a": weight(1101) }, released, BUDGETS)).toEqual([
      { package: "@org/a", measure: "packed", was: 1000, is: 1101, allowed: 1100 },
    ]);
  });

  it("judges each import of a package", () => {
    const now = { "@org/a": { packed: 1000, unpacked: 6000, imports: { ".": { modules: 111, bytes: 8000 } } } };
    expect(excesses(now, released, BUDGETS).map(({ measure }) => measure)).toEqual([
      "unpacked",
      "imports . modules",
      "imports . bytes",
    ]);
  });

  it("lets what is small grow by the slack", () => {
    const small = { "@org/a": { version: "1.0.0", ...weight(50, 1) } };
    expect(excesses({ "@org/a": weight(60, 3) }, small, BUDGETS)).toEqual([]);
    expect(excesses({ "@org/a": weight(61, 4) }, small, BUDGETS).map(({ allowed }) => allowed)).toEqual([60, 3]);
  });

  it("gives no budget to a package or entry point that wasn't released yet", () => {
    const entry = { "@org/a": { ...weight(1000), imports: { "./new": { modules: 900, bytes: 900_000 } } } };
    expect(excesses({ ...entry, "@org/new": weight(1_000_000) }, released, BUDGETS)).toEqual([]);
  });

  it("allows what was accepted, and no more", () => {
    const accepted = [{ package: "@org/a", measure: "packed", upTo: 1500, because: "it draws pictures" }];
    expect(excesses({ "@org/a": weight(1500) }, released, { ...BUDGETS, accepted })).toEqual([]);
    expect(excesses({ "@org/a": weight(1501) }, released, { ...BUDGETS, accepted })).toHaveLength(1);
  });

  it("never objects to a package that shrank", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 100 }), (packed, modules) => {
        expect(excesses({ "@org/a": weight(packed, modules) }, released, BUDGETS)).toEqual([]);
      }),
    );
  });

  it("is silent about everything that was just accepted", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(1000), (packed, modules) => {
        const now = { "@org/a": weight(packed, modules) };
        const budgets = withAcceptances(BUDGETS, acceptances(excesses(now, released, BUDGETS), "reason"));
        expect(excesses(now, released, budgets)).toEqual([]);
      }),
    );
  });
});

describe("excessText", () => {
  it("says what was, is, is allowed, and how to accept it", () => {
    const text = excessText({ package: "@org/a", measure: "packed", was: 1000, is: 1250, allowed: 1100 });
    expect(text).toBe(
      "@org/a: packed is 1250, was 1000 at the last release (x1.25), allowed is 1100: " +
        "make it smaller, or accept it with 'npm run check:hygiene -- accept @org/a \"the reason\"'",
    );
  });
});

describe("withAcceptances", () => {
  const one = (measure: string, upTo: number) => ({ package: "@org/a", measure, upTo, because: "reason" });

  it("keeps a measure once, the newest, in a fixed order", () => {
    const before = { ...BUDGETS, accepted: [one("unpacked", 1), one("packed", 1)] };
    expect(withAcceptances(before, [one("packed", 2)]).accepted).toEqual([one("packed", 2), one("unpacked", 1)]);
  });
});
