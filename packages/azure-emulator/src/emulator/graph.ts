import type { Directory } from "./directory.js";
import type { Answer, Request, Service } from "./http.js";

/** Microsoft Graph, limited to principals, which Terraform's Azure providers read. */
export class Graph implements Service {
  readonly #directory: Directory;

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  public answer({ path, query }: Request): Answer {
    if (/\/(servicePrincipals|directoryObjects)$/.test(path)) {
      const wanted = /'([^']+)'/.exec(query.get("$filter") ?? "")?.[1];
      const found = this.#directory
        .all()
        .filter(({ clientId, objectId }) => wanted === undefined || wanted === clientId || wanted === objectId);
      return {
        status: 200,
        body: {
          value: found.map(({ objectId, clientId }) => ({
            id: objectId,
            appId: clientId,
            displayName: "azure-emulator",
          })),
        },
      };
    }
    const principal = this.#directory.get(path.slice(path.lastIndexOf("/") + 1));
    if (principal) {
      return {
        status: 200,
        body: { "@odata.type": "#microsoft.graph.servicePrincipal", id: principal.objectId, appId: principal.clientId },
      };
    }
    return {
      status: 404,
      body: { error: { code: "Request_ResourceNotFound", message: `Resource '${path}' does not exist.` } },
    };
  }
}
