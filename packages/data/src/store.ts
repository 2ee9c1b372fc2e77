import type { IMonitoring, IPrivateDnsZones, IResourceGroup, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import { BaseConstruct, refuse } from "@org/aml-core/internal";
import type { EnvironmentNames } from "@org/aml-naming";
import type { PrivateEndpoint } from "@org/aml-network";
import type { DataStoreEndpoint } from "@org/aml-workspace";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { type AddDataEndpointsOptions, DataEndpoints } from "./data-endpoints.js";

/** Options of every new store. */
export interface StoreOptions {
  /**
   * Name of the store in the names of its resources: 2 to 12 lower-case letters and digits, a letter first.
   * @default - the construct id in lower case
   */
  readonly storeName?: string | undefined;
  /**
   * Whether several environments use the data, such as what production's endpoints collect and development trains with.
   * Roles of other environments' identities on it are then allowed.
   * @default false
   */
  readonly shared?: boolean | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Where a new store is. */
export interface StoreProps {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /**
   * Network of its private endpoints, together with `zones`.
   * @default - no endpoints until `addEndpoints` is called
   */
  readonly vnet?: IVirtualNetwork | undefined;
  /** Zones that its names are registered in. Required with `vnet`. */
  readonly zones?: IPrivateDnsZones | undefined;
  /**
   * Destination of logs and metrics, and of the audit of a database.
   * @default - no diagnostic settings: nothing is logged and audited
   */
  readonly monitoring?: IMonitoring | undefined;
}

/** Base of stores: their private endpoints. */
export abstract class Store extends BaseConstruct {
  public abstract readonly target: PrivateLinkTarget;
  public abstract readonly subResources: readonly PrivateLinkSubResource[];
  /** Whether this program creates the store, so that it knows its endpoints. */
  protected abstract readonly created: boolean;
  /** Name of the account or server. Undefined if only Terraform knows it. */
  protected abstract readonly resourceName: string | undefined;
  protected abstract readonly endpointDefaults: Pick<AddDataEndpointsOptions, "names" | "tags">;
  #endpoints: DataEndpoints | undefined;

  public get endpoints(): readonly PrivateEndpoint[] {
    return this.dataEndpoints.all;
  }

  public addEndpoints(options: AddDataEndpointsOptions): void {
    this.dataEndpoints.add(this.target, this.resourceName, { ...this.endpointDefaults, ...options });
  }

  public onEndpoint(added: (endpoint: DataStoreEndpoint) => void): void {
    this.dataEndpoints.added.forEach(added);
  }

  public isReachableFrom(vnet: IVirtualNetwork): boolean | undefined {
    if (this.dataEndpoints.reach(vnet)) return true;
    return this.created ? false : undefined;
  }

  private get dataEndpoints(): DataEndpoints {
    return (this.#endpoints ??= new DataEndpoints(this, this.subResources));
  }
}

/** The name of a store in the names of its resources. */
export function storeNameOf({ node }: Construct, storeName: string | undefined): string {
  return storeName ?? node.id.toLowerCase();
}

/** Network and zones of a store's endpoints, if it has both. */
export function placeOf(
  store: Construct,
  { vnet, zones }: Pick<StoreProps, "vnet" | "zones">,
): Pick<AddDataEndpointsOptions, "vnet" | "zones"> | undefined {
  if (vnet && zones) return { vnet, zones };
  if (!vnet && !zones) return undefined;
  return refuse(store, vnet ? "zones" : "vnet", {
    value: undefined,
    allowed: "vnet and zones together, or neither",
    fix: "pass both, or call addEndpoints later",
  });
}
