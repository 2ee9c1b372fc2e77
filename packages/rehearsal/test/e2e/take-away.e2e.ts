/**
 * Proof that a rehearsal proves something: the development environment of the reference platform, from which one thing is
 * taken away at a time. Each waits most of its time for azurerm, so several go at once.
 */
import { describe, expect, it } from "vitest";
import { deployEdited, type EditedStack } from "./platform.js";

const PRE_CREATE = /Workspace\/Roles\/Identity\//;
const WORKSPACE = /\/Workspace\/Resource$/;

const workspace = (dev: EditedStack): string => dev.one("azapi_resource", WORKSPACE);

function removeRole(path: RegExp) {
  return (dev: EditedStack) => dev.impatient().remove(dev.one("azurerm_role_assignment", path));
}

describe.concurrent("The development environment", () => {
  it("passes with everything in place", async () => {
    const { report, answers } = await deployEdited(() => undefined);
    expect(report.problems).toEqual([]);
    expect(report.unknown).toEqual([]);
    expect(answers("AuthorizationFailed")).toBe(0);
  });

  it.each([
    ["KeyVaultReader", "Microsoft.KeyVault/vaults/read"],
    ["KeyVaultSecretsUser", "Microsoft.KeyVault/vaults/secrets/getSecret/action"],
    ["KeyVaultSecretsOfficer", "Microsoft.KeyVault/vaults/secrets/setSecret/action"],
    ["Reader", "Microsoft.Resources/subscriptions/resourceGroups/read"],
    ["NetworkConnectionApprover", "Microsoft.Storage/storageAccounts/privateEndpointConnectionsApproval/action"],
    ["AzureAiAdministrator", "Microsoft.MachineLearningServices/workspaces/write"],
    ["StorageBlobDataContributor", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
    ["StorageBlobDataOwner", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/manageOwnership/action"],
  ])("S0-TRB-01 fails without the workspace identity's role %s", async (role, action) => {
    const { problem } = await deployEdited(removeRole(new RegExp(`${PRE_CREATE.source}${role}/`)));
    expect(problem).toMatch(/azapi_resource\.Environment_Workspace_\w+: .*\n(.|\n)*AuthorizationFailed/);
    expect(problem).toContain(`to perform action '${action}'`);
  });

  it("S0-WAI-01 fails without the waits before the workspace, and without its retry", async () => {
    const { problem } = await deployEdited((dev) => {
      dev.remove(dev.one("time_sleep", /Workspace\/Roles\/Propagation\//));
      dev.remove(dev.one("time_sleep", /Workspace\/Roles\/Slot\//));
      dev.withoutRetry(workspace(dev));
    });
    expect(problem).toContain("does not have authorization to perform action 'Microsoft.KeyVault/vaults/read'");
  });

  it("S0-WAI-01 converges by retry where only the waits before the workspace are missing", async () => {
    const { report, answers } = await deployEdited((dev) => {
      dev.remove(dev.one("time_sleep", /Workspace\/Roles\/Propagation\//));
      dev.remove(dev.one("time_sleep", /Workspace\/Roles\/Slot\//));
    });
    expect(report.problems).toEqual([]);
    expect(answers("AuthorizationFailed")).toBeGreaterThan(0);
  });

  it("S0-TRB-03 fails without the subresourceTarget of the rule to the registry", async () => {
    const { problem } = await deployEdited((dev) => {
      const rule = dev.one("azapi_resource", /OutboundRules\/AllowDevRegistryAccess$/);
      delete dev.block(rule)["body"].properties.destination.subresourceTarget;
    });
    expect(problem).toContain("ERROR CODE: ValidationError");
    expect(problem).toContain("subresourceTarget '' is not valid");
  });

  it("S0-OUT-07 fails without the approver role on the registry", async () => {
    const { problem } = await deployEdited(
      removeRole(/AllowDevRegistryAccess\/WorkspaceIdentity\/NetworkConnectionApprover/),
    );
    expect(problem).toContain("Microsoft.MachineLearningServices/registries/privateEndpointConnectionsApproval/action");
  });

  it("S0-WAI-03 fails without the wait behind the approver role, and without the rule's retry", async () => {
    const { problem } = await deployEdited(
      (dev) => {
        dev.remove(dev.one("time_sleep", /AllowDevRegistryAccess\/RolePropagation\//));
        dev.withoutRetry(dev.one("azapi_resource", /OutboundRules\/AllowDevRegistryAccess$/));
        lastOf(dev, /WorkspaceIdentity\/NetworkConnectionApprover/);
      },
      { rules: { "role-propagation": 85 } },
    );
    expect(problem).toContain("registries/privateEndpointConnectionsApproval/action");
  });

  it("S0-WAI-06 fails without the wait behind the registry", async () => {
    const { problem } = await deployEdited((dev) => dev.remove(dev.one("time_sleep", /Registry\/IdentityReady\//)), {
      rules: { "registry-readiness": 300 },
    });
    expect(problem).toContain("is not ready yet");
  });

  it("S0-WSP-16 fails without the wait before the cluster, and without its retry", async () => {
    const { problem } = await deployEdited(
      (dev) => {
        dev.remove(dev.one("time_sleep", /ComputeRolePropagation\//));
        dev.withoutRetry(dev.one("azapi_resource", /Workspace\/Cluster\//));
        lastOf(dev, /ComputeRoles\/AcrPull/);
      },
      { latencies: { "Microsoft.MachineLearningServices/workspaces/computes": { create: 1 } } },
    );
    expect(problem).toContain("Microsoft.ContainerRegistry/registries/pull/read");
  });

  it("S0-WAI-05 fails without the wait before the image-build update, and without its retry", async () => {
    const { problem } = await deployEdited((dev) => {
      dev.remove(dev.one("time_sleep", /ImageBuildCompute\/Wait\//));
      dev.withoutRetry(dev.one("azapi_update_resource", /ImageBuildCompute\//));
    });
    expect(problem).toContain("is not in a usable state yet");
  });

  it("S0-OUT-11 loses a rule without the order between the rules and the image-build update", async () => {
    const { problem } = await deployEdited((dev) => {
      const update = dev.block(dev.one("azapi_update_resource", /ImageBuildCompute\//));
      update["depends_on"] = update["depends_on"].filter((need: string) => !need.includes("OutboundRules"));
      // Both are begun at once: the update behind the wait of the rule.
      update["depends_on"].push(dev.one("time_sleep", /AllowDevRegistryAccess\/RolePropagation\//));
    });
    expect(problem).toContain("OutboundRules");
  });

  it("S0-WSP-17 is found out to have nothing to build images on without the image-build update", async () => {
    const { problem } = await deployEdited((dev) => {
      for (const address of dev.find("azapi_update_resource", /ImageBuildCompute\//)) dev.remove(address);
    });
    expect(problem).toContain("has no imageBuildCompute to build images on");
  });
});

/** Has a role assigned only once the workspace is there, so that little time lies between it and what needs it. */
function lastOf(dev: EditedStack, path: RegExp): void {
  const role = dev.block(dev.one("azurerm_role_assignment", path));
  role["depends_on"] = [...(role["depends_on"] ?? []), workspace(dev)];
}
