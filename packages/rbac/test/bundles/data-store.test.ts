import { describe, expect, it } from "vitest";
import { BundleGrant, computeIdentityDataBundle, Principal, workspaceIdentityDataBundle } from "../../src/index.js";
import { EnvironmentStack, grants, testApp } from "../platform.js";

const environment = () => {
  const dev = new EnvironmentStack(testApp(), "dev");
  const lake = { scopes: { storageAccount: dev.target("storageAccount", "stlake") }, environmentName: "dev" };
  return { dev, lake };
};

describe("another storage account than the workspace's own", () => {
  it("is previewed by the workspace's identity (S3-DAT-06)", () => {
    const { dev, lake } = environment();
    const principal = Principal.workspaceIdentity(dev.identity("workspace"), "dev");
    const grant = new BundleGrant(dev, "Workspace", { ...lake, principal, bundle: workspaceIdentityDataBundle() });
    expect(grants(grant)).toEqual(["Storage Blob Data Reader on storageAccounts"]);
  });

  it("is read by computes, and written where asked", () => {
    const { dev, lake } = environment();
    const principal = Principal.computeIdentity(dev.identity("compute"), "dev");
    expect(computeIdentityDataBundle().map(({ key }) => key)).toEqual(["StorageBlobDataReader"]);
    const bundle = computeIdentityDataBundle({ storageBlobDataContributor: true });
    expect(grants(new BundleGrant(dev, "Compute", { ...lake, principal, bundle }))).toEqual([
      "Storage Blob Data Reader on storageAccounts",
      "Storage Blob Data Contributor on storageAccounts",
    ]);
  });
});
