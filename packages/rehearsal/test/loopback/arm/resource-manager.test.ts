import { describe, expect, it } from "vitest";
import { GROUP, idOf, Sandbox } from "../../support/sandbox.js";

const DISK = idOf("Microsoft.Compute/disks", "disk");
const THING = idOf("Contoso.Things/things", "one");
const CANADA = { location: "canadacentral" };

describe("Azure Resource Manager", () => {
  it("wants to be told the api-version", async () => {
    const { azure } = await Sandbox.open();
    const reply = await azure.ask("GET", GROUP);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ error: { code: "MissingApiVersionParameter" } });
  });

  it("takes api-versions that are dates only", async () => {
    const sandbox = await Sandbox.open();
    const reply = await sandbox.ask("GET", GROUP, undefined, "latest");
    expect(reply.body.error.code).toBe("InvalidApiVersionParameter");
  });

  it("keeps what was put, in the casing of the first request", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING, { properties: { colour: "red" } });
    const { body } = await sandbox.get(THING.toUpperCase());
    expect(body).toMatchObject({
      id: THING,
      name: "one",
      type: "Contoso.Things/things",
      properties: { colour: "red" },
    });
  });

  it("answers 201 to what is new and 200 to what is there", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.put(THING)).status).toBe(201);
    expect((await sandbox.put(THING)).status).toBe(200);
  });

  it("replaces what was put before", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING, { properties: { colour: "red", size: 1 } });
    const { properties } = await sandbox.make(THING, { properties: { colour: "blue" } });
    expect(properties).toEqual({ colour: "blue", provisioningState: "Succeeded" });
  });

  it("merges what is patched", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING, { tags: { a: "1" }, properties: { colour: "red", size: 1 } });
    await sandbox.ask("PATCH", THING, { tags: { b: "2" }, properties: { size: null } });
    const { body } = await sandbox.get(THING);
    expect(body.tags).toEqual({ a: "1", b: "2" });
    expect(body.properties).toEqual({ colour: "red", provisioningState: "Succeeded" });
  });

  it("patches nothing that isn't there", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.ask("PATCH", THING, {})).status).toBe(404);
  });

  it("refuses a body that isn't a JSON object", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.put(THING, [1])).body.error.code).toBe("InvalidRequestContent");
  });

  it("says in Azure's words that a resource, its group or its parent isn't there", async () => {
    const sandbox = await Sandbox.open();
    const elsewhere = THING.replace("/rg/", "/nowhere/");
    expect((await sandbox.get(THING)).body.error).toEqual({
      code: "ResourceNotFound",
      message: expect.stringContaining(
        "The Resource 'Contoso.Things/things/one' under resource group 'rg' was not found.",
      ),
    });
    expect((await sandbox.get(elsewhere)).body.error.code).toBe("ResourceGroupNotFound");
    expect((await sandbox.put(elsewhere)).body.error.code).toBe("ResourceGroupNotFound");
    expect((await sandbox.put(`${THING}/parts/one`)).body.error.code).toBe("ParentResourceNotFound");
  });

  it("lists the resources of a type, in a group and in the subscription, and the parts of one", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING);
    await sandbox.make(`${THING}/parts/left`);
    const names = async (path: string) =>
      (await sandbox.get(path)).body.value.map(({ name }: { name: string }) => name);
    expect(await names(`${GROUP}/providers/Contoso.Things/things`)).toEqual(["one"]);
    expect(await names(`${GROUP.replace(/\/resourceGroups.*/, "")}/providers/Contoso.Things/things`)).toEqual(["one"]);
    expect(await names(`${THING}/parts`)).toEqual(["left"]);
  });

  it("answers HEAD without a body", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.ask("HEAD", THING)).status).toBe(404);
    await sandbox.make(THING);
    expect((await sandbox.ask("HEAD", THING)).status).toBe(204);
  });

  it("needs to know where a resource is to be, and doesn't move it", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.put(DISK, {})).body.error.code).toBe("LocationRequired");
    await sandbox.make(DISK, CANADA);
    expect((await sandbox.put(DISK, { location: "Canada Central" })).status).toBe(200);
    sandbox.wait();
    expect((await sandbox.put(DISK, { location: "eastus" })).body.error.code).toBe("InvalidResourceLocation");
  });

  it("deletes what is there, and has nothing to do where nothing is", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING);
    expect((await sandbox.delete(THING)).status).toBe(200);
    expect((await sandbox.get(THING)).status).toBe(404);
    expect((await sandbox.delete(THING)).status).toBe(204);
  });

  it("deletes a group with everything in it", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING);
    await sandbox.make(`${THING}/parts/left`);
    await sandbox.delete(GROUP);
    sandbox.wait();
    expect(sandbox.azure.resources).toEqual([]);
  });

  it("deletes nothing that a lock holds, on it, above it or below it", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(`${THING}`);
    const lock = `${THING}/providers/Microsoft.Authorization/locks/keep`;
    await sandbox.make(lock, { properties: { level: "CanNotDelete" } });
    expect((await sandbox.delete(THING)).body.error.code).toBe("ScopeLocked");
    expect((await sandbox.delete(GROUP)).body.error.code).toBe("ScopeLocked");
    await sandbox.delete(lock);
    expect((await sandbox.delete(THING)).status).toBe(200);
  });

  it("answers for a type that it doesn't know, and notes it", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.put(THING);
    expect(sandbox.azure.unknown).toContainEqual({ kind: "resource type", what: "Contoso.Things/things" });
  });

  it("answers an action that it doesn't know with nothing, and notes it", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING);
    expect((await sandbox.post(`${THING}/polish`)).status).toBe(200);
    expect(sandbox.azure.unknown).toContainEqual({ kind: "action", what: "Contoso.Things/things/polish" });
  });
});

describe("ETags", () => {
  it("change with every write, and hold off who has an old one", async () => {
    const sandbox = await Sandbox.open();
    const first = (await sandbox.make(THING)).etag as string;
    const second = (await sandbox.make(THING)).etag as string;
    expect(second).not.toBe(first);
    const put = (etag: string) => sandbox.azure.ask("PUT", `${THING}?api-version=2025-01-01`, {}, { "if-match": etag });
    expect((await put(first)).status).toBe(412);
    expect((await put(second)).status).toBe(200);
  });

  it("make a write conditional on there being nothing, or something", async () => {
    const sandbox = await Sandbox.open();
    const put = (headers: Record<string, string>) =>
      sandbox.azure.ask("PUT", `${THING}?api-version=2025-01-01`, {}, headers);
    expect((await put({ "if-match": "*" })).status).toBe(412);
    expect((await put({ "if-none-match": "*" })).status).toBe(201);
    expect((await put({ "if-none-match": "*" })).status).toBe(412);
  });
});

describe("Long-running operations", () => {
  it("are polled until they have succeeded", async () => {
    const sandbox = await Sandbox.open();
    const { status, headers, body } = await sandbox.put(DISK, CANADA);
    expect(status).toBe(201);
    expect(body.properties.provisioningState).toBe("Creating");
    const url = headers["azure-asyncoperation"]?.replace("https://management.azure.com", "") ?? "";
    sandbox.wait(5);
    expect((await sandbox.azure.ask("GET", url)).body).toMatchObject({ status: "Succeeded" });
    expect((await sandbox.get(DISK)).body.properties.provisioningState).toBe("Succeeded");
  });

  it("ask their clients to poll at once, for the answers wait by themselves", async () => {
    const sandbox = await Sandbox.open();
    const { headers } = await sandbox.put(DISK, CANADA);
    expect(headers).toMatchObject({
      "retry-after": "0",
      "x-ms-retry-after-ms": "50",
      "x-go-azure-sdk-skip-polling-delay": "true",
    });
  });

  it("hold off other writes to what they work on", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.put(DISK, CANADA);
    expect((await sandbox.put(DISK, CANADA)).body.error.code).toBe("AnotherOperationInProgress");
    expect((await sandbox.delete(DISK)).body.error.code).toBe("AnotherOperationInProgress");
    sandbox.wait();
    expect((await sandbox.put(DISK, CANADA)).status).toBe(200);
  });

  it("end a deletion with 404", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(DISK, CANADA);
    const { status, headers } = await sandbox.delete(DISK);
    expect(status).toBe(202);
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(["azure-asyncoperation", "location"]));
    const gone = sandbox.get(DISK);
    sandbox.wait();
    expect((await gone).status).toBe(404);
  });

  it("are not known by any other name", async () => {
    const sandbox = await Sandbox.open();
    const path = `${GROUP.replace(/\/resourceGroups.*/, "")}/providers/Microsoft.Compute/locations/x/operationStatuses/none`;
    expect((await sandbox.get(path)).body.error.code).toBe("OperationNotFound");
  });

  it("take as long as they are told to", async () => {
    const sandbox = await Sandbox.open({ latencies: { "microsoft.compute/disks": { create: 100 } } });
    await sandbox.put(DISK, CANADA);
    sandbox.wait(99);
    expect((await sandbox.get(DISK)).body.properties.provisioningState).toBe("Creating");
    sandbox.wait(1);
    expect((await sandbox.get(DISK)).body.properties.provisioningState).toBe("Succeeded");
    expect(sandbox.azure.secondsSpentOn(DISK)).toBe(100);
  });
});

describe("Identities", () => {
  it("of a resource are principals, the same as long as the resource stands", async () => {
    const sandbox = await Sandbox.open();
    const body = { ...CANADA, identity: { type: "SystemAssigned" } };
    const { identity } = await sandbox.make(THING, body);
    expect(identity).toEqual({
      type: "SystemAssigned",
      principalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenantId: sandbox.azure.identity.tenantId,
    });
    expect((await sandbox.make(THING, body)).identity).toEqual(identity);
    await sandbox.delete(THING);
    expect((await sandbox.make(THING, body)).identity.principalId).not.toBe(identity.principalId);
  });

  it("that are assigned to a resource have to be there", async () => {
    const sandbox = await Sandbox.open();
    const id = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "id");
    const body = { identity: { type: "UserAssigned", userAssignedIdentities: { [id]: {} } } };
    expect((await sandbox.put(THING, body)).body.error.code).toBe("FailedIdentityOperation");
    const { properties } = await sandbox.make(id, CANADA);
    const { identity } = await sandbox.make(THING, body);
    expect(identity.userAssignedIdentities[id]).toEqual({
      principalId: properties.principalId,
      clientId: properties.clientId,
    });
  });
});
