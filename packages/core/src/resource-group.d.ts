import type { ITerraformDependable } from "cdktf";
import type { Node } from "constructs";
/**
 * A resource group to put resources in. The libraries don't create resource groups: the app owns them.
 * An azurerm `ResourceGroup` satisfies the interface.
 */
export interface IResourceGroup {
    /** Name of the group. */
    readonly name: string;
    /** ARM id, `/subscriptions/<subscription>/resourceGroups/<name>`. */
    readonly id: string;
    /** Azure region of the group, the default region of what is put in it. */
    readonly location: string;
    /**
     * What has to exist before resources in this group: the deployment principal's role assignments.
     * @default - nothing
     */
    readonly dependencies?: readonly ITerraformDependable[] | undefined;
    /**
     * The node of the construct of the group, which distinguishes groups whose names are tokens.
     * @default - none: the name is literal
     */
    readonly node?: Node | undefined;
}
/** Attributes of an existing resource group. */
export interface ResourceGroupAttributes {
    /** Name of the group. */
    readonly name: string;
    /** Azure region of the group, `canadacentral`. */
    readonly location: string;
    /** Subscription that holds it: a GUID, usually a Terraform variable. Libraries never carry a literal one. */
    readonly subscriptionId: string;
}
/** An existing resource group; its id is composed of the subscription and its name. */
export declare function resourceGroupFromAttributes(attributes: ResourceGroupAttributes): IResourceGroup;
/** The same group, whose resources wait for `dependencies` as well. */
export declare function resourceGroupAfter(group: IResourceGroup, dependencies: readonly ITerraformDependable[]): IResourceGroup;
