import type { IConstruct } from "constructs";
import type { PrincipalKind } from "../principal.js";
/** One role assignment, as a reader sees it. Plain data: JSON keeps it whole. */
export interface RoleMatrixRow {
    /** The principal's name. */
    readonly principal: string;
    /** What the principal is to the platform. */
    readonly principalKind: PrincipalKind;
    /** The principal's environment; null for one that serves all of them. */
    readonly principalEnvironment: string | null;
    /** Display name of the role. */
    readonly role: string;
    /** GUID of the role; null for a custom role, whose GUID Terraform computes. */
    readonly roleId: string | null;
    /** Whether the role can do everything, assigning roles included: Owner, or a custom role like it. */
    readonly owner: boolean;
    /** The scope's name. */
    readonly scope: string;
    /** ARM type of the scope. */
    readonly scopeType: string;
    /** The scope's environment; null for what environments share. */
    readonly scopeEnvironment: string | null;
    /** What the assignment is narrowed to; null if nothing. */
    readonly condition: string | null;
    /** Why. */
    readonly reason: string;
    /** Construct path of the assignment. */
    readonly path: string;
}
/** What a matrix has that another one had not, and the other way round. */
export interface RoleMatrixDifference {
    /** Newly granted. */
    readonly granted: RoleMatrix;
    /** No longer granted. */
    readonly removed: RoleMatrix;
}
/**
 * Who has which role where, and why: the table that reviewers read and invariants evaluate.
 *
 * Rows are always in the same order: by environment, kind and name of the principal, then scope and role.
 */
export declare class RoleMatrix {
    /** Every {@link RoleAssignment} below a construct: an app, a stack, a part of one. Bare L1s are not seen. */
    static of(scope: IConstruct): RoleMatrix;
    /** A matrix that was kept as data, for instance that of the last release. */
    static fromRows(rows: Iterable<RoleMatrixRow>): RoleMatrix;
    /**
     * What `after` grants that `before` did not, and what it no longer grants. A reworded reason or a moved construct is
     * no difference; another condition is.
     */
    static diff(before: RoleMatrix, after: RoleMatrix): RoleMatrixDifference;
    /** The rows, in order. */
    readonly rows: readonly RoleMatrixRow[];
    private constructor();
    /** A matrix of the rows that `wanted` holds for. */
    filter(wanted: (row: RoleMatrixRow) => boolean): RoleMatrix;
    /** A Markdown table: principal, role, scope, why. */
    toMarkdown(): string;
    /** Comma-separated values (RFC 4180) with a header, safe to open in a spreadsheet: no cell is taken for a formula. */
    toCsv(): string;
    /** The rows; `RoleMatrix.fromRows(JSON.parse(text))` creates the same matrix from them. */
    toJSON(): readonly RoleMatrixRow[];
    private without;
}
/** A row's principal in words: `aml-dev/Identity (dev compute-identity)`. */
export declare function principalLabel(row: RoleMatrixRow): string;
/** A row's scope in words: `aml-dev/Registry (dev Microsoft.MachineLearningServices/registries)`. */
export declare function scopeLabel(row: RoleMatrixRow): string;
