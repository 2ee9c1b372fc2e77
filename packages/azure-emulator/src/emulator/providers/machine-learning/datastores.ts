import { textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";
import { ArmId } from "@org/azure-catalog";
import { makeBeside } from "../shared.js";

/**
 * Creates the datastores that each workspace has in its storage account. Those of identity-based workspaces have no
 * credentials.
 */
export function makeDefaultDatastores(workspace: ArmResource, state: EmulatorState): void {
  const { storageAccount, workspaceId, systemDatastoresAuthMode } = workspace.body.properties;
  const account = ArmId.tryParse(textOf(storageAccount) ?? "");
  if (!account) return;
  const id = textOf(workspaceId) ?? "";
  const credentialsType = systemDatastoresAuthMode === "identity" ? "None" : "AccountKey";
  const container = { datastoreType: "AzureBlob", containerName: `azureml-blobstore-${id}` };
  const share = { datastoreType: "AzureFile", fileShareName: `azureml-filestore-${id}` };
  const datastores = {
    workspaceblobstore: { ...container, isDefault: true },
    workspaceartifactstore: { ...container, containerName: "azureml" },
    workspacefilestore: share,
    workspaceworkingdirectory: { ...share, fileShareName: `code-${id}` },
  };
  for (const [name, own] of Object.entries(datastores)) {
    makeBeside(state, workspace.id.child("datastores", name), {
      properties: {
        isDefault: false,
        ...own,
        accountName: account.name,
        endpoint: "core.windows.net",
        protocol: "https",
        credentials: { credentialsType },
        serviceDataAccessAuthIdentity: "None",
        subscriptionId: account.subscriptionId,
        resourceGroup: account.resourceGroup,
      },
    });
  }
}
