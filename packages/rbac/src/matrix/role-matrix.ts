import { isUnresolved } from "@org/aml-core/internal";
import { ROLES } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import { isOwnerInDisguise, type CustomRoleDefinition } from "../custom-role.js";
import type { PrincipalKind } from "../principal.js";
import { RoleAssignment } from "../role-assignment.js";
import { csv, markdownTable } from "./tables.js";

/** One role assignment as plain data, which can be stored as JSON. */
export interface RoleMatrixRow {
  /** The principal's name. */
  readonly principal: string;
  /** Purpose of the principal in the platform. */
  readonly principalKind: PrincipalKind;
  /** The principal's environment; null if it serves all environments. */
  readonly principalEnvironment: string | null;
  /** Display name of the role. */
  readonly role: string;
  /** GUID of the role; null for a custom role, whose GUID Terraform computes. */
  readonly roleId: string | null;
  /** Whether the role is Owner or an equivalent custom role. */
  readonly owner: boolean;
  /** The scope's name. */
  readonly scope: string;
  /** ARM type of the scope. */
  readonly scopeType: string;
  /** The scope's environment; null if environments share it. */
  readonly scopeEnvironment: string | null;
  /** Condition of the assignment; null if none. */
  readonly condition: string | null;
  /**
   * Whether the principal is only eligible for the role: it has the role while it is activated.
   * @default false - rows of earlier versions don't have it
   */
  readonly eligible?: boolean | undefined;
  /** Why the principal needs the role. */
  readonly reason: string;
  /** Construct path of the assignment. */
  readonly path: string;
}

/** Differences between two matrices. */
export interface RoleMatrixDifference {
  /** Newly granted. */
  readonly granted: RoleMatrix;
  /** No longer granted. */
  readonly removed: RoleMatrix;
}

/**
 * Which principal has which role on which scope, and why: a table for reviewers and invariants.
 *
 * Rows are always in the same order: by environment, kind and name of the principal, then scope and role.
 */
export class RoleMatrix {
  /** Every {@link RoleAssignment} below a construct: an app, a stack, a part of one. Plain L1s are not included. */
  public static of(scope: IConstruct): RoleMatrix {
    return new RoleMatrix(scope.node.findAll().filter(RoleAssignment.isRoleAssignment).map(rowOf));
  }

  /** A matrix from stored data, such as that of the last release. */
  public static fromRows(rows: Iterable<RoleMatrixRow>): RoleMatrix {
    return new RoleMatrix(rows);
  }

  /**
   * What `after` grants that `before` did not, and what it no longer grants. Another reason or construct path is not a
   * difference; another condition is, and so is a role that becomes eligible.
   */
  public static diff(before: RoleMatrix, after: RoleMatrix): RoleMatrixDifference {
    return { granted: after.without(before), removed: before.without(after) };
  }

  /** The rows, in order. */
  public readonly rows: readonly RoleMatrixRow[];

  private constructor(rows: Iterable<RoleMatrixRow>) {
    this.rows = [...rows].sort(byOrder);
  }

  /** A matrix of the rows for which `wanted` is true. */
  public filter(wanted: (row: RoleMatrixRow) => boolean): RoleMatrix {
    return new RoleMatrix(this.rows.filter(wanted));
  }

  /** A Markdown table: principal, role, scope, why. */
  public toMarkdown(): string {
    return markdownTable(
      ["Principal", "Role", "Scope", "Why"],
      this.rows.map((row) => [
        principalLabel(row),
        row.eligible === true ? `${row.role} (eligible)` : row.role,
        scopeLabel(row),
        row.condition === null ? row.reason : `${row.reason}; only where ${row.condition}`,
      ]),
    );
  }

  /** Comma-separated values (RFC 4180) with a header. Spreadsheets don't interpret its cells as formulas. */
  public toCsv(): string {
    return csv([CSV_COLUMNS, ...this.rows.map((row) => CSV_COLUMNS.map((column) => String(row[column] ?? "")))]);
  }

  /** The rows; `RoleMatrix.fromRows(JSON.parse(text))` creates the same matrix from them. */
  public toJSON(): readonly RoleMatrixRow[] {
    return this.rows;
  }

  private without(other: RoleMatrix): RoleMatrix {
    const had = new Set(other.rows.map(grantKey));
    return this.filter((row) => !had.has(grantKey(row)));
  }
}

/** Label of a row's principal: `aml-dev/Identity (dev compute-identity)`. */
export function principalLabel(row: RoleMatrixRow): string {
  return label(row.principal, row.principalEnvironment, row.principalKind);
}

/** Label of a row's scope: `aml-dev/Registry (dev Microsoft.MachineLearningServices/registries)`. */
export function scopeLabel(row: RoleMatrixRow): string {
  return label(row.scope, row.scopeEnvironment, row.scopeType);
}

function label(name: string, environment: string | null, what: string): string {
  return `${name} (${environment === null ? what : `${environment} ${what}`})`;
}

const CSV_COLUMNS = [
  "principal",
  "principalKind",
  "principalEnvironment",
  "role",
  "roleId",
  "scope",
  "scopeType",
  "scopeEnvironment",
  "condition",
  "eligible",
  "reason",
  "path",
] as const satisfies readonly (keyof RoleMatrixRow)[];

function rowOf({ principal, role, scope, condition, eligible, reason, node }: RoleAssignment): RoleMatrixRow {
  const definition = (role as { readonly definition?: CustomRoleDefinition }).definition;
  return {
    principal: principal.name,
    principalKind: principal.kind,
    principalEnvironment: principal.environmentName ?? null,
    role: role.name,
    roleId: isUnresolved(role.id) ? null : role.id.toLowerCase(),
    owner: definition ? isOwnerInDisguise(definition) : role.id.toLowerCase() === ROLES.owner.id,
    scope: scope.name,
    scopeType: scope.resourceType,
    scopeEnvironment: scope.environmentName ?? null,
    condition: condition ?? null,
    eligible,
    reason,
    path: node.path,
  };
}

function grantKey(row: RoleMatrixRow): string {
  return JSON.stringify([
    row.principal,
    row.principalKind,
    row.roleId ?? row.role,
    row.scope,
    row.scopeType,
    row.condition,
    row.eligible === true,
  ]);
}

function orderKey(row: RoleMatrixRow): string {
  return JSON.stringify([
    row.principalEnvironment ?? "",
    row.principalKind,
    row.principal,
    row.scopeEnvironment ?? "",
    row.scope,
    row.role,
    row.path,
  ]);
}

function byOrder(left: RoleMatrixRow, right: RoleMatrixRow): number {
  const [a, b] = [orderKey(left), orderKey(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
