import { requireValidBody } from "../../arm/arm-body.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, type Properties, referenceOf, textOf } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { requireAttachRoles } from "../../failure-modes/cluster-roles.js";
import { requireComputeRoles } from "../../failure-modes/compute-roles.js";
import type { EmulatorState } from "../../emulator-state.js";
import { CLUSTER_EXTENSIONS, MACHINE_LEARNING_EXTENSION } from "../kubernetes-configuration.js";
import { keep, requireReferenced, withDefaults } from "../shared.js";
import { isIsolated, isProvisioned, provision, PROVISIONING_SECONDS } from "./managed-network.js";

const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
const COMPUTE_SECONDS = 180;
const ATTACH_SECONDS = 60;
/** Types of computes that are AKS clusters. */
const CLUSTER_TYPES: ReadonlySet<string> = new Set(["AKS", "Kubernetes"]);

/** Computes of workspaces. The first one provisions the managed network, unless it is already provisioned. */
export const computes: ResourceType = {
  type: COMPUTES,
  tracked: true,
  latency: { create: COMPUTE_SECONDS, update: 30, delete: 120 },
  latencyOf({ id, body, existing }, state) {
    if (body.properties["resourceId"] !== undefined) return ATTACH_SECONDS;
    const workspace = state.resources.get(id.parent);
    const first = workspace && isIsolated(workspace) && !isProvisioned(workspace);
    return !existing && first ? COMPUTE_SECONDS + PROVISIONING_SECONDS : undefined;
  },
  write(write, state) {
    const { id, apiVersion, body } = write;
    requireValidBody(id, apiVersion, body);
    const workspace = state.resources.get(id.parent);
    const settings = objectOf(body.properties["properties"]);
    const type = textOf(body.properties["computeType"]) ?? "";
    if (workspace && isIsolated(workspace)) requireManagedNetwork(write, workspace, settings);
    const subnet = referenceOf(settings["subnet"]);
    if (subnet !== undefined) requireReferenced(state, subnet, id);
    if (CLUSTER_TYPES.has(type)) requireAttachable(write, workspace, state);
    if (type === "ComputeInstance" && instanceNameTaken(write, state)) {
      throw new ArmError(
        400,
        "BadRequest",
        `Compute name '${id.name}' is already taken in region '${body.location ?? ""}'.`,
      );
    }
    keep(write, ["createdOn"]);
    const now = state.clock.date().toISOString();
    body.properties = {
      ...withDefaults(body.properties, {
        createdOn: now,
        disableLocalAuth: true,
        isAttachedCompute: body.properties["resourceId"] !== undefined,
      }),
      computeLocation: textOf(body.properties["computeLocation"]) ?? body.location,
      modifiedOn: now,
      provisioningErrors: null,
    };
    return (compute) => {
      if (!workspace) return;
      if (CLUSTER_TYPES.has(type)) {
        requireExtension(compute, state);
        return;
      }
      requireComputeRoles(compute, workspace, state);
      provision(workspace, state);
    };
  },
};

/**
 * Rejects computes that a managed network can't contain.
 * @throws ArmError 400 ValidationError
 */
function requireManagedNetwork({ id, body }: Write, workspace: ArmResource, settings: Properties): void {
  const type = textOf(body.properties["computeType"]) ?? "";
  const problem =
    settings["subnet"] === undefined
      ? body.properties["resourceId"] === undefined
        ? undefined
        : `of type '${type}' can't be attached`
      : "can't be put into a subnet";
  if (problem === undefined) return;
  throw new ArmError(
    400,
    "ValidationError",
    `Compute '${id.name}' ${problem}: workspace '${workspace.id.name}' has a managed network.`,
  );
}

/**
 * Rejects an AKS cluster that doesn't exist, without the workspace's roles, or with kubenet behind an internal load
 * balancer.
 * @throws ArmError 400 ClusterNotFound or BadRequest
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-troubleshoot-kubernetes-compute
 */
function requireAttachable(
  { id, body, existing }: Write,
  workspace: ArmResource | undefined,
  state: EmulatorState,
): void {
  const reference = textOf(body.properties["resourceId"]) ?? "";
  const cluster = state.resources.get(reference);
  if (!cluster) throw new ArmError(400, "ClusterNotFound", `Cannot find Kubernetes cluster '${reference}'.`);
  if (workspace && !existing && body.properties["computeType"] === "Kubernetes")
    requireAttachRoles(workspace, cluster, state);
  const settings = objectOf(body.properties["properties"]);
  const { networkPlugin } = objectOf(cluster.body.properties["networkProfile"]);
  if (settings["loadBalancerType"] !== "InternalLoadBalancer" || networkPlugin !== "kubenet") return;
  throw new ArmError(
    400,
    "BadRequest",
    `Compute '${id.name}' can't have an internal load balancer: cluster '${cluster.id.name}' uses kubenet, not Azure CNI.`,
  );
}

/**
 * Makes the attachment of a cluster without Azure Machine Learning's extension fail. Computes of the type AKS, which
 * Azure has retired, don't need it.
 * @throws ArmError 400 ClusterServiceNotFound
 */
function requireExtension({ body }: ArmResource, state: EmulatorState): void {
  if (body.properties["computeType"] === "AKS") return;
  const cluster = state.resources.get(textOf(body.properties["resourceId"]));
  const extension = (cluster ? state.resources.childrenOf(cluster.id) : []).find(
    (child) =>
      child.id.hasType(CLUSTER_EXTENSIONS) &&
      textOf(child.body.properties["extensionType"])?.toLowerCase() === MACHINE_LEARNING_EXTENSION,
  );
  if (extension?.body.properties["provisioningState"] === "Succeeded") return;
  throw new ArmError(
    400,
    "ClusterServiceNotFound",
    `AzureML extension service not found in cluster '${cluster?.id.name ?? ""}'. Please install the extension first.`,
  );
}

/** Names of compute instances are unique in their region. */
function instanceNameTaken({ id, body }: Write, state: EmulatorState): boolean {
  return state.resources
    .ofType(COMPUTES)
    .some(
      (other) =>
        !other.id.equals(id) &&
        other.id.name.toLowerCase() === id.name.toLowerCase() &&
        plainLocation(other.body.location) === plainLocation(body.location) &&
        other.body.properties["computeType"] === "ComputeInstance",
    );
}
