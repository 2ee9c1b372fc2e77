import { describe, expect, it } from "vitest";
import {
  BundleGrant,
  computeIdentityBundle,
  computeIdentityRegistryBundle,
  Principal,
  type ComputeIdentityBundleOptions,
} from "../../src/index.js";
import { devStack, grants } from "../platform.js";

const grantAll = (options?: ComputeIdentityBundleOptions) => {
  const stack = devStack();
  const principal = Principal.computeIdentity(stack.identity("compute"), "dev");
  const props = { principal, scopes: stack.scopes, environmentName: "dev" };
  return [
    ...grants(new BundleGrant(stack, "Workspace", { ...props, bundle: computeIdentityBundle(options) })),
    ...grants(new BundleGrant(stack, "Registry", { ...props, bundle: computeIdentityRegistryBundle() })),
  ];
};

describe("the identity of computes", () => {
  it("S0-RBC-15, S0-RBC-31, S1-REG-07 has nine roles, its registry included", () => {
    expect(grantAll()).toEqual([
      "AcrPull on registries",
      "AcrPush on registries",
      "Storage Blob Data Contributor on storageAccounts",
      "Storage File Data Privileged Contributor on storageAccounts",
      "AzureML Data Scientist on workspaces",
      "Contributor on workspaces",
      "Key Vault Secrets User on vaults",
      "Reader on resourceGroups",
      "AzureML Registry User on registries",
    ]);
  });

  it("pushes no images where none are built (S0-RBC-20)", () => {
    const all = grantAll({ allowAcrPush: false });
    expect(all).not.toContain("AcrPush on registries");
    expect(all).toHaveLength(8);
  });

  it("reads no secrets where runs need none (S0-KV-08)", () => {
    const all = grantAll({ keyVaultSecretsUser: false });
    expect(all).not.toContain("Key Vault Secrets User on vaults");
    expect(all).toHaveLength(8);
  });

  it("is one identity for cluster and instance, in the network's resource group (S0-RBC-14)", () => {
    const stack = devStack();
    expect(stack.identity("compute")).toBe(stack.identity("compute"));
    expect(stack).toHaveResource("azurerm_user_assigned_identity", {
      name: "dev-mi-compute",
      resource_group_name: "rg-aml-vnet-dev-cc-01",
    });
  });
});
