import { describe, expect, it } from "vitest";
import {
  BundleGrant,
  computeIdentityDataBundle,
  Principal,
  type RoleTarget,
  workspaceIdentityDataBundle,
} from "../../src/index.js";
import { EnvironmentStack, grants, testApp } from "../platform.js";

const environment = () => {
  const dev = new EnvironmentStack(testApp(), "dev");
  const lake = { scopes: { storageAccount: dev.target("storageAccount", "stlake") }, environmentName: "dev" };
  return { dev, lake };
};

const keys = (bundle: readonly { readonly key: string }[]) => bundle.map(({ key }) => key);

describe("another storage account than the workspace's own", () => {
  it("is connected and previewed by the workspace's identity (S3-DAT-06)", () => {
    const { dev, lake } = environment();
    const principal = Principal.workspaceIdentity(dev.identity("workspace"), "dev");
    const bundle = workspaceIdentityDataBundle("storageAccount");
    expect(grants(new BundleGrant(dev, "Workspace", { ...lake, principal, bundle }))).toEqual([
      "Azure AI Enterprise Network Connection Approver on storageAccounts",
      "Storage Blob Data Reader on storageAccounts",
    ]);
  });

  it("is found by the studio through its private endpoints, each with a role of its own (S3-DAT-06)", () => {
    const { dev } = environment();
    const principal = Principal.workspaceIdentity(dev.identity("workspace"), "dev");
    for (const key of ["blobEndpoint", "dfsEndpoint"] as const) {
      const bundle = workspaceIdentityDataBundle(key);
      const scopes = { [key]: dev.target(key) } as Record<typeof key, RoleTarget>;
      expect(
        grants(new BundleGrant(dev, `Workspace-${key}`, { scopes, environmentName: "dev", principal, bundle })),
      ).toEqual(["Reader on privateEndpoints"]);
    }
  });

  it("is read by computes, and written where asked", () => {
    const { dev, lake } = environment();
    const principal = Principal.computeIdentity(dev.identity("compute"), "dev");
    expect(keys(computeIdentityDataBundle("storageAccount"))).toEqual(["StorageBlobDataReader"]);
    const bundle = computeIdentityDataBundle("storageAccount", { storageBlobDataContributor: true });
    expect(grants(new BundleGrant(dev, "Compute", { ...lake, principal, bundle }))).toEqual([
      "Storage Blob Data Reader on storageAccounts",
      "Storage Blob Data Contributor on storageAccounts",
    ]);
  });
});

describe("a SQL server", () => {
  it("is connected by the workspace's identity, and has no Azure roles for its data (S3-DAT-06)", () => {
    expect(keys(workspaceIdentityDataBundle("sqlServer", { storageBlobDataContributor: true }))).toEqual([
      "SqlServerConnectionApprover",
    ]);
    expect(computeIdentityDataBundle("sqlServer")).toEqual([]);
  });
});
