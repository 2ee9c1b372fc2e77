/** The requests are those that azuread 3.9 sent in a deployment test, and those of azurerm and the Azure CLI. */
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../src/emulator/clock.js";
import { createEmulatorState, type Unknown } from "../../../src/emulator/emulator-state.js";
import { Graph } from "../../../src/emulator/graph/graph.js";
import type { Answer } from "../../../src/emulator/http.js";
import { IDENTITY } from "../../support/platform.js";
import { requestTo } from "../../support/request.js";

type Json = Record<string, unknown>;

/** A tenant, and a client of its Microsoft Graph. */
class Tenant {
  public readonly unknown: Unknown[] = [];
  public readonly clock = new ManualClock();
  public readonly state = createEmulatorState(this.clock, {}, (unknown) => this.unknown.push(unknown));
  public readonly graph = new Graph(this.state);

  public send(method: string, path: string, body?: object): Answer {
    const text = body === undefined ? "" : JSON.stringify(body);
    return this.graph.answer(requestTo(method, `https://graph.microsoft.com/v1.0/${path}`, text));
  }

  /** The body of a successful response. */
  public get(path: string): Json {
    const { status, body } = this.send("GET", path);
    expect(status).toBe(200);
    return body as Json;
  }

  /** The ids in a list. */
  public ids(path: string): unknown[] {
    return (this.get(path)["value"] as Json[]).map(({ id }) => id);
  }

  public create(collection: string, body: Json): Json & { id: string; appId: string } {
    const { status, body: created } = this.send("POST", collection, body);
    expect(status).toBe(201);
    return created as Json & { id: string; appId: string };
  }
}

const CALLER = "https://graph.microsoft.com/v1.0/directoryObjects/";
const UNKNOWN = "00000000-0000-4000-8000-000000000001";
const errorOf = ({ status, body }: Answer) => ({ status, ...(body as { error: object }).error });

describe("Principals in Microsoft Graph", () => {
  const tenant = new Tenant();
  const { directory } = tenant.state;
  const identity = directory.add(IDENTITY, 0);

  it.each([
    ["who signs in", directory.caller, "azure-emulator"],
    ["a managed identity", identity, "id-dev"],
  ])("are found by the id of their application: %s", (_, { clientId, objectId }, displayName) => {
    const { value } = tenant.get(`servicePrincipals?$filter=appId eq '${clientId}'`);
    expect(value).toMatchObject([{ id: objectId, appId: clientId, displayName }]);
    expect(tenant.ids(`servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '${clientId}')`)).toEqual([objectId]);
    expect(tenant.get(`servicePrincipals(appId='${clientId}')`)["id"]).toBe(objectId);
  });

  it("are shown by their object ids, without unknown ones", () => {
    const { body } = tenant.send("POST", "directoryObjects/getByIds", { ids: [identity.objectId, "nobody"] });
    expect(body).toMatchObject({ value: [{ id: identity.objectId }] });
    for (const collection of ["servicePrincipals", "directoryObjects"]) {
      expect(tenant.get(`${collection}/${identity.objectId}`)).toMatchObject({
        "@odata.type": "#microsoft.graph.servicePrincipal",
        id: identity.objectId,
        appId: identity.clientId,
        displayName: "id-dev",
        servicePrincipalType: "ManagedIdentity",
      });
    }
    expect(tenant.ids("servicePrincipals")).toHaveLength(2);
  });

  it("are not found if they don't exist", () => {
    expect(errorOf(tenant.send("GET", "servicePrincipals/nobody"))).toMatchObject({
      status: 404,
      code: "Request_ResourceNotFound",
    });
    expect(tenant.get(`servicePrincipals?$filter=appId eq '${UNKNOWN}'`)).toEqual({ value: [] });
  });
});

describe("An application", () => {
  it("has what was sent, Graph's defaults, and its owners", () => {
    const tenant = new Tenant();
    const { objectId } = tenant.state.directory.caller;
    const created = tenant.create("applications", {
      displayName: "deployment",
      web: { redirectUris: ["https://localhost/"] },
      "owners@odata.bind": [`${CALLER}${objectId}`],
    });
    expect(tenant.get(`applications/${created.id}`)).toEqual(created);
    expect(created).toMatchObject({
      displayName: "deployment",
      signInAudience: "AzureADMyOrg",
      web: { redirectUris: ["https://localhost/"], homePageUrl: null },
      passwordCredentials: [],
    });
    expect(created).not.toHaveProperty("owners@odata.bind");
    expect(tenant.ids(`applications/${created.id}/owners`)).toEqual([objectId]);
    expect(tenant.get(`applications/${created.id}?$select=displayName`)).toEqual({ displayName: "deployment" });
  });

  it("is changed in the properties that are sent, and in nested ones", () => {
    const tenant = new Tenant();
    const { id } = tenant.create("applications", { displayName: "one", web: { logoutUrl: "https://localhost/" } });
    const changes = { displayName: "two", web: { homePageUrl: "https://localhost/home" } };
    expect(tenant.send("PATCH", `applications/${id}`, changes)).toEqual({ status: 204 });
    expect(tenant.get(`applications/${id}`)).toMatchObject({
      displayName: "two",
      web: { homePageUrl: "https://localhost/home", logoutUrl: "https://localhost/" },
    });
  });

  it("gets and loses owners", () => {
    const tenant = new Tenant();
    const { id } = tenant.create("applications", { displayName: "one" });
    const { objectId } = tenant.state.directory.caller;
    const owner = { "@odata.id": `${CALLER}${objectId}` };
    expect(tenant.send("POST", `applications/${id}/owners/$ref`, owner)).toEqual({ status: 204 });
    expect(tenant.ids(`applications/${id}/owners`)).toEqual([objectId]);
    expect(tenant.send("POST", `applications/${id}/owners/$ref`, owner).status).toBe(400);
    expect(tenant.send("DELETE", `applications/${id}/owners/${objectId}/$ref`)).toEqual({ status: 204 });
    expect(tenant.ids(`applications/${id}/owners`)).toEqual([]);
  });

  it("is deleted with its service principal", () => {
    const tenant = new Tenant();
    const { id, appId } = tenant.create("applications", { displayName: "one" });
    const principal = tenant.create("servicePrincipals", { appId });
    expect(tenant.send("DELETE", `applications/${id}`)).toEqual({ status: 204 });
    for (const path of [`applications/${id}`, `servicePrincipals/${principal.id}`]) {
      expect(tenant.send("GET", path).status).toBe(404);
    }
  });

  it("needs a name", () => {
    expect(errorOf(new Tenant().send("POST", "applications", {}))).toMatchObject({
      status: 400,
      code: "Request_BadRequest",
    });
  });
});

describe("A password", () => {
  it.each(["applications", "servicePrincipals"])("of %s is returned once", (collection) => {
    const tenant = new Tenant();
    const { id, appId } = tenant.create("applications", { displayName: "one" });
    const owner = collection === "applications" ? id : tenant.create("servicePrincipals", { appId }).id;
    const added = tenant.send("POST", `${collection}/${owner}/addPassword`, {
      passwordCredential: { displayName: "terraform", endDateTime: "2030-01-01T00:00:00Z" },
    });
    expect(added).toMatchObject({
      status: 200,
      body: {
        displayName: "terraform",
        endDateTime: "2030-01-01T00:00:00Z",
        secretText: expect.stringMatching(/.{20}/),
      },
    });
    const { keyId, secretText } = added.body as { keyId: string; secretText: string };
    const shown = tenant.get(`${collection}/${owner}`);
    expect(shown["passwordCredentials"]).toMatchObject([{ keyId, displayName: "terraform" }]);
    expect(JSON.stringify(shown)).not.toContain(secretText);

    expect(tenant.state.directory.accepts(appId, secretText)).toBe(true);
    expect(tenant.send("POST", `${collection}/${owner}/removePassword`, { keyId })).toEqual({ status: 204 });
    expect(tenant.state.directory.accepts(appId, secretText)).toBe(false);
    expect(errorOf(tenant.send("POST", `${collection}/${owner}/removePassword`, { keyId }))).toMatchObject({
      status: 400,
      message: "No password credential found with keyId.",
    });
  });

  it("that comes with a new application is returned once, too", () => {
    const tenant = new Tenant();
    const { id, passwordCredentials } = tenant.create("applications", {
      displayName: "one",
      passwordCredentials: [{ displayName: "first" }],
    });
    expect(passwordCredentials).toMatchObject([{ displayName: "first", secretText: expect.any(String) }]);
    const [credential] = tenant.get(`applications/${id}`)["passwordCredentials"] as Json[];
    expect(credential).not.toHaveProperty("secretText");
  });
});

describe("A federated credential", () => {
  const github = {
    name: "main",
    issuer: "https://token.example",
    subject: "repo:org/app:ref:refs/heads/main",
    audiences: ["api://AzureADTokenExchange"],
  };

  it("is created, read, changed and deleted", () => {
    const tenant = new Tenant();
    const { id } = tenant.create("applications", { displayName: "one" });
    const path = `applications/${id}/federatedIdentityCredentials`;
    const created = tenant.create(path, github);
    expect(tenant.get(`${path}/${created.id}`)).toMatchObject(github);
    expect(tenant.send("PATCH", `${path}/${created.id}`, { subject: "repo:org/app:environment:prod" }).status).toBe(
      204,
    );
    expect(tenant.get(path)["value"]).toMatchObject([{ ...github, subject: "repo:org/app:environment:prod" }]);
    expect(tenant.send("DELETE", `${path}/${created.id}`).status).toBe(204);
    expect(tenant.send("GET", `${path}/${created.id}`).status).toBe(404);
  });

  it("has a unique name, and a unique issuer and subject", () => {
    const tenant = new Tenant();
    const { id } = tenant.create("applications", { displayName: "one" });
    const path = `applications/${id}/federatedIdentityCredentials`;
    tenant.create(path, github);
    expect(errorOf(tenant.send("POST", path, github))).toMatchObject({
      status: 409,
      code: "Request_MultipleObjectsWithSameKeyValue",
      message: "FederatedIdentityCredential with name main already exists.",
    });
    expect(errorOf(tenant.send("POST", path, { ...github, name: "other" }))).toMatchObject({
      status: 400,
      code: "InvalidFederatedIdentityCredentialValue",
    });
  });
});

describe("A service principal", () => {
  it("follows its application", () => {
    const tenant = new Tenant();
    const application = tenant.create("applications", { displayName: "one", identifierUris: ["api://one"] });
    const { id } = tenant.create("servicePrincipals", { appId: application.appId, tags: ["WindowsAzure"] });
    tenant.send("PATCH", `applications/${application.id}`, { displayName: "two" });
    expect(tenant.get(`servicePrincipals/${id}`)).toMatchObject({
      appId: application.appId,
      displayName: "two",
      servicePrincipalNames: [application.appId, "api://one"],
      servicePrincipalType: "Application",
      tags: ["WindowsAzure"],
    });
  });

  it("exists once for each application", () => {
    const tenant = new Tenant();
    const { appId } = tenant.create("applications", { displayName: "one" });
    tenant.create("servicePrincipals", { appId });
    expect(errorOf(tenant.send("POST", "servicePrincipals", { appId }))).toMatchObject({
      status: 409,
      code: "Request_MultipleObjectsWithSameKeyValue",
    });
    expect(errorOf(tenant.send("POST", "servicePrincipals", { appId: "one" }))).toMatchObject({
      status: 400,
      message: "The appId 'one' of the service principal does not reference a valid application object.",
    });
  });
});

describe("A group", () => {
  it("has members, also through groups", () => {
    const tenant = new Tenant();
    const { objectId } = tenant.state.directory.caller;
    const inner = tenant.create("groups", { displayName: "inner", "members@odata.bind": [`${CALLER}${objectId}`] });
    const outer = tenant.create("groups", { displayName: "outer" });
    tenant.send("POST", `groups/${outer.id}/members/$ref`, { "@odata.id": `${CALLER}${inner.id}` });
    expect(tenant.ids(`groups/${outer.id}/members`)).toEqual([inner.id]);
    expect(tenant.ids(`groups/${outer.id}/members?$filter=id eq '${objectId}'`)).toEqual([]);
    expect(tenant.ids(`groups/${outer.id}/transitiveMembers`)).toEqual([inner.id, objectId]);
    expect(tenant.ids(`groups/${inner.id}/memberOf`)).toEqual([outer.id]);
    expect(tenant.get(`groups/${outer.id}/members/${inner.id}`)["displayName"]).toBe("inner");
    expect(tenant.send("GET", `groups/${outer.id}/members/${objectId}`).status).toBe(404);
  });

  it("is found by its name and kind", () => {
    const tenant = new Tenant();
    const { id } = tenant.create("groups", { displayName: "Data Scientists" });
    expect(tenant.ids("groups?$filter=displayName eq 'data scientists' and securityEnabled eq true")).toEqual([id]);
    expect(tenant.ids("groups?$filter=displayName eq 'Data Scientists' and mailEnabled eq true")).toEqual([]);
  });
});

describe("Directory objects of others", () => {
  const byName = "groups?$filter=displayName eq 'data-scientists'";

  it("don't exist unless that is assumed", () => {
    expect(new Tenant().ids(byName)).toEqual([]);
  });

  it("exist from the first time that they are looked up", () => {
    const tenant = new Tenant();
    tenant.graph.assumeExisting([]);
    const [id] = tenant.ids(byName);
    expect(tenant.ids(byName)).toEqual([id]);
    expect(tenant.get(`groups/${UNKNOWN}`)["id"]).toBe(UNKNOWN);
    expect(tenant.get("users?$filter=userPrincipalName eq 'ada@example.com'")["value"]).toMatchObject([
      { userPrincipalName: "ada@example.com" },
    ]);
    expect(tenant.get(`servicePrincipals?$filter=appId eq '${UNKNOWN}'`)["value"]).toMatchObject([{ appId: UNKNOWN }]);
  });

  it("don't exist where a stack looks whether a name is free", () => {
    const tenant = new Tenant();
    tenant.graph.assumeExisting([{ collection: "groups", name: "data-scientists" }]);
    expect(tenant.ids(byName)).toEqual([]);
    expect(tenant.ids("groups?$filter=displayName eq 'operators'")).toHaveLength(1);
  });

  it("aren't service principals of applications that were created here", () => {
    const tenant = new Tenant();
    tenant.graph.assumeExisting([]);
    const { appId } = tenant.create("applications", { displayName: "one" });
    expect(tenant.ids(`servicePrincipals?$filter=appId eq '${appId}'`)).toEqual([]);
  });

  it("can't be deleted", () => {
    const tenant = new Tenant();
    tenant.graph.assumeExisting([]);
    expect(errorOf(tenant.send("DELETE", `groups/${UNKNOWN}`))).toMatchObject({
      status: 403,
      code: "Authorization_RequestDenied",
    });
  });

  it("don't exist any more after they were deleted", () => {
    const tenant = new Tenant();
    tenant.graph.assumeExisting([]);
    const { id } = tenant.create("groups", { displayName: "mine" });
    tenant.send("DELETE", `groups/${id}`);
    expect(tenant.send("GET", `groups/${id}`).status).toBe(404);
  });
});

describe("An unsupported request to Microsoft Graph", () => {
  it.each([
    ["GET", "me", 404],
    ["GET", `servicePrincipals?$filter=${encodeURIComponent("(appId eq 'a')")}`, 400],
  ] as const)("is refused and noted: %s %s", (method, path, status) => {
    const tenant = new Tenant();
    expect(tenant.send(method, path).status).toBe(status);
    expect(tenant.unknown).toMatchObject([{ kind: "request", what: expect.stringContaining("Microsoft Graph") }]);
  });
});
