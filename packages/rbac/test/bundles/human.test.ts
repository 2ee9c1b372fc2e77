import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { describe, expect, it } from "vitest";
import {
  BundleGrant,
  computeIdentityBundle,
  humanBundle,
  humanRegistryBundle,
  Principal,
  RoleMatrix,
  workspaceIdentityBundle,
  type HumanBundleOptions,
} from "../../src/index.js";
import { devStack, grants, OBJECT_IDS, resources } from "../platform.js";

const grantAll = (options?: HumanBundleOptions) => {
  const stack = devStack();
  const principal = Principal.user({ objectId: OBJECT_IDS.scientist, environmentName: "dev" });
  const props = { principal, scopes: stack.scopes, environmentName: "dev" };
  return [
    ...grants(new BundleGrant(stack, "Workspace", { ...props, bundle: humanBundle(options) })),
    ...grants(new BundleGrant(stack, "Registry", { ...props, bundle: humanRegistryBundle() })),
  ];
};

describe("a person", () => {
  it.each([
    ["S0-RBC-21", "Reader on resourceGroups"],
    ["S0-RBC-22", "AzureML Data Scientist on workspaces"],
    ["S0-RBC-23", "Azure AI Developer on workspaces"],
    ["S0-RBC-24", "AzureML Compute Operator on workspaces"],
    ["S0-RBC-25", "Storage Blob Data Contributor on storageAccounts"],
    ["S0-RBC-26", "Storage File Data Privileged Contributor on storageAccounts"],
    ["S0-RBC-27, S1-REG-06", "AzureML Registry User on registries"],
  ])("%s is %s", (_, grant) => {
    expect(grantAll()).toContain(grant);
  });

  it("has seven roles in an environment (S0-RBC-31)", () => {
    expect(grantAll()).toHaveLength(7);
  });

  it.each([
    ["keyVaultAdministrator", "Key Vault Administrator on vaults"],
    ["storageQueueDataContributor", "Storage Queue Data Contributor on storageAccounts"],
    ["storageTableDataContributor", "Storage Table Data Contributor on storageAccounts"],
  ] as const)("has with %s also %s (S0-RBC-29)", (option, grant) => {
    expect(grantAll()).not.toContain(grant);
    expect(grantAll({ [option]: true })).toContain(grant);
  });

  it("is Azure AI Developer on the registry where told to (S1-REG-33)", () => {
    const roles = (azureAiDeveloper?: boolean) =>
      humanRegistryBundle(azureAiDeveloper === undefined ? {} : { azureAiDeveloper }).map(({ role }) => role.name);
    expect(roles()).toEqual(["AzureML Registry User"]);
    expect(roles(true)).toEqual(["AzureML Registry User", "Azure AI Developer"]);
  });

  it("has no role unless a bundle is granted to it: those of identities reach nobody else (S0-RBC-28)", () => {
    const stack = devStack();
    const workspace = Principal.workspaceIdentity(stack.identity("workspace"), "dev");
    new BundleGrant(stack, "Workspace", {
      bundle: workspaceIdentityBundle(),
      principal: workspace,
      scopes: stack.scopes,
    });
    const compute = Principal.computeIdentity(stack.identity("compute"), "dev");
    new BundleGrant(stack, "Compute", { bundle: computeIdentityBundle(), principal: compute, scopes: stack.scopes });
    const people = RoleMatrix.of(stack).filter(
      ({ principalKind }) => principalKind === "user" || principalKind === "group",
    );
    expect(people.rows).toEqual([]);
  });

  it("gets every role after what it is told to: the workspace and the registry (S0-RBC-30)", () => {
    const stack = devStack();
    const workspace = new ResourceGroup(stack, "StandsForWorkspace", { name: "rg", location: "canadacentral" });
    new BundleGrant(stack, "Team", {
      bundle: humanBundle(),
      principal: Principal.group({ objectId: OBJECT_IDS.team, environmentName: "dev" }),
      scopes: stack.scopes,
      dependsOn: [workspace],
    });
    const all = Object.values(resources(stack, "azurerm_role_assignment"));
    expect(all).toHaveLength(6);
    for (const one of all) {
      expect(one).toMatchObject({
        principal_type: "Group",
        depends_on: ["azurerm_resource_group.StandsForWorkspace"],
      });
    }
  });
});
