import { describe, expect, it } from "vitest";
import { planSummary } from "../../src/plans/plan-summary.js";
import type { Action, PlannedChange } from "../../src/terraform/planned-changes.js";

const change = (action: Action, address: string, changed: string[] = []): PlannedChange => ({
  action,
  address,
  changed,
});
const stack = (resources: PlannedChange[], outputs: string[] = []) => ({
  name: "aml-dev",
  text: "",
  changes: { resources, outputs },
});

describe("the summary of plans", () => {
  it("counts by stack and kind", () => {
    const summary = planSummary([stack([change("create", "a.b"), change("create", "a.c"), change("replace", "a.d")])]);
    expect(summary).toContain("| stack | replace | destroy | forget | update | import | move | create | outputs |");
    expect(summary).toContain("| `aml-dev` | 1 |  |  |  |  |  | 2 |  |");
  });

  it("lists what is lost first, and emphasizes it", () => {
    const resources = [change("create", "a.c"), change("update", "a.u", ["tags"]), change("destroy", "a.d")];
    const list = planSummary([stack([...resources, change("replace", "a.r", ["body"])], ["id"])]);
    expect(list.match(/^- .*$/gm)).toEqual([
      "- **replace** `a.r`: body",
      "- **destroy** `a.d`",
      "- update `a.u`: tags",
      "- create `a.c`",
      "- output `id`",
    ]);
  });

  it("says why a stack wasn't planned", () => {
    expect(planSummary([{ name: "aml-prod", leftOut: "can't be planned yet" }])).toContain(
      "| `aml-prod` | can't be planned yet |",
    );
  });

  it("folds nothing where nothing changes", () => {
    expect(planSummary([stack([])])).not.toContain("<details>");
  });

  it("fits into a comment, counting what doesn't", () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      change("create", `azurerm_private_endpoint.${index}_${"x".repeat(60)}`),
    );
    const summary = planSummary([stack(many), stack(many)]);
    expect(summary.length).toBeLessThan(65_536);
    const shown = summary.match(/^- create/gm)?.length ?? 0;
    const more = [...summary.matchAll(/^- and (\d+) more$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(shown).toBeGreaterThan(500);
    expect(shown + more).toBe(2000);
  });

  it("begins with the mark by which it is found again", () => {
    expect(planSummary([])).toMatch(/^<!-- plan of the platform -->\n/);
  });
});
