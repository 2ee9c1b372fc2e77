import { ArmId } from "@org/azure-catalog";
import { Address4 } from "ip-address";
import { parseBlock } from "./addresses.js";
import { type Body, objectOf, textOf, textsOf } from "./arm/body.js";
import type { EmulatorState } from "./emulator-state.js";
import { guidOf } from "./guid.js";

/** A resource that exists before the first request, in the form in which Azure's tools print it. */
export interface ExistingResource {
  /** ARM id. */
  readonly id: string;
  /**
   * Azure region.
   * @default - that of the option `location`
   */
  readonly location?: string | undefined;
  /**
   * Properties that stacks depend on, such as the address space of a network or the principal id of an identity.
   * @default - values that are valid for the type
   */
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly [name: string]: unknown;
}

/**
 * The resources with their parents, each once and after its parent. A given resource takes precedence over one that is
 * only part of an id.
 */
export function withParents(resources: readonly ExistingResource[]): { id: ArmId; given: ExistingResource }[] {
  const all = new Map<string, { id: ArmId; given: ExistingResource }>();
  for (const given of resources) all.set(ArmId.parse(given.id, "existing").key, { id: ArmId.parse(given.id), given });
  for (const { id } of [...all.values()]) {
    for (let parent = id.parent; parent; parent = parent.parent) {
      if (parent.hasType("Microsoft.Resources/subscriptions") || all.has(parent.key)) continue;
      all.set(parent.key, { id: parent, given: { id: parent.toString() } });
    }
  }
  return [...all.values()].sort((a, b) => a.id.key.length - b.id.key.length || (a.id.key < b.id.key ? -1 : 1));
}

/** Body of the request that creates an existing resource: the given properties, and others that its type requires. */
export function bodyOfExisting(
  id: ArmId,
  { id: _id, name: _name, type: _type, ...given }: ExistingResource,
  location: string,
  state: EmulatorState,
): Body {
  const global = id.hasType("Microsoft.Network/privateDnsZones");
  const body = { location: global ? "global" : location, ...DEFAULTS[id.resourceType.toLowerCase()]?.(id, state) };
  return {
    ...body,
    ...given,
    location: given.location ?? body.location,
    properties: { ...objectOf(body["properties"]), ...given.properties },
  };
}

type Defaults = (id: ArmId, state: EmulatorState) => Partial<Body>;

/** Valid bodies by type, in lower case. */
const DEFAULTS: Readonly<Record<string, Defaults>> = {
  "microsoft.network/virtualnetworks": (_, state) => ({
    properties: { addressSpace: { addressPrefixes: [freeNetwork(state)] } },
  }),
  "microsoft.network/virtualnetworks/subnets": (id, state) => ({
    properties: { addressPrefix: freeSubnet(id, state) },
  }),
  "microsoft.storage/storageaccounts": () => ({
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    properties: { publicNetworkAccess: "Disabled" },
  }),
  "microsoft.keyvault/vaults": (_, { directory }) => ({
    properties: {
      tenantId: directory.tenantId,
      sku: { family: "A", name: "premium" },
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      publicNetworkAccess: "Disabled",
    },
  }),
  "microsoft.containerregistry/registries": () => ({
    sku: { name: "Premium" },
    properties: { publicNetworkAccess: "Disabled" },
  }),
  "microsoft.operationalinsights/workspaces": () => ({ properties: { sku: { name: "PerGB2018" } } }),
  "microsoft.insights/components": () => ({ kind: "web", properties: { Application_Type: "web" } }),
  "microsoft.sql/servers": () => ({
    properties: {
      administrators: { login: "sql-admins", sid: guidOf("sql-admins"), azureADOnlyAuthentication: true },
      publicNetworkAccess: "Disabled",
    },
  }),
  "microsoft.insights/actiongroups": () => ({ properties: { groupShortName: "existing", enabled: true } }),
  "microsoft.machinelearningservices/registries": () => ({
    identity: { type: "SystemAssigned" },
    properties: { publicNetworkAccess: "Disabled", regionDetails: [] },
  }),
};

/** A block of the shared address space 100.64.0.0/10, which no other existing network has. */
function freeNetwork(state: EmulatorState): string {
  const count = state.resources.ofType("Microsoft.Network/virtualNetworks").length;
  return `100.${64 + (count % 64)}.0.0/16`;
}

/**
 * A block at the end of the network, because stacks usually add their own subnets at the start.
 * @throws Error if the network has no room
 */
function freeSubnet(id: ArmId, state: EmulatorState): string {
  const network = state.resources.get(id.parent);
  const [space = ""] = textsOf(objectOf(network?.body.properties["addressSpace"])["addressPrefixes"]);
  const range = parseBlock(space);
  const siblings = network
    ? state.resources.childrenOf(network.id).filter((one) => one.id.hasType(id.resourceType))
    : [];
  const length = Math.max(24, (range?.subnetMask ?? 32) + 2);
  const size = 1n << BigInt(32 - length);
  const start = (range?.endAddress().bigInt() ?? 0n) + 1n - size * BigInt(siblings.length + 1);
  if (range && length <= 29 && start >= range.startAddress().bigInt()) {
    return `${Address4.fromBigInt(start).correctForm()}/${length}`;
  }
  throw new Error(`${id.toString()} has no place in ${space}: give its properties.addressPrefix`);
}

/** Gives an existing identity its own principal, which existed long ago. */
export function adoptPrincipal(
  id: ArmId,
  { properties }: ExistingResource,
  { directory, resources }: EmulatorState,
): void {
  const resource = resources.get(id);
  if (!resource || !id.hasType("Microsoft.ManagedIdentity/userAssignedIdentities")) return;
  directory.remove(textOf(resource.body.properties["principalId"]) ?? "");
  const { objectId, clientId } = directory.add(id.toString(), -Infinity, {
    objectId: textOf(properties?.["principalId"]),
    clientId: textOf(properties?.["clientId"]),
  });
  Object.assign(resource.body.properties, { principalId: objectId, clientId });
}
