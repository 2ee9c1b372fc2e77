import { roleById, ROLES, type Role } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import type { Environment, Environments } from "./environment.js";
import type { Inventory } from "./inventory.js";
import { nameOf } from "./network.js";
import { armTypeOf } from "./arm-types.js";
import { isNotKnown, pointTo, read, readText, written, type Pointer } from "./reader.js";

/** Principal of a role assignment. */
export interface Principal {
  /** Identifies the principal: the id of a resource in the model, the name of a variable, or an object id. */
  readonly key: string;
  readonly name: string;
  /** The identity, if a stack creates it. */
  readonly resource: Resource | undefined;
  /** Environment of the identity; undefined for users and external principals. */
  readonly environment: Environment | undefined;
}

/** Level of a scope. */
export type ScopeLevel = "management-group" | "subscription" | "resource-group" | "resource" | "unknown";

/** An assignment of a role to a principal on a scope. */
export interface RoleAssignment {
  readonly resource: Resource;
  readonly principal: Principal;
  readonly role: AssignedRole;
  readonly scope: Pointer;
  readonly level: ScopeLevel;
  /** Label of the scope. */
  readonly scopeName: string;
  /** The environment of the scope. */
  readonly scopeEnvironment: Environment | undefined;
  /** The assignment's description. */
  readonly reason: string | undefined;
  /** `ServicePrincipal`, `User` or `Group`; undefined if it isn't set. */
  readonly principalType: string | undefined;
  readonly conditional: boolean;
  /** Whether it is in effect only after its holder activates it (Privileged Identity Management). */
  readonly eligible: boolean;
}

/** A role in an assignment. */
export interface AssignedRole {
  /** The role definition's GUID, a custom role's resource id in the model, or a display name. */
  readonly key: string;
  readonly name: string;
  /** The catalog's facts about a built-in role; undefined for other roles. */
  readonly builtIn: Role | undefined;
  /** The definition of a custom role that the stacks create. */
  readonly definition: Resource | undefined;
  /** Whether it is referred to by display name. */
  readonly byName: boolean;
  /** Whether the role is known. */
  readonly isKnown: boolean;
}

const GUID = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const BY_NAME = new Map(Object.values(ROLES).map((role: Role) => [role.name.toLowerCase(), role]));

const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
const ACTIVE = "Microsoft.Authorization/roleAssignmentScheduleRequests";
const USER_ASSIGNED = "microsoft.managedidentity/userassignedidentities";
const ELIGIBLE = "Microsoft.Authorization/roleEligibilityScheduleRequests";

/** The role assignments of a platform. */
export function roleAssignments(inventory: Inventory, environments: Environments): readonly RoleAssignment[] {
  const types = [ASSIGNMENTS, ACTIVE, ELIGIBLE];
  const holders = holdersByObjectId(inventory);
  return types
    .flatMap((type) => inventory.created(type))
    .flatMap((resource) => {
      const scope = pointTo(resource, "scope", "parent_id");
      const given = pointTo(resource, "principal_id", "properties.principalId");
      if (!scope || !given) return [];
      // Plans and states of deployed resources contain object ids instead of references.
      const owner = given.literal ? holders.get(given.shape.toLowerCase()) : undefined;
      const holder = owner ? { ...given, resource: owner, attribute: "principal_id" } : given;
      return [
        {
          resource,
          principal: principalOf(holder, environments),
          role: roleOf(resource),
          scope,
          level: levelOf(scope),
          scopeName: scope.resource ? `${nameOf(scope.resource)}${scope.suffix}` : scope.shape,
          scopeEnvironment: scope.resource && environments.of(scope.resource),
          reason: readText(resource, "description", "properties.description"),
          // Privileged Identity Management determines the type itself.
          principalType:
            readText(resource, "principal_type", "properties.principalType") ??
            (armTypeOf(resource) === ASSIGNMENTS.toLowerCase() ? undefined : "any"),
          // Azure returns an empty text if there is no condition, which plans of existing assignments contain.
          conditional: !["", undefined].includes(
            read(resource, "condition", "properties.condition") as string | undefined,
          ),
          eligible: armTypeOf(resource) === ELIGIBLE.toLowerCase(),
        },
      ];
    });
}

/** The resources with a managed identity, by its object id, as far as it is known. */
function holdersByObjectId(inventory: Inventory): ReadonlyMap<string, Resource> {
  const holders = new Map<string, Resource>();
  for (const resource of inventory.resources) {
    const own = armTypeOf(resource) === USER_ASSIGNED;
    const id = readText(resource, own ? "principal_id" : "identity.principal_id");
    if (id !== undefined && id !== "") holders.set(id.toLowerCase(), resource);
  }
  return holders;
}

function principalOf({ resource, variable, attribute, shape }: Pointer, environments: Environments): Principal {
  if (resource) {
    const own = resource.kind === "resource";
    const name = own ? nameOf(resource) : resource.address;
    return {
      key: own ? resource.id : `${resource.address}.${attribute ?? ""}`,
      name,
      resource: own ? resource : undefined,
      environment: own ? environments.of(resource) : undefined,
    };
  }
  const name = variable ? [variable.address, attribute].filter(Boolean).join(".") : shape;
  return { key: name.toLowerCase(), name, resource: undefined, environment: undefined };
}

function roleOf(resource: Resource): AssignedRole {
  const name = read(resource, "role_definition_name");
  const id = written(resource, "role_definition_id", "properties.roleDefinitionId");
  // Most ids end with a literal GUID. azurerm then derives the name from the id.
  const named = typeof id === "string" ? GUID.exec(id)?.[1] : undefined;
  if (named !== undefined && !isNotKnown(name)) return roleOfGuid(named.toLowerCase());
  const own = name === undefined ? undefined : pointTo(resource, "role_definition_name")?.resource;
  if (own?.type === "azurerm_role_definition" && own.kind === "resource") return customRole(own);
  if (typeof name === "string") return roleByName(name);
  const to = named === undefined ? pointTo(resource, "role_definition_id", "properties.roleDefinitionId") : undefined;
  const guid = GUID.exec(to?.suffix ?? "")?.[1] ?? GUID.exec(to?.shape ?? "")?.[1];
  if (guid !== undefined && !isNotKnown(name)) return roleOfGuid(guid.toLowerCase());
  const definition = to?.resource;
  if (definition?.kind === "data") {
    const looks = GUID.exec(readText(definition, "role_definition_id") ?? "")?.[1];
    const looked = readText(definition, "name");
    if (looks !== undefined) return roleOfGuid(looks.toLowerCase());
    if (looked !== undefined) return roleByName(looked);
  }
  if (definition?.kind === "resource") return customRole(definition);
  const label = isNotKnown(name) ? name.expression : (to?.shape ?? "an unknown role");
  // An unknown role can be any role, so it never equals another.
  const key = `unknown ${resource.id}`;
  return { key, name: label, builtIn: undefined, definition: undefined, byName: false, isKnown: false };
}

/** A role that the stacks define. */
function customRole(definition: Resource): AssignedRole {
  const name = nameOf(definition);
  return { key: definition.id, name, builtIn: undefined, definition, byName: false, isKnown: true };
}

function roleByName(name: string): AssignedRole {
  const builtIn = BY_NAME.get(name.toLowerCase());
  const key = builtIn?.id ?? name.toLowerCase();
  return { key, name: builtIn?.name ?? name, builtIn, definition: undefined, byName: true, isKnown: true };
}

function roleOfGuid(guid: string): AssignedRole {
  const builtIn = roleById(guid);
  return { key: guid, name: builtIn?.name ?? guid, builtIn, definition: undefined, byName: false, isKnown: true };
}

/** Level of a scope's target. */
export function levelOf({ resource, shape, attribute, suffix }: Pointer): ScopeLevel {
  if (!resource) return levelOfShape(shape);
  if (resource.type === "azurerm_client_config" || attribute === "subscription_id") return levelOfShape(shape);
  if (/^azurerm_subscriptions?$/.test(resource.type)) return levelOfShape(`/subscriptions/{}${suffix}`);
  if (resource.type === "azurerm_management_group") {
    return levelOfShape(`/providers/Microsoft.Management/managementGroups/{}${suffix}`);
  }
  const group = armTypeOf(resource) === "microsoft.resources/resourcegroups";
  return group && suffix === "" ? "resource-group" : "resource";
}

function levelOfShape(shape: string): ScopeLevel {
  if (shape === "/" || /^\/providers\/Microsoft\.Management\/managementGroups\//i.test(shape))
    return "management-group";
  if (/^\/subscriptions\/[^/]+\/?$/i.test(shape)) return "subscription";
  if (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/?$/i.test(shape)) return "resource-group";
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\//i.test(shape) ? "resource" : "unknown";
}
