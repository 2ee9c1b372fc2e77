export * from "./bundle.js";
export * from "./bundle-grant.js";
export { ROLE_BUNDLES, type RoleBundleName } from "./bundles/all.js";
export {
  computeIdentityBundle,
  computeIdentityRegistryBundle,
  type ComputeIdentityBundleOptions,
} from "./bundles/compute-identity.js";
export {
  crossEnvironmentComputeBundle,
  crossEnvironmentWorkspaceBundle,
  type CrossEnvironmentComputeBundleOptions,
} from "./bundles/cross-environment.js";
export {
  computeIdentityDataBundle,
  type DataBundleOptions,
  type DataEndpointKey,
  type DataStoreKey,
  workspaceIdentityDataBundle,
} from "./bundles/data-store.js";
export { deploymentPrincipalBundle, deploymentPrincipalKeyVaultBundle } from "./bundles/deployment-principal.js";
export {
  humanBundle,
  humanRegistryBundle,
  type HumanBundleOptions,
  type HumanRegistryBundleOptions,
} from "./bundles/human.js";
export {
  kubernetesIdentityBundle,
  type KubernetesIdentityBundleOptions,
  workspaceIdentityKubernetesBundle,
  type WorkspaceIdentityKubernetesBundleOptions,
} from "./bundles/kubernetes.js";
export { ROLE_TIERS, type RoleTier, tierBundle, tierRegistryBundle } from "./bundles/tiers.js";
export {
  workspaceIdentityBundle,
  workspaceIdentityComputeBundle,
  workspaceIdentityDependentBundle,
  workspaceIdentityEndpointBundle,
  workspaceIdentityRegistryBundle,
  type WorkspaceIdentityBundleOptions,
} from "./bundles/workspace-identity.js";
export { CustomRole, type CustomRoleDefinition, type CustomRoleProps } from "./custom-role.js";
export * from "./custom-roles.js";
export * from "./grant.js";
export * from "./managed-identity.js";
export * from "./matrix/invariants.js";
export { RoleMatrix, type RoleMatrixDifference, type RoleMatrixRow } from "./matrix/role-matrix.js";
export * from "./principal.js";
export * from "./propagation-delay.js";
export * from "./role-assignment.js";
export { RoleScope, SCOPE_TYPES, type RoleScopeOptions, type RoleTarget, type ScopeKey } from "./role-scope.js";
