import { objectOf, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import { isAllowed, type Need, notAllowed } from "../role-check.js";
import type { EmulatorState } from "../emulator-state.js";

const IMAGE_PULL = "Microsoft.ContainerRegistry/registries/pull/read";
const BLOB_READ = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";

/**
 * Makes the creation of a compute fail if its identities can't, or can't yet, pull images and read the workspace's
 * storage.
 * @throws ArmError 403 AuthorizationFailed
 */
export function requireComputeRoles(compute: ArmResource, workspace: ArmResource, state: EmulatorState): void {
  if (!state.failureModes.applies("compute-roles")) return;
  const registry = textOf(workspace.body.properties["containerRegistry"]);
  const account = textOf(workspace.body.properties["storageAccount"]);
  const needs: Need[] = [
    ...(registry === undefined ? [] : [{ action: IMAGE_PULL, scope: registry }]),
    ...(account === undefined ? [] : [{ action: BLOB_READ, plane: "data", scope: account } as const]),
  ];
  for (const identity of Object.values(objectOf(objectOf(compute.body.identity)["userAssignedIdentities"]))) {
    const objectId = textOf(objectOf(identity)["principalId"]) ?? "";
    for (const need of needs) if (!isAllowed(state, objectId, need)) throw notAllowed(state, objectId, need);
  }
}
