import { textsOf } from "./arm/body.js";
import { readObject } from "./arm/request-body.js";
import type { Directory, Principal } from "./directory.js";
import type { Answer, Request, Service } from "./http.js";

/** Microsoft Graph, limited to principals, which Terraform's Azure providers read. */
export class Graph implements Service {
  readonly #directory: Directory;

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  public answer({ method, path, query, text }: Request): Answer {
    if (method === "POST" && path.endsWith("/directoryObjects/getByIds")) {
      const ids = textsOf(readObject(text)["ids"]);
      return { status: 200, body: { value: ids.flatMap((id) => this.#directory.get(id) ?? []).map(shown) } };
    }
    if (/\/(servicePrincipals|directoryObjects)$/.test(path)) {
      const wanted = /'([^']+)'/.exec(query.get("$filter") ?? "")?.[1];
      const found = this.#directory
        .all()
        .filter(({ clientId, objectId }) => wanted === undefined || wanted === clientId || wanted === objectId);
      return {
        status: 200,
        body: {
          value: found.map(shown),
        },
      };
    }
    const principal = this.#directory.get(path.slice(path.lastIndexOf("/") + 1));
    if (principal) return { status: 200, body: shown(principal) };
    return {
      status: 404,
      body: { error: { code: "Request_ResourceNotFound", message: `Resource '${path}' does not exist.` } },
    };
  }
}

/** Managed identities have the name of their resource. */
function shown({ objectId, clientId, resourceId }: Principal): object {
  return {
    "@odata.type": "#microsoft.graph.servicePrincipal",
    id: objectId,
    appId: clientId,
    displayName: resourceId?.slice(resourceId.lastIndexOf("/") + 1) ?? "azure-emulator",
    servicePrincipalType: resourceId === undefined ? "Application" : "ManagedIdentity",
  };
}
