import { describe, expect, it } from "vitest";
import { reportOf } from "../support/found.js";
import { mutants } from "./openings.js";

describe("openings in a platform that passes", () => {
  const all = mutants();

  it("never leave their check satisfied, however they are written", { timeout: 300_000 }, () => {
    const missed = all.filter(({ check, change }) => {
      const { checks, passed } = reportOf(change);
      return passed || checks.find(({ id }) => id === check)?.outcome === "satisfied";
    });
    console.log(`openings: ${String(all.length - missed.length)} of ${String(all.length)} seen`);
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it("are counted: new ones are added, none is lost", () => {
    expect(all.length).toBeGreaterThanOrEqual(286);
  });
});
