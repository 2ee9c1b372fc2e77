import type { ArmResourceOptions } from "@org/aml-core";
import {
  armIdPart,
  azapiOptions,
  BaseConstruct,
  dependOn,
  refuse,
  requireArmId,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { API_VERSIONS, CLOUDS } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { Construct, IConstruct } from "constructs";
import { reserveName } from "./reserve-name.js";
import type { IWorkspaceStorage } from "./workspace-storage.js";

/** Options of a datastore: a blob container, or a file system of Azure Data Lake Storage Gen2. */
export interface DatastoreOptions extends ArmResourceOptions {
  /**
   * 1 to 255 letters, digits, `_` and `-`, a letter or digit first; unique in the workspace, case-insensitively. It is
   * part of the URIs of data: `azureml://datastores/<name>/paths/...`.
   */
  readonly name: string;
  /**
   * An existing blob container: 3 to 63 lower-case letters, digits and `-`. Either this or `filesystem` is required.
   * @default - none: `filesystem` is given
   */
  readonly containerName?: string | undefined;
  /**
   * An existing file system of an account with hierarchical namespace (ADLS Gen2), named as containers are. Either this
   * or `containerName` is required.
   * @default - none: `containerName` is given
   */
  readonly filesystem?: string | undefined;
  /**
   * Identity with which the studio reads data for previews and profiles: the workspace's, or with `None` the user's.
   * Jobs read with the computes' identity, notebooks with the user's.
   * @default "WorkspaceUserAssignedIdentity"
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-administrate-data-authentication
   */
  readonly serviceDataAccessAuthIdentity?: "WorkspaceUserAssignedIdentity" | "None" | undefined;
  /**
   * Suffix of the storage account's host names: the cloud's `storageSuffix` in `CLOUDS` of `@org/azure-catalog`.
   * @default "core.windows.net"
   */
  readonly endpoint?: string | undefined;
  /** @default - none */
  readonly description?: string | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link Datastore}. */
export interface DatastoreProps extends DatastoreOptions {
  /** The workspace's construct, in which the name is unique. */
  readonly workspace: IConstruct;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** The storage account with the container or file system. */
  readonly storage: Pick<IWorkspaceStorage, "resourceId" | "dependencies">;
}

/** Body of a datastore, by its ARM names. */
interface DatastoreBody {
  readonly properties: DatastoreTarget & {
    readonly subscriptionId: string;
    readonly resourceGroup: string;
    readonly accountName: string;
    readonly endpoint: string;
    readonly protocol: "https";
    readonly credentials: { readonly credentialsType: "None" };
    readonly serviceDataAccessAuthIdentity: "WorkspaceUserAssignedIdentity" | "None";
    readonly description?: string | undefined;
    readonly tags?: Readonly<Record<string, string>> | undefined;
  };
}

type DatastoreTarget =
  | { readonly datastoreType: "AzureBlob"; readonly containerName: string }
  | { readonly datastoreType: "AzureDataLakeGen2"; readonly filesystem: string };

/**
 * A datastore: a name in a workspace for data in a storage account. It contains no key, token or secret. To read the
 * data, users and computes need a role on the account and a private endpoint.
 * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, both or neither of
 * `containerName` and `filesystem`, or an id of another type than a storage account
 * @see https://learn.microsoft.com/azure/templates/microsoft.machinelearningservices/workspaces/datastores
 */
export class Datastore extends BaseConstruct {
  /** The datastore (L1). */
  public readonly resource: Resource;
  /** Its name. */
  public readonly datastoreName: string;

  constructor(scope: Construct, id: string, props: DatastoreProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "name", "storage");
    reserveName(props.workspace, this, "datastore", props.name);
    this.datastoreName = props.name;
    const body: DatastoreBody = {
      properties: {
        ...this.target(props),
        ...this.account(props.storage.resourceId),
        endpoint: props.endpoint ?? CLOUDS.public.storageSuffix,
        protocol: "https",
        credentials: { credentialsType: "None" },
        serviceDataAccessAuthIdentity: props.serviceDataAccessAuthIdentity ?? "WorkspaceUserAssignedIdentity",
        description: props.description,
        tags: props.tags,
      },
    };
    this.resource = new Resource(this, "Resource", {
      type: `Microsoft.MachineLearningServices/workspaces/datastores@${props.apiVersion ?? API_VERSIONS.machineLearning}`,
      parentId: props.workspaceId,
      name: props.name,
      body,
      // To validate, Azure would access the container from outside of the network, which a private account rejects.
      createQueryParameters: { skipValidation: ["true"] },
      updateQueryParameters: { skipValidation: ["true"] },
      responseExportValues: [],
      ...azapiOptions(props, { create: "30m", update: "30m", delete: "30m" }),
    });
    dependOn(this.resource, props.storage.dependencies);
  }

  private target({ containerName, filesystem }: DatastoreProps): DatastoreTarget {
    if (containerName !== undefined && filesystem === undefined) {
      assertName("blobContainer", containerName, `${this.node.path}.containerName`);
      return { datastoreType: "AzureBlob", containerName };
    }
    if (filesystem !== undefined && containerName === undefined) {
      assertName("blobContainer", filesystem, `${this.node.path}.filesystem`);
      return { datastoreType: "AzureDataLakeGen2", filesystem };
    }
    return refuse(this, "containerName", {
      value: { containerName, filesystem },
      allowed: "either containerName or filesystem",
      fix: "set containerName for blobs, or filesystem for an account with hierarchical namespace",
    });
  }

  /** The account's name, with subscription and group, which the studio needs to link to the account. */
  private account(storageAccountId: string) {
    requireArmId(
      this,
      "storage",
      storageAccountId,
      "Microsoft.Storage/storageAccounts",
      "pass the account: WorkspaceStorage.fromStorageAccountId(...)",
    );
    return {
      subscriptionId: armIdPart(storageAccountId, "subscriptionId"),
      resourceGroup: armIdPart(storageAccountId, "resourceGroup"),
      accountName: armIdPart(storageAccountId, "name"),
    };
  }
}
