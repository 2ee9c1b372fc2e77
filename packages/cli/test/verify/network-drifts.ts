import type { Drift } from "./drifts.js";

const FOREIGN = "/subscriptions/00000000-0000-4000-8000-0000000000ff/resourceGroups/rg-foreign/providers";
const POLICY = /net-hub\/azurerm_firewall_policy\./;
const RULES = /net-hub\/azurerm_firewall_policy_rule_collection_group\./;
const ROUTES = /net-hub\/azurerm_route_table\./;
const VPN = /net-hub\/azurerm_virtual_network_gateway\./;
const AGENTS = /net-hub\/azurerm_linux_virtual_machine_scale_set\./;
const CLUSTER = /net-dev\/azurerm_kubernetes_cluster\./;
const HUB = "virtualNetworks/vnet-net-hub-cc-01";

type Change = (properties: Record<string, any>) => void; // oxlint-disable-line typescript/no-explicit-any

/** A change of a resource's properties. */
const changed = (title: string, type: string, change: Change, at: RegExp): Drift => ({
  title,
  change: (azure) => {
    const [id = ""] = azure.ids(new RegExp(`/${type}$`, "i"));
    change(azure.properties(id));
  },
  at,
  rule: "verify/setting-changed",
});
/** Something that is added below a resource. */
const added = (title: string, type: string, item: string, properties: object, at: RegExp, rule: string): Drift => ({
  title,
  change: (azure) => {
    const [id = ""] = azure.ids(new RegExp(`/${type}$`, "i"));
    azure.add(`${id}/${item}`, { properties });
  },
  at,
  rule: `verify/${rule}`,
});

/** Drifts of a network of your own with firewall, VPN, build agents and AKS. */
export const NETWORK_DRIFTS: readonly Drift[] = [
  changed(
    "the firewall lets a name of everybody through",
    "ruleCollectionGroups/[^/]+",
    ({ ruleCollections }) => ruleCollections[0].rules[0].sourceAddresses.push("*"),
    RULES,
  ),
  changed("threat intelligence off", "firewallPolicies/[^/]+", (policy) => (policy["threatIntelMode"] = "Off"), POLICY),
  added(
    "another rule collection group",
    "firewallPolicies/[^/]+",
    "ruleCollectionGroups/by-hand",
    { priority: 1000, ruleCollections: [] },
    POLICY,
    "network-openings",
  ),
  added(
    "a route past the firewall",
    "routeTables/[^/]+",
    "routes/by-hand",
    { addressPrefix: "198.51.100.0/24", nextHopType: "Internet" },
    ROUTES,
    "setting-changed",
  ),
  changed(
    "another DNS server of the hub",
    HUB,
    (network) => (network["dhcpOptions"] = { dnsServers: ["198.51.100.53"] }),
    /net-hub\/azurerm_virtual_network_dns_servers\./,
  ),
  changed(
    "VPN clients by certificate",
    "virtualNetworkGateways/[^/]+",
    ({ vpnClientConfiguration: clients }) => {
      clients.vpnAuthenticationTypes = ["AAD", "Certificate"];
      clients.vpnClientRootCertificates = [{ name: "by-hand", properties: { publicCertData: "AAAA" } }];
    },
    VPN,
  ),
  {
    title: "a connection of the VPN gateway to an office",
    change: (azure) => {
      const [id = ""] = azure.ids(/\/virtualNetworkGateways\/[^/]+$/);
      azure.add(`${FOREIGN}/Microsoft.Network/connections/by-hand`, {
        properties: { connectionType: "IPsec", virtualNetworkGateway1: { id } },
      });
    },
    at: VPN,
    rule: "verify/network-openings",
  },
  changed(
    "another SSH key of the agents",
    "virtualMachineScaleSets/vmss-[^/]+",
    ({ virtualMachineProfile: { osProfile } }) =>
      osProfile.linuxConfiguration.ssh.publicKeys.push({
        path: "/home/agentadmin/.ssh/authorized_keys",
        keyData: "ssh-ed25519 AAAA by-hand",
      }),
    AGENTS,
  ),
  changed(
    "passwords of the agents",
    "virtualMachineScaleSets/vmss-[^/]+",
    ({ virtualMachineProfile: { osProfile } }) => (osProfile.linuxConfiguration.disablePasswordAuthentication = false),
    AGENTS,
  ),
  changed(
    "another install script of the agents",
    "virtualMachineScaleSets/vmss-[^/]+",
    ({ virtualMachineProfile: { extensionProfile } }) =>
      (extensionProfile.extensions[0].properties.settings = { script: "AAAA" }),
    AGENTS,
  ),
  changed(
    "public addresses of the agents",
    "virtualMachineScaleSets/vmss-[^/]+",
    ({ virtualMachineProfile: { networkProfile } }) =>
      (networkProfile.networkInterfaceConfigurations[0].properties.ipConfigurations[0].properties.publicIPAddressConfiguration =
        { name: "by-hand" }),
    AGENTS,
  ),
  changed(
    "more agents than allowed",
    "autoscaleSettings/[^/]+",
    ({ profiles }) => (profiles[0].capacity.maximum = "100"),
    /net-hub\/azurerm_monitor_autoscale_setting\./,
  ),
  changed(
    "local accounts of the cluster",
    "managedClusters/[^/]+",
    (cluster) => (cluster["disableLocalAccounts"] = false),
    CLUSTER,
  ),
  changed(
    "commands of Azure in the cluster",
    "managedClusters/[^/]+",
    ({ apiServerAccessProfile }) => (apiServerAccessProfile.disableRunCommand = false),
    CLUSTER,
  ),
  changed(
    "a public API server",
    "managedClusters/[^/]+",
    ({ apiServerAccessProfile }) => (apiServerAccessProfile.enablePrivateCluster = false),
    CLUSTER,
  ),
  changed(
    "public addresses of the cluster's nodes",
    "agentPools/models",
    (pool) => (pool["enableNodePublicIP"] = true),
    /net-dev\/azurerm_kubernetes_cluster_node_pool\./,
  ),
  added(
    "another node pool",
    "managedClusters/[^/]+",
    "agentPools/byhand",
    { mode: "User", vmSize: "Standard_D4s_v5" },
    CLUSTER,
    "network-openings",
  ),
  added(
    "a service that the cluster trusts",
    "managedClusters/[^/]+",
    "trustedAccessRoleBindings/by-hand",
    { sourceResourceId: `${FOREIGN}/Microsoft.MachineLearningServices/workspaces/mlw`, roles: ["x/y"] },
    CLUSTER,
    "role-assignments",
  ),
  added(
    "a peering of the hub",
    HUB,
    "virtualNetworkPeerings/by-hand",
    { remoteVirtualNetwork: { id: `${FOREIGN}/Microsoft.Network/virtualNetworks/vnet` }, peeringState: "Connected" },
    /net-hub\/azurerm_virtual_network\./,
    "network-openings",
  ),
];
