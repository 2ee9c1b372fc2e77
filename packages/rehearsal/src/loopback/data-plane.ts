import type { ResourceStore } from "./arm/resource-store.js";
import { textOf } from "./arm/body.js";
import type { Answer, Request, Service } from "./http.js";

/** The hosts of data planes, with the type of the resource that is named in them. */
export const DATA_PLANES: readonly { readonly suffix: string; readonly type: string }[] = [
  { suffix: "vault.azure.net", type: "Microsoft.KeyVault/vaults" },
  ...["blob", "file", "queue", "table", "dfs", "web"].map((service) => ({
    suffix: `${service}.core.windows.net`,
    type: "Microsoft.Storage/storageAccounts",
  })),
  { suffix: "azurecr.io", type: "Microsoft.ContainerRegistry/registries" },
  { suffix: "api.azureml.ms", type: "Microsoft.MachineLearningServices/workspaces" },
];

/**
 * The data planes, seen from outside every virtual network: what is private answers 403, as Azure's own would. Nothing
 * is stored in them.
 */
export class DataPlane implements Service {
  readonly #resources: ResourceStore;

  constructor(resources: ResourceStore) {
    this.#resources = resources;
  }

  public answer({ host }: Request): Answer {
    const plane = DATA_PLANES.find(({ suffix }) => host.endsWith(`.${suffix}`));
    const name = host.split(".")[0] ?? "";
    const resource = plane && this.#resources.ofType(plane.type).find(({ id }) => id.name.toLowerCase() === name);
    if (!resource)
      return { status: 404, body: { error: { code: "ResourceNotFound", message: `There is no ${host}.` } } };
    if (textOf(resource.body.properties["publicNetworkAccess"])?.toLowerCase() === "disabled") {
      return {
        status: 403,
        body: {
          error: {
            code: "ForbiddenByConnection",
            message: `Public network access to ${host} is disabled and the request does not come through a private endpoint.`,
          },
        },
      };
    }
    return {
      status: 401,
      headers: { "www-authenticate": 'Bearer authorization="https://login.microsoftonline.com/common"' },
      body: { error: { code: "Unauthorized", message: "The rehearsal keeps no data." } },
    };
  }
}
