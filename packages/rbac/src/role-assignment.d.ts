import { RoleAssignment as AzurermRoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment/index.js";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Principal } from "./principal.js";
import { type RoleScope } from "./role-scope.js";
/** What can be set on every role assignment, alone or in a bundle. */
export interface RoleAssignmentOptions {
    /**
     * Sends no look-up of the principal in Entra before assigning; for a service principal that was created moments ago. Users and groups don't have it.
     * @default false
     */
    readonly skipServicePrincipalAadCheck?: boolean | undefined;
    /**
     * Keeps an assignment whose principal changed in the configuration (Terraform's `ignore_changes` on `principal_id`
     * and on the name that is made of it).
     * @default false
     */
    readonly ignorePrincipalChanges?: boolean | undefined;
    /**
     * What has to exist before, for instance workspace and registry before the roles of people.
     * @default - nothing beyond principal, role and scope
     */
    readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}
/** Props of {@link RoleAssignment}. */
export interface RoleAssignmentProps extends RoleAssignmentOptions {
    /** Who gets the role. */
    readonly principal: Principal;
    /** The role: one of `ROLES` of `@org/azure-catalog`, or a `CustomRole`. */
    readonly role: Pick<Role, "name" | "id">;
    /** Where it is given. */
    readonly scope: RoleScope;
    /** Why, in a sentence. It becomes the assignment's description, and is what the role matrix shows. */
    readonly reason: string;
    /**
     * Name of the assignment, a GUID. Say it to adopt one that already exists under another name.
     * @default - Terraform's `uuidv5` over scope, role and principal
     */
    readonly name?: string | undefined;
    /**
     * Condition (ABAC, version 2.0) that narrows what the role allows.
     * @default - none
     */
    readonly condition?: string | undefined;
}
/**
 * One principal's role on one scope, by the role's GUID.
 *
 * The role definition's id carries the subscription of the scope: Azure answers with that one whatever was sent, and
 * azurerm replaces an assignment whose id differs in more than case. The name is computed by Terraform from scope, role
 * and principal, so an assignment that exists is found again, never doubled.
 *
 * @throws InvalidInputError for a principal id that is no GUID, a role without one, an empty reason, a scope of another
 * type than its id says, or a second assignment of the same role to the same principal on the same scope
 */
export declare class RoleAssignment extends Construct {
    /** Whether `x` is one, also when it comes from another copy of this library. */
    static isRoleAssignment(x: unknown): x is RoleAssignment;
    /** The role assignment (L1). */
    readonly resource: AzurermRoleAssignment;
    /** Who has the role. */
    readonly principal: Principal;
    /** The role. */
    readonly role: Pick<Role, "name" | "id">;
    /** Where it is given. */
    readonly scope: RoleScope;
    /** Why. */
    readonly reason: string;
    /** What the role is narrowed to. Undefined for the whole role. */
    readonly condition: string | undefined;
    constructor(scope: Construct, id: string, props: RoleAssignmentProps);
    /** What to wait for before relying on the role. A fresh one still needs a `PropagationDelay`. */
    get dependencies(): readonly ITerraformDependable[];
}
