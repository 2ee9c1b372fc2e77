import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InvalidInputError, NameKind } from "@org/azure-catalog";
import { composeName } from "../src/name-parts.js";

const compose = (kind: NameKind, pattern: string, parts: Readonly<Record<string, string>>) =>
  composeName({ kind, pattern }, "x", parts);

describe("composeName", () => {
  it("fills the placeholders of a pattern", () => {
    expect(compose("virtualNetwork", "vnet-{prefix}-{suffix}", { prefix: "aml", suffix: "01" })).toBe("vnet-aml-01");
  });

  it("takes the first characters of a part, if the pattern says how many", () => {
    expect(compose("virtualNetwork", "vnet-{prefix:2}", { prefix: "aml" })).toBe("vnet-am");
  });

  it("fails for a placeholder that has no value", () => {
    expect(() => compose("virtualNetwork", "vnet-{prefx}", { prefix: "aml" })).toThrow(
      "the pattern vnet-{prefx} has the unknown placeholder prefx",
    );
  });

  it("says which parts to shorten where one is not enough", () => {
    const parts = { prefix: "aaaaaa", suffix: "bbbbbbbbb" };
    expect(() => compose("windowsComputerName", "{prefix}-{suffix}-jumpbox", parts)).toThrow(
      'this is prefix "aaaaaa" 6 + suffix "bbbbbbbbb" 9 + fixed text 9 = 24, 9 too long; fix: shorten the suffix and the prefix by 9, or override the name',
    );
  });

  it("says one part to shorten where that is enough, to a single character if need be", () => {
    const parts = { prefix: "bbb", suffix: "aaaa", role: "cc" };
    expect(() => compose("windowsComputerName", "{prefix}-{suffix}{role}-jumpbox", parts)).toThrow(
      "fixed text 9 = 18, 3 too long; fix: shorten the suffix by 3",
    );
  });

  it("counts a single character of fixed text too", () => {
    const parts = { prefix: "a".repeat(20), suffix: "b".repeat(4) };
    expect(() => compose("keyVault", "{prefix}-{suffix}", parts)).toThrow("4 + fixed text 1 = 25, 1 too long");
  });

  it("shows an arithmetic that adds up", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 3, maxLength: 6 }), (texts) => {
        const parts = Object.fromEntries(texts.map((text, index) => [`part${index}`, text]));
        const pattern = texts.map((text, index) => (index % 2 === 0 ? text : `{part${index}}`)).join("");
        try {
          expect(compose("storageAccount", pattern, parts).length).toBeLessThanOrEqual(24);
        } catch (error) {
          const { allowed } = (error as InvalidInputError).input;
          const lengths = [...allowed.matchAll(/(?:"|text) (\d+)/g)].map(([, length]) => Number(length));
          const [, total, over] = /= (\d+), (\d+) too long/.exec(allowed) ?? [];
          expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(Number(total));
          expect(Number(total) - 24).toBe(Number(over));
        }
      }),
    );
  });
});
