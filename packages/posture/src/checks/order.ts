import { groupBy, type Resource, type Stack } from "@org/aml-synth-model";
import { ROLES } from "@org/azure-catalog";
import { armTypeOf } from "../domain/arm-types.js";
import type { Workspace } from "../domain/managed-network.js";
import { nameOf } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { isNotKnown, pointTo, read } from "../domain/reader.js";
import type { RoleAssignment } from "../domain/role.js";
import {
  count,
  step,
  type CheckViolation,
  type Evidence,
  type PlatformCheck,
  type Undecided,
} from "./platform-check.js";

const IDENTITIES = "microsoft.managedidentity/userassignedidentities";
const GROUPS = "microsoft.resources/resourcegroups";
/** Roles with which a private endpoint to a target can be approved. */
const APPROVERS: ReadonlySet<string> = new Set([
  ROLES.networkConnectionApprover.id,
  ROLES.owner.id,
  ROLES.contributor.id,
]);

/** Resources that need a role are created after its propagation delay. */
export const ORDER: PlatformCheck = {
  id: "order",
  title: "Roles take effect before they are needed",
  description:
    "Resources that need a role are created after the propagation delay of that role, and writes to a workspace after its creation happen one after the other.",
  method:
    "A resource with a user-assigned identity needs the roles of that identity on its resource group and on the resources that it refers to. In the dependency graph, there has to be a propagation delay (time_sleep) between the resource and each of these roles; a stack comes after everything in the stacks that it depends on. A compute needs its roles on its workspace only once something runs on it, so these have to be assigned before it, without a delay. An outbound rule needs the approver role on its target.",
  subject: "workspace or resource with an identity that has roles",
  evaluate(platform) {
    const reach = new Reach();
    const evidence: Evidence[] = [];
    const violations: CheckViolation[] = [];
    const undecided: Undecided[] = [];
    let subjects = platform.workspaces.length;
    const byPrincipal = groupBy(platform.assignments, ({ principal }) => principal.key);
    for (const consumer of platform.inventory.resources) {
      const identities = identitiesOf(consumer);
      if (identities.length === 0) continue;
      const needed = identities.flatMap((identity) => neededBy(consumer, byPrincipal.get(identity.id) ?? [], reach));
      if (needed.length > 0) subjects += 1;
      evaluate(platform, consumer, needed, reach, evidence, violations);
    }
    for (const workspace of platform.workspaces) {
      approvals(workspace, platform, byPrincipal, reach, { evidence, violations, undecided });
      chain(workspace, reach, evidence, violations);
    }
    return { subjects, evidence, violations, undecided, information: deployers(platform, reach) };
  },
};

/** The order of resources, cached because resources share most of their dependencies. */
class Reach {
  readonly #all = new Map<Resource, ReadonlySet<Resource>>();
  readonly #delayed = new Map<Resource, ReadonlySet<Resource>>();
  readonly #stacks = new Map<Stack, ReadonlySet<Stack>>();
  readonly #delaysOf = new Map<Stack, readonly Resource[]>();

  /** All dependencies of a resource. */
  public of(resource: Resource): ReadonlySet<Resource> {
    let all = this.#all.get(resource);
    if (!all) {
      all = new Set(resource.transitiveDependencies());
      this.#all.set(resource, all);
    }
    return all;
  }

  /** Whether a resource is created after another: by its dependencies, or because its stack is applied later. */
  public isAfter(resource: Resource, other: Resource): boolean {
    return this.of(resource).has(other) || this.#earlierStacks(resource.stack).has(other.stack);
  }

  /** The propagation delays between a resource and one that is created before it. */
  public delaysBetween(resource: Resource, other: Resource): readonly Resource[] {
    if (this.#delayedBefore(resource).has(other)) {
      return [...this.of(resource)].filter((delay) => isDelay(delay) && this.of(delay).has(other));
    }
    if (!this.#earlierStacks(resource.stack).has(other.stack)) return [];
    return this.#delaysIn(other.stack).filter((delay) => this.of(delay).has(other));
  }

  /** All stacks that are applied before a stack. */
  #earlierStacks(stack: Stack): ReadonlySet<Stack> {
    const known = this.#stacks.get(stack);
    if (known) return known;
    const earlier = new Set<Stack>();
    // Set before the dependencies are followed, so that a cycle ends.
    this.#stacks.set(stack, earlier);
    for (const needed of stack.dependencies()) {
      earlier.add(needed);
      for (const one of this.#earlierStacks(needed)) earlier.add(one);
    }
    return earlier;
  }

  #delaysIn(stack: Stack): readonly Resource[] {
    let delays = this.#delaysOf.get(stack);
    if (!delays) {
      delays = stack.resources.filter(isDelay);
      this.#delaysOf.set(stack, delays);
    }
    return delays;
  }

  /** The dependencies of a resource from which a propagation delay separates it. */
  #delayedBefore(resource: Resource): ReadonlySet<Resource> {
    let delayed = this.#delayed.get(resource);
    if (!delayed) {
      delayed = new Set([...this.of(resource)].filter(isDelay).flatMap((delay) => [...this.of(delay)]));
      this.#delayed.set(resource, delayed);
    }
    return delayed;
  }
}

/** Whether a resource is a delay: `time_sleep` with a duration. */
function isDelay(resource: Resource): boolean {
  return resource.type === "time_sleep" && !/^0+[a-z]*$/.test(String(resource.value("create_duration")?.value ?? "0"));
}

/** The user-assigned identities that a resource runs with. */
function identitiesOf(resource: Resource): readonly Resource[] {
  if (resource.kind !== "resource" || armTypeOf(resource) === undefined) return [];
  const found = resource.references().filter(({ path }) => /(^|\.)identity(\[0\])?\./.test(path));
  return [...new Set(found.map(({ target }) => target.element as Resource))].filter(
    (identity) => identity.kind === "resource" && armTypeOf(identity) === IDENTITIES,
  );
}

/** The roles that a resource needs when it is created: on the resources that it refers to and on its resource group. */
function neededBy(consumer: Resource, held: readonly RoleAssignment[], reach: Reach): readonly RoleAssignment[] {
  const named = new Set(
    consumer
      .references()
      .filter(({ explicit }) => !explicit)
      .map(({ target }) => target.element),
  );
  // A compute works on behalf of its workspace, so it also needs roles on the workspace's resources.
  for (const { target, explicit } of workspaceOf(consumer)?.references() ?? []) {
    if (!explicit) named.add(target.element);
  }
  return held.filter(({ scope, resource }) => {
    const at = scope.resource;
    // If a template appends text to a group's id, the result is another resource, not the group.
    const isInGroup = scope.suffix !== "" && at !== undefined && armTypeOf(at) === GROUPS;
    return at !== undefined && !isInGroup && at !== consumer && named.has(at) && !reach.of(resource).has(consumer);
  });
}

/**
 * Whether a role is in effect when a resource needs it. A compute's roles on its workspace have to be assigned, but need
 * no delay: only a run on the compute uses them.
 */
function isInEffect(consumer: Resource, { resource, scope }: RoleAssignment, reach: Reach): boolean {
  const isOnParent = scope.resource !== undefined && scope.resource === workspaceOf(consumer);
  return isOnParent ? reach.isAfter(consumer, resource) : reach.delaysBetween(consumer, resource).length > 0;
}

/** The workspace of a compute. */
function workspaceOf(consumer: Resource): Resource | undefined {
  const parent = pointTo(consumer, "machine_learning_workspace_id", "parent_id")?.resource;
  return parent && armTypeOf(parent) !== GROUPS ? parent : undefined;
}

function evaluate(
  platform: Platform,
  consumer: Resource,
  needed: readonly RoleAssignment[],
  reach: Reach,
  evidence: Evidence[],
  violations: CheckViolation[],
): void {
  const late = needed.filter((role) => !isInEffect(consumer, role, reach));
  for (const { resource, role, scopeName, principal } of late) {
    const ordered = reach.isAfter(consumer, resource);
    violations.push({
      at: consumer,
      text: `${nameOf(consumer)} can be created before ${principal.name} has ${role.name} on ${scopeName}${ordered ? ": it waits for the assignment, not for its propagation" : ""}`,
      path: [
        step(consumer, `runs as ${principal.name}`),
        step(resource, `${role.name} on ${scopeName}, ${ordered ? "no propagation delay between" : "not waited for"}`),
      ],
      fix: "Put a time_sleep between the role assignment and the resource (PropagationDelay of @org/aml-rbac).",
    });
  }
  if (late.length === 0 && needed.length > 0) {
    const delays = [...new Set(needed.flatMap(({ resource }) => reach.delaysBetween(consumer, resource)))];
    evidence.push({
      environment: platform.environments.nameOf(consumer),
      text: `${nameOf(consumer)} waits for ${count(needed.length, "role")} behind ${count(delays.length, "propagation delay")}`,
      elements: [consumer, ...delays],
    });
  }
}

/** Each rule to a private endpoint, with the role that approves it. */
function approvals(
  workspace: Workspace,
  { identities }: Platform,
  byPrincipal: ReadonlyMap<string, readonly RoleAssignment[]>,
  reach: Reach,
  { evidence, violations, undecided }: { evidence: Evidence[]; violations: CheckViolation[]; undecided: Undecided[] },
): void {
  const held = identitiesOf(workspace.resource).flatMap((identity) => byPrincipal.get(identity.id) ?? []);
  for (const rule of workspace.rules) {
    const target = rule.target?.resource;
    if (rule.type !== "PrivateEndpoint" || !target || target.kind !== "resource" || held.length === 0) continue;
    // In a plan, the group is a name or an id instead of a reference.
    const group = identities.named("Microsoft.Resources/resourceGroups", target, "resource_group_name", "parent_id");
    const scopeOf = ({ scope, resource }: RoleAssignment) => identities.follow(scope, resource).resource;
    const approvers = held.filter(({ role }) => APPROVERS.has(role.key));
    const approving = approvers.filter((one) => {
      const scope = scopeOf(one);
      return scope !== undefined && (scope === target || scope === group);
    });
    const right = approving.find(({ resource }) => reach.delaysBetween(rule.resource, resource).length > 0);
    if (right) {
      evidence.push({
        environment: workspace.environment.name,
        text: `rule ${rule.name} waits for ${right.role.name} on ${right.scopeName} behind a propagation delay`,
        elements: [rule.resource, right.resource],
      });
      continue;
    }
    const [early] = approving;
    const elsewhere = early ? undefined : approvers.find((one) => scopeOf(one) === undefined);
    if (elsewhere) {
      const scope = read(elsewhere.resource, "scope", "parent_id");
      undecided.push({
        at: elsewhere.resource,
        path: "scope",
        text: `whether ${nameOf(target)}, the target of rule ${rule.name}, is in the scope of ${elsewhere.role.name} of ${elsewhere.principal.name} is not known: ${isNotKnown(scope) ? scope.expression : elsewhere.scopeName}`,
        fix: "Assign the approver role on the target itself, or check the stack that creates the scope together with this one.",
      });
      continue;
    }
    violations.push({
      at: rule.resource,
      text: early
        ? `rule ${rule.name} of ${workspace.name} can be created before ${early.role.name} on ${early.scopeName} has propagated, and its endpoint then stays pending`
        : `no principal can approve the endpoint of rule ${rule.name}: the identity of ${workspace.name} has no approver role on ${nameOf(target)}`,
      path: [
        step(workspace.resource, workspace.name),
        step(rule.resource, rule.name),
        step(early?.resource ?? target, early ? "role, no propagation delay between" : "no approver role"),
      ],
      fix: "Assign the approver role on the target to the workspace's identity, and let the rule wait for its propagation delay.",
    });
  }
}

/** Writes to a workspace after its creation, which need an order. */
function chain(workspace: Workspace, reach: Reach, evidence: Evidence[], violations: CheckViolation[]): void {
  const writers = [
    ...new Set([
      ...workspace.rules.filter(({ inline }) => !inline).map(({ resource }) => resource),
      ...workspace.updates,
    ]),
  ];
  if (writers.length < 2) return;
  const sorted = writers
    .map((resource) => ({ resource, before: writers.filter((other) => reach.of(resource).has(other)).length }))
    .sort((a, b) => a.before - b.before);
  const broken = sorted.findIndex(({ before }, index) => before !== index);
  if (broken === -1) {
    evidence.push({
      environment: workspace.environment.name,
      text: `writes to ${workspace.name} happen one after the other: ${sorted.map(({ resource }) => nameOf(resource)).join(", ")}`,
      elements: sorted.map(({ resource }) => resource),
    });
    return;
  }
  const at = sorted[broken]?.resource ?? workspace.resource;
  const other = writers.find((one) => one !== at && !reach.of(at).has(one) && !reach.of(one).has(at));
  violations.push({
    at,
    text: `${workspace.name} may be written by ${nameOf(at)} and ${other ? nameOf(other) : "others"} at the same time: parallel writes remove each other's rules`,
    path: [
      step(workspace.resource, workspace.name),
      step(at, "one write"),
      step(other, "another, without an order between them"),
    ],
    fix: "Let each write depend on the previous one.",
  });
}

/** Groups whose deployment roles are created before their resources. */
function deployers(platform: Platform, reach: Reach): Evidence[] {
  const external = platform.assignments.filter(
    ({ principal, scope }) => !principal.environment && scope.resource && armTypeOf(scope.resource) === GROUPS,
  );
  const groups = groupBy(external, ({ scope }) => scope.resource);
  return [...groups].flatMap(([group, assignments]) => {
    if (!group) return [];
    const roles = new Set(assignments.map(({ resource }) => resource));
    const inside = group
      .dependents()
      .filter((other) => !roles.has(other) && armTypeOf(other) !== undefined && !isRole(other));
    const waiting = inside.filter((other) => [...roles].every((role) => reach.isAfter(other, role)));
    return [
      {
        environment: platform.environments.nameOf(group),
        text: `${String(waiting.length)} of ${count(inside.length, "resource")} in ${nameOf(group)} wait for the deployment roles on it`,
        elements: [group],
      },
    ];
  });
}

function isRole(resource: Resource): boolean {
  return armTypeOf(resource) === "microsoft.authorization/roleassignments";
}
