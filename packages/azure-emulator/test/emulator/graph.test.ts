import { describe, expect, it } from "vitest";
import { Directory } from "../../src/emulator/directory.js";
import { Graph } from "../../src/emulator/graph.js";
import { IDENTITY } from "../support/platform.js";
import { requestTo } from "../support/request.js";

const directory = new Directory("client");
const identity = directory.add(IDENTITY, 0);
const ask = (path: string) => new Graph(directory).answer(requestTo("GET", `https://graph.microsoft.com/v1.0/${path}`));

describe("Microsoft Graph", () => {
  it.each([
    ["who signs in", directory.caller, "azure-emulator"],
    ["a managed identity", identity, "id-dev"],
  ])("finds %s by the id of its application", (_, { clientId, objectId }, displayName) => {
    const { status, body } = ask(`servicePrincipals?$filter=appId eq '${clientId}'`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ value: [{ id: objectId, appId: clientId, displayName }] });
  });

  it("shows principals by their object ids, without unknown ones", () => {
    const body = JSON.stringify({ ids: [identity.objectId, "nobody"] });
    const request = requestTo("POST", "https://graph.microsoft.com/v1.0/directoryObjects/getByIds", body);
    expect(new Graph(directory).answer(request).body).toMatchObject({ value: [{ id: identity.objectId }] });
  });

  it("lists every principal where nothing is asked for", () => {
    expect((ask("servicePrincipals").body as { value: unknown[] }).value).toHaveLength(2);
  });

  it("shows a principal by its object id", () => {
    for (const kind of ["servicePrincipals", "directoryObjects"]) {
      expect(ask(`${kind}/${identity.objectId}`).body).toEqual({
        "@odata.type": "#microsoft.graph.servicePrincipal",
        id: identity.objectId,
        appId: identity.clientId,
        displayName: "id-dev",
        servicePrincipalType: "ManagedIdentity",
      });
    }
  });

  it("answers like Graph for an unknown principal", () => {
    expect(ask("servicePrincipals/nobody")).toEqual({
      status: 404,
      body: {
        error: {
          code: "Request_ResourceNotFound",
          message: "Resource '/v1.0/servicePrincipals/nobody' does not exist.",
        },
      },
    });
    expect(ask("servicePrincipals?$filter=appId eq 'nobody'").body).toEqual({ value: [] });
  });
});
