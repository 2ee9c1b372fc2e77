import { describe, expect, it } from "vitest";
import type { DeploymentTestEvent } from "../../src/index.js";
import { Journal } from "../../src/deployment-test/journal.js";

function opened() {
  const events: DeploymentTestEvent[] = [];
  return { events, journal: new Journal((event) => void events.push(event)) };
}

describe("a journal", () => {
  it("reports a step's start, and its end with the result", async () => {
    const { events, journal } = opened();
    await journal.step("dev", "plan", () => Promise.resolve("3 to add"));
    expect(events).toEqual([
      { type: "step started", stack: "dev", step: "plan" },
      {
        type: "step ended",
        stack: "dev",
        step: "plan",
        seconds: expect.any(Number),
        failed: false,
        outcome: "3 to add",
      },
    ]);
    expect(journal.steps).toMatchObject([{ stack: "dev", step: "plan", failed: false }]);
  });

  it("has a step fail by its own problems, not by another stack's", async () => {
    const { journal } = opened();
    await journal.step("dev", "plan", () => {
      journal.fail({ stack: "prod", step: "plan", message: "went wrong" });
      return Promise.resolve(undefined);
    });
    await journal.step("prod", "plan", () => Promise.resolve(undefined));
    expect(journal.steps.map(({ failed }) => failed)).toEqual([false, true]);
    expect(journal.passed).toBe(false);
  });

  it("keeps the errors of what Terraform says, with details and addresses", () => {
    const { journal } = opened();
    journal.report("dev", "apply", [
      { severity: "warning", summary: "deprecated" },
      { severity: "error", summary: "refused", detail: "by a policy", address: "azurerm_subnet.pe" },
      { severity: "error", summary: "failed", detail: "" },
    ]);
    expect(journal.problems).toEqual([
      { stack: "dev", step: "apply", message: "refused\nby a policy", address: "azurerm_subnet.pe" },
      { stack: "dev", step: "apply", message: "failed" },
    ]);
  });

  it("needs nobody to listen", () => {
    const journal = new Journal();
    journal.note("something");
    expect(journal.passed).toBe(true);
  });
});
