import { expect, it } from "vitest";
import { sizeFindings } from "./sizes.mjs";

it.each([
  ["grows by a tenth", 100_000, 110_000, 0],
  ["grows by more", 100_000, 110_001, 1],
  ["is small and grows by 4 kB", 1000, 5096, 0],
  ["is small and grows by more", 1000, 5097, 1],
])("says whether an import that %s is within its budget", (_, budget, bytes, findings) => {
  expect(sizeFindings({ "@org/a": bytes }, { "@org/a": budget })).toHaveLength(findings);
});

it("wants a budget for a new import", () => {
  expect(sizeFindings({ "@org/new": 5000 }, {})[0]).toMatch(/^importing @org\/new costs 5000 bytes, 4096 are allowed/);
});
