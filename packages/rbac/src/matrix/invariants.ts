import { ROLES } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import { TerraformStack } from "cdktf";
import { CUSTOM_ROLES } from "../custom-roles.js";
import { MANAGEMENT_GROUP, SCOPE_TYPES, SUBSCRIPTION } from "../role-scope.js";
import { principalLabel, RoleMatrix, type RoleMatrixRow, scopeLabel } from "./role-matrix.js";

/** A role assignment that violates an invariant. */
export interface RoleFinding {
  /** The violated invariant, such as `no-owner`. */
  readonly rule: string;
  /** What is wrong, with the principal, role and scope. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** The violating row. */
  readonly row: RoleMatrixRow;
}

/** A condition for role matrices; returns its violations. */
export type RoleInvariant = (matrix: RoleMatrix) => readonly RoleFinding[];

/** Props of {@link isolatedEnvironments}. */
export interface IsolationOptions {
  /**
   * The environments whose registries an environment may read.
   * @default { prod: ["dev"] }
   */
  readonly mayReadRegistryOf?: Readonly<Record<string, readonly string[]>> | undefined;
  /**
   * Names of the roles that its compute identity may have on that registry.
   * @default - AzureML Registry User, and the custom role AzureML Registry Reader
   */
  readonly registryRoles?: readonly string[] | undefined;
  /**
   * Names of the roles that its workspace identity may have on that registry.
   * @default - Azure AI Enterprise Network Connection Approver, and the custom role AzureML Registry Connection Approver
   */
  readonly approverRoles?: readonly string[] | undefined;
}

/** No principal is Owner or has an equivalent custom role (least privilege). */
export const noOwner: RoleInvariant = invariant(
  "no-owner",
  ({ owner }) => owner,
  "grant Contributor, and User Access Administrator only where roles have to be assigned",
);

/** Every role is assigned on a resource group or resource. */
export const noWideScope: RoleInvariant = invariant(
  "no-wide-scope",
  ({ scopeType }) => scopeType === SUBSCRIPTION || scopeType === MANAGEMENT_GROUP,
  "grant the role on each resource group or resource that it is needed on",
);

/**
 * No workspace identity is AzureML Registry User: workspaces only connect to registries; computes and people use them.
 */
export const noWorkspaceIdentityAsRegistryUser: RoleInvariant = invariant(
  "no-workspace-identity-as-registry-user",
  ({ principalKind, roleId }) => principalKind === "workspace-identity" && roleId === ROLES.azureMlRegistryUser.id,
  "grant AzureML Registry User to the compute identity; a workspace identity only needs the connection approver",
);

/**
 * No principal of an environment has a role in another one, except the two that let prod read what dev published: its
 * compute identity may use dev's registry, and its workspace identity may connect to it. Principals and scopes without
 * an environment are not evaluated.
 */
export function isolatedEnvironments(options: IsolationOptions = {}): RoleInvariant {
  const mayRead = options.mayReadRegistryOf ?? { prod: ["dev"] };
  const registryRoles = options.registryRoles ?? [ROLES.azureMlRegistryUser.name, CUSTOM_ROLES.registryReader.name];
  const approverRoles = options.approverRoles ?? [
    ROLES.networkConnectionApprover.name,
    CUSTOM_ROLES.registryConnectionApprover.name,
  ];
  const allowed = (row: RoleMatrixRow, from: string, to: string) =>
    (mayRead[from] ?? []).includes(to) &&
    row.scopeType === SCOPE_TYPES.registry &&
    ((row.principalKind === "compute-identity" && registryRoles.includes(row.role)) ||
      (row.principalKind === "workspace-identity" && approverRoles.includes(row.role)));
  return invariant(
    "isolated-environments",
    (row) => {
      const { principalEnvironment: from, scopeEnvironment: to } = row;
      return from !== null && to !== null && from !== to && !allowed(row, from, to);
    },
    "remove the role; assets of another environment are read only through its registry",
  );
}

/** Props of {@link checkRoles} and {@link enforceRoles}. */
export interface RoleCheckOptions extends IsolationOptions {
  /**
   * Invariants in addition to the standard ones.
   * @default - none
   */
  readonly more?: readonly RoleInvariant[] | undefined;
}

/** The findings of the standard invariants, in their order and that of the rows. */
export function checkRoles(matrix: RoleMatrix, options: RoleCheckOptions = {}): readonly RoleFinding[] {
  return [
    isolatedEnvironments(options),
    noWorkspaceIdentityAsRegistryUser,
    noWideScope,
    noOwner,
    ...(options.more ?? []),
  ].flatMap((check) => check(matrix));
}

/**
 * Makes `synth` fail if a role assignment below `scope` violates an invariant. An app is evaluated as a whole, across
 * its stacks.
 */
export function enforceRoles(scope: IConstruct, options: RoleCheckOptions = {}): void {
  // CDKTF validates the app and the constructs within stacks, but not the constructs between app and stack.
  const asked = scope.node.scopes.some(TerraformStack.isStack) ? scope : scope.node.root;
  asked.node.addValidation({
    validate: () =>
      checkRoles(RoleMatrix.of(scope), options).map(({ rule, message, fix }) => `${rule}: ${message}; fix: ${fix}`),
  });
}

function invariant(rule: string, broken: (row: RoleMatrixRow) => boolean, fix: string): RoleInvariant {
  return (matrix) =>
    matrix.rows.filter(broken).map((row) => ({
      rule,
      message: `${row.path} gives ${principalLabel(row)} the role ${row.role} on ${scopeLabel(row)}`,
      fix,
      row,
    }));
}
