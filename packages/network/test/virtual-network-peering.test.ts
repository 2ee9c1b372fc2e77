import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { resourceGroupFromAttributes } from "@org/aml-core";
import { type App, TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { PeerNetwork, PlatformVnet, VirtualNetworkPeering } from "../src/index.js";
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

  it("is in one stack if the networks are in two, and keeps their order (S0-NET-07)", () => {
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

  const hub = "00000000-0000-4000-8000-00000000000c";
  const inSubscription = (environment: string, addressSpace: string, subscriptionId: string) =>
    PlatformVnet.fromVirtualNetworkAttributes(stack, environment, {
      virtualNetworkId: `/subscriptions/${subscriptionId}/resourceGroups/rg-${environment}/providers/Microsoft.Network/virtualNetworks/vnet-${environment}`,
      virtualNetworkName: `vnet-${environment}`,
      resourceGroup: resourceGroupFromAttributes({
        name: `rg-${environment}`,
        location: "canadacentral",
        subscriptionId,
      }),
      names: namesOf(environment),
      privateEndpointSubnet: { subnetId: "/subnet" },
      addressSpace: [addressSpace],
    });
  const own = "00000000-0000-4000-8000-00000000000a";

  it("writes each half to the subscription of its network (S0-NET-07)", () => {
    stack = stackFor(4, "stack", own);
    new AzurermProvider(stack, "Hub", { alias: "hub", subscriptionId: hub, features: [{}] });
    inSubscription("prod", "10.2.0.0/16", own).peerWith(inSubscription("hub", "10.0.0.0/16", hub));
    expect(peerings().map(({ name, provider }) => [name, provider])).toEqual([
      ["peer-hub-to-prod", "azurerm.hub"],
      ["peer-prod-to-hub", undefined],
    ]);
  });

  it("refuses a network in a subscription that the stack has no provider for", () => {
    stack = stackFor(4, "stack", own);
    const vnet = inSubscription("prod", "10.2.0.0/16", own);
    expect(() => vnet.peerWith(inSubscription("hub", "10.0.0.0/16", hub))).toThrow(
      `got "a resource in the subscription ${hub}"`,
    );
  });

  it("creates only its own half where another team creates the other, and uses that network's gateways", () => {
    stack = stackFor(4, "stack", own);
    const vnet = inSubscription("prod", "10.2.0.0/16", own);
    const remote = inSubscription("hub", "10.0.0.0/16", hub);
    vnet.peerWith(remote, { createReversePeering: false, useRemoteGateways: true, allowForwardedTraffic: true });
    expect(peerings()).toMatchObject([
      {
        name: "peer-prod-to-hub",
        use_remote_gateways: true,
        allow_gateway_transit: false,
        allow_forwarded_traffic: true,
      },
    ]);
  });

  it("peers with a network that is known by its id alone", () => {
    const id = `/subscriptions/${hub}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub`;
    const remote = PeerNetwork.fromVirtualNetworkId(stack, "Hub", id, { name: "hub", addressSpace: ["10.0.0.0/16"] });
    network("prod", "10.2.0.0/16").peerWith(remote, { createReversePeering: false });
    expect(peerings()).toMatchObject([{ name: "peer-prod-to-hub", remote_virtual_network_id: id }]);
    expect(() => network("dev", "10.0.0.0/16").peerWith(remote)).toThrow("addressSpace: got");
    expect(() => PeerNetwork.fromVirtualNetworkId(stack, "Wrong", "vnet-hub", { name: "hub" })).toThrow(
      "stack/Wrong.virtualNetworkId",
    );
  });

  it("lets the one network use the gateways of the other", () => {
    const vnet = network("prod", "10.2.0.0/16");
    vnet.peerWith(network("hub", "10.0.0.0/16"), { useRemoteGateways: true });
    expect(peerings()).toMatchObject([
      { name: "peer-hub-to-prod", use_remote_gateways: false, allow_gateway_transit: true },
      { name: "peer-prod-to-hub", use_remote_gateways: true, allow_gateway_transit: false },
    ]);
  });

  it("fails on networks that overlap (S0-NET-05)", () => {
    const vnet = network("prod", "10.1.0.0/24");
    const remote = network("dev", "10.1.0.0/16");
    expect(() => new VirtualNetworkPeering(stack, "Peering", { vnet, remote })).toThrow(
      'stack/prod.addressSpace: got "10.1.0.0/24"; allowed: a block that does not overlap 10.1.0.0/16 of stack/dev',
    );
  });

  it("fails on a second peering with the same network", () => {
    const vnet = network("prod", "10.2.0.0/16");
    const remote = network("dev", "10.1.0.0/16");
    vnet.peerWith(remote);
    expect(() => vnet.peerWith(remote)).toThrow("a network other than those that");
  });

  it("fails on a name that Azure refuses", () => {
    const vnet = network("prod", "10.2.0.0/16");
    const remote = network("dev", "10.1.0.0/16");
    expect(() => new VirtualNetworkPeering(stack, "Peering", { vnet, remote, name: "-" })).toThrow(
      'stack/Peering.name: got "-"',
    );
  });
});
