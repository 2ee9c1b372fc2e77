import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/index.js";
import { reportOf } from "../support/found.js";
import { mutants } from "./openings.js";
import { LAST, REWRITINGS } from "./rewritings.js";

const PAIRS = 2000;

/** What a report says, apart from addresses and words. */
const saidBy = ({ checks, findings }: Report) => ({
  checks: checks.map(({ id, outcome }) => `${id} ${outcome}`),
  rules: [...new Set(findings.map(({ rule, state, severity }) => `${rule} ${state} ${severity}`))].sort(),
});

describe("a platform that is written differently", () => {
  const openings = mutants().filter(({ name }) => name.endsWith(", by literal"));
  const originals = new Map<string, ReturnType<typeof saidBy>>();
  const nothing = { name: "nothing", change: () => undefined };

  const unchanged = saidBy(reportOf());

  it.each(Object.keys(REWRITINGS))("gets the same results: %s", (name) => {
    expect(saidBy(reportOf(REWRITINGS[name]))).toEqual(unchanged);
  });

  it(`gets the same results whatever is open in it, in ${String(PAIRS)} pairs`, { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(nothing, ...openings), {
          minLength: 1,
          maxLength: 3,
          selector: ({ name }) => name,
        }),
        fc.uniqueArray(fc.constantFrom(...Object.keys(REWRITINGS)), { minLength: 1 }),
        (changes, rewritings) => {
          const open = (platform: Parameters<(typeof openings)[number]["change"]>[0]): void => {
            for (const { change } of changes) change(platform);
          };
          const rewritten = reportOf((platform) => {
            open(platform);
            const last = (name: string): number => Number(LAST.has(name));
            for (const name of rewritings.sort((one, other) => last(one) - last(other))) REWRITINGS[name]?.(platform);
          });
          // In this order: a later change may undo a part of an earlier one.
          const names = changes.map((one) => one.name).join();
          const original = originals.get(names) ?? saidBy(reportOf(open));
          originals.set(names, original);
          expect(saidBy(rewritten)).toEqual(original);
        },
      ),
      { numRuns: PAIRS },
    );
  });
});
