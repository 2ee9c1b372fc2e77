import { describe, expect, it } from "vitest";
import { reportOf } from "../support/found.js";
import { mutants } from "./openings.js";

/** `npm run test:soundness -w packages/posture` tries all; every run tries one in so many. */
const STEP = process.env["SOUNDNESS"] === "full" ? 1 : 7;

describe("openings in a platform that passes", () => {
  const all = mutants();
  const tried = all.filter((_, index) => index % STEP === 0);

  it("never leave their check satisfied, however they are written", { timeout: 300_000 }, () => {
    const missed = tried.filter(({ check, change }) => {
      const { checks, passed } = reportOf(change);
      return passed || checks.find(({ id }) => id === check)?.outcome === "satisfied";
    });
    console.log(`openings: ${String(tried.length - missed.length)} of ${String(tried.length)} seen`);
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it("are counted: new ones are added, none is lost", () => {
    expect(all.length).toBeGreaterThanOrEqual(286);
  });
});
