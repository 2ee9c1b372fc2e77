import { ArmError } from "../arm/arm-error.js";
import { ArmId } from "@org/azure-catalog";
import { isObject, objectOf, type Properties, referenceOf, textOf, textsOf } from "../arm/body.js";
import { identitiesOf } from "../arm/identity.js";
import type { ArmResource } from "../arm/resource.js";
import { closedTo } from "../data-plane.js";
import type { EmulatorState } from "../emulator-state.js";
import { isIsolated, rulesOf } from "../providers/machine-learning/managed-network.js";
import { connectionsOf } from "../providers/network/endpoint-members.js";
import { isAllowed, type Need } from "../role-check.js";

const ACCOUNTS = "Microsoft.Storage/storageAccounts";
const SERVERS = "Microsoft.Sql/servers";
const ENDPOINTS = "Microsoft.Network/privateEndpoints";
const BLOB_READ = `${ACCOUNTS}/blobServices/containers/blobs/read`;

/** What a datastore refers to. */
interface Store {
  /** What it is called in messages, such as `storage account stlake`. */
  readonly name: string;
  readonly resource: ArmResource | undefined;
  /** Sub-resources whose private endpoints its data needs. */
  readonly subresources: readonly string[];
  /** Child of the store with the data, such as `blobServices/default/containers/raw`. */
  readonly part: string;
}

/** Settings of a datastore, which the api-version with SQL databases has in `contents`. */
export function contentsOf({ properties }: Pick<ArmResource["body"], "properties">): Properties {
  const { contents } = properties;
  return isObject(contents) ? { ...contents, datastoreType: contents["contentsType"] } : properties;
}

/**
 * Rejects a datastore that Azure can't read from outside of the networks, or that it can't, or can't yet, read with the
 * workspace's identity.
 * @throws ArmError 400 ValidationError
 */
export function requireReadable(datastore: Pick<ArmResource, "id" | "body">, state: EmulatorState): void {
  if (!state.failureModes.applies("datastore-validation")) return;
  const store = storeOf(datastore, state);
  const closed = store?.resource && closedTo(store.resource);
  const [problem] = [
    ...(closed === undefined ? [] : [`Azure can't reach ${store?.name ?? ""}, which has no public access`]),
    ...datastoreProblems(datastore, state),
  ];
  if (problem === undefined) return;
  throw new ArmError(400, "ValidationError", `Datastore '${datastore.id.name}' can't be validated: ${problem}.`);
}

/** Why jobs and the studio can't use a datastore. */
export function datastoreProblems(datastore: Pick<ArmResource, "id" | "body">, state: EmulatorState): string[] {
  const store = storeOf(datastore, state);
  const workspace = state.resources.get(datastore.id.parent);
  if (!store || !workspace) return [];
  if (!store.resource) return [`refers to ${store.name}, which doesn't exist`];
  return [
    ...missingPart(store, store.resource, workspace, state),
    ...missingRules(store, store.resource, workspace, state),
    ...(isReadByWorkspace(datastore.body) && store.resource.id.hasType(ACCOUNTS)
      ? [
          ...missingRole(store, store.resource, workspace, state),
          ...unreadEndpoints(store, store.resource, workspace, state),
        ]
      : []),
  ];
}

function storeOf({ body }: Pick<ArmResource, "body">, { resources }: EmulatorState): Store | undefined {
  const contents = contentsOf(body);
  const text = (name: string): string => textOf(contents[name]) ?? "";
  const account = (subresources: readonly string[], part: string): Store => ({
    name: `storage account ${text("accountName")}`,
    resource: resources.named(ACCOUNTS, text("accountName")),
    subresources,
    part,
  });
  switch (contents["datastoreType"]) {
    case "AzureBlob":
      return account(["blob"], `blobServices/default/containers/${text("containerName")}`);
    case "AzureDataLakeGen2":
      return account(["blob", "dfs"], `blobServices/default/containers/${text("filesystem")}`);
    case "AzureFile":
      return account(["file"], `fileServices/default/shares/${text("fileShareName")}`);
    case "AzureSqlDatabase":
      return {
        name: `SQL server ${text("serverName")}`,
        resource: resources.named(SERVERS, text("serverName")),
        subresources: ["sqlServer"],
        part: `databases/${text("databaseName")}`,
      };
    default:
      return undefined;
  }
}

/** What stores that others made contain isn't known, nor what jobs write to the workspace's own account. */
function missingPart(
  { name, part }: Store,
  store: ArmResource,
  workspace: ArmResource,
  state: EmulatorState,
): string[] {
  const own = store.id.equals(textOf(workspace.body.properties["storageAccount"]) ?? "");
  const [kind = "", container = ""] = part.split("/").slice(-2);
  const isThere =
    state.resources.get(`${store.id.toString()}/${part}`) ?? state.blobs.hasContainer(store.id.name, container);
  if (own || isThere || store.origin !== "request") return [];
  return [`refers to ${kind.replace(/s$/, "")} ${container} of ${name}, which doesn't exist`];
}

function missingRules(
  { name, subresources }: Store,
  store: ArmResource,
  workspace: ArmResource,
  state: EmulatorState,
): string[] {
  if (!isIsolated(workspace) || closedTo(store) === undefined) return [];
  const active = rulesOf(workspace, state)
    .filter(({ body }) => body.properties["status"] === "Active")
    .map(({ body }) => objectOf(body.properties["destination"]))
    .filter(({ serviceResourceId }) => store.id.equals(textOf(serviceResourceId) ?? ""))
    .map(({ subresourceTarget }) => textOf(subresourceTarget));
  return subresources
    .filter((subresource) => !active.includes(subresource))
    .map(
      (subresource) => `the managed network of ${workspace.id.name} has no active rule to ${subresource} of ${name}`,
    );
}

/** Only the roles on accounts that requests created are known. */
function missingRole(
  { name, part }: Store,
  store: ArmResource,
  workspace: ArmResource,
  state: EmulatorState,
): string[] {
  if (store.origin !== "request") return [];
  const need = { action: BLOB_READ, plane: "data", scope: `${store.id.toString()}/${part}` } as const;
  if (isWorkspaceAllowed(workspace, need, state)) return [];
  return [`the identity of ${workspace.id.name} has no role to read blobs of ${name}`];
}

/**
 * The studio previews data through the store's private endpoints in the network of the workspace's private endpoint, and
 * the workspace's identity needs Reader on them. Only the endpoints that requests created are known.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-administrate-data-authentication
 */
function unreadEndpoints(
  { name, subresources }: Store,
  store: ArmResource,
  workspace: ArmResource,
  state: EmulatorState,
): string[] {
  if (closedTo(store) === undefined) return [];
  const networks = endpointsTo(workspace, ["amlworkspace"], state).map(networkOf);
  return endpointsTo(store, subresources, state)
    .filter((endpoint) => networks.includes(networkOf(endpoint)))
    .filter(({ id }) => !isWorkspaceAllowed(workspace, { action: `${ENDPOINTS}/read`, scope: id.toString() }, state))
    .map(({ id }) => `the identity of ${workspace.id.name} has no role to read private endpoint ${id.name} of ${name}`);
}

/** Whether one of a workspace's identities has a permission. */
function isWorkspaceAllowed(workspace: ArmResource, need: Need, state: EmulatorState): boolean {
  return identitiesOf(workspace).some((objectId) => isAllowed(state, objectId, need));
}

function isReadByWorkspace(body: ArmResource["body"]): boolean {
  return (textOf(contentsOf(body)["serviceDataAccessAuthIdentity"]) ?? "None") !== "None";
}

function endpointsTo(
  { id }: ArmResource,
  subresources: readonly string[],
  { resources }: EmulatorState,
): ArmResource[] {
  return resources.ofType(ENDPOINTS).filter(
    ({ origin, body: { properties } }) =>
      origin === "request" &&
      connectionsOf(properties).some((connection) => {
        const { privateLinkServiceId, groupIds } = objectOf(connection["properties"]);
        return (
          id.equals(textOf(privateLinkServiceId) ?? "") &&
          textsOf(groupIds).some((group) => subresources.includes(group))
        );
      }),
  );
}

/** The network of a private endpoint. */
function networkOf({ body }: ArmResource): string | undefined {
  return ArmId.tryParse(referenceOf(body.properties["subnet"]) ?? "")?.parent?.key;
}
