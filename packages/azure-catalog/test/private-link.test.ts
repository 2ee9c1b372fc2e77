import { describe, expect, it } from "vitest";
import {
  CENTRAL_ZONE_KEYS,
  CLOUDS,
  PRIVATE_DNS_ZONES,
  PRIVATE_LINKS,
  type Cloud,
  type PrivateDnsZoneKey,
  type PrivateLinkSubResource,
  privateLinkZoneNames,
  publicSuffix,
  subResourcesOf,
} from "../src/index.js";

describe("privateLinkZoneNames", () => {
  it("a registry needs the api zone only (S0-DNS-11)", () => {
    expect(privateLinkZoneNames("amlregistry")).toEqual(["privatelink.api.azureml.ms"]);
  });

  it("a workspace needs the api zone and the notebooks zone, in this order", () => {
    expect(privateLinkZoneNames("amlworkspace")).toEqual([
      "privatelink.api.azureml.ms",
      "privatelink.notebooks.azure.net",
    ]);
  });

  it("names the zones of the US Government and the China cloud", () => {
    expect(privateLinkZoneNames("amlworkspace", "usgovernment")).toEqual([
      "privatelink.api.ml.azure.us",
      "privatelink.notebooks.usgovcloudapi.net",
    ]);
    expect(privateLinkZoneNames("vault", "china")).toEqual(["privatelink.vaultcore.azure.cn"]);
    expect(privateLinkZoneNames("blob", "usgovernment")).toEqual(["privatelink.blob.core.usgovcloudapi.net"]);
  });

  it("is empty where a cloud does not offer the service by private link", () => {
    expect(privateLinkZoneNames("searchService", "china")).toEqual([]);
  });

  it("has a zone in the public cloud for every sub-resource, and only known keys", () => {
    for (const subResource of Object.keys(PRIVATE_LINKS) as PrivateLinkSubResource[]) {
      expect(privateLinkZoneNames(subResource)).toHaveLength(PRIVATE_LINKS[subResource].zones.length);
    }
  });
});

describe("subResourcesOf", () => {
  it("lists what a type of resource offers, whatever the case of its ARM type", () => {
    expect(subResourcesOf("microsoft.storage/STORAGEACCOUNTS")).toEqual([
      "blob",
      "file",
      "queue",
      "table",
      "dfs",
      "web",
    ]);
    expect(subResourcesOf("Microsoft.MachineLearningServices/registries")).toEqual(["amlregistry"]);
  });

  it("is empty for a type without private link here", () => {
    expect(subResourcesOf("Microsoft.Network/virtualNetworks")).toEqual([]);
  });
});

describe("PRIVATE_DNS_ZONES", () => {
  it("the central zones are nine (S0-DNS-02, S0-DNS-03, S0-DNS-04, S0-DNS-05)", () => {
    expect(CENTRAL_ZONE_KEYS.map((key) => PRIVATE_DNS_ZONES[key].names.public)).toEqual([
      "privatelink.api.azureml.ms",
      "privatelink.notebooks.azure.net",
      "instances.azureml.ms",
      "privatelink.blob.core.windows.net",
      "privatelink.file.core.windows.net",
      "privatelink.queue.core.windows.net",
      "privatelink.table.core.windows.net",
      "privatelink.vaultcore.azure.net",
      "privatelink.azurecr.io",
    ]);
  });

  it("marks exactly the zones named privatelink as private-link zones", () => {
    for (const zone of Object.values(PRIVATE_DNS_ZONES)) {
      expect(zone.names.public.startsWith("privatelink.")).toBe(zone.privateLink);
    }
  });

  it("gives the central zones a name in every cloud, and no two zones of a cloud the same name", () => {
    for (const cloud of Object.keys(CLOUDS) as Cloud[]) {
      for (const key of CENTRAL_ZONE_KEYS) expect(PRIVATE_DNS_ZONES[key].names[cloud]).toBeDefined();
      const names = (Object.keys(PRIVATE_DNS_ZONES) as PrivateDnsZoneKey[]).flatMap(
        (key) => PRIVATE_DNS_ZONES[key].names[cloud] ?? [],
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe("publicSuffix", () => {
  it.each([
    ["privatelink.blob.core.windows.net", "blob.core.windows.net"],
    ["privatelink.vaultcore.azure.cn", "vault.azure.cn"],
    ["instances.azureml.ms", "instances.azureml.ms"],
  ])("of %s is %s", (zone, suffix) => {
    expect(publicSuffix(zone)).toBe(suffix);
  });
});
