import type { IResourceGroup } from "@org/aml-core";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Bundle } from "./bundle.js";
import type { Principal } from "./principal.js";
import { RoleAssignment, type RoleAssignmentOptions } from "./role-assignment.js";
import { type RoleTarget, type ScopeKey } from "./role-scope.js";
/** The resource for each scope key of a bundle: a resource group, or the construct of a resource with its id. */
export type BundleScopes<Key extends ScopeKey> = {
    readonly [S in Key]: S extends "resourceGroup" ? IResourceGroup : RoleTarget;
};
/** Props of {@link BundleGrant}. */
export interface BundleGrantProps<Key extends ScopeKey> extends RoleAssignmentOptions {
    /** What is granted. */
    readonly bundle: Bundle<Key>;
    /** Who gets it. */
    readonly principal: Principal;
    /** What it is granted on: one resource for each scope key of the bundle. */
    readonly scopes: BundleScopes<Key>;
    /**
     * The environment that the scopes belong to.
     * @default - none: environments share them
     */
    readonly environmentName?: string | undefined;
}
/**
 * Gives a principal the roles of a bundle: one {@link RoleAssignment} a row, with the row's key as construct id.
 *
 * @throws InvalidInputError if a scope key of the bundle has no resource, and what a role assignment throws
 */
export declare class BundleGrant<Key extends ScopeKey> extends Construct {
    /** The assignments, in the order of the bundle. */
    readonly assignments: readonly RoleAssignment[];
    constructor(scope: Construct, id: string, props: BundleGrantProps<Key>);
    /** What to wait for before relying on the roles. Fresh ones still need a `PropagationDelay`. */
    get dependencies(): readonly ITerraformDependable[];
    private scopeOf;
}
