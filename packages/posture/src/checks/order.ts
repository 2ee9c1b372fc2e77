import { groupBy, type Resource } from "@org/aml-synth-model";
import { ROLES } from "@org/azure-catalog";
import { armTypeOf } from "../domain/arm-types.js";
import type { Workspace } from "../domain/managed-network.js";
import { nameOf } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { pointTo } from "../domain/reader.js";
import type { RoleAssignment } from "../domain/role.js";
import { count, step, type CheckViolation, type Evidence, type PlatformCheck } from "./platform-check.js";

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
    "A resource with a user-assigned identity needs the roles of that identity on its resource group and on the resources that it refers to. In the dependency graph, there has to be a propagation delay (time_sleep) between the resource and each of these roles. An outbound rule needs the approver role on its target.",
  subject: "workspace or resource with an identity that has roles",
  evaluate(platform) {
    const reach = new Reach();
    const evidence: Evidence[] = [];
    const violations: CheckViolation[] = [];
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
      approvals(workspace, byPrincipal, reach, evidence, violations);
      chain(workspace, reach, evidence, violations);
    }
    return { subjects, evidence, violations, undecided: [], information: deployers(platform, reach) };
  },
};

/** Dependencies of resources, cached because resources share most of them. */
class Reach {
  readonly #all = new Map<Resource, ReadonlySet<Resource>>();
  readonly #delayed = new Map<Resource, ReadonlySet<Resource>>();

  /** All dependencies of a resource. */
  public of(resource: Resource): ReadonlySet<Resource> {
    let all = this.#all.get(resource);
    if (!all) {
      all = new Set(resource.transitiveDependencies());
      this.#all.set(resource, all);
    }
    return all;
  }

  /** The dependencies of a resource from which a propagation delay separates it. */
  public delayed(resource: Resource): ReadonlySet<Resource> {
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
  const parent = pointTo(consumer, "machine_learning_workspace_id", "parent_id")?.resource;
  if (parent && armTypeOf(parent) !== GROUPS) {
    for (const { target, explicit } of parent.references()) if (!explicit) named.add(target.element);
  }
  return held.filter(({ scope, resource }) => {
    const at = scope.resource;
    // If a template appends text to a group's id, the result is another resource, not the group.
    const isInGroup = scope.suffix !== "" && at !== undefined && armTypeOf(at) === GROUPS;
    return at !== undefined && !isInGroup && at !== consumer && named.has(at) && !reach.of(resource).has(consumer);
  });
}

function evaluate(
  platform: Platform,
  consumer: Resource,
  needed: readonly RoleAssignment[],
  reach: Reach,
  evidence: Evidence[],
  violations: CheckViolation[],
): void {
  const delayed = reach.delayed(consumer);
  const late = needed.filter(({ resource }) => !delayed.has(resource));
  for (const { resource, role, scopeName, principal } of late) {
    const ordered = reach.of(consumer).has(resource);
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
    const delays = [...reach.of(consumer)].filter(isDelay);
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
  byPrincipal: ReadonlyMap<string, readonly RoleAssignment[]>,
  reach: Reach,
  evidence: Evidence[],
  violations: CheckViolation[],
): void {
  const held = identitiesOf(workspace.resource).flatMap((identity) => byPrincipal.get(identity.id) ?? []);
  for (const rule of workspace.rules) {
    const target = rule.target?.resource;
    if (rule.type !== "PrivateEndpoint" || !target || target.kind !== "resource" || held.length === 0) continue;
    const group = pointTo(target, "resource_group_name", "parent_id")?.resource;
    const approving = held.filter(
      ({ role, scope }) =>
        APPROVERS.has(role.key) && (scope.resource === target || (group && scope.resource === group)),
    );
    const delayed = reach.delayed(rule.resource);
    const right = approving.find(({ resource }) => delayed.has(resource));
    if (right) {
      evidence.push({
        environment: workspace.environment.name,
        text: `rule ${rule.name} waits for ${right.role.name} on ${right.scopeName} behind a propagation delay`,
        elements: [rule.resource, right.resource],
      });
      continue;
    }
    const [early] = approving;
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
    const waiting = inside.filter((other) => [...roles].every((role) => reach.of(other).has(role)));
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
