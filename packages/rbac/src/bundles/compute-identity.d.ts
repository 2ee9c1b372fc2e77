import { type Bundle, type BundleRow } from "../bundle.js";
/** Options of {@link computeIdentityBundle}. */
export interface ComputeIdentityBundleOptions {
    /**
     * AcrPush, for a compute that builds images.
     * @default true
     */
    readonly allowAcrPush?: boolean | undefined;
    /**
     * Key Vault Secrets User, for runs that read secrets.
     * @default true
     */
    readonly keyVaultSecretsUser?: boolean | undefined;
}
type ComputeScope = "containerRegistry" | "storageAccount" | "workspace" | "keyVault" | "resourceGroup";
/** What the identity of a workspace's computes holds in its workspace. */
export declare const COMPUTE_IDENTITY_ROWS: readonly BundleRow<ComputeScope, keyof ComputeIdentityBundleOptions>[];
/** What the identity of computes holds on a registry of its environment. */
export declare const COMPUTE_IDENTITY_REGISTRY_ROWS: Bundle<"registry">;
/** The roles of the identity that a workspace's computes share, before the first compute is created. */
export declare function computeIdentityBundle(options?: ComputeIdentityBundleOptions): Bundle<ComputeScope>;
/** The role of that identity on a registry of the same environment. */
export declare function computeIdentityRegistryBundle(): Bundle<"registry">;
export {};
