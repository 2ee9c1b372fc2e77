import type { NameKind } from "@org/azure-catalog";
import type { FixedNames } from "./environment-names.js";

/** The environment's placeholder in names of shared resources. */
export const SHARED = "shared";

/** How a name is composed. */
export interface NamePattern {
  /** Kind of the name, which determines Azure's rule for it. */
  readonly kind: NameKind;
  /**
   * Fixed text and placeholders: `{prefix}`, `{environment}`, `{location}`, `{suffix}`, `{role}` and similar, the
   * resource prefixes (`{keyVault}`) and other names (`{name.registry}`). `{environment:8}` is the first 8 characters,
   * `{Environment}` begins with a capital.
   */
  readonly pattern: string;
}

/**
 * The names that don't depend on a role or target, in the order of the report. A name can contain the names above it.
 */
export const FIXED_NAME_PATTERNS = {
  vnetResourceGroup: {
    kind: "resourceGroup",
    pattern: "{resourceGroup}-{prefix}-vnet-{environment}-{location}-{suffix}",
  },
  workspaceResourceGroup: {
    kind: "resourceGroup",
    pattern: "{resourceGroup}-{prefix}-ws-{environment}-{location}-{suffix}",
  },
  registryResourceGroup: {
    kind: "resourceGroup",
    pattern: "{resourceGroup}-{prefix}-reg-{environment}-{location}-{suffix}",
  },
  virtualNetwork: { kind: "virtualNetwork", pattern: "{vnet}-{environment}-{location}-{suffix}" },
  flowLog: { kind: "flowLog", pattern: "{flowLog}-{name.virtualNetwork}" },
  workspace: { kind: "workspace", pattern: "{workspace}{environment}{location}{suffix}" },
  registry: { kind: "registry", pattern: "{registry}{environment}{location}{suffix}" },
  registryLock: { kind: "managementLock", pattern: "{lock}-{name.registry}" },
  storageAccount: { kind: "storageAccount", pattern: "{storage}{environment}{location}{suffix}" },
  containerRegistry: { kind: "containerRegistry", pattern: "{containerRegistry}{environment}{location}{suffix}" },
  keyVault: { kind: "keyVault", pattern: "{keyVault}{environment}{location}{suffix}" },
  logAnalyticsWorkspace: {
    kind: "logAnalyticsWorkspace",
    pattern: "{logAnalytics}-{prefix}-{environment}-{location}-{suffix}",
  },
  applicationInsights: { kind: "applicationInsights", pattern: "{workspace}in{environment}{location}{suffix}" },
  workspaceIdentity: { kind: "managedIdentity", pattern: "{environment}-mi-workspace" },
  computeIdentity: { kind: "managedIdentity", pattern: "{environment}-mi-compute" },
  // Azure rejects computes whose names end in a dash and digits.
  computeCluster: { kind: "computeCluster", pattern: "{computeCluster}-{environment}-{location}{suffix}" },
  computeInstance: { kind: "computeInstance", pattern: "{computeInstance}-{environment}-{location}{suffix}" },
  bastionHost: { kind: "bastionHost", pattern: "{bastion}-{prefix}-{environment}-{location}-{suffix}" },
  bastionPublicIp: { kind: "publicIp", pattern: "{publicIp}-{prefix}-bastion-{environment}-{location}-{suffix}" },
  jumpbox: { kind: "virtualMachine", pattern: "{virtualMachine}-{prefix}-jumpbox-{environment}-{location}-{suffix}" },
  // Windows allows 15 characters. The name has to be unique only within its network.
  jumpboxComputerName: { kind: "windowsComputerName", pattern: "jumpbox{environment:8}" },
  jumpboxNetworkInterface: {
    kind: "networkInterface",
    pattern: "{networkInterface}-{prefix}-jumpbox-{environment}-{location}-{suffix}",
  },
  jumpboxOsDisk: { kind: "osDisk", pattern: "{osDisk}-{prefix}-jumpbox-{environment}-{location}-{suffix}" },
  natGateway: { kind: "natGateway", pattern: "{natGateway}-{prefix}-{environment}-{location}-{suffix}" },
  routeTable: { kind: "routeTable", pattern: "{routeTable}-{prefix}-{environment}-{location}-{suffix}" },
  natPublicIp: { kind: "publicIp", pattern: "{publicIp}-{prefix}-nat-{environment}-{location}-{suffix}" },
  registryOutboundRule: { kind: "outboundRule", pattern: "Allow{Environment}RegistryAccess" },
  budget: { kind: "budget", pattern: "{budget}-{prefix}-{environment}-{location}-{suffix}" },
} as const satisfies Readonly<Record<keyof FixedNames, NamePattern>>;

/** The fixed names, in the order of the report. */
export const FIXED_NAMES = Object.keys(FIXED_NAME_PATTERNS) as readonly (keyof FixedNames)[];

/** The names that depend on a role, a target or a zone, and those of shared resources. */
export const NAME_PATTERNS = {
  subnet: { kind: "subnet", pattern: "{subnet}-{role}-{environment}-{location}-{suffix}" },
  networkSecurityGroup: {
    kind: "networkSecurityGroup",
    pattern: "{networkSecurityGroup}-{prefix}-{role}-{environment}-{location}-{suffix}",
  },
  privateEndpoint: { kind: "privateEndpoint", pattern: "pe{target}{subResource}" },
  privateEndpointInterface: { kind: "networkInterface", pattern: "nicpe{target}{subResource}" },
  privateEndpointConnection: { kind: "privateServiceConnection", pattern: "pec{target}{subResource}" },
  privateEndpointZoneGroup: { kind: "privateDnsZoneGroup", pattern: "pezgc{target}" },
  privateDnsZoneLink: { kind: "privateDnsZoneLink", pattern: `{environment}-${SHARED}-{zone}` },
  dnsResourceGroup: {
    kind: "resourceGroup",
    pattern: `{resourceGroup}-{prefix}-dns-${SHARED}-{location}-{suffix}`,
  },
} as const satisfies Readonly<Record<string, NamePattern>>;
