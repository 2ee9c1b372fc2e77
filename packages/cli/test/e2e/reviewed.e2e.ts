import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_MILLISECONDS, RealMachine } from "./real.js";
import { configuration } from "./support.js";

const GROUP = "rg-aml-dns-shared-cc-01";
let machine: RealMachine;
beforeAll(async () => {
  machine = await RealMachine.start();
}, BUILD_MILLISECONDS);
afterAll(() => machine.stop());

/** Runs a command of the app on the DNS stack, with real Terraform. */
const command = (...args: string[]) => machine.command(...args, "dns-shared", "--config", configuration);

describe("a review of real plans", { concurrent: false }, () => {
  it("shows what will be made, without a secret", async () => {
    const { code, output } = await command("plan", "--save", "plans");
    expect(output).toContain("13 to add, 0 to change, 0 to destroy");
    expect(code).toBe(0);
    expect(readdirSync(join(machine.folder, "plans")).sort()).toEqual(["aml-dns-shared.plan.txt", "plan.md"]);
    const summary = readFileSync(join(machine.folder, "plans/plan.md"), "utf8");
    expect(summary.match(/^- create /gm)).toHaveLength(13);
    expect(summary).not.toContain(machine.azure.identity.subscriptionId);
  });

  it("is applied as it was shown, and then there is nothing left to change", async () => {
    const { code, output } = await command("deploy", "--reviewed", "plans");
    expect(output).toContain("Resources: 13 added, 0 changed, 0 destroyed");
    expect(code).toBe(0);
    expect(await command("plan", "--expect-no-changes")).toMatchObject({ code: 0 });
  });

  it("is refused once somebody has changed what it was made for, and applied when it is reviewed again", async () => {
    await command("plan", "--save", "plans");
    const id = `/subscriptions/${machine.azure.identity.subscriptionId}/resourceGroups/${GROUP}`;
    await machine.azure.put(id, { location: "canadacentral", tags: { by: "hand" } });
    const refused = await command("deploy", "--reviewed", "plans");
    expect(refused.output).toContain("the plan of aml-dns-shared is not the reviewed one");
    expect(refused.output).not.toContain("Apply complete");
    expect(refused.code).toBe(1);

    expect(await command("plan", "--expect-no-changes", "--save", "plans")).toMatchObject({ code: 3 });
    expect(readFileSync(join(machine.folder, "plans/plan.md"), "utf8")).toMatch(
      /^- update `azurerm_resource_group\..*`: tags$/m,
    );
    const applied = await command("deploy", "--reviewed", "plans");
    expect(applied.output).toContain("Resources: 0 added, 1 changed, 0 destroyed");
    expect(applied.code).toBe(0);
  });
});
