import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InvalidInputError } from "@org/azure-catalog";
import { composeName, dashed } from "../src/name-parts.js";

describe("composeName", () => {
  it("joins fixed text and parts", () => {
    expect(composeName("virtualNetwork", "x", dashed(["vnet", ["prefix", "aml"], ["suffix", "01"]]))).toBe(
      "vnet-aml-01",
    );
  });

  it("says which parts to shorten where one is not enough", () => {
    const pieces = [["prefix", "aaaaaa"], "-", ["suffix", "bbbbbbbbb"], "-jumpbox"] as const;
    expect(() => composeName("windowsComputerName", "x", pieces)).toThrow(
      'this is prefix "aaaaaa" 6 + suffix "bbbbbbbbb" 9 + fixed text 9 = 24, 9 too long; fix: shorten the suffix and the prefix by 9, or override the name',
    );
  });

  it("says one part to shorten where that is enough, to a single character if need be", () => {
    const pieces = [["prefix", "bbb"], "-", ["suffix", "aaaa"], ["role", "c".repeat(2)]] as const;
    const long = [...pieces, "-jumpbox"] as const;
    expect(() => composeName("windowsComputerName", "x", long)).toThrow(
      "fixed text 9 = 18, 3 too long; fix: shorten the suffix by 3",
    );
  });

  it("counts a single character of fixed text too", () => {
    const pieces = [["prefix", "a".repeat(20)], "-", ["suffix", "b".repeat(4)]] as const;
    expect(() => composeName("keyVault", "x", pieces)).toThrow("4 + fixed text 1 = 25, 1 too long");
  });

  it("shows an arithmetic that adds up", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 3, maxLength: 6 }), (texts) => {
        const pieces = texts.map((text, index) => (index % 2 === 0 ? text : ([`part ${index}`, text] as const)));
        try {
          expect(composeName("storageAccount", "x", pieces).length).toBeLessThanOrEqual(24);
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
