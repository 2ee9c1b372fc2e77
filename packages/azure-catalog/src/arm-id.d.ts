/** Parts of the id of a top-level resource in a resource group, by their index in `split("/", id)`. */
export declare const ARM_ID_SEGMENTS: {
    readonly subscriptionId: 2;
    readonly resourceGroup: 4;
    readonly name: 8;
};
/**
 * The id of an Azure resource, resource group, subscription or management group, as an immutable value.
 *
 * A segment may be a Terraform expression (`/subscriptions/${var.subscription_id}/resourceGroups/...`), and so may the
 * scope (`${azurerm_resource_group.this.id}/providers/...`), whose parts are then unknown. An id that is one expression
 * as a whole has no known parts and can't be parsed.
 *
 * Azure compares ids without regard to case; the text keeps the case of names and types, while the fixed segments
 * (`subscriptions`, `resourceGroups`, `providers`) get the spelling that Terraform providers require.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export declare class ArmId {
    #private;
    /** The id of a subscription. */
    static ofSubscription(subscriptionId: string): ArmId;
    /** The id of a resource group. */
    static ofResourceGroup(subscriptionId: string, name: string): ArmId;
    /**
     * Reads an id.
     * @throws InvalidInputError for anything that is not an ARM id
     */
    static parse(text: string, path?: string): ArmId;
    /** Reads an id; undefined for anything that is not an ARM id. */
    static tryParse(text: string): ArmId | undefined;
    /** ARM type: `Microsoft.Network/virtualNetworks/subnets`; that of the extension for the id of an extension. */
    readonly resourceType: string;
    /** Name of the resource; of a subscription, its id. */
    readonly name: string;
    /**
     * What contains the resource: the parent resource, the resource an extension is on, the group, the subscription.
     * Undefined for a subscription, for what belongs to the tenant, and where the scope is an expression.
     */
    readonly parent: ArmId | undefined;
    private constructor();
    /** The subscription that contains it; undefined for what belongs to the tenant. */
    get subscriptionId(): string | undefined;
    /** Name of the resource group that contains it, or that it is; undefined for anything outside a group. */
    get resourceGroup(): string | undefined;
    /**
     * The id of a resource in this group, subscription or management group, or of an extension on this resource.
     * @param resourceType ARM type with its namespace, `Microsoft.Network/virtualNetworks/subnets`
     * @param names a name for each segment of the type, `"vnet-aml-dev-cc-01", "snet-pe"`
     * @throws InvalidInputError for a type without a namespace, or another number of names than the type has segments
     */
    resource(resourceType: string, ...names: readonly [string, ...string[]]): ArmId;
    /**
     * The id of a child resource: `vnet.child("subnets", "snet-pe")`.
     * @throws InvalidInputError for a parent that is not a resource
     */
    child(type: string, name: string): ArmId;
    /** Whether the resource has this ARM type, without regard to case. */
    hasType(resourceType: string): boolean;
    /** Whether both ids name the same resource, without regard to case. Two expressions are equal if their text is. */
    equals(other: ArmId | string): boolean;
    toString(): string;
    toJSON(): string;
}
