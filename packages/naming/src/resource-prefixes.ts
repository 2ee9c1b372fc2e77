/** Prefixes of names, by kind of resource. */
export interface ResourcePrefixes {
  readonly resourceGroup: string;
  readonly vnet: string;
  readonly subnet: string;
  readonly flowLog: string;
  /** Prefix of the workspace and, followed by `in`, of Application Insights. */
  readonly workspace: string;
  readonly registry: string;
  readonly lock: string;
  readonly storage: string;
  readonly containerRegistry: string;
  readonly keyVault: string;
  readonly sqlServer: string;
  readonly logAnalytics: string;
  readonly computeCluster: string;
  readonly computeInstance: string;
  readonly publicIp: string;
  readonly bastion: string;
  readonly networkSecurityGroup: string;
  readonly networkInterface: string;
  readonly virtualMachine: string;
  readonly osDisk: string;
  readonly natGateway: string;
  readonly routeTable: string;
  readonly firewall: string;
  readonly firewallPolicy: string;
  readonly vpnGateway: string;
  readonly expressRouteGateway: string;
  readonly scaleSet: string;
  readonly kubernetesCluster: string;
  readonly budget: string;
  readonly actionGroup: string;
}

/** Values of `{type}` in patterns: the resource prefixes, and the abbreviations of kinds without a prefix. */
export interface Abbreviations extends ResourcePrefixes {
  readonly applicationInsights: string;
  readonly managedIdentity: string;
  readonly diskEncryptionSet: string;
}

/**
 * Abbreviations of resource types in Microsoft's Cloud Adoption Framework. It has none for computes and locks, so
 * theirs are chosen here.
 * @see https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-abbreviations
 */
export const ABBREVIATIONS: Abbreviations = {
  resourceGroup: "rg",
  vnet: "vnet",
  subnet: "snet",
  flowLog: "fl",
  workspace: "mlw",
  registry: "mlr",
  lock: "lock",
  storage: "st",
  containerRegistry: "cr",
  keyVault: "kv",
  sqlServer: "sql",
  logAnalytics: "log",
  applicationInsights: "appi",
  managedIdentity: "id",
  diskEncryptionSet: "des",
  computeCluster: "amlcc",
  computeInstance: "amli",
  publicIp: "pip",
  bastion: "bas",
  networkSecurityGroup: "nsg",
  networkInterface: "nic",
  virtualMachine: "vm",
  osDisk: "osdisk",
  natGateway: "ng",
  routeTable: "rt",
  firewall: "afw",
  firewallPolicy: "afwp",
  vpnGateway: "vpng",
  expressRouteGateway: "ergw",
  scaleSet: "vmss",
  kubernetesCluster: "aks",
  budget: "budget",
  actionGroup: "ag",
};

/**
 * The default prefixes: Microsoft's abbreviations, a few of which include the prefix of the platform.
 * @param prefix the platform's own prefix, part of some of them
 */
export function defaultPrefixes(prefix: string): ResourcePrefixes {
  const {
    applicationInsights: _insights,
    managedIdentity: _identity,
    diskEncryptionSet: _disk,
    ...prefixes
  } = ABBREVIATIONS;
  return { ...prefixes, vnet: `vnet-${prefix}`, subnet: `snet-${prefix}` };
}
