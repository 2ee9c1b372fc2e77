import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { Construct } from "constructs";
import { type TerraformStack, Testing } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import {
  CentralPrivateDns,
  type CentralPrivateDnsProps,
  type IInstanceNames,
  type InstancesStrategy,
} from "../../src/index.js";
import { allOf, FakeNetwork, RECORD, refTo, stackIn, synthesized, ZONE, zoneId, zonesIn } from "../fixture.js";

let stack: TerraformStack;
type Options = Omit<CentralPrivateDnsProps, "resourceGroup">;

/** A platform of environments with a workspace each; compute instances are named by `names[environment]`. */
function platform(environments: readonly string[], options: Options = {}) {
  const zones = zonesIn(stack, options);
  const names: Record<string, IInstanceNames> = {};
  for (const environment of environments) {
    const vnet = new FakeNetwork(stack, environment);
    zones.linkTo(vnet);
    names[environment] = zones.addInstanceNames(new Construct(stack, `${environment}Workspace`), "InstanceNames", {
      vnet,
      location: "canadacentral",
      endpointIpAddress: `\${azurerm_private_endpoint.${environment}.private_service_connection[0].private_ip_address}`,
      tags: { environment },
    });
  }
  return { zones, names };
}
const addressOf = (environment: string) => [
  `\${azurerm_private_endpoint.${environment}.private_service_connection[0].private_ip_address}`,
];

beforeEach(() => {
  stack = stackIn();
});

describe("compute instances in a central zone", () => {
  it("have a record each, with the address of their own environment's workspace (S0-DNS-13)", () => {
    const { names } = platform(["dev", "prod"]);
    names["dev"]?.addInstance("amli-dev");
    names["prod"]?.addInstance("amli-prod");
    expect(allOf(stack, RECORD)).toMatchObject([
      { name: "amli-dev.canadacentral", records: addressOf("dev"), ttl: 10, tags: { environment: "dev" } },
      { name: "amli-prod.canadacentral", records: addressOf("prod"), ttl: 10, tags: { environment: "prod" } },
    ]);
  });

  it("have records in the zone of compute instances and in no other (S0-DNS-12)", () => {
    platform(["dev"]).names["dev"]?.addInstance("amli-dev");
    expect(stack).toHaveResource(RECORD, { zone_name: expect.stringMatching(refTo(ZONE, "Zones_instances", "name")) });
  });

  it("have their records in the workspace's stack (S0-DNS-13)", () => {
    const app = Testing.app();
    const zones = zonesIn(stackIn(app, "dns"));
    const dev = stackIn(app, "dev");
    const vnet = new FakeNetwork(dev, "dev");
    zones.linkTo(vnet);
    const props = { vnet, location: "canadacentral", endpointIpAddress: "10.1.1.11" };
    zones.addInstanceNames(dev, "Names", props).addInstance("amli-dev");
    const stacks = synthesized(app);
    expect(Object.keys(stacks["dev"]?.resource ?? {})).toContain(RECORD);
    expect(Object.keys(stacks["dns"]?.resource ?? {})).not.toContain(RECORD);
  });

  it("have no record until there is an instance", () => {
    platform(["dev"]);
    expect(stack).not.toHaveResource(RECORD);
  });

  it("are answered for as long as it is said (S0-ARC-10)", () => {
    platform(["dev"], { instancesTtl: 300 }).names["dev"]?.addInstance("amli-dev");
    expect(stack).toHaveResource(RECORD, { ttl: 300 });
  });

  it("have records that an aliased provider writes, as the links (S0-DNS-16)", () => {
    const provider = new AzurermProvider(stack, "Hub", { alias: "hub", features: [{}] });
    const zones = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Zones", {
      zoneIds: { instances: zoneId("instances.azureml.ms") },
    });
    const vnet = new FakeNetwork(stack, "dev");
    const linked = new FakeNetwork(stack, "prod");
    zones.useExistingLinks(vnet, { provider });
    zones.linkTo(linked, { provider });
    for (const of of [vnet, linked]) {
      zones
        .addInstanceNames(of, "Names", { vnet: of, location: "canadacentral", endpointIpAddress: "10.1.1.11" })
        .addInstance(`amli-${of.environmentName}`);
    }
    const written = { provider: "azurerm.hub", resource_group_name: "rg-hub-dns" };
    expect(allOf(stack, RECORD)).toMatchObject([written, written]);
  });

  it("fails on two of one name and region: their records would be one", () => {
    const { names } = platform(["dev", "prod"]);
    names["dev"]?.addInstance("amli-shared");
    expect(() => names["prod"]?.addInstance("AMLI-shared")).toThrow(
      'stack/prodWorkspace/InstanceNames.addInstance: got "AMLI-shared"; allowed: a name that is unique in canadacentral; stack/devWorkspace/InstanceNames already has the record amli-shared.canadacentral',
    );
  });

  it("fails on a name that only Terraform knows, for its address is made of it", () => {
    expect(() => platform(["dev"]).names["dev"]?.addInstance("${var.name}")).toThrow(
      'stack/devWorkspace/InstanceNames.addInstance: got "${var.name}"; allowed: a literal name',
    );
  });

  it("are not compared in regions that only Terraform knows", () => {
    const zones = zonesIn(stack);
    for (const environment of ["dev", "prod"]) {
      const vnet = new FakeNetwork(stack, environment);
      zones.linkTo(vnet);
      zones
        .addInstanceNames(vnet, "Names", { vnet, location: `\${var.${environment}}`, endpointIpAddress: "10.1.1.11" })
        .addInstance("amli-shared");
    }
    expect(stack).toHaveResourceCount(RECORD, 2);
  });

  it("take one name in two regions", () => {
    const zones = zonesIn(stack);
    for (const location of ["canadacentral", "Canada East"]) {
      const vnet = new FakeNetwork(stack, location.replace(" ", ""));
      zones.linkTo(vnet);
      zones.addInstanceNames(vnet, "Names", { vnet, location, endpointIpAddress: "10.1.1.11" }).addInstance("amli-dev");
    }
    expect(allOf(stack, RECORD).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["amli-dev.canadacentral", "amli-dev.canadaeast"]),
    );
  });

  it("fails on a network that is not linked", () => {
    const vnet = new FakeNetwork(stack, "dev");
    const props = { vnet, location: "canadacentral", endpointIpAddress: "10.1.1.11" };
    expect(() => zonesIn(stack).addInstanceNames(stack, "Names", props)).toThrow("stack/Zones.linksOf");
  });

  it("never have a record with the addresses of two environments (S0-DNS-13)", () => {
    const environments = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(environments, fc.nat(3), (wanted, count) => {
        stack = stackIn();
        const { names } = platform(wanted);
        for (const environment of wanted) {
          for (let index = 0; index < count; index++) names[environment]?.addInstance(`ci-${environment}-${index}x`);
        }
        const records = allOf(stack, RECORD);
        expect(records).toHaveLength(wanted.length * count);
        for (const { name, records: addresses } of records) {
          const environment = String(name).split("-")[1] ?? "";
          expect(addresses).toEqual(addressOf(environment));
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("a wildcard in the central zone", () => {
  it("answers for every instance of a single workspace, for 10 seconds (S0-DNS-14)", () => {
    const { names } = platform(["dev"], { instancesWildcard: true });
    names["dev"]?.addInstance("amli-dev");
    expect(stack).toHaveResource(RECORD, { name: "*.canadacentral", records: addressOf("dev"), ttl: 10 });
  });

  it("fails for a second workspace, with the reason and the way out (S0-DNS-14)", () => {
    expect(() => platform(["dev", "prod"], { instancesWildcard: true })).toThrow(
      'stack/Zones.addInstanceNames: got "stack/prodWorkspace/InstanceNames"; allowed: one workspace in the central zone: host names of compute instances don\'t contain the workspace, so the wildcard of stack/devWorkspace/InstanceNames answers for all of them; fix: use a record for each instance: instances: "central", without instancesWildcard',
    );
  });

  it.each<[InstancesStrategy, string]>([
    ["per-environment", "each environment's own zone has its wildcard"],
    [false, "there is no zone"],
  ])("fails with the strategy %s", (instances, reason) => {
    expect(() => zonesIn(stack, { instances, instancesWildcard: true })).toThrow(
      `stack/Zones.instancesWildcard: got true; allowed: a wildcard in the central zone, with instances: "central"; fix: omit it: ${reason}`,
    );
  });
});

describe("compute instances in a zone for each environment", () => {
  it("resolve by a wildcard to their own environment's workspace (S0-DNS-13)", () => {
    const { names } = platform(["dev", "prod"], { instances: "per-environment" });
    names["dev"]?.addInstance("amli-dev");
    expect(allOf(stack, RECORD)).toMatchObject([
      { name: "*.canadacentral", records: addressOf("dev"), ttl: 10 },
      { name: "*.canadacentral", records: addressOf("prod"), ttl: 10 },
    ]);
  });

  it("have zones of one name in the groups of their networks", () => {
    platform(["dev", "prod"], { instances: "per-environment" });
    const own = allOf(stack, ZONE).filter(({ name }) => name === "instances.azureml.ms");
    expect(own).toMatchObject([
      { name: "instances.azureml.ms", resource_group_name: "${azurerm_resource_group.devNetworkGroup.name}" },
      { name: "instances.azureml.ms", resource_group_name: "${azurerm_resource_group.prodNetworkGroup.name}" },
    ]);
  });

  it("have zones of the cloud's or the given name (S0-DNS-15)", () => {
    platform(["dev"], { instances: "per-environment", cloud: "usgovernment" });
    expect(allOf(stack, ZONE)).toContainEqual(expect.objectContaining({ name: "instances.azureml.us" }));
    stack = stackIn();
    platform(["dev"], { instances: "per-environment", zoneNames: { instances: "instances.ml.azure.ms" } });
    expect(allOf(stack, ZONE)).toContainEqual(expect.objectContaining({ name: "instances.ml.azure.ms" }));
  });

  it("are answered for as long as it is said (S0-ARC-10)", () => {
    platform(["dev"], { instances: "per-environment", instancesTtl: 60 });
    expect(stack).toHaveResource(RECORD, { ttl: 60 });
  });

  it("fails for a second workspace in a network: one wildcard can't stand for both", () => {
    const zones = zonesIn(stack, { instances: "per-environment" });
    const vnet = new FakeNetwork(stack, "dev");
    zones.linkTo(vnet);
    const props = { vnet, location: "canadacentral", endpointIpAddress: "10.1.1.11" };
    zones.addInstanceNames(stack, "One", props);
    expect(() => zones.addInstanceNames(stack, "Two", props)).toThrow(
      'stack/Zones.addInstanceNames: got "stack/Two"; allowed: one workspace in stack/devNetwork: host names of compute instances don\'t contain the workspace, so the wildcard of stack/One',
    );
  });
});

describe("compute instances in public DNS", () => {
  it("have neither zone nor record", () => {
    platform(["dev", "prod"], { instances: false }).names["dev"]?.addInstance("amli-dev");
    expect(stack).toHaveResourceCount(ZONE, 8);
    expect(stack).not.toHaveResource(RECORD);
  });
});

describe("the strategy", () => {
  it("fails if it isn't one", () => {
    expect(() => zonesIn(stack, { instances: "shared" as InstancesStrategy })).toThrow(
      'stack/Zones.instances: got "shared"; allowed: central, per-environment, false',
    );
  });

  it("fails on a time to live that Azure does not take", () => {
    expect(() => zonesIn(stack, { instancesTtl: 0 })).toThrow(
      "stack/Zones.instancesTtl: got 0; allowed: whole seconds from 1 to 2147483647",
    );
  });
});
