import { ROLES } from "@org/azure-catalog";
import { groupBy, type Json } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { blocksIn } from "../domain/blocks.js";
import { pointers } from "../domain/reader.js";
import { levelOf, type RoleAssignment } from "../domain/role.js";
import type { Rule, Violation } from "./rule.js";

const GRANTING: ReadonlySet<string> = new Set([ROLES.userAccessAdministrator.id, ROLES.rbacAdministrator.id]);

/** Role assignments and custom roles. */
export const ROLE_RULES: readonly Rule[] = [
  perAssignment({
    id: "role-owner",
    severity: "error",
    title: "No principal is Owner",
    rationale: "An owner can assign any role in the scope, to itself as well.",
    fix: "Assign Contributor, or only the roles that are needed.",
    sameAs: {
      psrule: ["Azure.RBAC.LimitOwner"],
      azurePolicy: ["A maximum of 3 owners should be designated for your subscription"],
    },
    wrong: ({ role, principal, scopeName, eligible }) =>
      role.key === ROLES.owner.id &&
      `${eligible ? "lets" : "makes"} ${principal.name} ${eligible ? "become " : ""}an Owner of ${scopeName}`,
    open: ({ role, principal, scopeName }) =>
      !role.isKnown &&
      `gives ${role.name} on ${scopeName} to ${principal.name}, and which role that is isn't known here`,
  }),
  perAssignment({
    id: "role-scope",
    severity: "error",
    title: "Roles are assigned on resource groups and resources, not above",
    rationale: "A role on a subscription applies to every environment in it.",
    fix: "Assign it on the resource group or resource that needs it.",
    sameAs: { psrule: ["Azure.RBAC.LimitMGDelegation"] },
    wrong: ({ level, role, principal }) =>
      (level === "subscription" || level === "management-group") &&
      `gives ${role.name} to ${principal.name} on a whole ${level.replace("-", " ")}`,
    open: ({ level, role, principal, scopeName }) =>
      level === "unknown" && `gives ${role.name} to ${principal.name} on ${scopeName}, which isn't known here`,
  }),
  perAssignment({
    id: "role-granting",
    severity: "warning",
    title: "Principals that can assign roles are limited by a condition",
    rationale: "Without a condition, a principal that can assign roles can get any permission in the scope.",
    fix: "Add a condition that lists the roles and principal types, or let another principal assign roles.",
    sameAs: {},
    wrong: ({ role, conditional, principal, scopeName }) =>
      GRANTING.has(role.key) && !conditional && `lets ${principal.name} assign any role on ${scopeName}`,
  }),
  perAssignment({
    id: "role-by-name",
    severity: "warning",
    title: "Roles are referenced by GUID",
    rationale: "Microsoft renames roles; the next apply then fails.",
    fix: "Set role_definition_id (ROLES of @org/azure-catalog has the GUIDs).",
    sameAs: {},
    wrong: ({ role }) => role.byName && `names the role ${role.name} by its display name`,
  }),
  perAssignment({
    id: "role-principal-type",
    severity: "warning",
    title: "A role assignment sets the principal type",
    rationale: "Otherwise Azure answers PrincipalNotFound for a principal that was just created.",
    fix: "Set principal_type.",
    sameAs: {},
    wrong: ({ principalType }) => principalType === undefined && "has no principal_type",
  }),
  perAssignment({
    id: "role-for-user",
    severity: "note",
    title: "Users get roles through groups",
    rationale: "A user who leaves the group then loses its roles.",
    fix: 'Assign it to a group and set principal_type = "Group".',
    sameAs: { psrule: ["Azure.RBAC.UseGroups"] },
    wrong: ({ principalType, role, principal }) =>
      principalType === "User" && `gives ${role.name} to the user ${principal.name}`,
  }),
  perAssignment({
    id: "role-eligible",
    severity: "note",
    title: "Eligible roles are known",
    rationale: "An eligible principal can activate the role at any time, so access reviews have to include it.",
    fix: "No action needed if activation requires approval.",
    sameAs: {},
    wrong: ({ eligible, role, principal, scopeName }) =>
      eligible && `lets ${principal.name} activate ${role.name} on ${scopeName}`,
  }),
  {
    id: "role-registry-user-of-workspace",
    subject: "roles",
    severity: "error",
    title: "A workspace's identity is not a registry user",
    rationale: "Jobs use the compute's identity; the workspace only approves connections.",
    fix: "Assign AzureML Registry User to the compute's identity instead.",
    sameAs: {},
    *check(platform) {
      const identities = new Set(
        platform.workspaces.flatMap(({ resource }) =>
          resource
            .dependencies()
            .filter((other) => armTypeOf(other) === "microsoft.managedidentity/userassignedidentities")
            .map((identity) => identity.id),
        ),
      );
      for (const { resource, role, principal, scopeName } of platform.assignments) {
        if (role.key === ROLES.azureMlRegistryUser.id && identities.has(principal.key)) {
          yield {
            resource,
            message: `gives ${principal.name}, the identity of a workspace, user access to ${scopeName}`,
          };
        }
      }
    },
  },
  {
    id: "role-duplicate",
    subject: "roles",
    severity: "error",
    title: "A role is assigned only once",
    rationale: "The second assignment fails with RoleAssignmentExists.",
    fix: "Remove one of them.",
    sameAs: {},
    *check(platform) {
      const known = platform.assignments.filter(({ scope }) => scope.resource ?? scope.literal);
      const groups = groupBy(
        known,
        ({ principal, role, scope, eligible }) =>
          `${String(eligible)} ${principal.key} ${role.key} ${scope.resource?.id ?? scope.shape}${scope.suffix}`,
      );
      for (const [first, ...others] of groups.values()) {
        for (const { resource, role, principal } of others) {
          yield { resource, message: `assigns ${role.name} to ${principal.name}, as ${first?.resource.id ?? ""} does` };
        }
      }
    },
  },
  {
    id: "custom-role-wildcard",
    subject: "roles",
    severity: "error",
    title: "A custom role has no action with a wildcard",
    rationale: "A wildcard includes all actions that Microsoft adds later.",
    fix: "List the actions.",
    sameAs: { checkov: ["CKV_AZURE_39"], trivy: ["AZU-0030"], azurePolicy: ["Audit usage of custom RBAC roles"] },
    *check(platform) {
      for (const resource of platform.inventory.model.resources({ type: "azurerm_role_definition" })) {
        for (const block of blocksIn(resource, "permissions")) {
          const wide = [block["actions"] ?? [], block["data_actions"] ?? []].flat().filter(isWide);
          if (wide.length > 0) yield { resource, path: "permissions", message: `allows ${wide.join(", ")}` };
        }
      }
      for (const resource of platform.inventory.created("Microsoft.Authorization/roleDefinitions")) {
        for (const block of blocksIn(resource, "body.properties.permissions")) {
          const wide = [block["actions"] ?? [], block["dataActions"] ?? []].flat().filter(isWide);
          if (wide.length > 0)
            yield { resource, path: "body.properties.permissions", message: `allows ${wide.join(", ")}` };
        }
      }
    },
  },
  {
    id: "custom-role-scope",
    subject: "roles",
    severity: "warning",
    title: "A custom role can be assigned only in resource groups",
    rationale: "A role that can be assigned in the whole subscription isn't limited to one environment.",
    fix: "Set assignable_scopes to resource groups.",
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.model.resources({ type: "azurerm_role_definition" })) {
        // Without assignable scopes, it is the scope in which the role is defined.
        const scopes = pointers(
          resource,
          resource.get("assignable_scopes") === undefined ? "scope" : "assignable_scopes",
        );
        if (scopes.map(levelOf).some((level) => level === "subscription" || level === "management-group"))
          yield { resource, path: "assignable_scopes", message: "can be assigned in a whole subscription or more" };
      }
    },
  },
];

interface AssignmentRule extends Omit<Rule, "check" | "subject"> {
  wrong(assignment: RoleAssignment): string | false;
  /** The unknown value, if it leaves the rule undecided. */
  open?(assignment: RoleAssignment): string | false;
}

function perAssignment({ wrong, open, ...rule }: AssignmentRule): Rule {
  return {
    ...rule,
    subject: "roles",
    *check(platform): Iterable<Violation> {
      for (const assignment of platform.assignments) {
        const message = wrong(assignment);
        const undecided = message === false && open?.(assignment);
        if (message !== false) yield { resource: assignment.resource, message };
        else if (typeof undecided === "string") {
          yield { resource: assignment.resource, message: undecided, undecided: true };
        }
      }
    },
  };
}

/** Whether an action has a wildcard. Wildcards that only read are allowed. */
function isWide(action: Json): action is string {
  return typeof action === "string" && action.includes("*") && !action.endsWith("/read");
}
