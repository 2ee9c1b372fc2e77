/**
 * How compute instances' names, `<instance>.<region>.instances.azureml.ms`, are resolved in the networks.
 *
 * - `central`: one zone for all environments with a record for each compute instance, or a wildcard where a single
 *   workspace uses it.
 * - `per-environment`: each environment has a zone of its own with a wildcard to its workspace's endpoint.
 * - `none`: no private zone; the names resolve in public DNS.
 *
 * The names carry no workspace, so a wildcard can stand for one workspace only.
 */
export type InstancesStrategy = "central" | "per-environment" | "none";

export const INSTANCES_STRATEGIES: readonly InstancesStrategy[] = ["central", "per-environment", "none"];
