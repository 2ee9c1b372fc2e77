import type { CentralZoneKey } from "@org/azure-catalog";

/** The names of one environment that don't depend on the role of a subnet or the target of an endpoint. */
export interface FixedNames {
  /** Group of the network and the identities: `rg-aml-vnet-dev-cc-01`. */
  readonly vnetResourceGroup: string;
  /** Group of the workspace and its dependent resources: `rg-aml-ws-dev-cc-01`. */
  readonly workspaceResourceGroup: string;
  /** Group of the registry: `rg-aml-reg-dev-cc-01`. */
  readonly registryResourceGroup: string;
  /** Group of the data stores: `rg-aml-data-dev-cc-01`. */
  readonly dataResourceGroup: string;
  /** `vnet-aml-dev-cc-01` */
  readonly virtualNetwork: string;
  /** `fl-vnet-aml-dev-cc-01` */
  readonly flowLog: string;
  /** `mlwdevcc01` */
  readonly workspace: string;
  /** `mlrdevcc01` */
  readonly registry: string;
  /** `lock-mlrdevcc01` */
  readonly registryLock: string;
  /** `stdevcc01` */
  readonly storageAccount: string;
  /** `crdevcc01` */
  readonly containerRegistry: string;
  /** `kvdevcc01` */
  readonly keyVault: string;
  /** Vault of the customer-managed key: `kvcmkdevcc01` */
  readonly encryptionKeyVault: string;
  /** `log-aml-dev-cc-01` */
  readonly logAnalyticsWorkspace: string;
  /** `mlwindevcc01` */
  readonly applicationInsights: string;
  /** `dev-mi-workspace` */
  readonly workspaceIdentity: string;
  /** `dev-mi-compute` */
  readonly computeIdentity: string;
  /** Identity with which storage, images and disks use the customer-managed key: `dev-mi-encryption` */
  readonly encryptionIdentity: string;
  /** `amlcc-dev-cc01`: never ends in a dash and digits, which Azure rejects. */
  readonly computeCluster: string;
  /** `amli-dev-cc01` */
  readonly computeInstance: string;
  /** `bas-aml-dev-cc-01` */
  readonly bastionHost: string;
  /** `pip-aml-bastion-dev-cc-01` */
  readonly bastionPublicIp: string;
  /** `vm-aml-jumpbox-dev-cc-01` */
  readonly jumpbox: string;
  /** Windows computer name of the jumpbox, at most 15 characters: `jumpboxdev`. */
  readonly jumpboxComputerName: string;
  /** `nic-aml-jumpbox-dev-cc-01` */
  readonly jumpboxNetworkInterface: string;
  /** `osdisk-aml-jumpbox-dev-cc-01` */
  readonly jumpboxOsDisk: string;
  /** `des-aml-dev-cc-01` */
  readonly diskEncryptionSet: string;
  /** `ng-aml-dev-cc-01` */
  readonly natGateway: string;
  /** `rt-aml-dev-cc-01` */
  readonly routeTable: string;
  /** `pip-aml-nat-dev-cc-01` */
  readonly natPublicIp: string;
  /** `afw-aml-dev-cc-01` */
  readonly firewall: string;
  /** `afwp-aml-dev-cc-01` */
  readonly firewallPolicy: string;
  /** `pip-aml-firewall-dev-cc-01` */
  readonly firewallPublicIp: string;
  /** `vpng-aml-dev-cc-01` */
  readonly vpnGateway: string;
  /** `pip-aml-vpn-dev-cc-01` */
  readonly vpnPublicIp: string;
  /** `ergw-aml-dev-cc-01` */
  readonly expressRouteGateway: string;
  /** `pip-aml-expressroute-dev-cc-01` */
  readonly expressRoutePublicIp: string;
  /** Build agents on a scale set: `vmss-aml-agents-dev-cc-01` */
  readonly agentScaleSet: string;
  /** Build agents on virtual machines, followed by their numbers: `vm-aml-agent-dev-cc-01` */
  readonly agentMachine: string;
  /** Identity of the build agents: `dev-mi-agents` */
  readonly agentIdentity: string;
  /** The outbound rule of workspaces that reach this environment's registry: `AllowDevRegistryAccess`. */
  readonly registryOutboundRule: string;
  /** `aks-aml-dev-cc-01` */
  readonly kubernetesCluster: string;
  /** Identity of the AKS cluster: `dev-mi-kubernetes` */
  readonly kubernetesIdentity: string;
  /** The AKS cluster as a compute of a workspace: `aks-dev` */
  readonly kubernetesCompute: string;
  /** `budget-aml-dev-cc-01` */
  readonly budget: string;
  /** `ag-aml-dev-cc-01` */
  readonly actionGroup: string;
}

/** The names of a private endpoint and its related resources. */
export interface PrivateEndpointNames {
  /** `pestdevcc01blob` */
  readonly name: string;
  /** `nicpestdevcc01blob` */
  readonly networkInterfaceName: string;
  /** `pecstdevcc01blob` */
  readonly connectionName: string;
  /** `pezgcstdevcc01` */
  readonly zoneGroupName: string;
}

/**
 * The names of a workspace with the resources that belong to it alone. An environment can have several workspaces. Their
 * clusters can have the same name, which is unique in a workspace only, and their instances need names of their own.
 */
export const WORKSPACE_NAMES = [
  "workspaceResourceGroup",
  "workspace",
  "storageAccount",
  "containerRegistry",
  "keyVault",
  "applicationInsights",
  "workspaceIdentity",
  "computeIdentity",
  "budget",
] as const satisfies readonly (keyof FixedNames)[];

/** The names of a registry. An environment can have several registries. */
export const REGISTRY_NAMES = [
  "registry",
  "registryLock",
  "registryOutboundRule",
] as const satisfies readonly (keyof FixedNames)[];

/** The names of a workspace with the resources that belong to it alone. */
export type WorkspaceNames = Pick<FixedNames, (typeof WORKSPACE_NAMES)[number]>;

/** The names of a registry. */
export type RegistryNames = Pick<FixedNames, (typeof REGISTRY_NAMES)[number]>;

/** Names that replace derived ones. */
export interface NameOverrides extends Partial<FixedNames> {
  /** Names of additional workspaces, by workspace: `{ vision: { keyVault: "kv-vision-dev" } }`. */
  readonly workspaces?: Readonly<Record<string, Partial<WorkspaceNames> | undefined>> | undefined;
  /** Names of additional registries, by registry. */
  readonly registries?: Readonly<Record<string, Partial<RegistryNames> | undefined>> | undefined;
  /** Subnets, by role: `{ pe: "snet-endpoints" }`. */
  readonly subnets?: Readonly<Record<string, string>> | undefined;
  /** Network security groups, by the role of their subnet. */
  readonly networkSecurityGroups?: Readonly<Record<string, string>> | undefined;
  /** Storage accounts of data stores, by store: `{ lake: "stlakedev" }`. */
  readonly dataStorageAccounts?: Readonly<Record<string, string>> | undefined;
  /** SQL servers of data stores, by store. */
  readonly sqlServers?: Readonly<Record<string, string>> | undefined;
  /** Private endpoints, by target and sub-resource: `{ "stdevcc01/blob": { name: "pe-blob" } }`. */
  readonly privateEndpoints?: Readonly<Record<string, Partial<PrivateEndpointNames>>> | undefined;
  /** Links of the central zones, by the zone's key. */
  readonly privateDnsZoneLinks?: Readonly<Partial<Record<CentralZoneKey, string>>> | undefined;
}

/**
 * The names of everything in one environment. {@link PlatformNaming.environment} derives them; implement the interface
 * for your own convention.
 */
export interface EnvironmentNames extends FixedNames {
  /** Name of the environment, such as `dev`. */
  readonly environmentName: string;
  /** Name of the environment's Terraform stack and state: `aml-dev`. */
  readonly stack: string;
  /** A subnet, by its role: `subnet("pe")` is `snet-aml-pe-dev-cc-01`. */
  subnet(role: string): string;
  /** A network security group, by the role of its subnet: `nsg-aml-vm-dev-cc-01`. */
  networkSecurityGroup(role: string): string;
  /**
   * The storage account of a data store: `dataStorageAccount("lake")` is `stlakedevcc01`.
   * @param store 2 to 12 lower-case letters and digits, a letter first
   * @throws InvalidInputError for another name of a store, or a name that Azure would reject
   */
  dataStorageAccount(store: string): string;
  /**
   * The SQL server of a data store: `sqlServer("sales")` is `sql-aml-sales-dev-cc-01`.
   * @param store 2 to 12 lower-case letters and digits, a letter first
   * @throws InvalidInputError for another name of a store, or a name that Azure would reject
   */
  sqlServer(store: string): string;
  /**
   * A private endpoint and its related resources.
   * @param target name of the resource that it points to
   * @param subResource `blob`
   */
  privateEndpoint(target: string, subResource: string): PrivateEndpointNames;
  /** The link of the environment's network with a central zone: `dev-shared-blob`. */
  privateDnsZoneLink(zone: CentralZoneKey): string;
  /**
   * The names for an additional workspace, in which those of {@link WorkspaceNames} contain its name:
   * `forWorkspace("vision").storageAccount` is `stdevvisioncc01`.
   * @param workspace 2 to 12 lower-case letters and digits, a letter first
   * @throws InvalidInputError for names that Azure would reject, or that another resource has
   */
  forWorkspace(workspace: string): EnvironmentNames;
  /**
   * The names for an additional registry, in which those of {@link RegistryNames} contain its name:
   * `forRegistry("models").registry` is `mlrdevmodelscc01`.
   * @param registry 2 to 12 lower-case letters and digits, a letter first
   * @throws InvalidInputError for names that Azure would reject, or that another resource has
   */
  forRegistry(registry: string): EnvironmentNames;
}

/** Names of shared resources. */
export interface SharedNames {
  /** Group of the private DNS zones: `rg-aml-dns-shared-cc-01`. */
  readonly dnsResourceGroup: string;
  /** Name of the Terraform stack and state of the private DNS zones: `aml-dns-shared`. */
  readonly dnsStack: string;
}
