import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VARIABLES, Workbench } from "./support.js";

const SUBSCRIPTION = VARIABLES.TF_VAR_subscription_id;
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-aml-dns-shared-cc-01`;

describe("import-blocks", () => {
  it("writes import blocks beside each stack, and says what is left out and why", async () => {
    const bench = new Workbench();
    const { status, stdout } = await bench.run(["import-blocks", "--subscription", SUBSCRIPTION]);
    expect(status).toBe(0);
    expect(bench.written("stacks/aml-dns-shared/imports.tf.json")).toMatchObject({
      import: expect.arrayContaining([{ to: "azurerm_resource_group.ResourceGroup", id: GROUP }]),
    });
    expect(stdout).toMatch(/^aml-prod: \d+ import blocks in cdktf\.out\/stacks\/aml-prod\/imports\.tf\.json$/m);
    expect(stdout).toMatch(/^ {2}3 left out: role assignments, because no list of them was given/m);
  });

  it("runs no Terraform and needs no sign-in", async () => {
    const bench = new Workbench();
    bench.env = {};
    expect((await bench.run(["import-blocks", "--subscription", SUBSCRIPTION])).status).toBe(0);
    expect(bench.calls).toEqual([]);
  });

  it("keeps to the stacks that are asked for", async () => {
    const bench = new Workbench();
    await bench.run(["import-blocks", "dns-shared", "--subscription", SUBSCRIPTION]);
    expect(() => bench.written("stacks/aml-dev/imports.tf.json")).toThrow("ENOENT");
  });

  it("takes role assignments from an exported list, the principal from the variable", async () => {
    const bench = new Workbench();
    const id = `${GROUP}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000ff`;
    writeFileSync(
      join(bench.folder, "roles.json"),
      JSON.stringify([
        {
          id,
          scope: GROUP,
          principalId: VARIABLES.TF_VAR_deployment_principal_object_id,
          roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c`,
          principalName: "deployer",
        },
      ]),
    );
    const { stdout } = await bench.run([
      "import-blocks",
      "dns-shared",
      "--subscription",
      SUBSCRIPTION,
      "--role-assignments",
      "roles.json",
    ]);
    expect(bench.written("stacks/aml-dns-shared/imports.tf.json")).toMatchObject({
      import: expect.arrayContaining([{ to: "azurerm_role_assignment.Dns_DeploymentRoles_Contributor_281DE7D6", id }]),
    });
    expect(stdout).toContain("    azurerm_role_assignment.Dns_DeploymentRoles_NetworkContributor_8C91E17E");
  });

  it.each([
    ["no subscription", [], "--subscription is missing"],
    ["a subscription's name", ["--subscription", "my-subscription"], "--subscription my-subscription: give"],
  ])("refuses %s with exit code 2", async (_, args, message) => {
    const { status, stderr } = await new Workbench().run(["import-blocks", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ["that isn't there", undefined, "ENOENT"],
    ["that isn't JSON", "Id  Name", "not JSON"],
    ["that is something else", '[{ "name": "x" }]', "0.id"],
  ])("refuses an exported list %s, with the command that exports it", async (_, text, message) => {
    const bench = new Workbench();
    if (text !== undefined) writeFileSync(join(bench.folder, "roles.json"), text);
    const args = ["--subscription", SUBSCRIPTION, "--role-assignments", "roles.json"];
    const { status, stderr } = await bench.run(["import-blocks", ...args]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain("az role assignment list --all --output json > roles.json");
  });
});
