import { describe, expect, it } from "vitest";
import { isWideDestination, isWideHost } from "../../src/domain/destinations.js";

describe("a destination that includes what anybody may run", () => {
  it.each(["*", "Any", "Internet", "AzureCloud.westeurope", "Storage", "AzureFrontDoor.Frontend", "8.0.0.0/7"])(
    "is %s",
    (destination) => {
      expect(isWideDestination(destination)).toBe(true);
    },
  );

  it.each(["Storage.westeurope", "AzureFrontDoor.FirstParty", "8.0.0.0/8", "203.0.113.7", "fd00::/8"])(
    "isn't %s",
    (destination) => {
      expect(isWideDestination(destination)).toBe(false);
    },
  );
});

describe("a host that anybody may have", () => {
  it.each([
    "*",
    "*.com",
    "*.blob.core.windows.net",
    "*.Core.windows.net",
    "*.vault.azure.net",
    "*.azurecr.us",
    "*.database.chinacloudapi.cn",
    "*.ods.opinsights.azure.com",
    "*.azure.com",
  ])("is %s", (host) => {
    expect(isWideHost(host)).toBe(true);
  });

  it.each([
    "*.pypi.org",
    "pypi.org",
    "stdev.blob.core.windows.net",
    "*.stdev.blob.core.windows.net",
    "*.ml.azure.com",
    "*.azureml.ms",
    "*.notebooks.azure.net",
    "*.monitor.azure.com",
    "*.notwindows.net",
  ])("isn't %s", (host) => {
    expect(isWideHost(host)).toBe(false);
  });
});
