import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter, lookupIn } from "../../../src/emulator/graph/filter.js";

const group = { displayName: "It's and or", mailEnabled: false, mail: null, names: ["one", "two"] };

describe("A filter", () => {
  it.each([
    ["displayName eq 'it''s and or'", true],
    ["displayName eq 'it'", false],
    ["displayName eq 'it''s and or' and mailEnabled eq false", true],
    ["displayName eq 'it''s and or' and mailEnabled eq true", false],
    ["displayName eq 'other' or names/any(n:n eq 'Two')", true],
    ["names/any(n:n eq 'three')", false],
    ["mail eq null", true],
    ["startsWith(displayName,'it''s')", true],
    ["startsWith(displayName, 'and')", false],
  ])("%s is %s", (filter, met) => {
    expect(compileFilter(filter)?.(group)).toBe(met);
  });

  it.each(["", "not mailEnabled", "(mailEnabled eq true)", "displayName ne 'x'", "n/any(a:b eq 'x')"])(
    "can't be %j",
    (filter) => {
      expect(compileFilter(filter)).toBeUndefined();
    },
  );

  it("finds a name with any characters", () => {
    fc.assert(
      fc.property(fc.string(), (displayName) => {
        const filter = `displayName eq '${displayName.replaceAll("'", "''")}' and mailEnabled eq false`;
        expect(compileFilter(filter)?.({ displayName, mailEnabled: false })).toBe(true);
        expect(lookupIn(filter)).toEqual({ property: "displayName", value: displayName });
      }),
    );
  });
});

describe("What a filter looks up", () => {
  it.each(["id eq 'a' or id eq 'b'", "startswith(id,'a')", "id eq 'a' and name eq 'b'"])(
    "is unclear in %s",
    (filter) => {
      expect(lookupIn(filter)).toBeUndefined();
    },
  );
});
