import fc from "fast-check";
import { expect, it } from "vitest";
import { prefixLengthFor, usableAddresses } from "../src/subnet-size.js";

it("the addresses of a subnet are all but the five that Azure reserves", () => {
  expect(usableAddresses(24)).toBe(251);
  expect(usableAddresses(29)).toBe(3);
});

it("the smallest subnet for a number of resources has an address for each, and half of it doesn't", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), (count) => {
      const prefixLength = prefixLengthFor(count);
      expect(usableAddresses(prefixLength)).toBeGreaterThanOrEqual(count);
      expect(usableAddresses(prefixLength + 1)).toBeLessThan(count);
    }),
  );
});
