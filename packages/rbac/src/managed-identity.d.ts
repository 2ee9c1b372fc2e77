import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity/index.js";
import type { IManagedIdentity, IResourceGroup } from "@org/aml-core";
import { Construct } from "constructs";
/** Props of {@link ManagedIdentity}. */
export interface ManagedIdentityProps {
    /** Group to put the identity in: the network's, so that it outlives the workspace. */
    readonly resourceGroup: IResourceGroup;
    /** Name, 3 to 128 letters, digits, `_` and `-`. */
    readonly name: string;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Attributes of an existing identity. */
export interface ManagedIdentityAttributes {
    /** ARM id. */
    readonly id: string;
    /** Object id of its service principal, a GUID. */
    readonly principalId: string;
    /** Client id, a GUID. */
    readonly clientId: string;
}
/**
 * A user-assigned managed identity. Its purpose and environment are given where it is granted
 * roles: `Principal.workspaceIdentity(identity, "dev")`.
 *
 * @throws InvalidInputError for a name that Azure does not accept
 */
export declare class ManagedIdentity extends Construct implements IManagedIdentity {
    /**
     * An existing identity.
     * @throws InvalidInputError for a principal or client id that is no GUID
     */
    static fromManagedIdentityAttributes(scope: Construct, id: string, attributes: ManagedIdentityAttributes): IManagedIdentity;
    /** The identity (L1). */
    readonly resource: UserAssignedIdentity;
    readonly id: string;
    readonly principalId: string;
    readonly clientId: string;
    constructor(scope: Construct, id: string, props: ManagedIdentityProps);
}
