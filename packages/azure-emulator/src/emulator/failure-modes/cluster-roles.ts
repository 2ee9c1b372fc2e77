import { ROLES } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, type Properties, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { Write } from "../arm/resource-type.js";
import { holdsRole, isAllowed, type Need } from "../role-check.js";
import type { EmulatorState } from "../emulator-state.js";

const ZONE_WRITE = "Microsoft.Network/privateDnsZones/write";
const SUBNET_JOIN = "Microsoft.Network/virtualNetworks/subnets/join/action";
const ASSIGN = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

/**
 * Rejects a new cluster whose identity can't, or can't yet, write its private DNS zone or assign the nodes' identity.
 *
 * AKS answers with this code since 2025; earlier, the code named the resource, such as
 * `CustomPrivateDNSZoneMissingPermissionError`.
 * @throws ArmError 400 ResourceMissingPermissionError
 * @see https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/customprivatednszonemissingpermissions-error
 */
export function requireClusterRoles({ body, existing }: Write, state: EmulatorState): void {
  if (existing || !state.failureModes.applies("cluster-roles")) return;
  const zone = textOf(objectOf(body.properties["apiServerAccessProfile"])["privateDNSZone"]);
  const kubelet = textOf(objectOf(objectOf(body.properties["identityProfile"])["kubeletidentity"])["resourceId"]);
  const needs: Need[] = [
    ...(zone?.startsWith("/") ? [{ action: ZONE_WRITE, scope: zone }] : []),
    ...(kubelet === undefined ? [] : [{ action: ASSIGN, scope: kubelet }]),
  ];
  for (const identity of Object.keys(objectOf(objectOf(body.identity)["userAssignedIdentities"]))) {
    const objectId = textOf(state.resources.get(identity)?.body.properties["principalId"]) ?? "";
    for (const need of needs) {
      if (isAllowed(state, objectId, need)) continue;
      throw new ArmError(
        400,
        "ResourceMissingPermissionError",
        `Service principal or user-assigned identity must be given certain permissions to resource ${need.scope}. Check access result not allowed for action ${need.action}.`,
      );
    }
  }
}

/**
 * Makes the creation of nodes fail if the cluster's user-assigned identity can't, or can't yet, join their subnet.
 * @throws ArmError 403 LinkedAuthorizationFailed
 */
export function requireNodeRoles(cluster: ArmResource, pools: readonly Properties[], state: EmulatorState): void {
  if (!state.failureModes.applies("cluster-roles")) return;
  const subnets = new Set(pools.flatMap((pool) => textOf(pool["vnetSubnetID"]) ?? []));
  for (const identity of Object.values(objectOf(objectOf(cluster.body.identity)["userAssignedIdentities"]))) {
    const objectId = textOf(objectOf(identity)["principalId"]) ?? "";
    for (const scope of subnets) {
      if (isAllowed(state, objectId, { action: SUBNET_JOIN, scope })) continue;
      const clientId = state.directory.get(objectId)?.clientId ?? objectId;
      throw new ArmError(
        403,
        "LinkedAuthorizationFailed",
        `The client '${clientId}' with object id '${objectId}' has permission to perform action 'Microsoft.Compute/virtualMachineScaleSets/write' on scope '${cluster.id.toString()}'; however, it does not have permission to perform action(s) '${SUBNET_JOIN}' on the linked scope(s) '${scope}' (respectively) or the linked scope(s) are invalid.`,
      );
    }
  }
}

/**
 * Rejects the attachment of a cluster to a workspace whose user-assigned identity doesn't have, or doesn't have yet,
 * each of its roles on the cluster. Azure assigns them itself to a workspace's own identity.
 *
 * Azure Machine Learning looks for the roles, not for the permissions in them: Contributor alone was rejected.
 * @throws ArmError 400 BadRequest
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-attach-kubernetes-to-workspace
 * @see https://github.com/Azure/AML-Kubernetes/issues/279
 */
export function requireAttachRoles(workspace: ArmResource, cluster: ArmResource, state: EmulatorState): void {
  if (!state.failureModes.applies("cluster-attach-roles")) return;
  const roles = [
    ROLES.reader,
    ROLES.kubernetesExtensionContributor,
    ROLES.kubernetesClusterAdmin,
    ...(cluster.body.properties["disableLocalAccounts"] === true ? [ROLES.contributor] : []),
  ];
  for (const identity of Object.values(objectOf(objectOf(workspace.body.identity)["userAssignedIdentities"]))) {
    const objectId = textOf(objectOf(identity)["principalId"]) ?? "";
    if (roles.every(({ id }) => holdsRole(state, objectId, id, cluster.id.toString()))) continue;
    throw new ArmError(
      400,
      "BadRequest",
      "AKS role check failed for user assigned identity. Please check the role assignment.",
    );
  }
}
