import type { Resource } from "@org/aml-synth-model";
import { armTypeOf } from "./arm-types.js";
import type { Environment, Environments } from "./environment.js";
import type { Endpoint } from "./endpoint.js";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { pointTo, visitIds } from "./reader.js";
import type { RoleAssignment } from "./role.js";

/** Kind of a reference between environments. */
export type CrossingKind = "role" | "outbound rule" | "private endpoint" | "peering" | "private DNS" | "data";

/** A reference from a resource of one environment to a resource of another. */
export interface Crossing {
  readonly kind: CrossingKind;
  readonly from: Resource;
  readonly fromEnvironment: Environment;
  readonly to: Resource;
  readonly toEnvironment: Environment;
  /** Path of the reference; empty if it goes through a data source, local or output. */
  readonly path: string;
}

/** The parts of a platform that can refer to another environment. */
interface CrossingSources {
  readonly environments: Environments;
  readonly inventory: Inventory;
  readonly identities: Identities;
  readonly assignments: readonly RoleAssignment[];
  readonly endpoints: readonly Endpoint[];
}

const KINDS: Readonly<Record<string, CrossingKind>> = {
  "microsoft.authorization/roleassignments": "role",
  "microsoft.machinelearningservices/workspaces/outboundrules": "outbound rule",
  "microsoft.network/privateendpoints": "private endpoint",
  "microsoft.network/virtualnetworks/virtualnetworkpeerings": "peering",
  "microsoft.network/connections": "peering",
  "microsoft.network/virtualhubs/hubvirtualnetworkconnections": "peering",
  "microsoft.network/privatednszones/virtualnetworklinks": "private DNS",
  "microsoft.network/privatednszones/a": "private DNS",
  "microsoft.network/privateendpoints/privatednszonegroups": "private DNS",
};
const WORKSPACES = "microsoft.machinelearningservices/workspaces";
/** A rule in the workspace's own body. */
const INLINE_RULE = /\bmanagedNetwork\.outboundRules\b/;
const OUTBOUND = /^azurerm_machine_learning_workspace_network_outbound_rule_/;

/** All references to other environments. */
export function crossingsOf(platform: CrossingSources): readonly Crossing[] {
  const { environments, inventory } = platform;
  const crossings: Crossing[] = [];
  const identified = identifiedBy(platform);
  for (const from of [...inventory.resources, ...inventory.model.dataSources()]) {
    if (from.type === "terraform_remote_state") continue;
    const byId = identified.get(from);
    for (const to of new Set([...from.dependencies(), ...(byId?.keys() ?? [])])) {
      if (to.kind !== "resource" || environments.nameOf(from) === environments.nameOf(to)) continue;
      const path = pathBetween(from, to) || (byId?.get(to) ?? "");
      const kind = kindOf(from, to, path);
      const fromEnvironment = environments.of(from);
      // A hub's half of a peering belongs to the spoke. Connections are evaluated from the networks.
      if (kind === "peering" && fromEnvironment.shared) continue;
      crossings.push({
        kind,
        from,
        fromEnvironment,
        to,
        toEnvironment: environments.of(to),
        path,
      });
    }
  }
  return crossings;
}

/** Resources that are referred to by ARM id or by a data source. */
function identifiedBy({
  inventory,
  identities,
  assignments,
  endpoints,
}: CrossingSources): ReadonlyMap<Resource, ReadonlyMap<Resource, string>> {
  const found = new Map<Resource, Map<Resource, string>>();
  const add = (from: Resource, to: Resource | undefined, path = ""): void => {
    if (!to) return;
    const known = found.get(from) ?? new Map<Resource, string>();
    found.set(from, known.set(to, known.get(to) || path));
  };
  for (const from of inventory.resources) {
    visitIds(from.attributes, "", (id, path) => {
      // In a plan of existing resources, a resource also contains its own id.
      if (path !== "id") add(from, identities.created({ shape: id, suffix: "", literal: true }, from), path);
    });
  }
  for (const data of inventory.model.dataSources()) {
    const to = identities.createdFor(data);
    if (to) for (const from of data.dependents()) add(from, to);
  }
  for (const { resource, scope, principal } of assignments) {
    add(resource, identities.created(scope, resource));
    add(resource, principal.resource);
  }
  for (const { resource, target } of endpoints) add(resource, target?.resource);
  for (const resource of inventory.resources.filter(isOutboundRule)) {
    const to = pointTo(resource, "service_resource_id", "properties.destination.serviceResourceId");
    add(resource, to && identities.created(to, resource));
  }
  return found;
}

function isOutboundRule(resource: Resource): boolean {
  return OUTBOUND.test(resource.type) || KINDS[armTypeOf(resource) ?? ""] === "outbound rule";
}

/**
 * Path of the reference. Arguments are preferred to `name`, which may only be composed of the other resource's name.
 */
function pathBetween(from: Resource, to: Resource): string {
  const references = from.references().filter((reference) => reference.target.element === to);
  return (references.find(({ path, explicit }) => path !== "name" && !explicit) ?? references[0])?.path ?? "";
}

function kindOf(from: Resource, to: Resource, path: string): CrossingKind {
  const type = armTypeOf(from);
  if (type === "microsoft.network/privateendpoints" && armTypeOf(to) === "microsoft.network/privatednszones") {
    return "private DNS";
  }
  if (type === WORKSPACES && INLINE_RULE.test(path)) return "outbound rule";
  return (type === undefined ? undefined : KINDS[type]) ?? (OUTBOUND.test(from.type) ? "outbound rule" : "data");
}
