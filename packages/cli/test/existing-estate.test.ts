import { PRIVATE_DNS_ZONES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { acceptConfiguration, parseConfiguration } from "../src/config/load.js";
import type { ConfigurationError } from "../src/config/problem.js";
import { platformOf } from "./fixture.js";

const subscriptions = {
  connectivity: "00000000-0000-4000-8000-00000000000c",
  "ml-dev": "00000000-0000-4000-8000-00000000000d",
};
const inGroup = (subscription: keyof typeof subscriptions, group: string, rest: string) =>
  `/subscriptions/${subscriptions[subscription]}/resourceGroups/${group}/providers/${rest}`;
const zoneId = (name: string) => inGroup("connectivity", "rg-dns", `Microsoft.Network/privateDnsZones/${name}`);
const existingZones = Object.fromEntries(
  (["api", "notebooks", "blob", "file", "queue", "table", "vault", "acr"] as const).map((key) => [
    key,
    zoneId(PRIVATE_DNS_ZONES[key].names.public),
  ]),
);
const vnet = "Microsoft.Network/virtualNetworks/vnet-spoke";
const existingNetwork = {
  virtualNetworkId: inGroup("ml-dev", "rg-network", vnet),
  privateEndpointSubnetId: inGroup("ml-dev", "rg-network", `${vnet}/subnets/snet-pe`),
  addressSpace: ["10.1.0.0/16"],
};
const hub = {
  name: "hub",
  virtualNetworkId: inGroup("connectivity", "rg-hub", "Microsoft.Network/virtualNetworks/vnet-hub"),
};
const newNetwork = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const platformWith = (dev: object, rest: object = {}) => platformOf({ subscriptions, environments: { dev }, ...rest });
const existing = (options: object = {}) =>
  platformWith(
    { subscription: "ml-dev", existingNetwork, useExistingDnsLinks: true, ...options },
    { dns: { existingZones, zoneGroupsManagedBy: "policy" } },
  );

function problemsOf(configuration: object) {
  try {
    acceptConfiguration("platform.config.json", { subscriptions, ...configuration });
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems.map(({ path, allowed, fix }) => ({ path, allowed, fix }));
  }
}

describe("an existing network", () => {
  it("is used in place of a new one, with its subnet of the private endpoints", () => {
    const platform = existing();
    for (const type of ["azurerm_virtual_network", "azurerm_subnet"]) expect(platform.resources({ type })).toEqual([]);
    const subnets = platform.resources({ type: "azurerm_private_endpoint" }).map((one) => one.get("subnet_id"));
    expect(new Set(subnets)).toEqual(new Set([existingNetwork.privateEndpointSubnetId]));
  });

  it("gets private endpoints and identities in the environment's own group", () => {
    const platform = existing();
    for (const type of ["azurerm_private_endpoint", "azurerm_user_assigned_identity"]) {
      const groups = platform.resources({ type }).map((one) => one.value("resource_group_name")?.value);
      expect(new Set(groups)).toEqual(new Set(["rg-aml-vnet-dev-cc-01"]));
    }
  });

  it("has Bastion and jumpbox added in new subnets, written to its own group", () => {
    const platform = existing({ bastion: { subnet: "10.1.2.0/26" }, jumpbox: { subnet: "10.1.3.0/24" } });
    const subnets = platform.resources({ type: "azurerm_subnet" });
    expect(subnets.map((one) => [one.get("resource_group_name"), one.get("virtual_network_name")])).toEqual([
      ["rg-network", "vnet-spoke"],
      ["rg-network", "vnet-spoke"],
    ]);
    expect(platform).toHaveResource("azurerm_bastion_host", {
      resource_group_name: expect.stringContaining("VnetResourceGroup"),
    });
  });

  it("has Bastion and jumpbox put into existing subnets", () => {
    const subnetId = (name: string) => inGroup("ml-dev", "rg-network", `${vnet}/subnets/${name}`);
    const platform = existing({
      bastion: { subnet: "10.1.2.0/26", subnetId: subnetId("AzureBastionSubnet") },
      jumpbox: { subnet: "10.1.3.0/24", subnetId: subnetId("snet-jumpbox") },
    });
    expect(platform.resources({ type: "azurerm_subnet" })).toEqual([]);
    expect(platform).toHaveResource("azurerm_bastion_host", {
      ip_configuration: { subnet_id: subnetId("AzureBastionSubnet") },
    });
    expect(platform).toHaveResource("azurerm_network_interface", {
      ip_configuration: [{ subnet_id: subnetId("snet-jumpbox") }],
    });
  });

  it("has to be in the subscription of the environment", () => {
    expect(problemsOf({ environments: { dev: { existingNetwork } } })).toEqual([
      expect.objectContaining({ path: "environments.dev.subscription", fix: 'add "subscription": "ml-dev"' }),
    ]);
    expect(problemsOf({ environments: { dev: { existingNetwork, subscription: "connectivity" } } })).toEqual([
      expect.objectContaining({ path: "environments.dev.existingNetwork.virtualNetworkId" }),
    ]);
  });

  it("is not configured as a new one is", () => {
    const dev = { subscription: "ml-dev", existingNetwork, ...newNetwork, dnsServers: ["10.0.0.4"] };
    expect(problemsOf({ environments: { dev } }).map(({ path }) => path)).toEqual([
      "environments.dev.addressSpace",
      "environments.dev.privateEndpointSubnet",
      "environments.dev.dnsServers",
    ]);
  });

  it("is not peered with two networks of one name", () => {
    const peerings = [{ ...hub }, { ...hub, virtualNetworkId: `${hub.virtualNetworkId}-2` }];
    expect(problemsOf({ environments: { dev: { subscription: "ml-dev", existingNetwork, peerings } } })).toContainEqual(
      expect.objectContaining({
        path: "environments.dev.peerings.1.name",
        allowed: "a name that no other peering of the environment has; environments.dev.peerings.0 has it",
      }),
    );
  });

  it("is offered where a network's address space is missing", () => {
    expect(problemsOf({ environments: { dev: {} } })).toMatchObject([
      { path: "environments.dev.addressSpace", fix: expect.stringContaining("existingNetwork") },
      { path: "environments.dev.privateEndpointSubnet" },
    ]);
  });
});

it.each([
  [
    "environments.dev.vnetId",
    { environments: { dev: { ...newNetwork, vnetId: "/subscriptions/x" } } },
    "existingNetwork",
  ],
  ["dns.privateDnsZoneIds", { dns: { privateDnsZoneIds: {} } }, "existingZones"],
  ["environments.dev.hub", { environments: { dev: { ...newNetwork, hub: "vnet-hub" } } }, "peerings"],
])("names the field that is meant by %s", (path, configuration, field) => {
  expect(problemsOf(configuration)).toContainEqual(expect.objectContaining({ path, fix: `did you mean ${field}?` }));
});

describe("existing zones", () => {
  it("are used in place of new ones, without a stack of their own", () => {
    const platform = platformWith({ ...newNetwork, subscription: "ml-dev" }, { dns: { existingZones } });
    expect(platform.stacks.map(({ name }) => name)).toEqual(["aml-dev", "aml-dev-base"]);
    expect(platform.resources({ type: "azurerm_private_dns_zone" })).toEqual([]);
  });

  it("are linked in their own subscription", () => {
    const platform = platformWith({ ...newNetwork, subscription: "ml-dev" }, { dns: { existingZones } });
    const links = platform.resources({ type: "azurerm_private_dns_zone_virtual_network_link" });
    expect(links).toHaveLength(8);
    for (const link of links) expect(link.provider?.get("subscription_id")).toBe(subscriptions.connectivity);
  });

  it("hold the records of compute instances if they have a zone for them", () => {
    const dev = {
      ...newNetwork,
      computeInstances: [{ assignedUserObjectId: "00000000-0000-4000-8000-000000000001" }],
    };
    const records = (zones: object) =>
      platformWith(dev, { dns: { existingZones: zones } }).resources({ type: "azurerm_private_dns_a_record" });
    expect(records(existingZones)).toEqual([]);
    const [record] = records({ ...existingZones, instances: zoneId("instances.azureml.ms") });
    expect(record?.provider?.get("subscription_id")).toBe(subscriptions.connectivity);
  });

  it("get no zone groups where a policy writes them", () => {
    const groups = existing()
      .resources({ type: "azurerm_private_endpoint" })
      .map((one) => one.get("private_dns_zone_group"));
    expect(groups.filter((group) => group !== undefined)).toEqual([]);
  });

  it("have to be complete, and named as private endpoints register", () => {
    const { acr: _, ...others } = existingZones;
    const dns = { existingZones: { ...others, vault: zoneId("privatelink.azurecr.io") } };
    expect(problemsOf({ dns, environments: { dev: newNetwork } })).toMatchObject([
      { path: "dns.existingZones", allowed: expect.stringContaining("api, notebooks") },
      { path: "dns.existingZones.vault", allowed: "an id that ends with privatelink.vaultcore.azure.net" },
    ]);
  });

  it("need a name for their subscription, so that they are written to with its provider", () => {
    const configuration = { subscriptions: {}, dns: { existingZones }, environments: { dev: newNetwork } };
    expect(problemsOf(configuration)).toMatchObject([
      {
        path: "dns.existingZones.api",
        fix: `add "subscriptions": { "connectivity": "${subscriptions.connectivity}" }`,
      },
    ]);
    const linked = { dev: { ...newNetwork, useExistingDnsLinks: true } };
    expect(problemsOf({ ...configuration, environments: linked })).toEqual([]);
  });
});

describe("a peering with a hub", () => {
  const peeringsOf = (peering: object) =>
    platformWith({ ...newNetwork, peerings: [{ ...hub, ...peering }] }).resources({
      type: "azurerm_virtual_network_peering",
    });

  it("is the environment's half alone by default", () => {
    const [peering, ...more] = peeringsOf({ useRemoteGateways: true, allowForwardedTraffic: true });
    expect(more).toEqual([]);
    expect(peering?.get("name")).toBe("peer-dev-to-hub");
    expect(peering?.get("remote_virtual_network_id")).toBe(hub.virtualNetworkId);
    expect(peering?.get("use_remote_gateways")).toBe(true);
    expect(peering?.get("allow_forwarded_traffic")).toBe(true);
  });

  it("is both halves where that is asked for, the hub's in its own subscription", () => {
    const halves = peeringsOf({ createReversePeering: true });
    expect(
      halves.map((one) => [one.get("name"), one.get("resource_group_name"), one.provider?.get("subscription_id")]),
    ).toContainEqual(["peer-hub-to-dev", "rg-hub", subscriptions.connectivity]);
    expect(halves).toHaveLength(2);
  });

  it("is refused with a network that overlaps", () => {
    expect(() => peeringsOf({ addressSpace: ["10.1.0.0/24"] })).toThrow("10.1.0.0/16");
  });
});

describe("other parts of an existing estate", () => {
  it("are DNS servers of the network", () => {
    expect(platformWith({ ...newNetwork, dnsServers: ["10.0.0.4", "10.0.0.5"] })).toHaveResource(
      "azurerm_virtual_network",
      { dns_servers: ["10.0.0.4", "10.0.0.5"] },
    );
  });

  it("are a hub's firewall as the next hop of the jumpbox", () => {
    const platform = platformWith({
      ...newNetwork,
      nextHopIpAddress: "10.0.1.4",
      bastion: { subnet: "10.1.2.0/26" },
      jumpbox: { subnet: "10.1.3.0/24" },
    });
    expect(platform).toHaveResource("azurerm_route_table", {
      route: [{ name: "default", next_hop_in_ip_address: "10.0.1.4" }],
    });
    expect(platform).toHaveResourceCount("azurerm_subnet_route_table_association", 1);
  });

  it("are a central Log Analytics workspace, which takes all logs", () => {
    const id = inGroup("connectivity", "rg-logs", "Microsoft.OperationalInsights/workspaces/log-central");
    const platform = platformWith({ ...newNetwork, logAnalyticsWorkspaceId: id });
    expect(platform.resources({ type: "azurerm_log_analytics_workspace" })).toEqual([]);
    const targets = platform
      .resources({ type: "azurerm_monitor_diagnostic_setting" })
      .map((one) => one.get("log_analytics_workspace_id"));
    expect(new Set(targets)).toEqual(new Set([id]));
    expect(platform).toHaveResource("azurerm_application_insights", { workspace_id: id });
  });

  it("are a vault, a storage account and a container registry of the workspace", () => {
    const ids = {
      keyVaultId: inGroup("connectivity", "rg-security", "Microsoft.KeyVault/vaults/kv-ml"),
      storageAccountId: inGroup("connectivity", "rg-data", "Microsoft.Storage/storageAccounts/stml"),
      containerRegistryId: inGroup("connectivity", "rg-images", "Microsoft.ContainerRegistry/registries/crml"),
    };
    const platform = platformWith({ ...newNetwork, ...ids });
    for (const type of ["azurerm_key_vault", "azurerm_storage_account", "azurerm_container_registry"]) {
      expect(platform.resources({ type })).toEqual([]);
    }
    expect(platform).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
      properties: {
        keyVault: ids.keyVaultId,
        storageAccount: ids.storageAccountId,
        containerRegistry: ids.containerRegistryId,
      },
    });
  });

  it("are identities of workspace and computes", () => {
    const identity = (name: string, digit: string) => ({
      id: inGroup("ml-dev", "rg-id", `Microsoft.ManagedIdentity/userAssignedIdentities/${name}`),
      principalId: `00000000-0000-4000-8000-00000000001${digit}`,
      clientId: `00000000-0000-4000-8000-00000000002${digit}`,
    });
    const [workspaceIdentity, computeIdentity] = [identity("id-ws", "1"), identity("id-compute", "2")];
    const platform = platformWith({ ...newNetwork, workspaceIdentity, computeIdentity });
    expect(platform.resources({ type: "azurerm_user_assigned_identity" })).toEqual([]);
    expect(platform).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
      properties: { primaryUserAssignedIdentity: workspaceIdentity.id },
    });
    const principals = platform.resources({ type: "azurerm_role_assignment" }).map((one) => one.get("principal_id"));
    expect(principals).toContain(computeIdentity.principalId);
  });

  it("are registries that the workspace may use, in place of its own or beside it", () => {
    const registryId = inGroup("connectivity", "rg-ml", "Microsoft.MachineLearningServices/registries/mlr-central");
    const platform = platformWith({
      ...newNetwork,
      registry: false,
      existingRegistries: [{ registryId, ruleName: "AllowCentralRegistry" }],
    });
    expect(platform.resources({ armType: "Microsoft.MachineLearningServices/registries" })).toEqual([]);
    expect(platform).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces/outboundRules", {
      name: "AllowCentralRegistry",
      body: { properties: { destination: { serviceResourceId: registryId, subresourceTarget: "amlregistry" } } },
    });
  });

  it("are a hub's Bastion host and an image of one's own for the jumpbox", () => {
    const imageId = inGroup("connectivity", "rg-images", "Microsoft.Compute/galleries/gal/images/win-ml");
    const bastionHostId = inGroup("connectivity", "rg-hub", "Microsoft.Network/bastionHosts/bas-hub");
    const platform = platformWith({
      ...newNetwork,
      peerings: [hub],
      jumpbox: {
        subnet: "10.1.3.0/24",
        imageId,
        bastion: { bastionHostId, subnetAddressPrefix: "10.0.2.0/26" },
      },
    });
    expect(platform.resources({ type: "azurerm_bastion_host" })).toEqual([]);
    expect(platform).toHaveResource("azurerm_windows_virtual_machine", { source_image_id: imageId });
    const [group] = platform.resources({ type: "azurerm_network_security_group" });
    expect(JSON.stringify(group?.get("security_rule"))).toContain("10.0.2.0/26");
  });

  it("are ids of the right type, in full", () => {
    expect(problemsOf({ environments: { dev: { ...newNetwork, keyVaultId: "kv-ml" } } })).toMatchObject([
      {
        path: "environments.dev.keyVaultId",
        allowed: "the ARM id of a resource of the type Microsoft.KeyVault/vaults",
      },
    ]);
  });
});

it("takes an address space of several blocks", () => {
  const addressSpace = ["10.1.0.0/16", "10.9.0.0/16"];
  expect(platformWith({ ...newNetwork, addressSpace })).toHaveResource("azurerm_virtual_network", {
    address_space: addressSpace,
  });
});

describe("a hub of another team", () => {
  const virtualNetworkId =
    "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";

  it("is linked to every zone by its id, once for all environments (S4-NET-02)", () => {
    const { resources } = platformOf({ dns: { linkedNetworks: [{ name: "hub", virtualNetworkId }] } }).stack(
      "aml-dns-shared",
    );
    const zones = resources.filter(({ type }) => type === "azurerm_private_dns_zone");
    const links = resources.filter(({ type }) => type === "azurerm_private_dns_zone_virtual_network_link");
    expect(links.map((link) => link.get("virtual_network_id"))).toEqual(zones.map(() => virtualNetworkId));
    expect(new Set(links.map((link) => link.get("name"))).size).toBe(zones.length);
    expect(links.map((link) => link.get("name"))).toContain("hub-aml-blob");
  });

  it.each([
    ["twice", { linkedNetworks: ["hub", "other"].map((name) => ({ name, virtualNetworkId })) }, "1.virtualNetworkId"],
    [
      "under the name of another network",
      {
        linkedNetworks: [virtualNetworkId, `${virtualNetworkId}-2`].map((id) => ({
          name: "hub",
          virtualNetworkId: id,
        })),
      },
      "1.name",
    ],
    [
      "by the id of something else",
      { linkedNetworks: [{ name: "hub", virtualNetworkId: "/x" }] },
      "0.virtualNetworkId",
    ],
  ])("isn't linked %s (S4-NET-02)", (_, dns, at) => {
    expect(() => parseConfiguration("f", JSON.stringify({ dns }))).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ path: `dns.linkedNetworks.${at}` })] }),
    );
  });
});
