/**
 * The ARM api-versions that the libraries write and are tested with.
 *
 * Machine Learning 2025-12-01 is the first stable version in which a registry's
 * `managedResourceGroupSettings.assignedIdentities[].principalId` can be written. In earlier versions it is read-only,
 * and azapi rejects the body.
 *
 * Only a preview version of Machine Learning has a workspace's `ipAllowlist`.
 */
export const API_VERSIONS = {
  machineLearning: "2025-12-01",
  machineLearningPreview: "2025-10-01-preview",
  kubernetesConfiguration: "2023-05-01",
} as const;
