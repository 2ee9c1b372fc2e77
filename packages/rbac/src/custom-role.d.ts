import { RoleDefinition } from "@cdktf/provider-azurerm/lib/role-definition/index.js";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
/** What a custom role allows. */
export interface CustomRoleDefinition {
    /**
     * Identifies the role permanently: its GUID is derived from the key, so that the display name can change. Lower-case
     * words with dashes.
     */
    readonly key: string;
    /** Display name, unique in the tenant. */
    readonly name: string;
    /** What it is for; the description that Azure shows. */
    readonly purpose: string;
    /** Operations that it allows, `Microsoft.MachineLearningServices/registries/read`; `*` matches anything. */
    readonly actions: readonly string[];
    /** Operations that are taken away from {@link actions}. Another role may still give them. */
    readonly notActions?: readonly string[] | undefined;
    /** Operations on data that it allows. */
    readonly dataActions?: readonly string[] | undefined;
    /** Operations on data that are taken away from {@link dataActions}. */
    readonly notDataActions?: readonly string[] | undefined;
}
/** Props of {@link CustomRole}. */
export interface CustomRoleProps {
    /** What it allows: one of `CUSTOM_ROLES`, or an own one. */
    readonly definition: CustomRoleDefinition;
    /**
     * ARM ids of the subscriptions and resource groups where it can be assigned; the first one holds the definition.
     * Built from what the app is configured with, never literal.
     */
    readonly assignableScopes: readonly string[];
    /**
     * Display name, unique in the tenant: give one where several platforms of a tenant define the same role.
     * @default - name of the definition
     */
    readonly name?: string | undefined;
}
/**
 * A custom role. It is a role as the built-in ones are: hand it to a `RoleAssignment` or a bundle.
 *
 * Its GUID is Terraform's `uuidv5` over its first assignable scope and the definition's key, the same at every run.
 *
 * @throws InvalidInputError without an assignable scope, without an action, or for a definition key in another form
 */
export declare class CustomRole extends Construct implements Role {
    /** The role definition (L1). */
    readonly resource: RoleDefinition;
    /** What it allows. */
    readonly definition: CustomRoleDefinition;
    /** Display name. */
    readonly name: string;
    /** GUID, a token. */
    readonly id: string;
    readonly purpose: string;
    constructor(scope: Construct, id: string, props: CustomRoleProps);
    /** Dependencies for assigning it other than by its {@link id}, which depends on it already. */
    get dependencies(): readonly ITerraformDependable[];
}
/**
 * Whether a custom role can do everything, assigning roles included: Owner under another name. It is recognized by a plain
 * `*` that neither a `*` nor Microsoft.Authorization is taken away from.
 */
export declare function isOwnerInDisguise({ actions, notActions }: CustomRoleDefinition): boolean;
