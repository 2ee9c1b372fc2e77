import type { ArmResourceOptions, IMonitoring, IPrivateDnsZones, IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import type { PrivateEndpointProps } from "@org/aml-network";
import type { Principal } from "@org/aml-rbac";
/** Redundancy and tier of a registry's storage, one of Azure's storage SKUs. */
export type StorageAccountType = "Standard_LRS" | "Standard_ZRS" | "Standard_GRS" | "Standard_RAGRS" | "Standard_GZRS" | "Standard_RAGZRS" | "Premium_LRS" | "Premium_ZRS";
/** How long to wait until Azure honours what it has accepted: a number with `s`, `m` or `h`; `0s` leaves the wait out. */
export interface RegistryWaits {
    /**
     * After the registry, before its endpoint, its diagnostic settings and the roles on it: Entra takes a few seconds to
     * know its identity.
     * @default "10s"
     */
    readonly identity?: string | undefined;
}
/** Options of the private endpoint of a registry. */
export type RegistryEndpointOptions = Partial<Pick<PrivateEndpointProps, "connectionName" | "ignoreZoneGroupChanges" | "manualApproval" | "name" | "networkInterfaceName" | "privateIpAddress" | "resourceGroup" | "subnet" | "zoneGroupName">>;
/** Props of `AmlRegistry`. */
export interface AmlRegistryProps extends ArmResourceOptions {
    /** Group to put the registry in. */
    readonly resourceGroup: IResourceGroup;
    /** Names of the environment that the registry belongs to. */
    readonly names: EnvironmentNames;
    /** Network that the registry is reached from; it may be in another region. */
    readonly vnet: IVirtualNetwork;
    /** Zones that its private endpoint registers in. */
    readonly zones: IPrivateDnsZones;
    /**
     * The principal that may access the registry's managed resource group: `Principal.deployment(...)`. Azure denies
     * access to everybody else, owners of the subscription included, so endpoints to the storage account and container
     * registry in it need one. `false` for nobody.
     */
    readonly deployer: Principal | false;
    /**
     * Where its logs go: reads and writes of assets.
     * @default - nowhere
     */
    readonly monitoring?: IMonitoring | undefined;
    /**
     * Name, 3 to 32 letters, digits, `-` and `_`, unique in the tenant. It cannot be changed later.
     * @default - by `names`
     */
    readonly registryName?: string | undefined;
    /**
     * Azure region, `canadacentral`: that of the workspaces that use it most.
     * @default - that of the resource group
     */
    readonly location?: string | undefined;
    /**
     * More regions to replicate assets to, each with a storage account and a container registry of its own.
     * @default - none
     */
    readonly additionalLocations?: readonly string[] | undefined;
    /**
     * Storage of the assets, in every region.
     * @default "Standard_LRS"
     */
    readonly storageAccountType?: StorageAccountType | undefined;
    /**
     * Whether that storage has a hierarchical namespace.
     * @default false
     */
    readonly hierarchicalNamespace?: boolean | undefined;
    /**
     * Overrides of the registry's private endpoint. Subnet and group also apply to those of `managedResourceEndpoints`.
     * @default - in the network's subnet for private endpoints, named by `names`
     */
    readonly endpoint?: RegistryEndpointOptions | undefined;
    /**
     * Whether the registry's own storage account (blob) and container registry get private endpoints too. People and jobs
     * that publish or download assets from the network, such as on the jumpbox, need them; workspaces don't.
     * @default false
     */
    readonly managedResourceEndpoints?: boolean | undefined;
    /**
     * Whether the registry's own storage and container registry send their logs and metrics too.
     * @default false
     */
    readonly managedResourceDiagnostics?: boolean | undefined;
    /**
     * Whether Terraform refuses to destroy the registry. All of its assets would be lost, images of other environments
     * included.
     * @default - true once a workspace of another environment connects to it; otherwise false
     */
    readonly preventDestroy?: boolean | undefined;
    /**
     * Whether Azure refuses everybody to delete the registry (a `CanNotDelete` lock). The lock also keeps what is on the
     * registry, such as the roles of other environments' workspaces: remove it before you remove them.
     * @default false
     */
    readonly lock?: boolean | undefined;
    /**
     * Name of the lock.
     * @default - by `names`
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
