import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container/index.js";
import { isUnresolved, refuse } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { type ImportedResourceOptions, type IWorkspaceStorage, WorkspaceStorage } from "@org/aml-workspace";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { createAccount, type IStorageStore, StorageStore, type StorageStoreProps } from "./storage-store.js";
import { placeOf } from "./store.js";

/** Blobs in a storage account, created or existing. */
export type IBlobStore = IStorageStore;

/** Props of {@link BlobStore}. */
export interface BlobStoreProps extends StorageStoreProps {
  /**
   * Names of its containers: 3 to 63 lower-case letters, digits and `-`.
   * @default ["data"]
   */
  readonly containers?: readonly string[] | undefined;
}

abstract class BlobStoreBase extends StorageStore {
  public readonly subResources = ["blob"] as const;
  protected readonly partProp = "containerName";
}

class ImportedBlobStore extends BlobStoreBase {
  public readonly account: IWorkspaceStorage;
  protected readonly parts = undefined;
  protected readonly created = false;
  protected readonly endpointDefaults = {};

  constructor(scope: Construct, id: string, storageAccountId: string, options: ImportedResourceOptions) {
    super(scope, id);
    this.account = WorkspaceStorage.fromStorageAccountId(this, "Account", storageAccountId, options);
  }
}

/**
 * Blobs: a private storage account with containers. It accepts Entra identities only, no keys.
 * @throws InvalidInputError for names that Azure rejects, and for what `WorkspaceStorage` rejects
 */
export class BlobStore extends BlobStoreBase {
  /**
   * An existing account with blobs, in any subscription. Its owner manages its private endpoints in other networks.
   * @throws InvalidInputError for an id of another type
   */
  public static fromStorageAccountId(
    scope: Construct,
    id: string,
    storageAccountId: string,
    options: ImportedResourceOptions = {},
  ): IBlobStore {
    return new ImportedBlobStore(scope, id, storageAccountId, options);
  }

  public readonly account: WorkspaceStorage;
  /** The containers (L1) by name. */
  public readonly containers: ReadonlyMap<string, StorageContainer>;
  protected readonly parts: readonly string[];
  protected readonly created = true;
  protected readonly endpointDefaults;

  constructor(scope: Construct, id: string, props: BlobStoreProps) {
    super(scope, id);
    this.account = createAccount(this, props, false);
    const { containers: parts = ["data"], names, tags } = props;
    this.endpointDefaults = { names, tags };
    this.parts = parts;
    this.containers = createContainers(this, "Container", this.account, parts, props.preventDestroy);
    const place = placeOf(this, props);
    if (place) this.addEndpoints(place);
  }

  public override get dependencies(): readonly ITerraformDependable[] {
    return [...this.account.dependencies, ...this.containers.values()];
  }
}

/**
 * Creates containers or file systems through Azure Resource Manager, as Terraform doesn't reach the data itself.
 * @throws InvalidInputError for a name that Azure rejects or that is there twice, or an empty list
 */
export function createContainers(
  store: Construct,
  kind: "Container" | "FileSystem",
  account: WorkspaceStorage,
  names: readonly string[],
  preventDestroy: boolean | undefined,
): ReadonlyMap<string, StorageContainer> {
  const prop = kind === "Container" ? "containers" : "filesystems";
  const isList = Array.isArray(names) && names.length > 0;
  if (!isList || new Set(names).size < names.length || names.some((name) => isUnresolved(name))) {
    refuse(store, prop, {
      value: names,
      allowed: "a list of different literal names, at least one: they are part of Terraform addresses",
      fix: 'use ["data"], or leave it out',
    });
  }
  return new Map(
    names.map((name) => [
      name,
      new StorageContainer(store, `${kind}-${name}`, {
        name: assertName("blobContainer", name, `${store.node.path}.${prop}`),
        storageAccountId: account.resourceId,
        containerAccessType: "private",
        lifecycle: preventDestroy ? { preventDestroy: true } : undefined,
      }),
    ]),
  );
}
