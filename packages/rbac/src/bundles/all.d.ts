import type { BundleRow } from "../bundle.js";
/** A bundle, by the name of its function without `Bundle`. */
export type RoleBundleName = "deploymentPrincipal" | "deploymentPrincipalKeyVault" | "workspaceIdentity" | "workspaceIdentityEndpoint" | "workspaceIdentityCompute" | "workspaceIdentityRegistry" | "computeIdentity" | "computeIdentityRegistry" | "human" | "humanRegistry" | "crossEnvironmentWorkspace" | "crossEnvironmentCompute";
/** Every row of every bundle, those of options included: for documents, reports and rules. To grant, use the functions. */
export declare const ROLE_BUNDLES: Readonly<Record<RoleBundleName, readonly BundleRow[]>>;
