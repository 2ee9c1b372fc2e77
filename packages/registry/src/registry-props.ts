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

/**
 * How long to wait for Azure to honour what it has accepted: a number with `s`, `m` or `h`; `0s` leaves the wait out
 * (S0-WAI-04).
 */
export interface RegistryWaits {
  /**
   * Between the registry, whose identity Entra has to hear of, and its endpoint, its diagnostics and the roles on it
   * (S0-WAI-06).
   * @default "10s"
   */
  readonly identity?: string;
}

/** What can be chosen of the private endpoint of a registry. */
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

/** Props of `AmlRegistry`. */
export interface AmlRegistryProps extends ArmResourceOptions {
  /** Group to put the registry in. */
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment that the registry belongs to. */
  readonly names: EnvironmentNames;
  /** Network that the registry is reached from; it may lie in another region (S1-REG-05). */
  readonly vnet: IVirtualNetwork;
  /** Zones that its private endpoint registers in. */
  readonly zones: IPrivateDnsZones;
  /**
   * Who may reach into the registry's managed resource group (S0-REG-04): `Principal.deployment(...)`. Azure denies it
   * to everybody else, owners of the subscription included, so endpoints to the storage and container registry in there
   * need it. `"none"` lets nobody in.
   */
  readonly deployer: Principal | "none";

  /**
   * Where its logs go: reads and writes of assets (S0-REG-10).
   * @default - nowhere
   */
  readonly monitoring?: IMonitoring;
  /**
   * Name, 3 to 32 letters, digits, `-` and `_`, unique in the tenant. It cannot be changed later.
   * @default - by `names`
   */
  readonly registryName?: string;
  /**
   * Azure region, `canadacentral`: that of the workspaces that use it most (S1-REG-18).
   * @default - that of the resource group
   */
  readonly location?: string;
  /**
   * Regions that assets are replicated to as well, each with a storage account and a container registry of its own
   * (S1-REG-11).
   * @default - none
   */
  readonly additionalLocations?: readonly string[];
  /**
   * Storage of the assets, in every region.
   * @default "Standard_LRS"
   */
  readonly storageAccountType?: StorageAccountType;
  /**
   * Whether that storage has a hierarchical namespace.
   * @default false
   */
  readonly hierarchicalNamespace?: boolean;

  /**
   * Overrides of the registry's private endpoint. Subnet and group hold for those of `managedResourceEndpoints` too.
   * @default - in the network's subnet for private endpoints, named by `names`
   */
  readonly endpoint?: RegistryEndpointOptions;
  /**
   * Whether the registry's own storage (blob) and container registry get private endpoints beside it (SX-05). Whoever
   * publishes or downloads assets from the network, by the jumpbox for one, needs them; workspaces don't.
   * @default false
   */
  readonly managedResourceEndpoints?: boolean;
  /**
   * Whether the registry's own storage and container registry send their logs and metrics too (S1-REG-10).
   * @default false
   */
  readonly managedResourceDiagnostics?: boolean;

  /**
   * Whether Terraform refuses to destroy the registry (S0-REG-11). All of its assets would be lost, images of other
   * environments included.
   * @default - true once a workspace of another environment connects to it; otherwise false
   */
  readonly preventDestroy?: boolean;
  /**
   * Whether Azure refuses to delete the registry, whoever asks (`CanNotDelete`; S0-REG-11). The lock also keeps what is on
   * the registry, such as the roles of other environments' workspaces: it has to go before they do.
   * @default false
   */
  readonly lock?: boolean;
  /**
   * Name of the lock.
   * @default - by `names`
   */
  readonly lockName?: string;

  /** @default - the source document's: 10 s */
  readonly waits?: RegistryWaits;
  /**
   * Tags of registry and endpoints (S1-REG-14).
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}
