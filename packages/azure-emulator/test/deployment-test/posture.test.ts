import { describe, expect, it } from "vitest";
import { problemsOf, stageOf } from "../support/deployment-test.js";

const address = "azurerm_storage_account.main";
const place = { address, mode: "managed", type: "azurerm_storage_account", name: "main" };

/** A plan as `terraform show -json` prints it, of one storage account. */
function planOf(publicAccess: boolean): string {
  const after = { name: "st", public_network_access_enabled: publicAccess, tags: { environment: "dev" } };
  return JSON.stringify({
    format_version: "1.2",
    planned_values: { root_module: { resources: [{ ...place, values: after }] } },
    resource_changes: [{ ...place, change: { actions: ["create"], after, after_unknown: {} } }],
    configuration: { root_module: { resources: [place] } },
  });
}

const platform = (plan: string) => stageOf({ dev: {} }, { "dev show plan": [{ print: plan }] });

describe("the posture check of a deployment test", () => {
  it("evaluates what Terraform planned, and is in the report with what it could not decide", async () => {
    const { posture, passed } = await platform(planOf(true)).run();
    expect(passed).toBe(true);
    expect(posture?.findings).toContainEqual(
      expect.objectContaining({ rule: "storage-public-access", stack: "dev", address, state: "violated" }),
    );
    expect(posture?.checks.map(({ id }) => id)).toEqual(["isolation", "bastion-only", "resolution", "egress", "order"]);
  });

  it("fails the deployment test for findings if it has a configuration", async () => {
    const { run } = platform(planOf(true));
    expect(await problemsOf(() => run({ posture: { threshold: "error" } }))).toContainEqual(
      expect.stringMatching(/^posture \| error storage-public-access: dev\/azurerm_storage_account.main: /),
    );
  });

  it("comes after everything else, so that a finding keeps nothing from being tried", async () => {
    const { stage, run } = platform(planOf(true));
    const { steps } = await run({ posture: {} });
    expect(steps.at(-1)).toMatchObject({ step: "posture", failed: true });
    expect(stage.began).toContain("dev destroy");
  });

  it("fails for a plan of a format that it doesn't know", async () => {
    const { run } = platform('{ "format_version": "2.0" }');
    expect(await problemsOf(run)).toEqual([expect.stringContaining("dev: has the format 2.0")]);
  });
});
