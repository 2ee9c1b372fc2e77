import { describe, expect, it } from "vitest";
import { ROLE_TIERS, type RoleTier, tierBundle, tierRegistryBundle } from "../../src/index.js";

const rolesOf = (tier: RoleTier) =>
  [...tierBundle(tier), ...tierRegistryBundle(tier)].map(({ role, on }) => `${role.name} on ${on}`);
const dataRoles = /Storage|Data Scientist|Registry User|Developer/;

describe("a tier", () => {
  it("of readers views, without data", () => {
    expect(rolesOf("reader")).toEqual(["Reader on resourceGroup", "Reader on registry"]);
  });

  it("of operators manages computes, without data", () => {
    expect(rolesOf("operator")).toEqual([
      "Reader on resourceGroup",
      "AzureML Compute Operator on workspace",
      "Reader on registry",
    ]);
  });

  it("of leads has all roles of data scientists, and those for secrets and batch endpoints", () => {
    expect(rolesOf("lead")).toEqual(expect.arrayContaining(rolesOf("dataScientist")));
    expect(rolesOf("lead")).toContain("Key Vault Administrator on keyVault");
  });

  it("of administrators manages resources, and assigns no roles", () => {
    expect(rolesOf("administrator")).toEqual([
      "Azure AI Administrator on resourceGroup",
      "Key Vault Administrator on keyVault",
      "Azure AI Administrator on registry",
    ]);
    for (const tier of ROLE_TIERS) expect(rolesOf(tier).join()).not.toMatch(/Owner|User Access|Role Based Access/);
  });

  it("of pipelines submits jobs and publishes models, without computes and notebooks", () => {
    expect(rolesOf("pipeline")).toEqual([
      "Reader on resourceGroup",
      "AzureML Data Scientist on workspace",
      "Storage Blob Data Contributor on storageAccount",
      "AzureML Registry User on registry",
    ]);
  });

  it("has data roles only where its work is with data", () => {
    const withData = ROLE_TIERS.filter((tier) => dataRoles.test(rolesOf(tier).join()));
    expect(withData).toEqual(["dataScientist", "lead", "pipeline"]);
  });
});
