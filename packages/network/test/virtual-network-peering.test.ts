import { type App, TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { PlatformVnet, VirtualNetworkPeering } from "../src/index.js";
import { dependenciesOf, groupIn, namesOf, resourcesOf, stackFor } from "./fixture.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

const network = (environment: string, addressSpace: string) =>
  PlatformVnet.fromVirtualNetworkAttributes(stack, environment, {
    virtualNetworkId: `/${environment}`,
    virtualNetworkName: `vnet-${environment}`,
    resourceGroup: {
      name: `rg-${environment}`,
      id: "/rg",
      location: "canadacentral",
      dependencies: [groupIn(stack, `Role-${environment}`)],
    },
    names: namesOf(environment),
    privateEndpointSubnet: { subnetId: "/subnet" },
    addressSpace: [addressSpace],
  });
const peerings = () => Object.values(resourcesOf(stack, "azurerm_virtual_network_peering"));
const closed = { allow_forwarded_traffic: false, allow_gateway_transit: false, use_remote_gateways: false };

describe("VirtualNetworkPeering", () => {
  it("connects two networks both ways, without gateways and forwarded traffic (S0-NET-07)", () => {
    const vnet = network("prod", "10.2.0.0/16");
    new VirtualNetworkPeering(stack, "Peering", { vnet, remote: network("dev", "10.1.0.0/16") });
    expect(peerings()).toEqual([
      expect.objectContaining({
        ...closed,
        name: "peer-dev-to-prod",
        resource_group_name: "rg-dev",
        virtual_network_name: "vnet-dev",
        remote_virtual_network_id: "/prod",
        allow_virtual_network_access: true,
      }),
      expect.objectContaining({
        ...closed,
        name: "peer-prod-to-dev",
        resource_group_name: "rg-prod",
        virtual_network_name: "vnet-prod",
        remote_virtual_network_id: "/dev",
        allow_virtual_network_access: true,
      }),
    ]);
  });

  it("writes one way after the other, behind what the groups wait for (S0-NET-07)", () => {
    const vnet = network("prod", "10.2.0.0/16");
    new VirtualNetworkPeering(stack, "Peering", { vnet, remote: network("dev", "10.1.0.0/16") });
    const type = "azurerm_virtual_network_peering";
    expect(dependenciesOf(stack, type, "Peering_Outward")).toEqual(["azurerm_resource_group.Role-prod"]);
    expect(dependenciesOf(stack, type, "Peering_Inward")).toEqual([
      "azurerm_resource_group.Role-dev",
      expect.stringMatching(/^azurerm_virtual_network_peering\.Peering_Outward/),
    ]);
  });

  it("stands in one stack where the networks stand in two, whose order it keeps (S0-NET-07)", () => {
    const remote = network("dev", "10.1.0.0/16");
    const [devStack, app] = [stack, stack.node.root as App];
    stack = new TerraformStack(app, "prod-stack");
    const vnet = network("prod", "10.2.0.0/16");
    new VirtualNetworkPeering(stack, "Peering", { vnet, remote });
    expect(dependenciesOf(stack, "azurerm_virtual_network_peering", "Peering_Inward")).toEqual([
      expect.stringMatching(/Peering_Outward/),
    ]);
    expect(stack.dependencies).toEqual([devStack]);
  });

  it("takes other names, and lets forwarded traffic in when told to", () => {
    new VirtualNetworkPeering(stack, "Peering", {
      vnet: network("prod", "10.2.0.0/16"),
      remote: network("dev", "10.1.0.0/16"),
      name: "out",
      remoteName: "in",
      allowForwardedTraffic: true,
    });
    expect(peerings().map(({ name }) => name)).toEqual(["in", "out"]);
    expect(peerings().map(({ allow_forwarded_traffic: allowed }) => allowed)).toEqual([true, true]);
  });

  it("fails on networks that overlap (S0-NET-05)", () => {
    const vnet = network("prod", "10.1.0.0/24");
    const remote = network("dev", "10.1.0.0/16");
    expect(() => new VirtualNetworkPeering(stack, "Peering", { vnet, remote })).toThrow(
      'stack/prod.addressSpace: got "10.1.0.0/24"; allowed: a block apart from 10.1.0.0/16 of stack/dev',
    );
  });

  it("fails on a name that Azure refuses", () => {
    const vnet = network("prod", "10.2.0.0/16");
    const remote = network("dev", "10.1.0.0/16");
    expect(() => new VirtualNetworkPeering(stack, "Peering", { vnet, remote, name: "-" })).toThrow(
      'stack/Peering.name: got "-"',
    );
  });
});
