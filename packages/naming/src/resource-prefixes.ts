/** What the names of the kinds begin with (S0-NAM-01, S0-NAM-13). */
export interface ResourcePrefixes {
  readonly vnet: string;
  readonly subnet: string;
  readonly workspace: string;
  readonly registry: string;
  readonly storage: string;
  readonly containerRegistry: string;
  readonly keyVault: string;
  readonly logAnalytics: string;
  readonly publicIp: string;
  readonly bastion: string;
  readonly networkSecurityGroup: string;
  readonly networkInterface: string;
  readonly virtualMachine: string;
  readonly natGateway: string;
}

/**
 * The prefixes where nothing else is said.
 * @param prefix the platform's own prefix, part of some of them
 */
export function defaultPrefixes(prefix: string): ResourcePrefixes {
  return {
    vnet: `vnet-${prefix}`,
    subnet: `snet-${prefix}`,
    workspace: "mlw",
    registry: "mlr",
    storage: "st",
    containerRegistry: "cr",
    keyVault: "kv",
    logAnalytics: "log",
    publicIp: "pip",
    bastion: "bas",
    networkSecurityGroup: "nsg",
    networkInterface: "nic",
    virtualMachine: "vm",
    natGateway: "ng",
  };
}
