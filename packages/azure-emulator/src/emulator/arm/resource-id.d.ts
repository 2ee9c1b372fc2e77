/** The id of something that Azure Resource Manager manages; two ids that differ in casing only are the same. */
export declare class ResourceId {
    #private;
    /**
     * Reads an id.
     * @returns undefined for text that isn't the id of a subscription, a resource group or a resource
     */
    static parse(text: string): ResourceId | undefined;
    /** What it is for maps: the id in lower case. */
    readonly key: string;
    /** The type in the casing of the id: `Microsoft.Network/virtualNetworks/subnets`. */
    readonly type: string;
    /** What comes before the last `/providers/`: the resource group, the resource that this one extends, or nothing. */
    readonly scope: string;
    private constructor();
    /** The last name. */
    get name(): string;
    /** The namespace of its resource provider; empty for subscriptions and resource groups. */
    get namespace(): string;
    /** The subscription's GUID. */
    get subscription(): string | undefined;
    /** The resource group's name. */
    get resourceGroup(): string | undefined;
    /** The resource group: itself, or the one that contains it. */
    get group(): ResourceId | undefined;
    /** The resource that this one is part of, without which it can't be: for a subnet its network. */
    get parent(): ResourceId | undefined;
    /** The resource at the top of its own path: for a subnet its network. */
    get root(): ResourceId;
    /** A part of this resource. */
    child(type: string, name: string): ResourceId;
    /** A resource that extends this one, or is in this resource group. */
    extension(type: string, name: string): ResourceId;
    isType(type: string): boolean;
    equals(other: ResourceId | string): boolean;
    /** Whether this is the other, or lies below it. */
    isWithin(other: ResourceId | string): boolean;
    toString(): string;
}
