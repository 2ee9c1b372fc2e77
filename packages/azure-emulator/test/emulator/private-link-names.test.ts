import { describe, expect, it } from "vitest";
import { notebookName, privateLinkName, recordIn } from "../../src/emulator/private-link-names.js";

const GUID = "aaaaaaaa-0000-4000-8000-000000000001";

describe("The private-link name of a public one", () => {
  it.each([
    ["kv-dev.vault.azure.net", "kv-dev.privatelink.vaultcore.azure.net"],
    ["StDev.Blob.core.windows.net", "stdev.privatelink.blob.core.windows.net"],
    ["acrdev.canadacentral.data.azurecr.io", "acrdev.canadacentral.data.privatelink.azurecr.io"],
    [`${GUID}.workspace.canadacentral.api.azureml.ms`, `${GUID}.workspace.canadacentral.privatelink.api.azureml.ms`],
    ["pypi.org", "pypi.org"],
    ["instance.canadacentral.instances.azureml.ms", "instance.canadacentral.instances.azureml.ms"],
    ["stdev.privatelink.blob.core.windows.net", "stdev.privatelink.blob.core.windows.net"],
  ])("of %s is %s", (name, expected) => {
    expect(privateLinkName(name)).toBe(expected);
  });
});

describe("The record of a public name", () => {
  it.each([
    ["privatelink.blob.core.windows.net", "stdev.blob.core.windows.net", "stdev"],
    ["privatelink.vaultcore.azure.net", "kv-dev.vault.azure.net", "kv-dev"],
    ["privatelink.api.azureml.ms", `${GUID}.workspace.canadacentral.api.azureml.ms`, `${GUID}.workspace.canadacentral`],
    ["PrivateLink.Azurecr.io", "acrdev.canadacentral.data.azurecr.io", "acrdev.canadacentral.data"],
    ["privatelink.file.core.windows.net", "stdev.blob.core.windows.net", undefined],
    ["privatelink.blob.core.windows.net", "blob.core.windows.net", undefined],
  ])("in %s for %s is %s", (zone, name, record) => {
    expect(recordIn(zone, name)).toBe(record);
  });
});

describe("The name of a workspace's notebooks", () => {
  it("has the workspace's name, truncated to what DNS allows", () => {
    const region = "canadacentral";
    expect(notebookName("mlw-dev", region, GUID)).toBe(`ml-mlw-dev-${region}-${GUID}.${region}.notebooks.azure.net`);
    expect(notebookName("mlwdevcc01", region, GUID)).toBe(
      `ml-mlwdevcc0-${region}-${GUID}.${region}.notebooks.azure.net`,
    );
  });
});
