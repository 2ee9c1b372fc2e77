import { ArmError } from "../../arm/arm-error.js";
import { objectOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { ArmId } from "@org/azure-catalog";
import { makeBeside } from "../shared.js";

/** Datastores of workspaces. */
export const datastores: ResourceType = {
  type: "Microsoft.MachineLearningServices/workspaces/datastores",
  provisioningState: false,
  actions: {
    /** @throws ArmError 400 UserError for a datastore without credentials */
    listsecrets: ({ id, body }, { sharedAccess }) => {
      const { accountName, containerName, credentials } = body.properties;
      if (objectOf(credentials)["credentialsType"] !== "AccountKey" || containerName === undefined) {
        throw new ArmError(400, "UserError", `Datastore '${id.name}' has no secrets.`);
      }
      const sasToken = sharedAccess.issue(textOf(accountName) ?? "", textOf(containerName) ?? "", "racwdl");
      return { status: 200, body: { secretsType: "Sas", sasToken } };
    },
  },
};

/**
 * Creates the datastores that each workspace has in its storage account. Those of identity-based workspaces have no
 * credentials.
 */
export function makeDefaultDatastores(workspace: ArmResource, state: EmulatorState): void {
  const { storageAccount, workspaceId, systemDatastoresAuthMode } = workspace.body.properties;
  const account = ArmId.tryParse(textOf(storageAccount) ?? "");
  if (!account) return;
  const id = textOf(workspaceId) ?? "";
  const credentialsType = textOf(systemDatastoresAuthMode)?.toLowerCase() === "identity" ? "None" : "AccountKey";
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
