import type { IMonitoring, IPrivateDnsZones, IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import { BaseConstruct, refuse, requireProps } from "@org/aml-core/internal";
import {
  BlobStore,
  type BlobStoreProps,
  DataLake,
  type DataLakeProps,
  SqlDatabase,
  type SqlDatabaseProps,
} from "@org/aml-data";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import type { ICustomerManagedKey, IDataStore } from "@org/aml-workspace";
import { Construct } from "constructs";
import { platformTags } from "./platform-tags.js";

/** What the environment determines. */
type Determined =
  | "resourceGroup"
  | "names"
  | "vnet"
  | "zones"
  | "monitoring"
  | "storeName"
  | "customerManagedKey"
  | "tags";

/** A new data store of an environment. */
export type EnvironmentStoreOptions =
  | ({ readonly type: "DataLake" } & Omit<DataLakeProps, Determined>)
  | ({ readonly type: "BlobStore" } & Omit<BlobStoreProps, Determined>)
  | ({ readonly type: "SqlDatabase" } & Omit<SqlDatabaseProps, Determined>);

/** Data stores of an environment, by names of 2 to 12 lower-case letters and digits, a letter first: new or existing ones. */
export type EnvironmentStores = Readonly<Record<string, EnvironmentStoreOptions | IDataStore>>;

/** Props of {@link EnvironmentData}. */
export interface EnvironmentDataProps {
  readonly stores: EnvironmentStores;
  readonly resourceGroup: IResourceGroup;
  readonly names: EnvironmentNames;
  readonly monitoring: IMonitoring;
  /** @default - a key that Microsoft manages */
  readonly customerManagedKey?: ICustomerManagedKey | undefined;
  /**
   * Whether Terraform refuses to destroy the stores, unless their options say otherwise.
   * @default false
   */
  readonly preventDestroy?: boolean | undefined;
  /** @default - environment, purpose and component only */
  readonly tags?: Tags | undefined;
}

/** The data stores of an environment. */
export class EnvironmentData extends BaseConstruct {
  /** All stores by name. */
  public readonly stores: ReadonlyMap<string, IDataStore>;
  readonly #created = new Map<string, DataLake | BlobStore | SqlDatabase>();

  constructor(scope: Construct, id: string, props: EnvironmentDataProps) {
    super(scope, id);
    requireProps(this, props, "stores", "resourceGroup", "names", "monitoring");
    this.stores = new Map(
      Object.entries(props.stores).map(([name, store]) => {
        if (isStore(store)) return [name, store];
        const created = this.create(name, store, props);
        this.#created.set(name, created);
        return [name, created];
      }),
    );
  }

  /**
   * Adds the private endpoints of the stores that it created.
   * @param scope scope of the endpoints, usually in the network's stack
   */
  public addEndpoints(
    scope: Construct,
    place: { readonly vnet: IVirtualNetwork; readonly zones: IPrivateDnsZones },
  ): void {
    for (const [name, store] of this.#created) {
      store.addEndpoints({ ...place, scope: new Construct(scope, `Data-${name}`) });
    }
  }

  private create(name: string, options: EnvironmentStoreOptions, props: EnvironmentDataProps) {
    const { resourceGroup, names, monitoring, customerManagedKey, preventDestroy, tags } = props;
    const common = {
      resourceGroup,
      names,
      monitoring,
      customerManagedKey,
      storeName: name,
      preventDestroy: options.preventDestroy ?? preventDestroy,
      tags: platformTags(tags, names.environmentName, "data"),
    };
    switch (options.type) {
      case "DataLake":
        return new DataLake(this, name, { ...options, ...common });
      case "BlobStore":
        return new BlobStore(this, name, { ...options, ...common });
      case "SqlDatabase":
        return new SqlDatabase(this, name, { ...options, ...common });
      default:
        return refuse(this, `${name}.type`, {
          value: (options as { readonly type?: unknown }).type,
          allowed: "DataLake, BlobStore or SqlDatabase",
          fix: "choose the kind of store, or pass an existing store of @org/aml-data",
        });
    }
  }
}

function isStore(store: EnvironmentStoreOptions | IDataStore): store is IDataStore {
  return Construct.isConstruct(store);
}
