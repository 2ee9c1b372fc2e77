/**
 * The ARM api-versions that the libraries write and are tested with.
 *
 * Machine Learning 2025-12-01 is the first stable one in which a registry's
 * `managedResourceGroupSettings.assignedIdentities[].principalId` can be written. 2026-03-01 and 2026-05-01 have the
 * same shapes.
 */
export const API_VERSIONS = {
  machineLearning: "2025-12-01",
  network: "2025-05-01",
  roleAssignments: "2022-04-01",
} as const;
