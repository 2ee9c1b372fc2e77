import type { IConstruct } from "constructs";
import { RoleMatrix, type RoleMatrixRow } from "./role-matrix.js";
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
export declare const noOwner: RoleInvariant;
/** Every role is on a resource group or resource. */
export declare const noWideScope: RoleInvariant;
/** Workspaces connect to registries, computes and people read them. */
export declare const noWorkspaceIdentityAsRegistryUser: RoleInvariant;
/**
 * No principal of an environment has a role in another one, but for the two that let prod read
 * what dev published: its compute identity may use, and its workspace identity connect to, dev's registry. Principals and scopes without an environment are not evaluated.
 */
export declare function isolatedEnvironments(options?: IsolationOptions): RoleInvariant;
/** Props of {@link checkRoles} and {@link enforceRoles}. */
export interface RoleCheckOptions extends IsolationOptions {
    /**
     * Invariants beside the standard ones.
     * @default - none
     */
    readonly more?: readonly RoleInvariant[] | undefined;
}
/** The findings of the standard invariants, in their order and that of the rows. */
export declare function checkRoles(matrix: RoleMatrix, options?: RoleCheckOptions): readonly RoleFinding[];
/**
 * Lets synth fail while a role assignment below `scope` breaks an invariant. An app is evaluated as a whole, across its
 * stacks.
 */
export declare function enforceRoles(scope: IConstruct, options?: RoleCheckOptions): void;
