import { type Role } from "@org/azure-catalog";
import type { Bundle } from "../bundle.js";
/** What an environment's workspace identity holds on another environment's registry. */
export declare const CROSS_ENVIRONMENT_WORKSPACE_ROWS: Bundle<"registry">;
/** What an environment's compute identity holds on another environment's registry. */
export declare const CROSS_ENVIRONMENT_COMPUTE_ROWS: Bundle<"registry">;
/** Options of {@link crossEnvironmentComputeBundle}. */
export interface CrossEnvironmentComputeBundleOptions {
    /**
     * A role that only reads a registry, in place of AzureML Registry User, which can write and delete assets too: the
     * `CustomRole` of `CUSTOM_ROLES.registryReader`.
     * @default - AzureML Registry User
     */
    readonly registryReader?: Pick<Role, "name" | "id"> | undefined;
}
/** The role of an environment's workspace identity on the registry of another environment. */
export declare function crossEnvironmentWorkspaceBundle(): Bundle<"registry">;
/** The role of an environment's compute identity on the registry of another environment. */
export declare function crossEnvironmentComputeBundle(options?: CrossEnvironmentComputeBundleOptions): Bundle<"registry">;
