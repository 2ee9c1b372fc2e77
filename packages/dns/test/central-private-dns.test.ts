import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { resourceGroupAfter } from "@org/aml-core";
import { CENTRAL_ZONE_KEYS, type Cloud, PRIVATE_DNS_ZONES, type PrivateDnsZoneKey } from "@org/azure-catalog";
import { type TerraformStack, Testing } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { CentralPrivateDns } from "../src/index.js";
import { allOf, FakeNetwork, groupIn, LINK, refTo, resolved, stackIn, synthesized, ZONE, zonesIn } from "./fixture.js";

let stack: TerraformStack;
const zoneNames = (of: TerraformStack = stack) =>
  allOf(of, ZONE)
    .map(({ name }) => String(name))
    .sort();

beforeEach(() => {
  stack = stackIn();
});

describe("CentralPrivateDns", () => {
  it("puts every zone into the one group (S0-DNS-01)", () => {
    zonesIn(stack);
    const groups = new Set(allOf(stack, ZONE).map(({ resource_group_name }) => resource_group_name));
    expect([...groups]).toEqual(["${azurerm_resource_group.DnsGroup.name}"]);
  });

  it("makes the nine zones, each once (S0-DNS-02, S0-DNS-03, S0-DNS-04, S0-DNS-05)", () => {
    zonesIn(stack);
    expect(zoneNames()).toEqual(
      [
        "privatelink.api.azureml.ms",
        "privatelink.notebooks.azure.net",
        "instances.azureml.ms",
        "privatelink.blob.core.windows.net",
        "privatelink.file.core.windows.net",
        "privatelink.queue.core.windows.net",
        "privatelink.table.core.windows.net",
        "privatelink.vaultcore.azure.net",
        "privatelink.azurecr.io",
      ].sort(),
    );
  });

  it("refuses to destroy them (S0-DNS-06)", () => {
    zonesIn(stack);
    expect(allOf(stack, ZONE).map(({ lifecycle }) => lifecycle)).toEqual(Array(9).fill({ prevent_destroy: true }));
  });

  it("lets them go where it is told to (S0-DNS-06)", () => {
    zonesIn(stack, { preventDestroy: false });
    for (const zone of allOf(stack, ZONE)) expect(zone).not.toHaveProperty("lifecycle");
  });

  it("gives the zones' ids by key, and makes no zone where it links a network (S0-DNS-08)", () => {
    const app = Testing.app();
    const zones = zonesIn(stackIn(app, "dns"));
    const dev = stackIn(app, "dev");
    zones.linkTo(new FakeNetwork(dev, "dev"));
    expect(Object.keys(zones.zoneIds)).toEqual(CENTRAL_ZONE_KEYS);
    expect(Object.keys(synthesized(app)["dev"]?.resource ?? {})).toEqual([LINK, "azurerm_resource_group"]);
  });

  it.each<[Cloud, string[]]>([
    [
      "usgovernment",
      [
        "privatelink.api.ml.azure.us",
        "privatelink.notebooks.usgovcloudapi.net",
        "instances.azureml.us",
        "privatelink.blob.core.usgovcloudapi.net",
        "privatelink.file.core.usgovcloudapi.net",
        "privatelink.queue.core.usgovcloudapi.net",
        "privatelink.table.core.usgovcloudapi.net",
        "privatelink.vaultcore.usgovcloudapi.net",
        "privatelink.azurecr.us",
      ],
    ],
    [
      "china",
      [
        "privatelink.api.ml.azure.cn",
        "privatelink.notebooks.chinacloudapi.cn",
        "instances.azureml.cn",
        "privatelink.blob.core.chinacloudapi.cn",
        "privatelink.file.core.chinacloudapi.cn",
        "privatelink.queue.core.chinacloudapi.cn",
        "privatelink.table.core.chinacloudapi.cn",
        "privatelink.vaultcore.azure.cn",
        "privatelink.azurecr.cn",
      ],
    ],
  ])("calls them as the cloud %s does (S0-DNS-15)", (cloud, names) => {
    zonesIn(stack, { cloud });
    expect(zoneNames()).toEqual(names.toSorted());
  });

  it("calls a zone otherwise (S0-DNS-15)", () => {
    zonesIn(stack, { zoneNames: { instances: "instances.ml.azure.ms" } });
    expect(zoneNames()).toContain("instances.ml.azure.ms");
    expect(zoneNames()).not.toContain("instances.azureml.ms");
  });

  it.each(["per-environment", false] as const)("makes no central zone of compute instances with %s", (instances) => {
    zonesIn(stack, { instances });
    expect(zoneNames()).toHaveLength(8);
    expect(zoneNames()).not.toContain("instances.azureml.ms");
  });

  it("makes zones of further services (S3-DAT-05)", () => {
    const zones = zonesIn(stack, { extraZones: ["dfs", "sql"] });
    expect(zoneNames()).toHaveLength(11);
    expect(zoneNames()).toEqual(
      expect.arrayContaining(["privatelink.dfs.core.windows.net", "privatelink.database.windows.net"]),
    );
    expect(resolved(stack, zones.zoneIdsFor("dfs"))).toEqual([expect.stringMatching(refTo(ZONE, "Zones_dfs", "id"))]);
  });

  it("makes and links the zone of a private AKS cluster (S2-AKS-06)", () => {
    const zones = zonesIn(stack, { customZones: { aks: "privatelink.canadacentral.azmk8s.io" } });
    zones.linkTo(new FakeNetwork(stack, "dev"));
    expect(zoneNames()).toContain("privatelink.canadacentral.azmk8s.io");
    expect(allOf(stack, LINK)).toContainEqual(
      expect.objectContaining({
        name: "dev-shared-aks",
        private_dns_zone_name: expect.stringMatching(refTo(ZONE, "Zones_aks", "name")),
      }),
    );
  });

  it("tags the zones", () => {
    zonesIn(stack, { tags: { environment: "shared" } });
    for (const zone of allOf(stack, ZONE)) expect(zone["tags"]).toEqual({ environment: "shared" });
  });

  it("exposes the zones it makes", () => {
    const { zones } = zonesIn(stack);
    zones.blob.addOverride("tags", { own: "yes" });
    expect(zones.instances?.nameInput).toBe("instances.azureml.ms");
    expect(allOf(stack, ZONE).filter(({ tags }) => tags)).toMatchObject([
      { name: "privatelink.blob.core.windows.net" },
    ]);
  });

  it("makes them after what their group waits for (S0-RBC-05)", () => {
    const other = new ResourceGroup(stack, "Other", { name: "rg-other", location: "canadacentral" });
    new CentralPrivateDns(stack, "Zones", { resourceGroup: resourceGroupAfter(groupIn(stack), [other]) });
    for (const zone of allOf(stack, ZONE)) expect(zone["depends_on"]).toEqual(["azurerm_resource_group.Other"]);
  });

  it("fails on a zone that the cloud does not have", () => {
    expect(() => zonesIn(stack, { cloud: "china", extraZones: ["search"] })).toThrow(
      'stack/Zones.zones: got "search"; allowed: a zone that exists in Azure operated by 21Vianet; fix: remove it, or set its name: zoneNames: { search: "<zone>" }',
    );
  });

  it("fails on the zone of compute instances as a further zone", () => {
    expect(() => zonesIn(stack, { instances: false, extraZones: ["instances"] })).toThrow(
      'stack/Zones.extraZones: got "instances"; allowed: additional zones; fix: set instances: "central"',
    );
  });

  it("fails on a zone of one's own under a key of the catalog", () => {
    expect(() => zonesIn(stack, { customZones: { dfs: "privatelink.dfs.core.windows.net" } })).toThrow(
      'stack/Zones.customZones: got "dfs"; allowed: keys that are not in the catalog; fix: set extraZones: ["dfs"]',
    );
  });

  it("fails on a name that Azure refuses", () => {
    expect(() => zonesIn(stack, { zoneNames: { blob: "privatelink..example.com" } })).toThrow(
      'stack/Zones.zoneNames.blob: got "privatelink..example.com"; allowed: the name of a private DNS zone has no empty label',
    );
  });

  it("fails on two zones of one name", () => {
    expect(() => zonesIn(stack, { zoneNames: { queue: "privatelink.BLOB.core.windows.net" } })).toThrow(
      'stack/Zones.zoneNames: got "privatelink.BLOB.core.windows.net"; allowed: a unique name for each zone; fix: rename blob or queue',
    );
  });

  it("makes each zone once, with a name of the cloud, whatever is asked for (S0-DNS-02)", () => {
    const clouds = fc.constantFrom<Cloud[]>("public", "usgovernment", "china");
    const further = fc.uniqueArray(fc.constantFrom<PrivateDnsZoneKey[]>("dfs", "web", "sql", "cosmosSql", "redis"));
    const strategies = fc.constantFrom("central" as const, "per-environment" as const, false as const);
    fc.assert(
      fc.property(clouds, further, strategies, (cloud, extraZones, instances) => {
        const own = stackIn();
        const zones = zonesIn(own, { cloud, extraZones, instances });
        const known = new Set(Object.values(PRIVATE_DNS_ZONES).map(({ names }) => names[cloud as "public"]));
        const names = zoneNames(own);
        expect(new Set(names).size).toBe(names.length);
        expect(names).toHaveLength(Object.keys(zones.zoneIds).length);
        expect(names.every((name) => known.has(name as never))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
