import { ROLES } from "@org/azure-catalog";
import { groupBy, type Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { blocksIn } from "../domain/blocks.js";
import type { Crossing } from "../domain/crossing.js";
import { isNetwork } from "../domain/network-link.js";
import { nameOf } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import type { RoleAssignment } from "../domain/role.js";
import { leadsOutside, NetworkPaths, unreadPaths } from "./network-paths.js";
import {
  count,
  step,
  type CheckViolation,
  type Evidence,
  type PlatformCheck,
  type Undecided,
} from "./platform-check.js";

const REGISTRIES = "microsoft.machinelearningservices/registries";
/** Roles that an identity of another environment may have on a registry. */
const ALLOWED_ROLES: ReadonlySet<string> = new Set([
  ROLES.azureMlRegistryUser.id,
  ROLES.networkConnectionApprover.id,
  ROLES.reader.id,
]);

/** No path from one environment to another, except to a registry that it may use. */
export const ISOLATION: PlatformCheck = {
  id: "isolation",
  title: "Environments are isolated",
  description:
    "No network path, role or data reference leads from one environment to another, except to the registry of an environment that it may use (outbound rule, approver role, registry user role), and none leads into production.",
  method:
    "All references are followed through locals, outputs and remote states to their resources, the principal and scope of each role are assigned to an environment, and networks are traversed along peerings and connections, through a network only if a firewall, a forwarding network interface or a gateway passes traffic on.",
  subject: "environment",
  evaluate(platform) {
    const evidence: Evidence[] = [];
    const violations: CheckViolation[] = [];
    const crossings = platform.crossings.filter(({ toEnvironment }) => !toEnvironment.shared);
    const undecided: Undecided[] = [];
    for (const crossing of crossings) {
      const reason = refusal(crossing, platform);
      if (reason === undefined) evidence.push(allowed(crossing));
      else if (isGuessed(platform, crossing)) undecided.push(unsaid(crossing));
      else violations.push(violated(crossing, reason));
    }
    const said = crossings.filter((crossing) => !isGuessed(platform, crossing));
    const paths = new NetworkPaths(platform);
    violations.push(...paths.betweenEnvironments(), ...sharedPrincipals(platform), ...rings(said));
    evidence.push(...summary(platform, crossings), ...leadsOutside(platform), ...rolesOutside(platform));
    return {
      subjects: platform.inventory.resources.length,
      evidence,
      violations,
      undecided: [...undecided, ...unreadPaths(platform)],
      information: [...paths.sharedNetworks(), ...outsiders(platform)],
    };
  },
};

/** Whether a crossing leads to another environment only according to the stack's name. */
function isGuessed({ environments }: Platform, { fromEnvironment, toEnvironment }: Crossing): boolean {
  return environments.isGuessed(fromEnvironment.name) || environments.isGuessed(toEnvironment.name);
}

function unsaid({ from, to, path, fromEnvironment: a, toEnvironment: b }: Crossing): Undecided {
  return {
    at: from,
    path,
    text: `refers to ${to.id}, and it isn't known whether ${a.name} and ${b.name} are the same environment`,
    fix: "Tag the resources with their environment, or list the stacks in environments.<name>.stacks of the configuration.",
  };
}

/** Reason why a crossing isn't allowed; undefined if it is. */
function refusal(crossing: Crossing, platform: Platform): string | undefined {
  const { kind, from, to, fromEnvironment, toEnvironment } = crossing;
  if (fromEnvironment.shared) return "shared resources must not depend on an environment";
  if (toEnvironment.production) return "other environments must not reach production";
  if (!fromEnvironment.mayUse.has(toEnvironment.name))
    return `${fromEnvironment.name} may not use ${toEnvironment.name}`;
  if (armTypeOf(to) !== REGISTRIES) return "another environment may use only a registry";
  if (kind === "outbound rule") return undefined;
  if (kind !== "role")
    return `a registry of another environment may be used through an outbound rule and roles, not by ${kind}`;
  const assignment = platform.assignmentOf(from);
  return assignment && isAllowed(assignment)
    ? undefined
    : `${assignment?.role.name ?? "this role"} is not a role that another environment may have on a registry`;
}

function isAllowed({ role }: RoleAssignment): boolean {
  return ALLOWED_ROLES.has(role.key) || (role.definition !== undefined && onlyReads(role.definition));
}

/** Whether a custom role only reads registries and their assets. */
function onlyReads(definition: Resource): boolean {
  return blocksIn(definition, "permissions").every((block) =>
    [block["actions"] ?? [], block["data_actions"] ?? []].flat().every((action) => {
      return typeof action === "string" && /^Microsoft\.MachineLearningServices\/registries\/.*read$/i.test(action);
    }),
  );
}

function allowed({ kind, from, to, fromEnvironment, toEnvironment }: Crossing): Evidence {
  return {
    environment: fromEnvironment.name,
    text: `${fromEnvironment.name} uses registry ${nameOf(to)} of ${toEnvironment.name} through ${kind} ${from.address}, which is allowed`,
    elements: [from, to],
  };
}

function violated({ kind, from, to, path, fromEnvironment, toEnvironment }: Crossing, reason: string): CheckViolation {
  return {
    at: from,
    text: `${fromEnvironment.name} leads to ${toEnvironment.name}: ${reason}`,
    path: [
      step(from, `${kind} of ${fromEnvironment.name}, at ${path || "something between"}`),
      step(to, `of ${toEnvironment.name}`),
    ],
    fix: `Remove the reference, or allow it: environments.${fromEnvironment.name}.mayUse in the configuration of this check.`,
  };
}

/** Roles whose scope includes several environments. */
function sharedPrincipals(platform: Platform): CheckViolation[] {
  return platform.assignments
    .filter(
      ({ level, principal }) => principal.environment && (level === "subscription" || level === "management-group"),
    )
    .map(({ resource, principal, role, scopeName }) => ({
      at: resource,
      text: `${principal.name} of ${principal.environment?.name ?? ""} has ${role.name} on ${scopeName}, which includes every environment`,
      path: [step(principal.resource, "identity"), step(resource, `gives ${role.name} on ${scopeName}`)],
      fix: "Assign it on a resource group or resource of the principal's environment.",
    }));
}

/** Environments that use each other, so that none of them can be destroyed or rebuilt alone. */
function rings(crossings: readonly Crossing[]): CheckViolation[] {
  const found: CheckViolation[] = [];
  const byPair = new Map(crossings.map((one) => [`${one.fromEnvironment.name} ${one.toEnvironment.name}`, one]));
  for (const one of byPair.values()) {
    const { fromEnvironment: a, toEnvironment: b } = one;
    const back = byPair.get(`${b.name} ${a.name}`);
    if (!back || a.name > b.name) continue;
    found.push({
      at: one.from,
      text: `${a.name} and ${b.name} use each other`,
      path: [
        step(one.from, `of ${a.name}`),
        step(one.to, `of ${b.name}`),
        step(back.from, `of ${b.name}`),
        step(back.to, `of ${a.name}`),
      ],
      fix: "Let only one of them use the other.",
    });
  }
  return found;
}

function summary(platform: Platform, crossings: readonly Crossing[]): Evidence[] {
  const from = groupBy(crossings, ({ fromEnvironment }) => fromEnvironment.name);
  const into = groupBy(crossings, ({ toEnvironment }) => toEnvironment.name);
  const resources = groupBy(platform.inventory.resources, (resource) => platform.environments.nameOf(resource));
  const networks = groupBy(platform.networks.all, ({ environment }) => environment.name);
  const ends = platform.networks.links.flatMap(({ from: one, to: other }) => [one, other]);
  const links = groupBy(ends, (end) => end && isNetwork(end) && end.environment.name);
  return platform.environments.all
    .filter(({ shared }) => !shared)
    .map(({ name }) => {
      const own = networks.get(name) ?? [];
      const uses = count((from.get(name) ?? []).length, "reference");
      const used = count((into.get(name) ?? []).length, "reference");
      const joined = count((links.get(name) ?? []).length, "peering or connection", "peerings or connections");
      const paths = own.length === 0 ? "no network was read" : `${joined} of its ${count(own.length, "network")}`;
      return {
        environment: name,
        text: `${name}: in ${count((resources.get(name) ?? []).length, "resource")}, ${uses} to other environments, ${used} from them; ${paths}`,
        elements: own.flatMap(({ resource }) => resource ?? []),
      };
    });
}

/** Roles of the stacks' identities on resources that no stack creates. */
function rolesOutside({ assignments, identities }: Platform): Evidence[] {
  return assignments.flatMap(({ resource, role, scope, scopeName, principal }): Evidence[] => {
    const { environment } = principal;
    const outside = scope.resource ? scope.resource.kind === "data" : scope.literal;
    if (!environment || !outside || identities.created(scope, resource)) return [];
    const text = `${environment.name} has ${role.name} on ${scopeName}, outside of what was read, by ${principal.name}`;
    return [{ environment: environment.name, text, elements: [resource] }];
  });
}

/** External principals with roles in several environments, such as the deployment principal and users. */
function outsiders(platform: Platform): Evidence[] {
  const external = platform.assignments.filter(({ principal }) => !principal.environment);
  const found: Evidence[] = [];
  for (const [, assignments] of groupBy(external, ({ principal }) => principal.key)) {
    const environments = environmentsOf(assignments);
    if (environments.size < 2) continue;
    const roles = [...new Set(assignments.map(({ role }) => role.name))];
    found.push({
      environment: undefined,
      text: `${assignments[0]?.principal.name ?? ""} comes from outside the stacks and has roles in ${[...environments].join(", ")}: ${roles.join(", ")}`,
      elements: assignments.map(({ resource }) => resource),
    });
  }
  return found;
}

function environmentsOf(assignments: readonly RoleAssignment[]): ReadonlySet<string> {
  return new Set(
    assignments.flatMap(({ scopeEnvironment }): string[] => (scopeEnvironment ? [scopeEnvironment.name] : [])),
  );
}
