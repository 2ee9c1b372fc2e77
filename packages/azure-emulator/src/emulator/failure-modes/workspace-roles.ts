import { ROLES } from "@org/azure-catalog";
import { type Properties, textOf } from "../arm/body.js";
import type { Need } from "../role-check.js";
import { holdsRole, isAllowed, notAllowed } from "../role-check.js";
import type { EmulatorState } from "../emulator-state.js";

const GROUP_READ = "Microsoft.Resources/subscriptions/resourceGroups/read";
const VAULT_READ = "Microsoft.KeyVault/vaults/read";
const SECRET_READ = "Microsoft.KeyVault/vaults/secrets/getSecret/action";
const SECRET_WRITE = "Microsoft.KeyVault/vaults/secrets/setSecret/action";
const BLOB_READ = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";
const BLOB_WRITE = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write";
const BLOB_OWN = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/manageOwnership/action";
const STORAGE_APPROVE = "Microsoft.Storage/storageAccounts/privateEndpointConnectionsApproval/action";
const CONFIGURE = "Microsoft.MachineLearningServices/workspaces/write";

/**
 * Rejects a workspace whose identity can't, or can't yet, use the workspace's dependent resources.
 *
 * Azure checks permissions, independent of the roles that contain them. The failure mode for the bundle requires each
 * role nevertheless, because Azure has rejected the reference platform with wider roles.
 * @throws ArmError 403 AuthorizationFailed
 */
export function requireWorkspaceRoles(
  state: EmulatorState,
  objectId: string,
  group: string,
  properties: Properties,
): void {
  const vault = textOf(properties["keyVault"]);
  const account = textOf(properties["storageAccount"]);
  if (state.failureModes.applies("workspace-roles")) {
    const needs: Need[] = [
      ...(vault === undefined
        ? []
        : [{ action: VAULT_READ, scope: vault }, { action: SECRET_READ, plane: "data", scope: vault } as const]),
      ...(account === undefined ? [] : [{ action: BLOB_WRITE, plane: "data", scope: account } as const]),
    ];
    for (const need of needs) if (!isAllowed(state, objectId, need)) throw notAllowed(state, objectId, need);
  }
  if (state.failureModes.applies("workspace-role-bundle")) {
    const bundle = [
      { role: ROLES.keyVaultReader, action: VAULT_READ, scope: vault },
      { role: ROLES.keyVaultSecretsUser, action: SECRET_READ, scope: vault },
      { role: ROLES.keyVaultSecretsOfficer, action: SECRET_WRITE, scope: vault },
      { role: ROLES.reader, action: GROUP_READ, scope: group },
      { role: ROLES.networkConnectionApprover, action: STORAGE_APPROVE, scope: group },
      { role: ROLES.azureAiAdministrator, action: CONFIGURE, scope: group },
      { role: ROLES.storageBlobDataContributor, action: BLOB_READ, scope: account },
      { role: ROLES.storageBlobDataOwner, action: BLOB_OWN, scope: account },
    ];
    for (const { role, action, scope } of bundle) {
      if (scope === undefined || holdsRole(state, objectId, role.id, scope)) continue;
      throw notAllowed(state, objectId, { action, scope });
    }
  }
}
