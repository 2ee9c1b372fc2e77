import { API_VERSIONS, ArmId } from "@org/azure-catalog";
import type { AzureClient, Failure } from "@org/azure-client";
import type { Subject } from "./subject.js";
import { type Body, objectsAt, textAt } from "./values.js";

/** How resources of a type are read. */
interface ReadType {
  readonly apiVersion: string;
  /**
   * The list that contains a resource: of its type in the resource group; of its parent; of everything that extends its
   * scope; of the subscription; or the body of its parent. A few are read by themselves.
   */
  readonly from: "group" | "parent" | "scope" | "subscription" | "parent's body" | "itself";
}

const NETWORK = "2024-05-01";
const DNS = "2024-06-01";
const SQL = "2023-08-01";
const AKS = "2025-05-01";
const group = (apiVersion: string): ReadType => ({ apiVersion, from: "group" });
const parent = (apiVersion: string): ReadType => ({ apiVersion, from: "parent" });
const scope = (apiVersion: string): ReadType => ({ apiVersion, from: "scope" });

/**
 * How each type is read, with an api-version that has everything that is compared. Types that only azapi writes are read
 * with its own version.
 */
const READ_TYPES: Readonly<Record<string, ReadType>> = Object.fromEntries(
  Object.entries({
    "Microsoft.Authorization/roleDefinitions": { apiVersion: "2022-04-01", from: "itself" },
    "Microsoft.Compute/diskEncryptionSets": group("2024-03-02"),
    "Microsoft.Compute/virtualMachines/extensions": parent("2024-07-01"),
    "Microsoft.Network/networkWatchers/flowLogs": parent(NETWORK),
    "Microsoft.Authorization/locks": scope("2020-05-01"),
    "Microsoft.Authorization/roleAssignments": scope("2022-04-01"),
    "Microsoft.Authorization/policyAssignments": scope("2023-04-01"),
    "Microsoft.Authorization/policyExemptions": scope("2022-07-01-preview"),
    "Microsoft.Compute/virtualMachines": group("2024-07-01"),
    "Microsoft.Compute/virtualMachineScaleSets": group("2024-07-01"),
    "Microsoft.Consumption/budgets": scope("2023-05-01"),
    "Microsoft.CostManagement/scheduledActions": scope("2023-03-01"),
    "Microsoft.ContainerRegistry/registries": group("2023-07-01"),
    "Microsoft.ContainerService/managedClusters": group(AKS),
    "Microsoft.ContainerService/managedClusters/agentPools": parent(AKS),
    "Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings": parent(AKS),
    "Microsoft.DevTestLab/schedules": group("2018-09-15"),
    "Microsoft.Insights/actionGroups": group("2023-01-01"),
    "Microsoft.Insights/activityLogAlerts": group("2020-10-01"),
    "Microsoft.Insights/autoscaleSettings": group("2022-10-01"),
    "Microsoft.Insights/components": group("2020-02-02"),
    "Microsoft.Insights/diagnosticSettings": scope("2021-05-01-preview"),
    "Microsoft.Insights/scheduledQueryRules": group("2023-12-01"),
    "Microsoft.Insights/workbooks": { apiVersion: "2022-04-01", from: "itself" },
    "Microsoft.KeyVault/vaults": group("2023-07-01"),
    "Microsoft.KubernetesConfiguration/extensions": scope("2023-05-01"),
    // Lists of these two needn't contain everything that is written, such as the managed network.
    "Microsoft.MachineLearningServices/registries": { apiVersion: API_VERSIONS.machineLearning, from: "itself" },
    "Microsoft.MachineLearningServices/workspaces": { apiVersion: API_VERSIONS.machineLearning, from: "itself" },
    "Microsoft.MachineLearningServices/workspaces/computes": parent(API_VERSIONS.machineLearning),
    "Microsoft.MachineLearningServices/workspaces/datastores": parent(API_VERSIONS.machineLearning),
    "Microsoft.MachineLearningServices/workspaces/outboundRules": parent(API_VERSIONS.machineLearning),
    "Microsoft.ManagedIdentity/userAssignedIdentities": group("2023-01-31"),
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials": parent("2023-01-31"),
    "Microsoft.Network/azureFirewalls": group(NETWORK),
    "Microsoft.Network/bastionHosts": group(NETWORK),
    "Microsoft.Network/connections": group(NETWORK),
    "Microsoft.Network/firewallPolicies": group(NETWORK),
    "Microsoft.Network/firewallPolicies/ruleCollectionGroups": parent(NETWORK),
    "Microsoft.Network/natGateways": group(NETWORK),
    "Microsoft.Network/networkInterfaces": group(NETWORK),
    "Microsoft.Network/networkSecurityGroups": group(NETWORK),
    "Microsoft.Network/privateDnsZones": group(DNS),
    "Microsoft.Network/privateDnsZones/A": parent(DNS),
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks": parent(DNS),
    "Microsoft.Network/privateEndpoints": group(NETWORK),
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups": parent(NETWORK),
    "Microsoft.Network/publicIPAddresses": group(NETWORK),
    "Microsoft.Network/routeTables": group(NETWORK),
    "Microsoft.Network/virtualNetworkGateways": group(NETWORK),
    "Microsoft.Network/virtualNetworkGateways/connections": parent(NETWORK),
    "Microsoft.Network/virtualNetworks": group(NETWORK),
    "Microsoft.Network/virtualNetworks/subnets": { apiVersion: NETWORK, from: "parent's body" },
    "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": { apiVersion: NETWORK, from: "parent's body" },
    "Microsoft.OperationalInsights/workspaces": group("2023-09-01"),
    "Microsoft.Resources/resourceGroups": { apiVersion: "2021-04-01", from: "subscription" },
    "Microsoft.Security/pricings": { apiVersion: "2023-01-01", from: "itself" },
    "Microsoft.Sql/servers": group(SQL),
    "Microsoft.Sql/servers/databases": parent(SQL),
    "Microsoft.Sql/servers/extendedAuditingSettings": parent(SQL),
    "Microsoft.Sql/servers/firewallRules": parent(SQL),
    "Microsoft.Sql/servers/virtualNetworkRules": parent(SQL),
    "Microsoft.Storage/storageAccounts": group("2023-05-01"),
    "Microsoft.Storage/storageAccounts/blobServices/containers": parent("2023-05-01"),
  } satisfies Record<string, ReadType>).map(([type, read]) => [type.toLowerCase(), read]),
);

/**
 * Codes of Azure for something that isn't there. A 404 with another code, such as `InvalidResourceType`, says nothing
 * about it.
 */
const MISSING: ReadonlySet<string> = new Set([
  "ResourceNotFound",
  "ParentResourceNotFound",
  "ResourceGroupNotFound",
  "RoleDefinitionDoesNotExist",
]);

/** A list in Azure. */
interface ListRequest {
  readonly path: string;
  readonly apiVersion: string;
  /** Whether it is one resource. */
  readonly single?: true;
}

/** What Azure answered for a resource or list. */
export type Read<T> =
  | { readonly state: "read"; readonly value: T }
  | { readonly state: "failed"; readonly failure: Failure }
  /** Nothing was asked, because the type isn't known here. */
  | { readonly state: "not asked" };

/** The lists that are read, and their answers. All requests follow from the states, so none waits for another. */
export class LiveAzure {
  readonly #lists = new Map<string, ListRequest>();
  readonly #answers = new Map<string, Awaited<ReturnType<AzureClient["list"]>>>();

  /** Asks for the list that contains a resource. */
  public want({ id, apiVersion }: Pick<Subject, "id" | "apiVersion">): void {
    const list = listOf(id, apiVersion);
    if (list) this.#lists.set(list.path.toLowerCase(), list);
  }

  /** Asks for all resources of a type in a resource group or below a resource. */
  public wantAll(owner: ArmId, type: string): void {
    this.want({ id: anyOf(owner, type), apiVersion: undefined });
  }

  /** Number of lists. */
  public get size(): number {
    return this.#lists.size;
  }

  /**
   * Reads everything that was asked for.
   * @param onRead called after each list
   */
  public async read(client: AzureClient, onRead: () => void): Promise<void> {
    await Promise.all(
      [...this.#lists].map(async ([key, { path, apiVersion, single }]) => {
        const answer = single ? await client.get(path, apiVersion) : await client.list(path, apiVersion);
        this.#answers.set(key, answer.ok ? { ok: true, value: [answer.value].flat() } : answer);
        onRead();
      }),
    );
  }

  /** All failures. */
  public get failures(): readonly Failure[] {
    return [...this.#answers.values()].flatMap((answer) => (answer.ok ? [] : [answer.failure]));
  }

  /** All resources of a type in a resource group or below a resource. A list of something that isn't there is empty. */
  public all(owner: ArmId, type: string): Read<readonly Body[]> {
    return this.#bodies(listOf(anyOf(owner, type), undefined));
  }

  /** The body of a resource; undefined if Azure doesn't have it. */
  public find({ id, apiVersion }: Pick<Subject, "id" | "apiVersion">): Read<Body | undefined> {
    const bodies = this.#bodies(listOf(id, apiVersion));
    if (bodies.state !== "read") return bodies;
    const container = readTypeOf(id)?.from === "parent's body" ? id.parent : undefined;
    const wanted = (container ?? id).key;
    const found = bodies.value.find((body) => textAt(body, "id").toLowerCase() === wanted);
    if (!container) return found ? this.#completed(id, found) : { state: "read", value: undefined };
    const inner = objectsAt(found, `properties.${lastTypeOf(id)}`).find(
      (one) => textAt(one, "name").toLowerCase() === id.name.toLowerCase(),
    );
    return { state: "read", value: inner };
  }

  /** Adds the zone groups of a private endpoint, which azurerm writes as one resource with it. */
  #completed(id: ArmId, body: Body): Read<Body> {
    if (!id.hasType("Microsoft.Network/privateEndpoints")) return { state: "read", value: body };
    const groups = this.all(id, "privateDnsZoneGroups");
    return groups.state === "read" ? { state: "read", value: { ...body, zoneGroups: groups.value } } : groups;
  }

  #bodies(list: ListRequest | undefined): Read<readonly Body[]> {
    const answer = list && this.#answers.get(list.path.toLowerCase());
    if (!answer) return { state: "not asked" };
    if (answer.ok) return { state: "read", value: answer.value };
    return MISSING.has(answer.failure.code ?? "")
      ? { state: "read", value: [] }
      : { state: "failed", failure: answer.failure };
  }
}

function readTypeOf(id: ArmId): ReadType | undefined {
  return READ_TYPES[id.resourceType.toLowerCase()];
}

/** The last part of a type, such as `subnets`. */
function lastTypeOf({ resourceType }: ArmId): string {
  return resourceType.slice(resourceType.lastIndexOf("/") + 1);
}

/** The list in Azure that contains a resource; undefined for a type that isn't known. */
function listOf(id: ArmId, written: string | undefined): ListRequest | undefined {
  const known = readTypeOf(id);
  const derived =
    written === undefined
      ? undefined
      : ({ apiVersion: written, from: id.resourceType.split("/").length > 2 ? "parent" : "group" } as const);
  const type = known ?? derived;
  if (!type) return undefined;
  const apiVersion = written ?? type.apiVersion;
  switch (type.from) {
    case "itself":
      return { path: id.toString(), apiVersion, single: true };
    case "subscription":
      return { path: `/subscriptions/${id.subscriptionId ?? ""}/resourceGroups`, apiVersion };
    case "parent's body":
      return id.parent && listOf(id.parent, undefined);
    case "scope":
      return { path: `${scopeOf(id)}/providers/${id.resourceType}`, apiVersion };
    case "parent":
      // All kinds of records are in one list.
      return {
        path: `${id.parent?.toString() ?? ""}/${id.hasType("Microsoft.Network/privateDnsZones/A") ? "ALL" : lastTypeOf(id)}`,
        apiVersion,
      };
    case "group":
      return { path: `${groupOf(id)?.toString() ?? id.scope}/providers/${id.resourceType}`, apiVersion };
  }
}

/**
 * The scope whose list contains an extension. A list of role assignments or locks contains those below its scope, so
 * that of the resource group is read.
 */
function scopeOf(id: ArmId): string {
  const below = id.namespace.toLowerCase() === "microsoft.authorization";
  return (below ? groupOf(id)?.toString() : undefined) ?? id.scope;
}

/** The resource group that contains an id, or is it. */
export function groupOf(id: ArmId): ArmId | undefined {
  const { subscriptionId, resourceGroup } = id;
  return subscriptionId === undefined || resourceGroup === undefined
    ? undefined
    : ArmId.ofResourceGroup(subscriptionId, resourceGroup);
}

/** The id of any resource of a type in a resource group, below a resource, or that extends one. */
function anyOf(owner: ArmId, type: string): ArmId {
  return type.includes("/") ? owner.resource(type, "any") : owner.child(type, "any");
}
