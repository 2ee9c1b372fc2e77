import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check } from "../../src/index.js";
import { runCheck } from "../support/run-check.js";
import type { SmallPlatform } from "../support/small-platform.js";

const run = (change?: (platform: SmallPlatform) => void) => runCheck("order", change);

describe("order", () => {
  it("is satisfied where delays stand between roles and what needs them", () => {
    const { outcome, evidence } = run();
    expect(outcome).toBe("satisfied");
    expect(evidence).toContain("mlwdev waits for 1 role behind 1 propagation delay");
    expect(evidence).toContain(
      "rule Allow-dev waits for Azure AI Enterprise Network Connection Approver on mlrdev behind a propagation delay",
    );
    expect(evidence).toContain("writes to mlwprod happen one after the other: Allow-prod, Allow-dev");
  });

  it("is violated by a workspace that doesn't wait for its identity's role", () => {
    const { violations } = run(({ dev }) => void (dev["resource"].azapi_resource.workspace.depends_on = []));
    expect(violations).toContain(
      "mlwdev can be created before id-workspace-dev has Storage Blob Data Contributor on stdev",
    );
  });

  it("is violated by a workspace that waits for the role but not for its propagation", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azapi_resource.workspace.depends_on = ["azurerm_role_assignment.storage"];
    });
    expect(violations).toContain(
      "mlwdev can be created before id-workspace-dev has Storage Blob Data Contributor on stdev: it waits for the assignment, not for its propagation",
    );
  });

  it("is violated by a delay that doesn't wait", () => {
    const { violations } = run(({ dev }) => void (dev["resource"].time_sleep.workspace.create_duration = "0s"));
    expect(violations).toHaveLength(1);
  });

  it("is violated by a compute that doesn't wait for its identity's role on the workspace's storage", () => {
    const { violations, paths } = run(({ dev }) => void (dev["resource"].azapi_resource.cluster.depends_on = []));
    expect(violations).toEqual([
      "cluster-dev can be created before id-compute-dev has Storage Blob Data Contributor on stdev",
    ]);
    expect(paths).toEqual([["dev/azapi_resource.cluster", "dev/azurerm_role_assignment.compute"]]);
  });

  it("is violated by a rule whose endpoint no principal can approve (S0-OUT-06)", () => {
    const { violations } = run(({ prod }) => {
      delete prod["resource"].azurerm_role_assignment.other_approver;
      prod["resource"].time_sleep.approver.depends_on = ["azurerm_role_assignment.approver"];
    });
    expect(violations).toEqual([
      "no principal can approve the endpoint of rule Allow-dev: the identity of mlwprod has no approver role on mlrdev",
    ]);
  });

  it("is violated by a rule that can be created before its approver role has propagated (S0-OUT-06)", () => {
    const { violations } = run(
      ({ prod }) => void (prod["resource"].azapi_resource.other_rule.depends_on = ["azapi_resource.rule.id"]),
    );
    expect(violations).toEqual([]);
    const early = run(({ dev }) => void (dev["resource"].azapi_resource.rule.depends_on = []));
    expect(early.violations).toEqual([
      "rule Allow-dev of mlwdev can be created before Azure AI Enterprise Network Connection Approver on mlrdev has propagated, and its endpoint then stays pending",
    ]);
  });

  it("is violated by writes of one workspace in no order", () => {
    const { violations } = run(({ dev }) => void (dev["resource"].azapi_resource.rule.depends_on = []));
    expect(violations).toEqual([
      "rule Allow-dev of mlwdev can be created before Azure AI Enterprise Network Connection Approver on mlrdev has propagated, and its endpoint then stays pending",
    ]);
  });

  describe("with the approver role on the target's resource group", () => {
    const toStorage = (scope: string, group: string) =>
      run(({ dev }) => {
        const { azurerm_storage_account, azurerm_role_assignment, azapi_resource } = dev["resource"];
        azurerm_storage_account.main.resource_group_name = group;
        azurerm_role_assignment.approver.scope = scope;
        azapi_resource.workspace.depends_on = ["time_sleep.workspace", "time_sleep.approver"];
        dev["variable"] = { ...dev["variable"], scope: { type: "string" } };
        azapi_resource.rule.body.properties.destination = {
          serviceResourceId: "${azurerm_storage_account.main.id}",
          subresourceTarget: "queue",
        };
      });
    const GROUP = "${azurerm_resource_group.main.id}";

    it("is satisfied, also where the group is a name, as in a plan (S4-DEP-02)", () => {
      for (const group of ["${azurerm_resource_group.main.name}", "rg-dev"]) {
        expect(toStorage(GROUP, group)).toMatchObject({ outcome: "satisfied", violations: [] });
      }
    });

    it("is violated where the target is in another group", () => {
      expect(toStorage(GROUP, "rg-other").violations).toEqual([
        "no principal can approve the endpoint of rule Allow-dev: the identity of mlwdev has no approver role on stdev",
      ]);
    });

    it("is undecided where the scope isn't known", () => {
      expect(toStorage("${var.scope}", "rg-dev")).toMatchObject({
        outcome: "undecided",
        violations: expect.arrayContaining([
          "whether stdev, the target of rule Allow-dev, is in the scope of Azure AI Enterprise Network Connection Approver of id-workspace-dev is not known: ${var.scope}",
        ]),
      });
    });
  });

  it("is violated by writes of one workspace in no order", () => {
    const { violations } = run(({ prod }) => {
      prod["resource"].azapi_resource.other_rule.depends_on = ["time_sleep.approver"];
    });
    expect(violations).toEqual([
      "mlwprod may be written by Allow-dev and Allow-prod at the same time: parallel writes remove each other's rules",
    ]);
  });

  it("puts the update of a workspace into the order", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azapi_update_resource = {
        build: {
          type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
          resource_id: "${azapi_resource.workspace.id}",
          body: { properties: { imageBuildCompute: "cluster" } },
        },
      };
    });
    expect(violations).toEqual([
      "mlwdev may be written by build and Allow-dev at the same time: parallel writes remove each other's rules",
    ]);
  });
});

describe("roles in a stack that is applied earlier", () => {
  const role = (principal: string, scope: string) => ({
    principal_id: `\${azurerm_user_assigned_identity.${principal}.principal_id}`,
    principal_type: "ServicePrincipal",
    role_definition_name: "Storage Blob Data Contributor",
    scope,
  });

  /** A workspace and its cluster, whose storage account, identities and roles are in another stack. */
  function split(delays: object, ofCompute: object = {}) {
    const named = (name: string) => ({ name, resource_group_name: "${azurerm_resource_group.main.name}" });
    const base = {
      terraform: { backend: { local: { path: "/states/base.tfstate" } } },
      resource: {
        azurerm_resource_group: { main: { name: "rg-dev" } },
        azurerm_user_assigned_identity: { workspace: named("id-workspace"), compute: named("id-compute") },
        azurerm_storage_account: { main: named("stdev") },
        azurerm_role_assignment: {
          workspace: role("workspace", "${azurerm_storage_account.main.id}"),
          compute: role("compute", "${azurerm_storage_account.main.id}"),
        },
        time_sleep: delays,
      },
      output: {
        storage: { value: "${azurerm_storage_account.main.id}" },
        workspace: { value: "${azurerm_user_assigned_identity.workspace.id}" },
        compute: { value: "${azurerm_user_assigned_identity.compute.id}" },
        compute_principal: { value: "${azurerm_user_assigned_identity.compute.principal_id}" },
      },
    };
    const read = (output: string) => `\${data.terraform_remote_state.base.outputs.${output}}`;
    const dev = {
      data: { terraform_remote_state: { base: { backend: "local", config: { path: "/states/base.tfstate" } } } },
      resource: {
        azurerm_role_assignment: {
          on_workspace: {
            ...role("compute", "${azapi_resource.workspace.id}"),
            principal_id: read("compute_principal"),
            role_definition_name: "AzureML Data Scientist",
          },
        },
        azapi_resource: {
          workspace: {
            type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
            name: "mlwdev",
            identity: [{ type: "UserAssigned", identity_ids: [read("workspace")] }],
            body: { properties: { storageAccount: read("storage") } },
          },
          cluster: {
            type: "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01",
            name: "cluster-dev",
            parent_id: "${azapi_resource.workspace.id}",
            identity: [{ type: "UserAssigned", identity_ids: [read("compute")] }],
            body: { properties: { computeType: "AmlCompute" } },
            depends_on: ["azurerm_role_assignment.on_workspace"],
            ...ofCompute,
          },
        },
      },
    };
    const { checks, findings } = check(SynthModel.fromStacks({ base, dev }));
    return {
      outcome: checks.find(({ id }) => id === "order")?.outcome,
      violations: findings.filter(({ rule }) => rule === "check-order").map(({ message }) => message),
    };
  }
  const DELAYS = {
    workspace: { create_duration: "90s", depends_on: ["azurerm_role_assignment.workspace"] },
    compute: { create_duration: "90s", depends_on: ["azurerm_role_assignment.compute"] },
  };

  it("are in effect behind a delay of that stack", () => {
    expect(split(DELAYS)).toEqual({ outcome: "satisfied", violations: [] });
  });

  it("are assigned, and not in effect, without a delay in that stack", () => {
    const { violations } = split({ workspace: DELAYS.workspace });
    expect(violations).toEqual([
      "cluster-dev can be created before id-compute has Storage Blob Data Contributor on stdev: it waits for the assignment, not for its propagation",
    ]);
  });

  it("include those of a compute on its workspace only as far as these are assigned first", () => {
    const { violations } = split(DELAYS, { depends_on: [] });
    expect(violations).toEqual(["cluster-dev can be created before id-compute has AzureML Data Scientist on mlwdev"]);
  });
});

describe("a role on something in a resource group", () => {
  it("is none on the group itself, which everything in it names", () => {
    const { outcome } = run(({ dev }) => {
      dev["resource"].azurerm_role_assignment.elsewhere = {
        ...(dev["resource"].azurerm_role_assignment.storage as object),
        scope: "${azurerm_resource_group.main.id}/providers/Microsoft.MachineLearningServices/registries/other",
      };
    });
    expect(outcome).toBe("satisfied");
  });
});
