import type { ArmResourceOptions } from "@org/aml-core";
import {
  azapiOptions,
  BaseConstruct,
  dependOn,
  refuse,
  requireGuid,
  requireChoice,
  requireProps,
  requireSecret,
} from "@org/aml-core/internal";
import { API_VERSIONS, type Cloud, CLOUDS } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { DatastoreContents, DatastoreSelection, IDataStore } from "./data-store.js";
import { reserveName } from "./reserve-name.js";

/** A service principal with which a datastore reads its data, for stores that a managed identity can't use. */
export interface DatastoreServicePrincipal {
  readonly type: "ServicePrincipal";
  /** Entra tenant, a GUID. */
  readonly tenantId: string;
  /** Application (client) id, a GUID. */
  readonly clientId: string;
  /** Its secret: a sensitive Terraform variable. Azure stores it in the workspace's Key Vault. */
  readonly clientSecret: string;
  /**
   * Version of the secret. Terraform sends the secret again if the version changes, because it doesn't store secrets and
   * can't see that one has changed.
   * @default "1"
   */
  readonly secretVersion?: string | undefined;
}

/** A login of the SQL server itself. It works only if the server accepts logins besides Entra identities. */
export interface DatastoreSqlLogin {
  readonly type: "SqlLogin";
  readonly userName: string;
  /** Its password: a sensitive Terraform variable. Azure stores it in the workspace's Key Vault. */
  readonly password: string;
  /**
   * Version of the password, as for the secret of a service principal.
   * @default "1"
   */
  readonly secretVersion?: string | undefined;
}

/** How a datastore signs in, if not with the identity of who uses it. */
export type DatastoreCredentials = DatastoreServicePrincipal | DatastoreSqlLogin;

/** Options of a datastore. */
export interface DatastoreOptions extends ArmResourceOptions, DatastoreSelection {
  /**
   * 1 to 255 lower-case letters, digits and `_`, a letter or digit first; unique in the workspace. It is part of the URIs
   * of data: `azureml://datastores/<name>/paths/...`, and of a Terraform address.
   */
  readonly name: string;
  /**
   * A secret with which the data is read. It weakens the datastore: anyone who uses the workspace can use it.
   * @default - none: jobs use the computes' identity, people their own
   */
  readonly credentials?: DatastoreCredentials | undefined;
  /**
   * Identity with which the studio reads data for previews and profiles: the workspace's, or with `None` the user's.
   * Jobs read with the computes' identity, notebooks with the user's. Not for databases.
   * @default "WorkspaceUserAssignedIdentity", with `credentials` "None"
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-administrate-data-authentication
   */
  readonly serviceDataAccessAuthIdentity?: "WorkspaceUserAssignedIdentity" | "None" | undefined;
  /**
   * Azure cloud, which determines the host names of the data.
   * @default "public"
   */
  readonly cloud?: Cloud | undefined;
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
  /** The data. */
  readonly store: IDataStore;
  /**
   * Resources that have to exist first, such as the outbound rules to the store.
   * @default - only the store
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/**
 * Version with databases: later ones have no `AzureSqlDatabase`.
 * @see https://learn.microsoft.com/azure/templates/microsoft.machinelearningservices/2021-03-01-preview/workspaces/datastores
 */
const SQL_API_VERSION = "2021-03-01-preview";
const WITHOUT_SECRET = "leave credentials out, so that identities with a role read the data";

/**
 * A datastore: a name in a workspace for data in a store. By default it contains no key, token or secret. To read the
 * data, users and computes need a role on the store and a private endpoint, which `workspace.addDatastore` adds.
 * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, a container or file
 * system that the store doesn't have, or a literal secret
 * @see https://learn.microsoft.com/azure/templates/microsoft.machinelearningservices/workspaces/datastores
 */
export class Datastore extends BaseConstruct {
  /** The datastore (L1). */
  public readonly resource: Resource;
  /** Its name. */
  public readonly datastoreName: string;

  constructor(scope: Construct, id: string, props: DatastoreProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "name", "store");
    reserveName(props.workspace, this, "datastore", props.name);
    this.datastoreName = props.name;
    const { store, cloud = "public" } = props;
    const identities = ["WorkspaceUserAssignedIdentity", "None"] as const;
    requireChoice(this, "serviceDataAccessAuthIdentity", props.serviceDataAccessAuthIdentity, identities);
    requireChoice(this, "cloud", cloud, Object.keys(CLOUDS));
    const contents = store.datastoreContents(this, props, cloud);
    const isDatabase = "contentsType" in contents;
    const { credentials, secrets, secretPath } = this.credentials(props, cloud, contents);
    const within = <Inner extends object>(inner: Inner) => (isDatabase ? { contents: inner } : inner);
    const apiVersion = props.apiVersion ?? (isDatabase ? SQL_API_VERSION : API_VERSIONS.machineLearning);
    this.resource = new Resource(this, "Resource", {
      type: `Microsoft.MachineLearningServices/workspaces/datastores@${apiVersion}`,
      parentId: props.workspaceId,
      name: props.name,
      body: {
        properties: {
          ...within({ ...contents, credentials }),
          serviceDataAccessAuthIdentity: isDatabase ? undefined : this.readerInStudio(props),
          description: props.description,
          tags: props.tags,
        },
      },
      sensitiveBody: secrets && { properties: within({ credentials: { secrets } }) },
      sensitiveBodyVersion:
        secretPath === undefined
          ? undefined
          : {
              [`properties.${isDatabase ? "contents." : ""}credentials.secrets.${secretPath}`]:
                props.credentials?.secretVersion ?? "1",
            },
      // Releases of azapi leave old previews out of the types that they validate.
      schemaValidationEnabled: isDatabase ? false : undefined,
      // To validate, Azure would access the data from outside of the network, which a private store rejects.
      createQueryParameters: { skipValidation: ["true"] },
      updateQueryParameters: { skipValidation: ["true"] },
      responseExportValues: [],
      ...azapiOptions(props, { create: "30m", update: "30m", delete: "30m" }),
    });
    dependOn(this.resource, [...store.dependencies, ...(props.dependsOn ?? [])]);
  }

  private readerInStudio({ credentials, serviceDataAccessAuthIdentity }: DatastoreProps) {
    return serviceDataAccessAuthIdentity ?? (credentials ? "None" : "WorkspaceUserAssignedIdentity");
  }

  private credentials({ credentials, store }: DatastoreProps, cloud: Cloud, contents: DatastoreContents) {
    const none = { credentials: { credentialsType: "None" }, secrets: undefined, secretPath: undefined };
    if (!credentials) return none;
    requireChoice(this, "credentials.type", credentials.type, ["ServicePrincipal", "SqlLogin"]);
    if (credentials.type === "ServicePrincipal") {
      const { tenantId, clientId, clientSecret } = credentials;
      requireGuid(this, "credentials.tenantId", tenantId);
      requireGuid(this, "credentials.clientId", clientId);
      requireSecret(this, "credentials.clientSecret", clientSecret, WITHOUT_SECRET);
      return {
        credentials: {
          credentialsType: "ServicePrincipal",
          tenantId,
          clientId,
          authorityUrl: `https://${CLOUDS[cloud].login}`,
        },
        secrets: { secretsType: "ServicePrincipal", clientSecret },
        secretPath: "clientSecret",
      };
    }
    if (!("contentsType" in contents)) {
      return refuse(this, "credentials", {
        value: credentials.type,
        allowed: "a service principal: only a database has logins",
        fix: "leave credentials out, so that identities with a role read the data",
      });
    }
    if (store.acceptsLogins === false) {
      refuse(this, "credentials", {
        value: credentials.type,
        allowed: `no login: ${store.node.path} accepts Entra identities only`,
        fix: "leave credentials out, or set sqlAuthentication of the database, which weakens it",
      });
    }
    requireSecret(this, "credentials.password", credentials.password, WITHOUT_SECRET);
    return {
      credentials: { credentialsType: "SqlAdmin", userId: credentials.userName },
      secrets: { secretsType: "SqlAdmin", password: credentials.password },
      secretPath: "password",
    };
  }
}
