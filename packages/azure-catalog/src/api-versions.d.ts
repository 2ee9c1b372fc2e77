/**
 * The ARM api-versions that the libraries write and are tested with.
 *
 * Machine Learning 2025-12-01 is the first stable one in which a registry's
 * `managedResourceGroupSettings.assignedIdentities[].principalId` can be written; earlier ones have it read-only, and
 * azapi refuses the body.
 */
export declare const API_VERSIONS: {
    readonly machineLearning: "2025-12-01";
};
