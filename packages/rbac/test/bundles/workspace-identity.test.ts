import { describe, expect, it } from "vitest";
import {
  BundleGrant,
  Principal,
  workspaceIdentityBundle,
  workspaceIdentityComputeBundle,
  workspaceIdentityEndpointBundle,
  workspaceIdentityRegistryBundle,
  type WorkspaceIdentityBundleOptions,
} from "../../src/index.js";
import { devStack, grants } from "../platform.js";

const grantAll = (options?: WorkspaceIdentityBundleOptions) => {
  const stack = devStack();
  const principal = Principal.workspaceIdentity(stack.identity("workspace"), "dev");
  const props = { principal, scopes: stack.scopes, environmentName: "dev" };
  return {
    stack,
    before: new BundleGrant(stack, "Before", { ...props, bundle: workspaceIdentityBundle(options) }),
    endpoints: new BundleGrant(stack, "Endpoints", { ...props, bundle: workspaceIdentityEndpointBundle() }),
    registry: new BundleGrant(stack, "Registry", { ...props, bundle: workspaceIdentityRegistryBundle() }),
    compute: new BundleGrant(stack, "Compute", { ...props, bundle: workspaceIdentityComputeBundle() }),
  };
};

describe("the identity of a workspace", () => {
  it.each([
    ["S0-KV-06", "Key Vault Reader on vaults"],
    ["S0-KV-07", "Key Vault Secrets User on vaults"],
    ["SX-02", "Key Vault Secrets Officer on vaults"],
    ["SX-01", "Reader on resourceGroups"],
    ["S0-RBC-08", "Azure AI Enterprise Network Connection Approver on resourceGroups"],
    ["S3-WSP-05", "Azure AI Enterprise Network Connection Approver on resourceGroups"],
    ["S0-RBC-07", "Azure AI Administrator on resourceGroups"],
    ["S4-ACR-03", "Azure AI Administrator on resourceGroups"],
    ["S0-RBC-10", "Storage Blob Data Contributor on storageAccounts"],
    ["S0-RBC-11", "Storage Blob Data Owner on storageAccounts"],
  ])("%s is %s before the workspace exists", (_, grant) => {
    expect(grants(grantAll().before)).toContain(grant);
  });

  it("has no role before the workspace exists that is not listed", () => {
    expect(grants(grantAll().before)).toEqual([
      "Key Vault Reader on vaults",
      "Key Vault Secrets User on vaults",
      "Key Vault Secrets Officer on vaults",
      "Reader on resourceGroups",
      "Azure AI Enterprise Network Connection Approver on resourceGroups",
      "Azure AI Administrator on resourceGroups",
      "Storage Blob Data Contributor on storageAccounts",
      "Storage Blob Data Owner on storageAccounts",
    ]);
  });

  it("S0-RBC-12, S2-STU-01 is Reader on the private endpoints of blobs and files, for data preview", () => {
    const { endpoints } = grantAll();
    expect(endpoints.assignments.map(({ role, scope }) => `${role.name} on ${scope.name}`)).toEqual([
      "Reader on aml-dev/blobEndpoint",
      "Reader on aml-dev/fileEndpoint",
    ]);
  });

  it("approves connections to its registry (S0-RBC-09)", () => {
    expect(grants(grantAll().registry)).toEqual(["Azure AI Enterprise Network Connection Approver on registries"]);
  });

  it("is never AzureML Registry User (S0-RBC-13)", () => {
    const all = Object.values(grantAll({ keyVaultAdministrator: true, containerRegistryContributor: true }));
    const names = all.flatMap((one) => ("assignments" in one ? one.assignments : [])).map(({ role }) => role.name);
    expect(names).not.toContain("AzureML Registry User");
  });

  it("is Reader on the identity of its computes, where that lies in another group (SX-03)", () => {
    expect(grants(grantAll().compute)).toEqual(["Reader on userAssignedIdentities"]);
  });

  it("has the nine documented roles, and three that its service needs beside them (S0-RBC-31)", () => {
    const { before, endpoints, registry, compute } = grantAll();
    const all = [before, endpoints, registry, compute].flatMap(({ assignments }) => assignments);
    const added = all.filter(
      ({ role, scope }) =>
        role.name === "Key Vault Secrets Officer" ||
        (role.name === "Reader" && !scope.resourceType.endsWith("privateEndpoints")),
    );
    expect(added.map(({ node }) => node.id)).toEqual(["KeyVaultSecretsOfficer", "Reader", "ComputeIdentityReader"]);
    expect(all.length - added.length).toBe(9);
  });

  it("only reads secrets where it is told to (SX-02)", () => {
    expect(grants(grantAll({ keyVaultSecretsOfficer: false }).before)).not.toContain(
      "Key Vault Secrets Officer on vaults",
    );
  });

  it("administers the vault where it is told to (SX-02)", () => {
    expect(grants(grantAll({ keyVaultAdministrator: true }).before)).toContain("Key Vault Administrator on vaults");
  });

  it("is Contributor on the container registry where it is told to (S4-ACR-03)", () => {
    expect(grants(grantAll({ containerRegistryContributor: true }).before)).toContain("Contributor on registries");
  });

  it("lies in the network's resource group, whose resources outlive the workspace (S0-RBC-06)", () => {
    const stack = devStack();
    stack.identity("workspace");
    expect(stack).toHaveResource("azurerm_user_assigned_identity", {
      name: "dev-mi-workspace",
      resource_group_name: "rg-aml-vnet-dev-cc-01",
    });
  });
});
