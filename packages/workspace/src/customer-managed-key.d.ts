import type { ArmResourceOptions, IManagedIdentity, IMonitoring, IPrivateDnsZones, IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { ResourceAction } from "@org/provider-azapi/lib/resource-action/index.js";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { WorkspaceKeyVault } from "./workspace-key-vault.js";
/** A key that encrypts a workspace's data at rest. */
export interface ICustomerManagedKey {
    /** ARM id of the key's vault. */
    readonly keyVaultId: string;
    /** Identifier of the key, version included: `https://<vault>/keys/<key>/<version>`. */
    readonly keyIdentifier: string;
    /** What has to exist before the key is used: the role that lets the workspace's identity use it. */
    readonly dependencies: readonly ITerraformDependable[];
}
/** Props of {@link CustomerManagedKey}. */
export interface CustomerManagedKeyProps extends ArmResourceOptions {
    readonly resourceGroup: IResourceGroup;
    /** Names of the environment. */
    readonly names: EnvironmentNames;
    /** Name of the key's own vault: 3 to 24 letters, digits and dashes, a letter first, unique in Azure. */
    readonly keyVaultName: string;
    /**
     * Name of the key, 1 to 127 letters, digits and dashes.
     * @default "workspace"
     */
    readonly keyName?: string | undefined;
    /** Entra tenant, a GUID. */
    readonly tenantId: string;
    readonly vnet: IVirtualNetwork;
    readonly zones: IPrivateDnsZones;
    /** The identity that uses the key. */
    readonly identity: IManagedIdentity;
    /** @default - no diagnostic settings */
    readonly monitoring?: IMonitoring | undefined;
    /**
     * How long to wait until the role that lets the identity use the key is in effect.
     * @default "90s"
     */
    readonly rolePropagation?: string | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * A key of your own for a workspace's data, in a vault of its own that cannot be purged.
 *
 * The key is created through Azure Resource Manager, because the vault's data plane answers only in the network. Azure
 * Resource Manager creates a key once and neither changes nor deletes it, so it is an action in Terraform: destroying the
 * construct leaves the key to its vault.
 * @throws InvalidInputError for what {@link WorkspaceKeyVault} refuses, or a key name that Azure refuses
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/keys
 */
export declare class CustomerManagedKey extends Construct implements ICustomerManagedKey {
    /** The vault. */
    readonly keyVault: WorkspaceKeyVault;
    /** The key (L1). */
    readonly resource: ResourceAction;
    readonly keyVaultId: string;
    readonly keyIdentifier: string;
    readonly dependencies: readonly ITerraformDependable[];
    constructor(scope: Construct, id: string, props: CustomerManagedKeyProps);
}
