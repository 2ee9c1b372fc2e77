import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with a line of totals that is easy to parse: `12 passed, 0 failed, 0 skipped`. */
export default class TotalsReporter implements Reporter {
  public onTestRunEnd(modules: readonly TestModule[]): void {
    const totals = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== "pending") totals[state] += 1;
      }
      if (module.state() === "failed" && [...module.children.allTests("failed")].length === 0) totals.failed += 1;
    }
    console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  }
}
