/** A principal of the Entra tenant. */
export interface Principal {
    readonly objectId: string;
    readonly clientId: string;
    /** The id of the resource that it is the identity of; absent for the one who signs in. */
    readonly resourceId?: string;
    /** Virtual seconds. */
    readonly createdAt: number;
}
/** The Entra tenant: who signs in, and the managed identities. */
export declare class Directory {
    #private;
    readonly tenantId: string;
    /** Who signs in: the deployment principal. */
    readonly caller: Principal;
    constructor(clientId: string);
    all(): Principal[];
    get(objectId: string): Principal | undefined;
    /** The identity of a resource. A resource that is made again gets another one, as in Azure. */
    add(resourceId: string, createdAt: number): Principal;
    remove(objectId: string): void;
}
