import type { CustomRoleDefinition } from "./custom-role.js";
/** A custom role of {@link CUSTOM_ROLES}. */
export type CustomRoleName = "itAdmin" | "dataScientist" | "dataScientistSuperUser" | "registryReader" | "registryConnectionApprover" | "dataScientistRestricted" | "mlflow" | "mlops" | "labeler" | "workspaceAdmin";
/**
 * Custom roles for teams whose duties don't match the built-in roles. A role is only created by a `CustomRole` construct
 * with it. Source of the operations: Microsoft's list for Microsoft.MachineLearningServices.
 */
export declare const CUSTOM_ROLES: Readonly<Record<CustomRoleName, CustomRoleDefinition>>;
