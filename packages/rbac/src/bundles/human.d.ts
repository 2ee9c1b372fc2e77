import { type Bundle, type BundleRow } from "../bundle.js";
/** Options of {@link humanBundle}. */
export interface HumanBundleOptions {
    /**
     * Key Vault Administrator.
     * @default false
     */
    readonly keyVaultAdministrator?: boolean | undefined;
    /**
     * Storage Queue Data Contributor, for batch endpoints and parallel jobs.
     * @default false
     */
    readonly storageQueueDataContributor?: boolean | undefined;
    /**
     * Storage Table Data Contributor, for batch endpoints and parallel jobs.
     * @default false
     */
    readonly storageTableDataContributor?: boolean | undefined;
}
/** Options of {@link humanRegistryBundle}. */
export interface HumanRegistryBundleOptions {
    /**
     * Azure AI Developer on the registry.
     * @default false
     */
    readonly azureAiDeveloper?: boolean | undefined;
}
type HumanScope = "resourceGroup" | "workspace" | "storageAccount" | "keyVault";
/** What a person or group that works in a workspace holds. */
export declare const HUMAN_ROWS: readonly BundleRow<HumanScope, keyof HumanBundleOptions>[];
/** What a person or group holds on a registry of the environment. */
export declare const HUMAN_REGISTRY_ROWS: readonly BundleRow<"registry", keyof HumanRegistryBundleOptions>[];
/** The roles of a person or group in a workspace. Nobody has them unless listed. */
export declare function humanBundle(options?: HumanBundleOptions): Bundle<HumanScope>;
/** The role of a person or group on a registry of the same environment. */
export declare function humanRegistryBundle(options?: HumanRegistryBundleOptions): Bundle<"registry">;
export {};
