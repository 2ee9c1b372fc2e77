import { type Bundle, type BundleRow } from "../bundle.js";
/** Options of {@link workspaceIdentityBundle}. */
export interface WorkspaceIdentityBundleOptions {
    /**
     * Key Vault Secrets Officer beside Secrets User: the workspace stores the secrets of connections and image builds,
     * which Secrets User can only read.
     * @default true
     */
    readonly keyVaultSecretsOfficer?: boolean | undefined;
    /**
     * Key Vault Administrator, for workspaces that manage keys and certificates too.
     * @default false
     */
    readonly keyVaultAdministrator?: boolean | undefined;
    /**
     * Contributor on the container registry, which Azure AI Administrator on the resource group covers already; for a
     * container registry in another group.
     * @default false
     */
    readonly containerRegistryContributor?: boolean | undefined;
}
type BeforeSlot = "resourceGroup" | "keyVault" | "storageAccount" | "containerRegistry";
/** What a workspace's identity holds before the workspace is created. */
export declare const WORKSPACE_IDENTITY_ROWS: readonly BundleRow<BeforeSlot, keyof WorkspaceIdentityBundleOptions>[];
/** What a workspace's identity holds on the private endpoints of its storage account. */
export declare const WORKSPACE_IDENTITY_ENDPOINT_ROWS: Bundle<"blobEndpoint" | "fileEndpoint">;
/** What a workspace's identity holds on the identity of its computes. */
export declare const WORKSPACE_IDENTITY_COMPUTE_ROWS: Bundle<"computeIdentity">;
/** What a workspace's identity holds on a registry of its environment: connections, never data. */
export declare const WORKSPACE_IDENTITY_REGISTRY_ROWS: Bundle<"registry">;
/**
 * The roles of a workspace's identity that must be effective before the workspace is created.
 */
export declare function workspaceIdentityBundle(options?: WorkspaceIdentityBundleOptions): Bundle<BeforeSlot>;
/** The roles of a workspace's identity on the storage account's private endpoints, once these exist. */
export declare function workspaceIdentityEndpointBundle(): Bundle<"blobEndpoint" | "fileEndpoint">;
/** The role of a workspace's identity on its computes' identity, if that is in another resource group. */
export declare function workspaceIdentityComputeBundle(): Bundle<"computeIdentity">;
/** The role of a workspace's identity on a registry of the same environment. */
export declare function workspaceIdentityRegistryBundle(): Bundle<"registry">;
export {};
