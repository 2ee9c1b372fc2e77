import type { IResourceGroup } from "@org/aml-core";
import type { IConstruct } from "constructs";
/** ARM types of the scopes that the bundles speak of. */
export declare const SCOPE_TYPES: {
    readonly resourceGroup: "Microsoft.Resources/resourceGroups";
    readonly workspace: "Microsoft.MachineLearningServices/workspaces";
    readonly registry: "Microsoft.MachineLearningServices/registries";
    readonly storageAccount: "Microsoft.Storage/storageAccounts";
    readonly keyVault: "Microsoft.KeyVault/vaults";
    readonly containerRegistry: "Microsoft.ContainerRegistry/registries";
    readonly blobEndpoint: "Microsoft.Network/privateEndpoints";
    readonly fileEndpoint: "Microsoft.Network/privateEndpoints";
    readonly computeIdentity: "Microsoft.ManagedIdentity/userAssignedIdentities";
};
/** The key of a resource that roles of a bundle are granted on. */
export type ScopeKey = keyof typeof SCOPE_TYPES;
/** ARM type of a subscription as a scope. */
export declare const SUBSCRIPTION = "Microsoft.Resources/subscriptions";
/** ARM type of a management group as a scope. */
export declare const MANAGEMENT_GROUP = "Microsoft.Management/managementGroups";
/** A resource that roles are assigned on: the construct that represents it, and its id. */
export interface RoleTarget {
    /** The construct: an L1, or an import. Two targets of one construct are the same scope. */
    readonly construct: IConstruct;
    /** ARM id of the resource. */
    readonly resourceId: string;
}
/** Where a role is assigned. Make one with the functions of the same name, or write it out for another type. */
export interface RoleScope {
    /** ARM id. */
    readonly id: string;
    /** ARM type, `Microsoft.KeyVault/vaults`. */
    readonly resourceType: string;
    /** Name in the role matrix: literal, and unlike that of any other scope. Usually a construct path. */
    readonly name: string;
    /** The environment that it belongs to, `dev`. Undefined for what environments share. */
    readonly environmentName: string | undefined;
}
/** Props of {@link RoleScope.resource} and {@link RoleScope.resourceGroup}. */
export interface RoleScopeOptions {
    /**
     * The environment that the scope belongs to.
     * @default - none: environments share it
     */
    readonly environmentName?: string | undefined;
    /**
     * Name in the role matrix.
     * @default - path of its construct; of an imported resource group, its name
     */
    readonly name?: string | undefined;
}
/** Makes scopes. */
export declare const RoleScope: {
    /** One resource. */
    readonly resource: (target: RoleTarget, resourceType: string, options?: RoleScopeOptions) => RoleScope;
    /** A resource group and everything in it. */
    readonly resourceGroup: (group: IResourceGroup, options?: RoleScopeOptions) => RoleScope;
};
/**
 * The ARM type that an id names, where only Terraform knows single segments of it as well.
 * @returns undefined for an id that is an expression as a whole, or that is not an ARM id
 */
export declare function resourceTypeOf(id: string): string | undefined;
