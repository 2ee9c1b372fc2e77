import type { ArmResourceOptions, IMonitoring, IPrivateDnsZones, IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import type { PrivateEndpointProps } from "@org/aml-network";
import type { Principal } from "@org/aml-rbac";

/** Redundancy and tier of a registry's storage, one of Azure's storage SKUs. */
export type StorageAccountType =
  | "Standard_LRS"
  | "Standard_ZRS"
  | "Standard_GRS"
  | "Standard_RAGRS"
  | "Standard_GZRS"
  | "Standard_RAGZRS"
  | "Premium_LRS"
  | "Premium_ZRS";

/** Delays until changes take effect in Azure: a number with `s`, `m` or `h`; `0s` omits the delay. */
export interface RegistryWaits {
  /**
   * Delay between the registry and its endpoint, its diagnostic settings and the roles on it: it takes a few seconds
   * until Entra knows its identity.
   * @default "10s"
   */
  readonly identity?: string | undefined;
}

/** Options of the private endpoint of a registry. */
export type RegistryEndpointOptions = Partial<
  Pick<
    PrivateEndpointProps,
    | "connectionName"
    | "ignoreZoneGroupChanges"
    | "manualApproval"
    | "name"
    | "networkInterfaceName"
    | "privateIpAddress"
    | "resourceGroup"
    | "subnet"
    | "zoneGroupName"
  >
>;

/** Options of {@link AmlRegistry.addEndpoint}. */
export interface AddRegistryEndpointOptions {
  /** Network from which the registry is reached. It may be in another region. */
  readonly vnet: IVirtualNetwork;
  /** Zones in which the endpoint registers. */
  readonly zones: IPrivateDnsZones;
}

/** Props of `AmlRegistry`. */
export interface AmlRegistryProps extends ArmResourceOptions {
  /** Resource group of the registry. */
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment that the registry belongs to. */
  readonly names: EnvironmentNames;
  /**
   * Network from which the registry is reached, together with `zones`. It may be in another region.
   * @default - none: nobody reaches it before `addEndpoint`, which another stack can call
   */
  readonly vnet?: IVirtualNetwork | undefined;
  /**
   * Zones in which its private endpoint registers.
   * @default - none, without a network
   */
  readonly zones?: IPrivateDnsZones | undefined;
  /**
   * The principal that may access the registry's managed resource group: `Principal.deployment(...)`. Azure denies
   * access to everybody else, including owners of the subscription, so private endpoints to the storage account and
   * container registry in the group require it. `false` for none.
   */
  readonly deployer: Principal | false;

  /**
   * Destination of its logs: reads and writes of assets.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /**
   * Name, 3 to 32 letters, digits, `-` and `_`, unique in the tenant. It cannot be changed later.
   * @default - derived from `names`
   */
  readonly registryName?: string | undefined;
  /**
   * Azure region, such as `canadacentral`. Choose the region of the workspaces that use it most.
   * @default - that of the resource group
   */
  readonly location?: string | undefined;
  /**
   * Additional regions to which assets are replicated, each with its own storage account and container registry.
   * @default - none
   */
  readonly additionalLocations?: readonly string[] | undefined;
  /**
   * Storage of the assets, in every region.
   * @default "Standard_LRS"
   */
  readonly storageAccountType?: StorageAccountType | undefined;
  /**
   * Whether the storage accounts have a hierarchical namespace.
   * @default false
   */
  readonly hierarchicalNamespace?: boolean | undefined;

  /**
   * Overrides of the registry's private endpoint, here or from `addEndpoint`. Subnet and group also apply to those of `managedResourceEndpoints`.
   * @default - in the network's subnet for private endpoints, with names from `names`
   */
  readonly endpoint?: RegistryEndpointOptions | undefined;
  /**
   * Whether the registry's own storage account (blob) and container registry get private endpoints as well. Users and
   * jobs that publish or download assets from this network, for instance on the jumpbox, need them; workspaces don't.
   * @default false
   */
  readonly managedResourceEndpoints?: boolean | undefined;
  /**
   * Whether the registry's own storage and container registry send their logs and metrics as well.
   * @default false
   */
  readonly managedResourceDiagnostics?: boolean | undefined;

  /**
   * Whether Terraform refuses to destroy the registry. All of its assets would be lost, including images that other
   * environments use.
   * @default - true once a workspace of another environment connects to it; otherwise false
   */
  readonly preventDestroy?: boolean | undefined;
  /**
   * Whether a `CanNotDelete` lock prevents everybody from deleting the registry. The lock also protects resources on
   * the registry, such as roles of other environments' workspaces: remove the lock before them. It is created with the
   * private endpoint.
   * @default false
   */
  readonly lock?: boolean | undefined;
  /**
   * Name of the lock.
   * @default - derived from `names`
   */
  readonly lockName?: string | undefined;

  /** @default - 10 s until Entra knows the identity */
  readonly waits?: RegistryWaits | undefined;
  /**
   * Tags of registry and endpoints.
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}
