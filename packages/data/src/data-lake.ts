import type { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container/index.js";
import { type ImportedResourceOptions, type IWorkspaceStorage, WorkspaceStorage } from "@org/aml-workspace";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { createContainers } from "./blob-store.js";
import { createAccount, type IStorageStore, StorageStore, type StorageStoreProps } from "./storage-store.js";
import { placeOf } from "./store.js";

/** A data lake (ADLS Gen2), created or existing. */
export type IDataLake = IStorageStore;

/** Props of {@link DataLake}. */
export interface DataLakeProps extends StorageStoreProps {
  /**
   * Names of its file systems: 3 to 63 lower-case letters, digits and `-`.
   * @default ["data"]
   */
  readonly filesystems?: readonly string[] | undefined;
}

abstract class DataLakeBase extends StorageStore {
  /** Clients of `dfs` also use `blob`, so a lake has endpoints and rules for both. */
  public readonly subResources = ["blob", "dfs"] as const;
  protected readonly partProp = "filesystem";
}

class ImportedDataLake extends DataLakeBase {
  public readonly account: IWorkspaceStorage;
  protected readonly parts = undefined;
  protected readonly created = false;
  protected readonly endpointDefaults = {};

  constructor(scope: Construct, id: string, storageAccountId: string, options: ImportedResourceOptions) {
    super(scope, id);
    this.account = WorkspaceStorage.fromStorageAccountId(this, "Account", storageAccountId, {
      ...options,
      isHnsEnabled: true,
    });
  }
}

/**
 * A data lake: a private storage account with hierarchical namespace (ADLS Gen2) and file systems. It accepts Entra
 * identities only, no keys.
 *
 * Roles apply to the whole account. To give access to single directories and files, use access control lists and leave
 * out the roles: a principal with a data role reads or writes everything, whatever the lists say.
 * @throws InvalidInputError for names that Azure rejects, and for what `WorkspaceStorage` rejects, such as versions of
 * blobs, which a lake doesn't keep
 * @see https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-access-control-model
 */
export class DataLake extends DataLakeBase {
  /**
   * An existing account with hierarchical namespace, in any subscription. Its owner manages its private endpoints in
   * other networks.
   * @throws InvalidInputError for an id of another type
   */
  public static fromStorageAccountId(
    scope: Construct,
    id: string,
    storageAccountId: string,
    options: ImportedResourceOptions = {},
  ): IDataLake {
    return new ImportedDataLake(scope, id, storageAccountId, options);
  }

  public readonly account: WorkspaceStorage;
  /** The file systems (L1) by name. */
  public readonly filesystems: ReadonlyMap<string, StorageContainer>;
  protected readonly parts: readonly string[];
  protected readonly created = true;
  protected readonly endpointDefaults;

  constructor(scope: Construct, id: string, props: DataLakeProps) {
    super(scope, id);
    this.account = createAccount(this, props, true);
    const { filesystems: parts = ["data"], names, tags } = props;
    this.endpointDefaults = { names, tags };
    this.parts = parts;
    this.filesystems = createContainers(this, "FileSystem", this.account, parts, props.preventDestroy);
    const place = placeOf(this, props);
    if (place) this.addEndpoints(place);
  }

  public override get dependencies(): readonly ITerraformDependable[] {
    return [...this.account.dependencies, ...this.filesystems.values()];
  }
}
