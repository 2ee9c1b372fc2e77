import type { Stack } from "@org/aml-synth-model";
/**
 * Refuses what would reach outside of the deployment test.
 * @throws DeploymentTestInputError for a provider that isn't supported, and for provisioners, which run programs of their own
 */
export declare function requireSupportedProviders(stacks: readonly Stack[]): void;
