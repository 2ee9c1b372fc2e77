import { PRIVATE_DNS_ZONES } from "@org/azure-catalog";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { TerraformStack, Testing } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { CentralPrivateDns } from "../src/index.js";
import { allOf, FakeNetwork, LINK, RECORD, stackIn, ZONE, zoneId, zonesIn } from "./fixture.js";

let stack: TerraformStack;
const api = zoneId("privatelink.api.azureml.ms");
const notebooks = zoneId("privatelink.notebooks.azure.net");
const instances = zoneId("instances.azureml.ms");

beforeEach(() => {
  stack = stackIn();
});

describe("CentralPrivateDns.fromZoneIds", () => {
  it("references existing zones by key", () => {
    const zones = CentralPrivateDns.fromZoneIds(stack, "Zones", { api, notebooks });
    expect(zones.zoneIds).toEqual({ api, notebooks });
    expect(zones.instancesStrategy).toBe(false);
  });
});

describe("CentralPrivateDns.fromCentralPrivateDnsAttributes", () => {
  it("takes existing zones and makes none (S0-DNS-16)", () => {
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", { zoneIds: { api, notebooks } });
    expect(zones.zoneIdsFor("amlworkspace")).toEqual([api, notebooks]);
    expect(stack).not.toHaveResource(ZONE);
  });

  it("links networks to zones of another group and subscription (S0-DNS-16)", () => {
    CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", { zoneIds: { api } }).linkTo(
      new FakeNetwork(stack, "dev"),
    );
    expect(allOf(stack, LINK)).toMatchObject([
      { private_dns_zone_name: "privatelink.api.azureml.ms", resource_group_name: "rg-hub-dns" },
    ]);
  });

  const connectivity = "00000000-0000-4000-8000-00000000000c";
  const elsewhere = {
    zoneIds: {
      api: zoneId("privatelink.api.azureml.ms", connectivity),
      instances: zoneId("instances.azureml.ms", connectivity),
    },
  };

  it("writes links and records of zones in another subscription by its provider (S0-DNS-16)", () => {
    new AzurermProvider(stack, "Hub", { alias: "hub", subscriptionId: connectivity, features: [{}] });
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", elsewhere);
    const vnet = new FakeNetwork(stack, "dev");
    zones.linkTo(vnet);
    zones
      .addInstanceNames(stack, "Names", { vnet, location: "canadacentral", endpointIpAddress: "10.1.1.11" })
      .addInstance("ci-dev");
    expect([...allOf(stack, LINK), ...allOf(stack, RECORD)].map(({ provider }) => provider)).toEqual(
      Array(3).fill("azurerm.hub"),
    );
  });

  it("refuses zones in a subscription that the stack has no provider for, with the line to add", () => {
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", elsewhere);
    expect(() => zones.linkTo(new FakeNetwork(stack, "dev"))).toThrow(
      `fix: add to the stack, before this: new AzurermProvider(this, "azurerm-other", { alias: "other", subscriptionId: "${connectivity}", features: [{}] })`,
    );
  });

  it("needs no provider of the zones' subscription in azurerm 5, which reads it from their ids", () => {
    const five = stackIn(undefined, "five", 5);
    CentralPrivateDns.fromCentralPrivateDnsAttributes(five, "Zones", elsewhere).linkTo(new FakeNetwork(five, "dev"));
    expect(allOf(five, LINK).map(({ provider }) => provider)).toEqual([undefined, undefined]);
  });

  it("links to zones that another stack creates in its own subscription", () => {
    const app = Testing.app();
    const dns = new TerraformStack(app, "dns");
    new AzurermProvider(dns, "azurerm", { subscriptionId: connectivity, features: [{}] });
    const zones = zonesIn(dns);
    const dev = stackIn(app, "dev");
    new AzurermProvider(dev, "Connectivity", { alias: "connectivity", subscriptionId: connectivity, features: [{}] });
    zones.linkTo(new FakeNetwork(dev, "dev"));
    expect(new Set(allOf(dev, LINK).map(({ provider }) => provider))).toEqual(new Set(["azurerm.connectivity"]));
  });

  it("takes ids that only Terraform knows, and lets Terraform take the group out of them", () => {
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
      zoneIds: { blob: "${var.blob_zone_id}" },
    });
    zones.linkTo(new FakeNetwork(stack, "dev"));
    expect(zones.zoneIdsFor("blob")).toEqual(["${var.blob_zone_id}"]);
    expect(allOf(stack, LINK)).toMatchObject([
      {
        private_dns_zone_name: "privatelink.blob.core.windows.net",
        resource_group_name: '${element(split("/", "${var.blob_zone_id}"), 4)}',
      },
    ]);
  });

  it("resolves compute instances centrally where there is a zone for them", () => {
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
      zoneIds: { api, notebooks, instances },
    });
    expect(zones.instancesStrategy).toBe("central");
    expect(zones.zoneIdsFor("amlworkspace")).toEqual([api, notebooks, instances]);
  });

  it("leaves compute instances to public DNS where there is none", () => {
    expect(
      CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", { zoneIds: { api } }).instancesStrategy,
    ).toBe(false);
  });

  it("takes zones that are called otherwise (S0-DNS-15)", () => {
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
      zoneIds: { instances: zoneId("instances.ml.azure.ms") },
      zoneNames: { instances: "instances.ml.azure.ms" },
    });
    expect(zones.zoneIds).toEqual({ instances: zoneId("instances.ml.azure.ms") });
  });

  it("takes the zones of another cloud (S0-DNS-15)", () => {
    const id = zoneId(PRIVATE_DNS_ZONES.api.names.china ?? "");
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
      zoneIds: { api: id },
      cloud: "china",
    });
    expect(zones.zoneIdsFor("amlregistry")).toEqual([id]);
  });

  it("names the zone of each environment, where environments have their own for compute instances (S0-DNS-15)", () => {
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
      zoneIds: { api },
      instances: "per-environment",
      zoneNames: { instances: "instances.ml.azure.ms" },
    });
    const vnet = new FakeNetwork(stack, "dev");
    zones.linkTo(vnet);
    zones.addInstanceNames(stack, "Names", { vnet, location: "canadacentral", endpointIpAddress: "10.1.1.11" });
    expect(allOf(stack, ZONE)).toMatchObject([{ name: "instances.ml.azure.ms" }]);
  });

  it("fails on the id of another zone", () => {
    expect(() =>
      CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", { zoneIds: { api: notebooks } }),
    ).toThrow(`stack/Zones.zoneIds.api: got "${notebooks}"; allowed: an id that ends with privatelink.api.azureml.ms`);
  });

  it("fails on no ids at all", () => {
    expect(() => CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", { zoneIds: {} })).toThrow(
      "stack/Zones.zoneIds: got {}; allowed: the id of at least one zone",
    );
  });

  it("fails on a name of a zone that is not given", () => {
    expect(() =>
      CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
        zoneIds: { api },
        zoneNames: { blob: "blob.example.com" },
      }),
    ).toThrow('stack/Zones.zoneNames: got "blob"; allowed: zones of this set: api');
  });

  it("fails on a central strategy without a zone of compute instances", () => {
    expect(() =>
      CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", { zoneIds: { api }, instances: "central" }),
    ).toThrow('stack/Zones.instances: got "central"; allowed: instances: "central" together with zoneIds.instances');
  });

  it.each([false, "per-environment"] as const)(
    "fails on a zone of compute instances with the strategy %s, which would hide what public DNS answers",
    (strategy) => {
      expect(() =>
        CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
          zoneIds: { instances },
          instances: strategy,
        }),
      ).toThrow("a linked zone without records hides the public ones");
    },
  );
});
