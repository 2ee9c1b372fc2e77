import type { BundleRow } from "../bundle.js";
import { COMPUTE_IDENTITY_REGISTRY_ROWS, COMPUTE_IDENTITY_ROWS } from "./compute-identity.js";
import { CROSS_ENVIRONMENT_COMPUTE_ROWS, CROSS_ENVIRONMENT_WORKSPACE_ROWS } from "./cross-environment.js";
import { COMPUTE_IDENTITY_DATA_ROWS, WORKSPACE_IDENTITY_DATA_ROWS } from "./data-store.js";
import { DEPLOYMENT_PRINCIPAL_KEY_VAULT_ROWS, DEPLOYMENT_PRINCIPAL_ROWS } from "./deployment-principal.js";
import { HUMAN_REGISTRY_ROWS, HUMAN_ROWS } from "./human.js";
import { KUBERNETES_IDENTITY_ROWS, WORKSPACE_IDENTITY_KUBERNETES_ROWS } from "./kubernetes.js";
import { TIER_REGISTRY_ROWS, TIER_ROWS } from "./tiers.js";
import {
  WORKSPACE_IDENTITY_COMPUTE_ROWS,
  WORKSPACE_IDENTITY_DEPENDENT_ROWS,
  WORKSPACE_IDENTITY_ENDPOINT_ROWS,
  WORKSPACE_IDENTITY_REGISTRY_ROWS,
  WORKSPACE_IDENTITY_ROWS,
} from "./workspace-identity.js";

/** A bundle, by the name of its function without `Bundle`. */
export type RoleBundleName =
  | "deploymentPrincipal"
  | "deploymentPrincipalKeyVault"
  | "workspaceIdentity"
  | "workspaceIdentityDependent"
  | "workspaceIdentityEndpoint"
  | "workspaceIdentityCompute"
  | "workspaceIdentityRegistry"
  | "workspaceIdentityData"
  | "workspaceIdentityKubernetes"
  | "computeIdentity"
  | "computeIdentityRegistry"
  | "computeIdentityData"
  | "kubernetesIdentity"
  | "human"
  | "humanRegistry"
  | "tier"
  | "tierRegistry"
  | "crossEnvironmentWorkspace"
  | "crossEnvironmentCompute";

/**
 * All rows of all bundles, including optional ones, for documents, reports and rules. To assign roles, use the
 * functions.
 */
export const ROLE_BUNDLES: Readonly<Record<RoleBundleName, readonly BundleRow[]>> = {
  deploymentPrincipal: DEPLOYMENT_PRINCIPAL_ROWS,
  deploymentPrincipalKeyVault: DEPLOYMENT_PRINCIPAL_KEY_VAULT_ROWS,
  workspaceIdentity: WORKSPACE_IDENTITY_ROWS,
  workspaceIdentityDependent: WORKSPACE_IDENTITY_DEPENDENT_ROWS,
  workspaceIdentityEndpoint: WORKSPACE_IDENTITY_ENDPOINT_ROWS,
  workspaceIdentityCompute: WORKSPACE_IDENTITY_COMPUTE_ROWS,
  workspaceIdentityRegistry: WORKSPACE_IDENTITY_REGISTRY_ROWS,
  workspaceIdentityData: WORKSPACE_IDENTITY_DATA_ROWS,
  workspaceIdentityKubernetes: WORKSPACE_IDENTITY_KUBERNETES_ROWS,
  computeIdentity: COMPUTE_IDENTITY_ROWS,
  computeIdentityRegistry: COMPUTE_IDENTITY_REGISTRY_ROWS,
  computeIdentityData: COMPUTE_IDENTITY_DATA_ROWS,
  kubernetesIdentity: KUBERNETES_IDENTITY_ROWS,
  human: HUMAN_ROWS,
  humanRegistry: HUMAN_REGISTRY_ROWS,
  tier: TIER_ROWS,
  tierRegistry: TIER_REGISTRY_ROWS,
  crossEnvironmentWorkspace: CROSS_ENVIRONMENT_WORKSPACE_ROWS,
  crossEnvironmentCompute: CROSS_ENVIRONMENT_COMPUTE_ROWS,
};
