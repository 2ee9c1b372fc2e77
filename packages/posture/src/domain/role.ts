import { roleById, ROLES, type Role } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import type { Environment, Environments } from "./environment.js";
import type { Inventory } from "./inventory.js";
import { nameOf } from "./network.js";
import { pointTo, readText, written, type Pointer } from "./reader.js";

/** Who holds a role. */
export interface Principal {
  /** Tells principals apart: a resource's id, a variable's name, an object id. */
  readonly key: string;
  readonly name: string;
  /** The identity, where the stacks make it. */
  readonly resource: Resource | undefined;
  /** Where the identity belongs; undefined for people and principals that come from outside. */
  readonly environment: Environment | undefined;
}

/** How much a scope takes in. */
export type ScopeLevel = "management-group" | "subscription" | "resource-group" | "resource" | "unknown";

/** One role, given to one principal somewhere. */
export interface RoleAssignment {
  readonly resource: Resource;
  readonly principal: Principal;
  readonly role: AssignedRole;
  readonly scope: Pointer;
  readonly level: ScopeLevel;
  /** How people call the scope. */
  readonly scopeName: string;
  /** The environment of what the scope is on. */
  readonly scopeEnvironment: Environment | undefined;
  /** Why, as the assignment itself says. */
  readonly reason: string | undefined;
  /** `ServicePrincipal`, `User` or `Group`, where written. */
  readonly principalType: string | undefined;
  readonly conditional: boolean;
}

/** A role as an assignment names it. */
export interface AssignedRole {
  /** The role definition's GUID, a custom role's resource id in the model, or a display name. */
  readonly key: string;
  readonly name: string;
  /** The catalogue's entry, for a built-in role that it has. */
  readonly builtIn: Role | undefined;
  /** The definition, for a custom role that the stacks make. */
  readonly definition: Resource | undefined;
  /** Whether it's named by display name. */
  readonly byName: boolean;
}

const GUID = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const BY_NAME = new Map(Object.values(ROLES).map((role: Role) => [role.name.toLowerCase(), role]));

/** The role assignments of a platform. */
export function roleAssignments(inventory: Inventory, environments: Environments): readonly RoleAssignment[] {
  return inventory.created("Microsoft.Authorization/roleAssignments").flatMap((resource) => {
    const scope = pointTo(resource, "scope", "parent_id");
    const holder = pointTo(resource, "principal_id", "properties.principalId");
    if (!scope || !holder) return [];
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
        principalType: readText(resource, "principal_type", "properties.principalType"),
        conditional: written(resource, "condition", "properties.condition") !== undefined,
      },
    ];
  });
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
  const name = readText(resource, "role_definition_name");
  if (name !== undefined) {
    const builtIn = BY_NAME.get(name.toLowerCase());
    return { key: builtIn?.id ?? name, name: builtIn?.name ?? name, builtIn, definition: undefined, byName: true };
  }
  const to = pointTo(resource, "role_definition_id", "properties.roleDefinitionId");
  const text = written(resource, "role_definition_id", "properties.roleDefinitionId");
  const guid = typeof text === "string" ? GUID.exec(text)?.[1]?.toLowerCase() : undefined;
  const builtIn = guid === undefined ? undefined : roleById(guid);
  if (guid !== undefined)
    return { key: guid, name: builtIn?.name ?? guid, builtIn, definition: undefined, byName: false };
  const definition = to?.resource;
  if (definition?.kind === "data") {
    const looked = readText(definition, "name");
    const found = looked === undefined ? undefined : BY_NAME.get(looked.toLowerCase());
    return {
      key: found?.id ?? looked ?? definition.id,
      name: found?.name ?? looked ?? definition.address,
      builtIn: found,
      definition: undefined,
      byName: true,
    };
  }
  const label = definition ? nameOf(definition) : (to?.shape ?? "an unknown role");
  return { key: definition?.id ?? label, name: label, builtIn: undefined, definition, byName: false };
}

function levelOf({ resource, shape, attribute, suffix }: Pointer): ScopeLevel {
  if (resource) {
    if (/^azurerm_subscription$/.test(resource.type)) return "subscription";
    if (resource.type === "azurerm_management_group") return "management-group";
    if (resource.type === "azurerm_client_config" || attribute === "subscription_id") return levelOfShape(shape);
    if (resource.type === "azurerm_resource_group" && suffix === "") return "resource-group";
    return "resource";
  }
  return levelOfShape(shape);
}

function levelOfShape(shape: string): ScopeLevel {
  if (shape === "/" || /^\/providers\/Microsoft\.Management\/managementGroups\//i.test(shape))
    return "management-group";
  if (/^\/subscriptions\/[^/]+\/?$/i.test(shape)) return "subscription";
  if (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/?$/i.test(shape)) return "resource-group";
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\//i.test(shape) ? "resource" : "unknown";
}
