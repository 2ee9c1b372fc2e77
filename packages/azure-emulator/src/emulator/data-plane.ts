import type { ResourceStore } from "./arm/resource-store.js";
import { objectOf, textOf, textsOf } from "./arm/body.js";
import type { ArmResource } from "./arm/resource.js";
import type { Answer, Request, Service } from "./http.js";

/** The hosts of data planes, with the type of the resources whose names they contain. */
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
 * The data planes, for clients outside of the virtual networks: private resources respond with 403, as in Azure. They
 * store nothing.
 */
export class DataPlane implements Service {
  readonly #resources: ResourceStore;

  constructor(resources: ResourceStore) {
    this.#resources = resources;
  }

  public answer({ host }: Request): Answer {
    const plane = DATA_PLANES.find(({ suffix }) => host.endsWith(`.${suffix}`));
    const name = host.split(".")[0] ?? "";
    const resource = plane && this.#resources.ofType(plane.type).find((one) => namesOf(one).includes(name));
    if (!resource) return failure(404, "ResourceNotFound", `There is no ${host}.`);
    const closed = closedTo(resource);
    if (closed === "connection") {
      return failure(
        403,
        "ForbiddenByConnection",
        `Public network access to ${host} is disabled and the request does not come through a private endpoint.`,
      );
    }
    if (closed === "firewall") {
      return failure(403, "ForbiddenByFirewall", `The firewall of ${host} does not let the client's address in.`);
    }
    return {
      ...failure(401, "Unauthorized", "The Azure emulator keeps no data."),
      headers: { "www-authenticate": 'Bearer authorization="https://login.microsoftonline.com/common"' },
    };
  }
}

/** What keeps clients outside of the virtual networks from a resource; undefined if nothing does. */
export function closedTo({ body: { properties } }: ArmResource): "connection" | "firewall" | undefined {
  if (textOf(properties["publicNetworkAccess"])?.toLowerCase() === "disabled") return "connection";
  const action = textOf(objectOf(properties["networkAcls"])["defaultAction"])?.toLowerCase();
  return action === "deny" ? "firewall" : undefined;
}

/** Name of a resource in its data plane's host names: its own name, or for a workspace its GUID. */
function namesOf({ id, body }: ArmResource): string[] {
  return [id.name.toLowerCase(), ...textsOf([body.properties["workspaceId"]])];
}

function failure(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}
