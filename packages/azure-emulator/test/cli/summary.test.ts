import { describe, expect, it } from "vitest";
import { summary } from "../../src/cli/summary.js";
import { reportOf } from "../support/report.js";
import { spanOf } from "../support/span.js";

const SPANS = [
  spanOf({ address: "azurerm_key_vault.vault", azureSeconds: 30, unscaledSeconds: 28, needs: ["time_sleep.wait"] }),
  spanOf({
    address: "time_sleep.wait",
    kind: "wait",
    azureSeconds: 90,
    unscaledSeconds: 90,
    needs: ["azurerm_role_assignment.reader"],
  }),
  spanOf({ address: "azurerm_role_assignment.reader", azureSeconds: 20, unscaledSeconds: 0 }),
  spanOf({ address: "azurerm_subnet.pe" }),
];

describe("the summary", () => {
  it("says what the length hangs on and whose it is, and that it passed", () => {
    expect(summary(reportOf(SPANS))).toBe(`
Critical path of the apply, as estimated for Azure:
          20 s  dev azurerm_role_assignment.reader
    1 min 30 s  dev time_sleep.wait
          30 s  dev azurerm_key_vault.vault

of it Azure 28 s, delays of the stacks 1 min 30 s, providers 22 s
posture: not checked, since not all plans could be read
4 resources applied in 1.0 s (in Azure about 2 min 20 s), 1234 requests, 1 min 15 s in all
deployment test PASSED
`);
  });

  it("names what the deployment test doesn't know, and names that stay taken", () => {
    const text = summary(
      reportOf([], {
        unknown: [{ kind: "resource type", what: "Contoso.Pets/pets" }],
        softDeleted: ["/subscriptions/s/vault"],
      }),
    );
    expect(text).toContain(
      "\nnot supported by the Azure emulator, answered generically: resource type Contoso.Pets/pets\n",
    );
    expect(text).toContain("\nsoft-deleted, its name is reserved: /subscriptions/s/vault\n");
    expect(text).not.toContain("What the length");
  });

  it("says that it failed", () => {
    const problem = { stack: "dev", step: "apply" as const, message: "refused" };
    expect(summary(reportOf([], { passed: false, problems: [problem, problem] }))).toMatch(
      /\ndeployment test FAILED: 2 problem\(s\), see above\n$/,
    );
  });
});
