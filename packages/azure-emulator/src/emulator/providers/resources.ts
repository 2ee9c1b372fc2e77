import { ArmId, REGIONS, subResourcesOf } from "@org/azure-catalog";
import { ARM_RESOURCE_TYPES } from "@org/azure-catalog/arm-types";
import { ArmError } from "../arm/arm-error.js";
import type { ArmResource } from "../arm/resource.js";
import type { Endpoint, ResourceProvider } from "../arm/resource-type.js";
import type { Directory } from "../directory.js";
import type { EmulatorState } from "../emulator-state.js";
import { membersBehind } from "../private-link-names.js";
import { deploymentOperations, deployments, showOperation, validation } from "./deployments.js";
import { showPlainly } from "./shared.js";

/** The api-version that is listed for types whose versions aren't in the catalog. All versions behave the same. */
const SOME_VERSION = "2025-01-01";

/**
 * Subscriptions, resource groups, and the resource providers that are registered in a subscription.
 * @param providers the other resource providers
 */
export function resources(providers: readonly ResourceProvider[]): ResourceProvider {
  const registrations = (subscription: string): object[] =>
    providers.map(({ namespace }) => registration(subscription, namespace, providers));
  return {
    namespace: "",
    types: [
      {
        type: "Microsoft.Resources/resourceGroups",
        tracked: true,
        latency: { delete: 15 },
      },
    ],
    endpoints: [
      list("subscriptions", (_, state) =>
        subscriptionsOf(state).map((subscription) => shownSubscription(subscription, state.directory)),
      ),
      {
        method: "GET",
        path: "subscriptions/{subscription}",
        answer: ({ subscription = "" }, { directory }) => ({
          status: 200,
          body: shownSubscription(subscription, directory),
        }),
      },
      list("subscriptions/{subscription}/locations", ({ subscription = "" }) =>
        Object.keys(REGIONS).map((name) => ({
          id: `/subscriptions/${subscription}/locations/${name}`,
          name,
          displayName: name,
          metadata: { regionType: "Physical" },
        })),
      ),
      list("subscriptions/{subscription}/providers", ({ subscription = "" }) => registrations(subscription)),
      {
        method: "GET",
        path: "subscriptions/{subscription}/providers/{namespace}",
        answer: ({ subscription = "", namespace = "" }) => ({
          status: 200,
          body: registration(subscription, namespace, providers),
        }),
      },
      {
        method: "POST",
        path: "subscriptions/{subscription}/providers/{namespace}/register",
        answer: ({ subscription = "", namespace = "" }) => ({
          status: 200,
          body: registration(subscription, namespace, providers),
        }),
      },
      list("subscriptions/{subscription}/resourceGroups", ({ subscription = "" }, state) =>
        state.resources
          .ofType("Microsoft.Resources/resourceGroups")
          .filter(({ id }) => isIn(id, subscription))
          .map(showPlainly),
      ),
      list("subscriptions/{subscription}/resources", ({ subscription = "" }, state, { query }) =>
        state.resources
          .all()
          .filter(({ id }) => isIn(id, subscription))
          .filter(isTopLevel)
          .filter(filterOf(query.get("$filter")))
          .map(listed),
      ),
      list(
        "subscriptions/{subscription}/resourceGroups/{group}/resources",
        ({ subscription = "", group = "" }, state, { query }) => {
          const owner = state.resources.get(`/subscriptions/${subscription}/resourceGroups/${group}`);
          if (!owner) throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
          return state.resources
            .childrenOf(owner.id)
            .filter(isTopLevel)
            .filter(filterOf(query.get("$filter")))
            .map(listed);
        },
      ),
      // Clients read the operations of a deployment without its namespace, too.
      list(
        "subscriptions/{subscription}/resourceGroups/{group}/deployments/{name}/operations",
        ({ subscription = "", group = "", name = "" }, state) => {
          const id = ArmId.ofResourceGroup(subscription, group).resource(deployments.type, name);
          const deployment = state.resources.get(id);
          if (!deployment) throw new ArmError(404, "DeploymentNotFound", `Deployment '${name}' could not be found.`);
          return state.resources.childrenOf(deployment.id).map(showOperation);
        },
      ),
      privateLinkResources,
    ],
  };
}

/** Deployments; and tags of a resource, a resource group or a subscription, which are also in its body. */
export const deploymentsAndTags: ResourceProvider = {
  namespace: "Microsoft.Resources",
  types: [deployments, deploymentOperations],
  endpoints: [
    validation,
    {
      method: "GET",
      path: "tags/default",
      answer: ({ scope }, state) => ({
        status: 200,
        body: {
          id: `${scope}/providers/Microsoft.Resources/tags/default`,
          name: "default",
          type: "Microsoft.Resources/tags",
          properties: { tags: state.resources.get(scope)?.body.tags ?? {} },
        },
      }),
    },
  ],
};

/** The sub-resources of a resource that private endpoints can connect to. */
const privateLinkResources = list(
  "subscriptions/{subscription}/resourceGroups/{group}/providers/{namespace}/{type}/{name}/privateLinkResources",
  (_, state, { path }) => {
    const id = ArmId.tryParse(decodeURIComponent(path).slice(0, path.lastIndexOf("/")));
    const resource = state.resources.get(id);
    if (!id || !resource) throw new ArmError(404, "ResourceNotFound", `The Resource '${path}' was not found.`);
    return subResourcesOf(id.resourceType).map((groupId) => ({
      id: `${id.toString()}/privateLinkResources/${groupId}`,
      name: groupId,
      type: `${id.resourceType}/privateLinkResources`,
      properties: {
        groupId,
        requiredMembers: membersBehind(resource, groupId).map(({ name }) => name ?? groupId),
      },
    }));
  },
);

function list(path: string, valueOf: (...parameters: Parameters<Endpoint["answer"]>) => readonly object[]): Endpoint {
  return {
    method: "GET",
    path,
    answer: (...parameters) => ({ status: 200, body: { value: valueOf(...parameters) } }),
  };
}

/** The subscription that clients get by default, and all others that have resources. */
function subscriptionsOf({ directory, resources: store }: EmulatorState): string[] {
  return [...new Set([directory.subscriptionId, ...store.all().flatMap(({ id }) => id.subscriptionId ?? [])])];
}

function shownSubscription(subscription: string, directory: Directory): object {
  return {
    id: `/subscriptions/${subscription}`,
    subscriptionId: subscription,
    tenantId: directory.tenantId,
    displayName: "Azure emulator",
    state: "Enabled",
    subscriptionPolicies: { locationPlacementId: "Public_2014-09-01", quotaId: "EnterpriseAgreement_2014-09-01" },
  };
}

function isIn(id: ArmId, subscription: string): boolean {
  return id.subscriptionId?.toLowerCase() === subscription.toLowerCase();
}

/** Lists of resources contain those with a location whose parent is a group. */
function isTopLevel({ id, body }: ArmResource): boolean {
  return body.location !== undefined && id.parent?.hasType("Microsoft.Resources/resourceGroups") === true;
}

function listed({ id, body }: ArmResource): object {
  const { location, tags: own, kind, sku } = body;
  return { id: id.toString(), name: id.name, type: id.resourceType, location, tags: own, kind, sku };
}

/**
 * The condition of a list of resources: comparisons of name, type, location and group, joined by `and`.
 * @throws ArmError 400 InvalidFilterInQueryString
 */
function filterOf(filter: string | null): (resource: ArmResource) => boolean {
  if (filter === null || filter === "") return () => true;
  const conditions = filter.split(/ and /i).map((condition) => {
    const [, field = "", value = ""] =
      /^\s*(name|resourceType|location|resourceGroup) eq '([^']*)'\s*$/i.exec(condition) ?? [];
    if (field === "") {
      throw new ArmError(
        400,
        "InvalidFilterInQueryString",
        `Invalid $filter '${filter}' specified in the query string: the Azure emulator compares name, resourceType, location and resourceGroup by eq, joined by and.`,
      );
    }
    return [field.toLowerCase(), value.toLowerCase()] as const;
  });
  return ({ id, body }) => {
    const own: Readonly<Record<string, string | undefined>> = {
      name: id.name,
      resourcetype: id.resourceType,
      location: body.location,
      resourcegroup: id.resourceGroup,
    };
    return conditions.every(([field, value]) => own[field]?.toLowerCase() === value);
  };
}

function registration(subscription: string, namespace: string, providers: readonly ResourceProvider[]): object {
  const known = providers.find((one) => one.namespace.toLowerCase() === namespace.toLowerCase());
  return {
    id: `/subscriptions/${subscription}/providers/${known?.namespace ?? namespace}`,
    namespace: known?.namespace ?? namespace,
    registrationState: "Registered",
    registrationPolicy: "RegistrationRequired",
    resourceTypes: (known?.types ?? []).map(({ type }) => ({
      resourceType: type.slice(type.indexOf("/") + 1),
      locations: [],
      apiVersions: ARM_RESOURCE_TYPES[type]?.apiVersions.toReversed() ?? [SOME_VERSION],
    })),
  };
}
