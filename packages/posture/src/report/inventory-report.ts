import { groupBy } from "@org/aml-synth-model";
import { armTypeOf, shortType } from "../domain/arm-types.js";
import type { Platform } from "../domain/platform.js";
import { readText } from "../domain/reader.js";
import type { Report } from "./report.js";

/** The environments of a platform, with their stacks and numbers of resources. */
export function environmentsOf(platform: Platform): Report["environments"] {
  const resources = groupBy(platform.inventory.resources, (resource) => platform.environments.nameOf(resource));
  return platform.environments.all.map(({ name, shared, production, mayUse }) => {
    const own = resources.get(name) ?? [];
    const stacks = [...new Set(own.map(({ stack }) => stack.name))];
    return { name, shared, production, mayUse: [...mayUse], stacks, resources: own.length };
  });
}

/** The role assignments with their reasons. */
export function rolesOf(platform: Platform): Report["roles"] {
  return platform.assignments
    .map((assignment) => ({
      principal: assignment.principal.name,
      principalEnvironment: assignment.principal.environment?.name ?? null,
      principalType: assignment.principalType ?? null,
      role: assignment.role.name,
      scope: assignment.scopeName,
      scopeEnvironment: assignment.scopeEnvironment?.name ?? null,
      reason: assignment.reason ?? null,
      place: assignment.resource.id,
    }))
    .sort((a, b) => compare(a.principal, b.principal) || compare(a.scope, b.scope) || compare(a.role, b.role));
}

/** The Azure names of all resources, as far as they are known. */
export function namesOf(platform: Platform): Report["names"] {
  return platform.inventory.resources.flatMap((resource) => {
    const type = armTypeOf(resource);
    const name =
      type === undefined || type === "microsoft.authorization/roleassignments"
        ? undefined
        : readText(resource, "name", "name");
    if (name === undefined) return [];
    return [
      { environment: platform.environments.nameOf(resource), type: shortType(resource), name, place: resource.id },
    ];
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
