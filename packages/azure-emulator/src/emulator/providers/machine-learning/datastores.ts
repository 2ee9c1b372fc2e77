import { requireValidBody } from "../../arm/arm-body.js";
import { ArmError } from "../../arm/arm-error.js";
import { isObject, objectOf, type Properties, textOf, without } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { contentsOf, requireReadable } from "../../failure-modes/datastores.js";
import { ArmId } from "@org/azure-catalog";
import { makeBeside } from "../shared.js";

/** Datastores of workspaces. */
export const datastores: ResourceType = {
  type: "Microsoft.MachineLearningServices/workspaces/datastores",
  provisioningState: false,
  write({ id, apiVersion, body }, state, { query }) {
    requireValidBody(id, apiVersion, body);
    if (!/^[a-z0-9_]+$/.test(id.name)) {
      throw new ArmError(
        400,
        "ValidationError",
        `The datastore name '${id.name}' is invalid: it can only consist of lower-case letters, digits and underscores.`,
      );
    }
    if (query.get("skipValidation")?.toLowerCase() !== "true") requireReadable({ id, body }, state);
    return undefined;
  },
  view: ({ body }) => ({ ...body, properties: withoutSecrets(body.properties) }),
  actions: {
    /** @throws ArmError 400 UserError for a datastore without credentials */
    listsecrets: ({ id, body }, { sharedAccess }) => {
      const { accountName, containerName, credentials } = contentsOf(body);
      const { secrets } = objectOf(credentials);
      if (secrets !== undefined) return { status: 200, body: secrets };
      if (objectOf(credentials)["credentialsType"] !== "AccountKey" || containerName === undefined) {
        throw new ArmError(400, "UserError", `Datastore '${id.name}' has no secrets.`);
      }
      const sasToken = sharedAccess.issue(textOf(accountName) ?? "", textOf(containerName) ?? "", "racwdl");
      return { status: 200, body: { secretsType: "Sas", sasToken } };
    },
  },
};

/** Properties as Azure returns them: with the type in all api-versions, and without secrets. */
function withoutSecrets(properties: Properties): Properties {
  const { contents, credentials } = properties;
  if (isObject(contents)) {
    return { ...properties, datastoreType: contents["contentsType"], contents: withoutSecrets(contents) };
  }
  return { ...properties, credentials: without(objectOf(credentials), ["secrets"]) };
}

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
