import type { NameKind } from "@org/azure-catalog";
import type { FixedNames } from "./environment-names.js";

/** Which rule each of the fixed names obeys, in the order of the report. */
export const FIXED_NAME_KINDS = {
  vnetResourceGroup: "resourceGroup",
  workspaceResourceGroup: "resourceGroup",
  registryResourceGroup: "resourceGroup",
  virtualNetwork: "virtualNetwork",
  flowLog: "flowLog",
  workspace: "workspace",
  registry: "registry",
  registryLock: "managementLock",
  storageAccount: "storageAccount",
  containerRegistry: "containerRegistry",
  keyVault: "keyVault",
  logAnalyticsWorkspace: "logAnalyticsWorkspace",
  applicationInsights: "applicationInsights",
  workspaceIdentity: "managedIdentity",
  computeIdentity: "managedIdentity",
  computeCluster: "computeCluster",
  computeInstance: "computeInstance",
  bastionHost: "bastionHost",
  bastionPublicIp: "publicIp",
  jumpbox: "virtualMachine",
  jumpboxComputerName: "windowsComputerName",
  jumpboxNetworkInterface: "networkInterface",
  jumpboxOsDisk: "osDisk",
  natGateway: "natGateway",
  natPublicIp: "publicIp",
  registryOutboundRule: "outboundRule",
  budget: "budget",
} as const satisfies Readonly<Record<keyof FixedNames, NameKind>>;

/** The fixed names, in the order of the report. */
export const FIXED_NAMES = Object.keys(FIXED_NAME_KINDS) as readonly (keyof FixedNames)[];
