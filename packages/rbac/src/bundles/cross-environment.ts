import { ROLES, type Role } from "@org/azure-catalog";
import type { Bundle } from "../bundle.js";

/** Roles of an environment's workspace identity on another environment's registry. */
export const CROSS_ENVIRONMENT_WORKSPACE_ROWS: Bundle<"registry"> = [
  {
    key: "NetworkConnectionApprover",
    role: ROLES.networkConnectionApprover,
    on: "registry",
    reason: "approves the private endpoint that the outbound rule to the other environment's registry creates",
  },
];

/** Roles of an environment's compute identity on another environment's registry. */
export const CROSS_ENVIRONMENT_COMPUTE_ROWS: Bundle<"registry"> = [
  {
    key: "AzureMlRegistryUser",
    role: ROLES.azureMlRegistryUser,
    on: "registry",
    reason: "reads promoted models and environments, and their images, where they were first published",
  },
];

/** Options of {@link crossEnvironmentComputeBundle}. */
export interface CrossEnvironmentComputeBundleOptions {
  /**
   * A role that only reads a registry, instead of AzureML Registry User, which can also write and delete assets: a
   * `CustomRole` with `CUSTOM_ROLES.registryReader`.
   * @default - AzureML Registry User
   */
  readonly registryReader?: Pick<Role, "name" | "id"> | undefined;
}

/** The role of an environment's workspace identity on the registry of another environment. */
export function crossEnvironmentWorkspaceBundle(): Bundle<"registry"> {
  return CROSS_ENVIRONMENT_WORKSPACE_ROWS;
}

/** The role of an environment's compute identity on the registry of another environment. */
export function crossEnvironmentComputeBundle(options: CrossEnvironmentComputeBundleOptions = {}): Bundle<"registry"> {
  const { registryReader } = options;
  if (!registryReader) return CROSS_ENVIRONMENT_COMPUTE_ROWS;
  return CROSS_ENVIRONMENT_COMPUTE_ROWS.map((row) => ({ ...row, key: "RegistryReader", role: registryReader }));
}
