import { ROLES } from "@org/azure-catalog";
import type { Resource, Stack, SynthModel } from "@org/aml-synth-model";
import { defaultPlatform } from "../fixture.js";

export const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
export const REGISTRIES = "Microsoft.MachineLearningServices/registries";
export const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
export const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";
export const ENVIRONMENTS = ["dev", "prod"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The platform that every conformance test looks at. */
export const platform = (): SynthModel => defaultPlatform();

/** The stacks of an environment, its base first, or the one of the zones. */
export function stacksOf(environment: Environment | "dns-shared"): readonly Stack[] {
  const names = [`aml-${environment}-base`, `aml-${environment}`];
  return platform().stacks.filter(({ name }) => names.includes(name));
}

/** Resources of a Terraform or ARM type, of one environment or of all. */
export function all(type: string, environment?: Environment | "dns-shared"): readonly Resource[] {
  const found = type.includes("/")
    ? platform().resources({ armType: type, type: "azapi_resource" })
    : platform().resources({ type });
  return environment === undefined ? found : found.filter(({ stack }) => stacksOf(environment).includes(stack));
}

/** Whether a resource is created after another, by its dependencies or by the order of the stacks. */
export function isAfter(resource: Resource, other: Resource): boolean {
  return resource.stack.dependencies().includes(other.stack) || resource.transitiveDependencies().includes(other);
}

/** The only resource of a type in an environment. */
export function one(type: string, environment: Environment): Resource {
  const found = all(type, environment);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of ${type} in ${environment}`);
  return found[0];
}

/** The resource of a construct path below an environment. */
export function at(environment: Environment, path: string): Resource {
  const wanted = stacksOf(environment).map(({ name }) => `${name}/Environment/${path}`);
  const found = platform()
    .resources()
    .find(({ constructPath }) => constructPath !== undefined && wanted.includes(constructPath));
  if (!found) throw new Error(`nothing was synthesized at ${wanted.join(" or ")}`);
  return found;
}

/** What a reference in a resource's arguments leads to, across stacks. */
export function targetOf(resource: Resource, path: string): Resource {
  const target = resource.references().find((reference) => reference.path === path)?.target?.element;
  if (!target || !("type" in target)) throw new Error(`${resource.id} has no reference at ${path}`);
  return target as Resource;
}

/** A role assignment, read. */
export interface Grant {
  readonly resource: Resource;
  /** Key of the role in the catalogue. */
  readonly role: string;
  /** Who has it. */
  readonly principal: string;
  /** Where. */
  readonly scope: Resource;
  readonly path: string;
}

const ROLE_KEYS = new Map(Object.entries(ROLES).map(([key, { id }]) => [id as string, key]));

/** Every role assignment of the platform. */
export function grants(environment?: Environment | "dns-shared"): Grant[] {
  return all("azurerm_role_assignment", environment).map((resource) => {
    const guid =
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(String(resource.get("role_definition_id")))?.[0] ?? "";
    const reference = resource.references().find(({ path }) => path === "principal_id");
    const principal = reference?.target?.element ?? reference?.to;
    return {
      resource,
      role: ROLE_KEYS.get(guid) ?? guid,
      principal: String(principal?.get("name") ?? principal?.address),
      scope: targetOf(resource, "scope"),
      path: resource.constructPath ?? "",
    };
  });
}

/** Roles of a principal, with the type of the scope: `reader azurerm_resource_group`. */
export function rolesOf(principal: string, environment?: Environment): string[] {
  return grants(environment)
    .filter((grant) => grant.principal === principal)
    .map(({ role, scope }) => `${role} ${scope.armType ?? scope.type}`)
    .sort();
}
