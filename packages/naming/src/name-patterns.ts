import type { NameKind } from "@org/azure-catalog";
import type { FixedNames } from "./environment-names.js";
import type { Abbreviations } from "./resource-prefixes.js";

/** The environment's placeholder in names of shared resources. */
export const SHARED = "shared";

/** How a name is composed. */
export interface NamePattern {
  /** Kind of the name, which determines Azure's rule for it. */
  readonly kind: NameKind;
  /**
   * Fixed text and parts: `{prefix}`, `{environment}`, `{region}`, `{suffix}`, `{type}`, `{purpose}`, parts of some
   * names (`{role}`, `{target}`, `{subResource}`, `{zone}`, `{Registry}`), resource prefixes (`{keyVault}`) and other
   * names (`{name.registry}`). `{environment:8}` is its first 8 characters, `{Environment}` begins with a capital.
   */
  readonly pattern: string;
}

/** The default pattern of a name, and its values for a pattern that applies to all names. */
export interface NameFormula extends NamePattern {
  /**
   * Value of `{type}`, by the key of its abbreviation.
   * @default - the name follows other names, so a pattern for all names doesn't apply to it
   */
  readonly type?: keyof Abbreviations;
  /**
   * Value of `{purpose}`, to which the name of an additional workspace or registry is appended.
   * @default - empty, because an environment has only one such resource
   */
  readonly purpose?: string;
}

/** The names that don't depend on a role or target, in the order of the report. A name can contain the names above it. */
export const FIXED_NAME_PATTERNS = {
  vnetResourceGroup: {
    kind: "resourceGroup",
    type: "resourceGroup",
    purpose: "vnet",
    pattern: "{resourceGroup}-{prefix}-vnet-{environment}-{region}-{suffix}",
  },
  workspaceResourceGroup: {
    kind: "resourceGroup",
    type: "resourceGroup",
    purpose: "ws",
    pattern: "{resourceGroup}-{prefix}-{purpose}-{environment}-{region}-{suffix}",
  },
  registryResourceGroup: {
    kind: "resourceGroup",
    type: "resourceGroup",
    purpose: "reg",
    pattern: "{resourceGroup}-{prefix}-reg-{environment}-{region}-{suffix}",
  },
  dataResourceGroup: {
    kind: "resourceGroup",
    type: "resourceGroup",
    purpose: "data",
    pattern: "{resourceGroup}-{prefix}-data-{environment}-{region}-{suffix}",
  },
  virtualNetwork: { kind: "virtualNetwork", type: "vnet", pattern: "{vnet}-{environment}-{region}-{suffix}" },
  flowLog: { kind: "flowLog", pattern: "{flowLog}-{name.virtualNetwork}" },
  workspace: { kind: "workspace", type: "workspace", pattern: "{workspace}{environment}{purpose}{region}{suffix}" },
  registry: { kind: "registry", type: "registry", pattern: "{registry}{environment}{purpose}{region}{suffix}" },
  registryLock: { kind: "managementLock", pattern: "{lock}-{name.registry}" },
  storageAccount: {
    kind: "storageAccount",
    type: "storage",
    pattern: "{storage}{environment}{purpose}{region}{suffix}",
  },
  containerRegistry: {
    kind: "containerRegistry",
    type: "containerRegistry",
    pattern: "{containerRegistry}{environment}{purpose}{region}{suffix}",
  },
  keyVault: { kind: "keyVault", type: "keyVault", pattern: "{keyVault}{environment}{purpose}{region}{suffix}" },
  encryptionKeyVault: {
    kind: "keyVault",
    type: "keyVault",
    purpose: "cmk",
    pattern: "{keyVault}cmk{environment}{region}{suffix}",
  },
  logAnalyticsWorkspace: {
    kind: "logAnalyticsWorkspace",
    type: "logAnalytics",
    pattern: "{logAnalytics}-{prefix}-{environment}-{region}-{suffix}",
  },
  applicationInsights: {
    kind: "applicationInsights",
    type: "applicationInsights",
    pattern: "{workspace}in{environment}{purpose}{region}{suffix}",
  },
  workspaceIdentity: {
    kind: "managedIdentity",
    type: "managedIdentity",
    purpose: "workspace",
    pattern: "{environment}-mi-{purpose}",
  },
  computeIdentity: {
    kind: "managedIdentity",
    type: "managedIdentity",
    purpose: "compute",
    pattern: "{environment}-mi-{purpose}",
  },
  encryptionIdentity: {
    kind: "managedIdentity",
    type: "managedIdentity",
    purpose: "encryption",
    pattern: "{environment}-mi-encryption",
  },
  // Azure rejects computes whose names end in a dash and digits.
  computeCluster: {
    kind: "computeCluster",
    type: "computeCluster",
    pattern: "{computeCluster}-{environment}-{region}{suffix}",
  },
  computeInstance: {
    kind: "computeInstance",
    type: "computeInstance",
    pattern: "{computeInstance}-{environment}-{region}{suffix}",
  },
  bastionHost: { kind: "bastionHost", type: "bastion", pattern: "{bastion}-{prefix}-{environment}-{region}-{suffix}" },
  bastionPublicIp: {
    kind: "publicIp",
    type: "publicIp",
    purpose: "bastion",
    pattern: "{publicIp}-{prefix}-bastion-{environment}-{region}-{suffix}",
  },
  jumpbox: {
    kind: "virtualMachine",
    type: "virtualMachine",
    purpose: "jumpbox",
    pattern: "{virtualMachine}-{prefix}-jumpbox-{environment}-{region}-{suffix}",
  },
  // Windows allows 15 characters. The name has to be unique only within its network.
  jumpboxComputerName: { kind: "windowsComputerName", pattern: "jumpbox{environment:8}" },
  jumpboxNetworkInterface: {
    kind: "networkInterface",
    type: "networkInterface",
    purpose: "jumpbox",
    pattern: "{networkInterface}-{prefix}-jumpbox-{environment}-{region}-{suffix}",
  },
  jumpboxOsDisk: {
    kind: "osDisk",
    type: "osDisk",
    purpose: "jumpbox",
    pattern: "{osDisk}-{prefix}-jumpbox-{environment}-{region}-{suffix}",
  },
  diskEncryptionSet: {
    kind: "diskEncryptionSet",
    type: "diskEncryptionSet",
    pattern: "des-{prefix}-{environment}-{region}-{suffix}",
  },
  natGateway: {
    kind: "natGateway",
    type: "natGateway",
    pattern: "{natGateway}-{prefix}-{environment}-{region}-{suffix}",
  },
  routeTable: {
    kind: "routeTable",
    type: "routeTable",
    pattern: "{routeTable}-{prefix}-{environment}-{region}-{suffix}",
  },
  natPublicIp: {
    kind: "publicIp",
    type: "publicIp",
    purpose: "nat",
    pattern: "{publicIp}-{prefix}-nat-{environment}-{region}-{suffix}",
  },
  firewall: {
    kind: "firewall",
    type: "firewall",
    pattern: "{firewall}-{prefix}-{environment}-{region}-{suffix}",
  },
  firewallPolicy: {
    kind: "firewallPolicy",
    type: "firewallPolicy",
    pattern: "{firewallPolicy}-{prefix}-{environment}-{region}-{suffix}",
  },
  firewallPublicIp: {
    kind: "publicIp",
    type: "publicIp",
    purpose: "firewall",
    pattern: "{publicIp}-{prefix}-firewall-{environment}-{region}-{suffix}",
  },
  vpnGateway: {
    kind: "virtualNetworkGateway",
    type: "vpnGateway",
    pattern: "{vpnGateway}-{prefix}-{environment}-{region}-{suffix}",
  },
  vpnPublicIp: {
    kind: "publicIp",
    type: "publicIp",
    purpose: "vpn",
    pattern: "{publicIp}-{prefix}-vpn-{environment}-{region}-{suffix}",
  },
  expressRouteGateway: {
    kind: "virtualNetworkGateway",
    type: "expressRouteGateway",
    pattern: "{expressRouteGateway}-{prefix}-{environment}-{region}-{suffix}",
  },
  expressRoutePublicIp: {
    kind: "publicIp",
    type: "publicIp",
    purpose: "expressroute",
    pattern: "{publicIp}-{prefix}-expressroute-{environment}-{region}-{suffix}",
  },
  agentScaleSet: {
    kind: "virtualMachineScaleSet",
    type: "scaleSet",
    purpose: "agents",
    pattern: "{scaleSet}-{prefix}-agents-{environment}-{region}-{suffix}",
  },
  agentMachine: {
    kind: "virtualMachine",
    type: "virtualMachine",
    purpose: "agent",
    pattern: "{virtualMachine}-{prefix}-agent-{environment}-{region}-{suffix}",
  },
  agentIdentity: {
    kind: "managedIdentity",
    type: "managedIdentity",
    purpose: "agents",
    pattern: "{environment}-mi-agents",
  },
  kubernetesCluster: {
    kind: "kubernetesCluster",
    type: "kubernetesCluster",
    pattern: "{kubernetesCluster}-{prefix}-{environment}-{region}-{suffix}",
  },
  kubernetesIdentity: {
    kind: "managedIdentity",
    type: "managedIdentity",
    purpose: "kubernetes",
    pattern: "{environment}-mi-kubernetes",
  },
  // Azure allows 16 characters.
  kubernetesCompute: { kind: "kubernetesCompute", pattern: "{kubernetesCluster}-{environment:12}" },
  registryOutboundRule: { kind: "outboundRule", pattern: "Allow{Environment}{Registry}RegistryAccess" },
  budget: { kind: "budget", type: "budget", pattern: "{budget}-{prefix}-{purpose}-{environment}-{region}-{suffix}" },
  actionGroup: {
    kind: "actionGroup",
    type: "actionGroup",
    pattern: "{actionGroup}-{prefix}-{environment}-{region}-{suffix}",
  },
} as const satisfies Readonly<Record<keyof FixedNames, NameFormula>>;

/** The fixed names, in the order of the report. */
export const FIXED_NAMES = Object.keys(FIXED_NAME_PATTERNS) as readonly (keyof FixedNames)[];

/** The names that depend on a role, a target or a zone, and those of shared resources. */
export const NAME_PATTERNS = {
  subnet: {
    kind: "subnet",
    type: "subnet",
    purpose: "{role}",
    pattern: "{subnet}-{role}-{environment}-{region}-{suffix}",
  },
  networkSecurityGroup: {
    kind: "networkSecurityGroup",
    type: "networkSecurityGroup",
    purpose: "{role}",
    pattern: "{networkSecurityGroup}-{prefix}-{role}-{environment}-{region}-{suffix}",
  },
  dataStorageAccount: {
    kind: "storageAccount",
    type: "storage",
    purpose: "{store}",
    pattern: "{storage}{store}{environment}{region}{suffix}",
  },
  sqlServer: {
    kind: "sqlServer",
    type: "sqlServer",
    purpose: "{store}",
    pattern: "{sqlServer}-{prefix}-{store}-{environment}-{region}-{suffix}",
  },
  privateEndpoint: { kind: "privateEndpoint", pattern: "pe{target}{subResource}" },
  privateEndpointInterface: { kind: "networkInterface", pattern: "nicpe{target}{subResource}" },
  privateEndpointConnection: { kind: "privateServiceConnection", pattern: "pec{target}{subResource}" },
  privateEndpointZoneGroup: { kind: "privateDnsZoneGroup", pattern: "pezgc{target}" },
  privateDnsZoneLink: { kind: "privateDnsZoneLink", pattern: `{environment}-${SHARED}-{zone}` },
  dnsResourceGroup: {
    kind: "resourceGroup",
    type: "resourceGroup",
    purpose: "dns",
    pattern: `{resourceGroup}-{prefix}-dns-${SHARED}-{region}-{suffix}`,
  },
} as const satisfies Readonly<Record<string, NameFormula>>;
