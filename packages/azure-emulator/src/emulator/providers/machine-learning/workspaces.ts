import { ArmError } from "../../arm/arm-error.js";
import { requireValidBody } from "../../arm/arm-body.js";
import { type Body, objectOf, type Properties, textOf } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import { readObject } from "../../arm/request-body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { requireSettledCluster } from "../../failure-modes/image-build.js";
import { requireWorkspaceRoles } from "../../failure-modes/workspace-roles.js";
import { requireFreeWorkspaceName } from "../../failure-modes/workspace-name.js";
import type { EmulatorState } from "../../emulator-state.js";
import { notebookName } from "../../private-link-names.js";
import { connectionsTo, requireReferenced, withDefaults } from "../shared.js";
import { makeDefaultDatastores } from "./datastores.js";
import {
  completeRequiredRules,
  isIsolated,
  provision,
  PROVISIONING_SECONDS,
  replaceRules,
  requireIsolationKept,
  rulesOf,
} from "./managed-network.js";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const DEPENDENT_RESOURCES = ["storageAccount", "keyVault", "containerRegistry", "applicationInsights"];
const CREATE_SECONDS = 90;
const UPDATE_SECONDS = 20;
const SOFT_DELETE_DAYS = 14;

/** Azure Machine Learning workspaces. */
export const workspaces: ResourceType = {
  type: WORKSPACES,
  tracked: true,
  createdStatus: 202,
  latency: { create: CREATE_SECONDS, update: UPDATE_SECONDS, delete: 300 },
  latencyOf(write) {
    const now = write.body.properties["provisionNetworkNow"] === true && !write.existing && isIsolated(write);
    return now ? CREATE_SECONDS + PROVISIONING_SECONDS : undefined;
  },
  write(write, state) {
    const { id, apiVersion, body, existing } = write;
    requireValidBody(id, apiVersion, body);
    const gone = existing ? undefined : state.softDeleted.get(id.toString());
    const recovered = body.properties["allowRecoverSoftDeletedWorkspace"] === "True" ? gone : undefined;
    if (!existing) requireFreeWorkspaceName(id, recovered !== undefined, state);
    for (const property of DEPENDENT_RESOURCES) {
      const reference = textOf(body.properties[property]);
      if (reference !== undefined) requireReferenced(state, reference, id);
    }
    requireFlatStorage(body, state);
    const identity = primaryIdentity(write, state);
    if (!existing && identity !== undefined) requireWorkspaceRoles(state, identity, id.scope, body.properties);
    const cluster = textOf(body.properties["imageBuildCompute"]);
    if (existing && cluster !== undefined && cluster !== existing.body.properties["imageBuildCompute"]) {
      requireSettledCluster(existing, cluster, state);
    }
    requireIsolationKept(write);
    complete(write, recovered?.resource ?? existing, state);
    return (workspace) => {
      if (recovered) state.softDeleted.remove(id.toString());
      completeRequiredRules(workspace, state);
      if (!existing) makeDefaultDatastores(workspace, state);
      if (workspace.body.properties["provisionNetworkNow"] === true) provision(workspace, state);
      replaceRules(workspace, state);
    };
  },
  view,
  deleted(resource, { softDeleted, clock }, { query }) {
    if (query.get("forceToPurge") === "true") return;
    softDeleted.add({ resource, deletedAt: clock.now(), retentionDays: SOFT_DELETE_DAYS });
  },
  deleteMissing(id, { softDeleted }, { query }) {
    if (query.get("forceToPurge") === "true") softDeleted.remove(id.toString());
  },
  actions: {
    listkeys: () => ({ status: 200, body: {} }),
    resynckeys: () => ({ status: 200 }),
    diagnose: () => ({ status: 200, body: { value: {} } }),
    provisionmanagednetwork: (workspace, state, { text }) => {
      const includeSpark = readObject(text)["includeSpark"] === true;
      return {
        seconds: PROVISIONING_SECONDS,
        complete: () => {
          provision(workspace, state, includeSpark);
          return objectOf(objectOf(workspace.body.properties["managedNetwork"])["status"]);
        },
      };
    },
  },
};

/**
 * Rejects a default storage account with a hierarchical namespace.
 * @throws ArmError 400 ValidationError
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-manage-workspace
 */
function requireFlatStorage({ properties }: Body, { resources }: EmulatorState): void {
  const account = resources.get(textOf(properties["storageAccount"]));
  if (account?.body.properties["isHnsEnabled"] !== true) return;
  throw new ArmError(
    400,
    "ValidationError",
    `Storage account '${account.id.name}' has a hierarchical namespace, which the default storage account of a workspace can't have.`,
  );
}

/** Object id of the identity that the workspace uses; undefined for a system-assigned one, which doesn't exist yet. */
function primaryIdentity({ body }: Write, state: EmulatorState): string | undefined {
  const type = textOf(objectOf(body.identity)["type"]) ?? "None";
  const primary = textOf(body.properties["primaryUserAssignedIdentity"]);
  if (/^UserAssigned$/i.test(type) && primary === undefined) {
    throw new ArmError(
      400,
      "ValidationError",
      "Primary user assigned identity must be set when the identity type is UserAssigned.",
    );
  }
  if (primary === undefined) return undefined;
  return textOf(state.resources.get(primary)?.body.properties["principalId"]);
}

/** Sets the service's values, and keeps those that it set before. */
function complete(write: Write, before: ArmResource | undefined, state: EmulatorState): void {
  const { id, body, existing } = write;
  const { allowRecoverSoftDeletedWorkspace: _, ...given } = body.properties;
  body.properties = given;
  const location = plainLocation(body.location);
  const workspaceId =
    textOf(before?.body.properties["workspaceId"]) ?? guidOf("workspace", id.key, String(state.clock.now()));
  body.kind ??= "Default";
  body.sku = { name: "Basic", tier: "Basic", ...body.sku };
  const network = objectOf(body.properties["managedNetwork"]);
  const status = objectOf(objectOf(existing?.body.properties["managedNetwork"])["status"]);
  body.properties = {
    ...withDefaults(body.properties, {
      friendlyName: id.name,
      hbiWorkspace: false,
      publicNetworkAccess: "Enabled",
      v1LegacyMode: false,
    }),
    managedNetwork: {
      isolationMode: "Disabled",
      ...network,
      ...(isIsolated(write) ? { status: { status: "Inactive", sparkReady: false, ...status } } : {}),
    },
    workspaceId,
    tenantId: state.directory.tenantId,
    discoveryUrl: `https://${location}.api.azureml.ms/discovery`,
    mlFlowTrackingUri: `azureml://${location}.api.azureml.ms/mlflow/v1.0${id.toString()}`,
    notebookInfo: {
      fqdn: notebookName(id.name, location, workspaceId),
      resourceId: guidOf("notebook", id.key).replaceAll("-", ""),
    },
    privateLinkCount: 0,
  };
}

/** The body that the service returns: with rules and endpoints, and ids of other services in another letter case. */
function view({ id, body }: ArmResource, state: EmulatorState): Body {
  const { properties } = body;
  const network = objectOf(properties["managedNetwork"]);
  return {
    ...body,
    properties: {
      ...properties,
      ...recased(properties, "applicationInsights", /Microsoft\.Insights/i, "Microsoft.insights"),
      ...recased(properties, "keyVault", /Microsoft\.KeyVault/i, "Microsoft.Keyvault"),
      managedNetwork: {
        ...network,
        outboundRules: Object.fromEntries(rulesOf({ id }, state).map((rule) => [rule.id.name, rule.body.properties])),
      },
      privateEndpointConnections: connectionsTo({ id }, state),
    },
  };
}

function recased(properties: Properties, name: string, pattern: RegExp, casing: string): Properties {
  const value = textOf(properties[name]);
  return value === undefined ? {} : { [name]: value.replace(pattern, casing) };
}
