import { ROLES } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import { TerraformStack } from "cdktf";
import { CUSTOM_ROLES } from "../custom-roles.js";
import { MANAGEMENT_GROUP, SCOPE_TYPES, SUBSCRIPTION } from "../role-scope.js";
import { principalLabel, RoleMatrix, type RoleMatrixRow, scopeLabel } from "./role-matrix.js";

/** A role assignment that must not be. */
export interface RoleFinding {
  /** The invariant that it breaks, `no-owner`. */
  readonly rule: string;
  /** What is wrong, with the principal, role and scope. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** The offending row. */
  readonly row: RoleMatrixRow;
}

/** What must hold of every role matrix: its findings, none where it holds. */
export type RoleInvariant = (matrix: RoleMatrix) => readonly RoleFinding[];

/** Props of {@link isolatedEnvironments}. */
export interface IsolationOptions {
  /**
   * Which environments an environment may read the registry of.
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

/** Nobody can do everything (least privilege): no Owner, and no custom role like it. */
export const noOwner: RoleInvariant = invariant(
  "no-owner",
  ({ owner }) => owner,
  "grant Contributor, and User Access Administrator only where roles have to be assigned",
);

/** Every role is on a resource group or resource. */
export const noWideScope: RoleInvariant = invariant(
  "no-wide-scope",
  ({ scopeType }) => scopeType === SUBSCRIPTION || scopeType === MANAGEMENT_GROUP,
  "grant the role on each resource group or resource that it is needed on",
);

/** Workspaces connect to registries, computes and people read them. */
export const noWorkspaceIdentityAsRegistryUser: RoleInvariant = invariant(
  "no-workspace-identity-as-registry-user",
  ({ principalKind, roleId }) => principalKind === "workspace-identity" && roleId === ROLES.azureMlRegistryUser.id,
  "grant AzureML Registry User to the compute identity; a workspace identity only needs the connection approver",
);

/**
 * No principal of an environment has a role in another one, but for the two that let prod read
 * what dev published: its compute identity may use, and its workspace identity connect to, dev's registry. Principals and scopes without an environment are not evaluated.
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
   * Invariants beside the standard ones.
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
 * Lets synth fail while a role assignment below `scope` breaks an invariant. An app is evaluated as a whole, across its
 * stacks.
 */
export function enforceRoles(scope: IConstruct, options: RoleCheckOptions = {}): void {
  // CDKTF asks the constructs within stacks and the app itself; what lies between is never asked.
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
