import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { resourceGroupAfter } from "@org/aml-core";
import type { TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { EnvironmentInstancesZone, type EnvironmentInstancesZoneProps } from "../../src/index.js";
import { FakeNetwork, groupIn, LINK, only, RECORD, refTo, stackIn, ZONE } from "../fixture.js";

let stack: TerraformStack;
let vnet: FakeNetwork;
const zone = (props: Partial<EnvironmentInstancesZoneProps> = {}) =>
  new EnvironmentInstancesZone(stack, "Instances", {
    vnet,
    location: "canadacentral",
    endpointIpAddress: "10.1.1.11",
    ...props,
  });

beforeEach(() => {
  stack = stackIn();
  vnet = new FakeNetwork(stack, "dev");
});

describe("EnvironmentInstancesZone", () => {
  it("is a zone in the group of the network, which goes with its environment", () => {
    zone();
    expect(only(stack, ZONE)).toEqual({
      name: "instances.azureml.ms",
      resource_group_name: "${azurerm_resource_group.devNetworkGroup.name}",
    });
  });

  it("is linked to the network of its environment alone", () => {
    zone();
    expect(only(stack, LINK)).toEqual({
      name: "dev-instances",
      private_dns_zone_name: expect.stringMatching(refTo(ZONE, "Instances", "name")),
      resource_group_name: expect.stringMatching(refTo(ZONE, "Instances", "resource_group_name")),
      virtual_network_id: "${azurerm_virtual_network.dev.id}",
      registration_enabled: false,
    });
  });

  it("has a wildcard to the workspace's endpoint, kept for 10 seconds (S0-DNS-14)", () => {
    zone();
    expect(stack).toHaveResource(RECORD, { name: "*.canadacentral", records: ["10.1.1.11"], ttl: 10 });
  });

  it("takes group, names, time to live and tags", () => {
    const resourceGroup = groupIn(stack, "Own");
    zone({ resourceGroup, zoneName: "instances.ml.azure.ms", linkName: "link", ttl: 60, tags: { environment: "dev" } });
    expect(stack).toHaveResource(ZONE, {
      name: "instances.ml.azure.ms",
      resource_group_name: "${azurerm_resource_group.Own.name}",
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource(LINK, { name: "link", tags: { environment: "dev" } });
    expect(stack).toHaveResource(RECORD, { ttl: 60, tags: { environment: "dev" } });
  });

  it("refuses to be destroyed where it is told to", () => {
    zone({ preventDestroy: true });
    expect(only(stack, ZONE)["lifecycle"]).toEqual({ prevent_destroy: true });
  });

  it("is made after what its group waits for (S0-RBC-05)", () => {
    const other = new ResourceGroup(stack, "Other", { name: "rg-other", location: "canadacentral" });
    zone({ resourceGroup: resourceGroupAfter(groupIn(stack), [other]) });
    expect(stack).toHaveResource(ZONE, { depends_on: ["azurerm_resource_group.Other"] });
  });

  it("answers once link and wildcard are there", () => {
    const instances = zone();
    expect(instances.dependencies).toEqual([instances.link, instances.wildcard.resource]);
  });

  it("fails on names that Azure refuses", () => {
    expect(() => zone({ zoneName: "instances" })).toThrow('stack/Instances.zoneName: got "instances"');
    vnet = new FakeNetwork(stack, "dev", "Other");
    expect(
      () =>
        new EnvironmentInstancesZone(vnet, "Own", {
          vnet,
          location: "canadacentral",
          endpointIpAddress: "10.1.1.11",
          linkName: "-dev",
        }),
    ).toThrow(
      'stack/Other/Own.linkName: got "-dev"; allowed: the name of a virtual network link of a private DNS zone begins with a letter or digit',
    );
  });

  it("fails on a private-link zone", () => {
    expect(() => zone({ zoneName: "privatelink.api.azureml.ms" })).toThrow(
      'stack/Instances.zoneName: got "privatelink.api.azureml.ms"; allowed: a zone for compute instances',
    );
  });
});
