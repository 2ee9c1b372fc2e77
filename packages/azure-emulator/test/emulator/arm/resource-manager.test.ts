import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { GROUP, idOf, pathOf, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

const DISK = idOf("Microsoft.Compute/disks", "disk");
const THING = idOf("Contoso.Things/things", "one");
const CANADA = { location: "canadacentral" };

describe("Azure Resource Manager", () => {
  it("requires an api-version", async () => {
    const { azure } = await Sandbox.open();
    const reply = await azure.request("GET", GROUP);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ error: { code: "MissingApiVersionParameter" } });
  });

  it("takes api-versions that are dates only", async () => {
    const sandbox = await Sandbox.open();
    const reply = await sandbox.request("GET", GROUP, undefined, "latest");
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
    await sandbox.request("PATCH", THING, { tags: { b: "2" }, properties: { size: null } });
    const { body } = await sandbox.get(THING);
    expect(body.tags).toEqual({ a: "1", b: "2" });
    expect(body.properties).toEqual({ colour: "red", provisioningState: "Succeeded" });
  });

  it("patches nothing that isn't there", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.request("PATCH", THING, {})).status).toBe(404);
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

  it("lists the parts of that resource only, and what extends it", async () => {
    const sandbox = await Sandbox.open();
    const other = idOf("Contoso.Things/things", "other");
    for (const thing of [THING, other]) {
      await sandbox.make(thing);
      await sandbox.make(`${thing}/parts/left`);
      await sandbox.make(`${thing}/parts/left/screws/one`);
      await sandbox.make(`${thing}/providers/Microsoft.Authorization/locks/keep`);
    }
    const list = async (path: string) => {
      const { status, body } = await sandbox.get(path);
      expect(status).toBe(200);
      return body.value.map(({ id }: { id: string }) => id);
    };
    expect(await list(`${other}/parts`)).toEqual([`${other}/parts/left`]);
    expect(await list(`${other}/parts/left/screws`)).toEqual([`${other}/parts/left/screws/one`]);
    const locks = "providers/Microsoft.Authorization/locks";
    expect(await list(`${other}/${locks}`)).toEqual([`${other}/${locks}/keep`]);
    expect(await list(`${GROUP}/${locks}`)).toHaveLength(2);
  });

  it("forgives slashes too many", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.get(`//${GROUP.replaceAll("/", "///")}/`)).status).toBe(200);
  });

  it("answers HEAD without a body", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.request("HEAD", THING)).status).toBe(404);
    await sandbox.make(THING);
    expect((await sandbox.request("HEAD", THING)).status).toBe(204);
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
    await sandbox.make(THING);
    const lock = `${THING}/providers/Microsoft.Authorization/locks/keep`;
    await sandbox.make(lock, { properties: { level: "CanNotDelete" } });
    expect((await sandbox.delete(THING)).body.error.code).toBe("ScopeLocked");
    expect((await sandbox.delete(GROUP)).body.error.code).toBe("ScopeLocked");
    await sandbox.delete(lock);
    expect((await sandbox.delete(THING)).status).toBe(200);
  });

  it("writes nothing that a read-only lock holds, and says so in Azure's words", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING);
    const lock = `${GROUP}/providers/Microsoft.Authorization/locks/look`;
    await sandbox.make(lock, { properties: { level: "CanNotDelete" } });
    expect((await sandbox.put(THING)).status).toBe(200);
    await sandbox.make(lock, { properties: { level: "ReadOnly" } });
    const { status, body } = await sandbox.put(THING);
    expect([status, body.error]).toEqual([
      409,
      {
        code: "ScopeLocked",
        message: `The scope '${THING}' cannot perform write operation because following scope(s) are locked: '${GROUP}'. Please remove the lock and try again.`,
      },
    ]);
    expect((await sandbox.delete(lock)).status).toBe(200);
    expect((await sandbox.put(THING)).status).toBe(200);
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

describe("Every answer", () => {
  it("has a unique id, and the correlation id that was sent", async () => {
    const { azure } = await Sandbox.open();
    const ask = (headers = {}) => azure.request("GET", `${GROUP}?api-version=2025-01-01`, undefined, headers);
    const [one, other] = [await ask(), await ask({ "x-ms-correlation-request-id": "mine" })];
    expect(one.headers?.["x-ms-request-id"]).not.toBe(other.headers?.["x-ms-request-id"]);
    expect(one.headers?.["x-ms-correlation-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(other.headers?.["x-ms-correlation-request-id"]).toBe("mine");
    expect(other.headers?.["cache-control"]).toBe("no-cache");
  });

  it.each([
    ["GET", GROUP, "subscription-reads"],
    ["HEAD", GROUP, "subscription-reads"],
    ["PUT", GROUP, "subscription-writes"],
    ["POST", `${GROUP}/nothing`, "subscription-writes"],
    ["DELETE", THING, "subscription-deletes"],
    ["GET", "/subscriptions", "tenant-reads"],
  ])("to %s %s reports the remaining requests: %s", async (method, path, kind) => {
    const sandbox = await Sandbox.open();
    const { headers } = await sandbox.request(method, path, method === "PUT" ? CANADA : undefined);
    expect(Object.entries(headers).filter(([name]) => name.startsWith("x-ms-ratelimit-"))).toEqual([
      [`x-ms-ratelimit-remaining-${kind}`, "11999"],
    ]);
  });

  it("is an error in Azure's shape where it isn't a success, with its code as a header too", async () => {
    const sandbox = await Sandbox.open();
    const { status, headers, body } = await sandbox.get(THING);
    expect(status).toBe(404);
    expect(headers["x-ms-error-code"]).toBe("ResourceNotFound");
    expect(Object.keys(body)).toEqual(["error"]);
    expect(Object.keys(body.error)).toEqual(["code", "message"]);
  });
});

describe("Resources", () => {
  const json = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/).filter((name) => name !== "provisioningState"),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 })),
    { maxKeys: 5 },
  );

  it("are read as they were put", async () => {
    const sandbox = await Sandbox.open();
    await fc.assert(
      fc.asyncProperty(json, json, async (properties, tags) => {
        await sandbox.put(THING, { properties, tags });
        const { body } = await sandbox.get(THING);
        expect(body.properties).toEqual({ ...properties, provisioningState: "Succeeded" });
        expect(body.tags).toEqual(tags);
      }),
      { numRuns: 50 },
    );
  });

  it("are listed as they were put, without those that were deleted", async () => {
    const step = fc.record({ name: fc.constantFrom("a", "b", "c", "d"), put: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const sandbox = await Sandbox.open();
        const expected = new Set<string>();
        for (const { name, put } of steps) {
          const id = idOf("Microsoft.Compute/disks", name);
          await (put ? sandbox.put(id, CANADA) : sandbox.delete(id));
          sandbox.wait();
          if (put) expected.add(name);
          else expected.delete(name);
        }
        const { value } = (await sandbox.get(`${GROUP}/providers/Microsoft.Compute/disks`)).body;
        expect(value.map(({ name }: { name: string }) => name).sort()).toEqual([...expected].sort());
      }),
      { numRuns: 30 },
    );
  });

  it("have names that are unique only in their group and parent", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(`${GROUP}-2`, CANADA);
    for (const thing of [THING, THING.replace("/rg/", "/rg-2/")]) {
      await sandbox.make(thing, { properties: { at: thing } });
      await sandbox.make(`${thing}/parts/left`, { properties: { of: thing } });
    }
    expect((await sandbox.get(THING)).body.properties.at).toBe(THING);
    expect((await sandbox.get(`${THING}/parts/left`)).body.properties.of).toBe(THING);
  });

  it("are deleted with their parts", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING);
    await sandbox.make(`${THING}/parts/left`);
    await sandbox.delete(THING);
    expect(sandbox.azure.resources.map(({ id }) => id.toString())).toEqual([GROUP]);
  });

  it.each([`${SUBSCRIPTION}/providers/Contoso.Toys/toys`, `${THING}/parts`, `${SUBSCRIPTION}/nonsense`])(
    "of an unknown type are not listed: %s",
    async (path) => {
      const sandbox = await Sandbox.open();
      await sandbox.make(THING);
      await sandbox.make(`${THING}/others/one`);
      const { status, body } = await sandbox.get(path);
      expect([status, body.error.code]).toEqual([404, "InvalidResourceType"]);
      expect(sandbox.azure.unknown).toContainEqual({ kind: "request", what: `GET ${path}` });
    },
  );

  it("are not listed below a resource that isn't there", async () => {
    const sandbox = await Sandbox.open();
    const { status, body } = await sandbox.get(`${idOf("Microsoft.KeyVault/vaults", "kv")}/privateEndpointConnections`);
    expect([status, body.error.code]).toEqual([404, "ParentResourceNotFound"]);
    expect(body.error.message).toContain("'read'");
  });

  it("of a known type are listed without a note, even if there are none", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.get(`${GROUP}/providers/Microsoft.KeyVault/vaults`)).body.value).toEqual([]);
    expect(sandbox.azure.unknown).toEqual([]);
  });

  it("of a type that isn't known are listed without a note, if there are some", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(THING);
    await sandbox.get(`${GROUP}/providers/Contoso.Things/things`);
    expect(sandbox.azure.unknown.map(({ kind }) => kind)).toEqual(["resource type"]);
  });

  it("can't be asked for what no resource has", async () => {
    const sandbox = await Sandbox.open();
    const { status, body } = await sandbox.post(`${THING}/polish`);
    expect([status, body.error.code]).toEqual([404, "InvalidResourceType"]);
    expect(sandbox.azure.unknown).toEqual([{ kind: "request", what: `POST ${THING}/polish` }]);
  });

  it("are not written in a group that is being deleted, nor is the group", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.delete(GROUP);
    for (const id of [THING, GROUP]) {
      const { status, body } = await sandbox.put(id, CANADA);
      expect([status, body.error]).toEqual([
        409,
        {
          code: "ResourceGroupBeingDeleted",
          message: "The resource group 'rg' is in deprovisioning state and cannot perform this operation.",
        },
      ]);
    }
    sandbox.wait();
    expect((await sandbox.put(THING, CANADA)).body.error.code).toBe("ResourceGroupNotFound");
    expect((await sandbox.put(GROUP, CANADA)).status).toBe(201);
  });

  it("that are deleted while they are created are not created", async () => {
    const sandbox = await Sandbox.open();
    const reply = await sandbox.put(idOf("Microsoft.Network/bastionHosts", "bas"), CANADA);
    await sandbox.delete(GROUP);
    sandbox.wait();
    expect(await sandbox.failureOf(reply)).toMatchObject({ code: "ResourceNotFound" });
    expect(sandbox.azure.resources).toEqual([]);
  });
});

describe("ETags", () => {
  it("hold off a deletion by who has an old one", async () => {
    const sandbox = await Sandbox.open();
    const { etag = "" } = (await sandbox.put(THING)).headers;
    const remove = (match: string) =>
      sandbox.azure.request("DELETE", `${THING}?api-version=2025-01-01`, undefined, { "if-match": match });
    expect((await remove('"old"')).status).toBe(412);
    expect((await remove(etag)).status).toBe(200);
  });

  it("are a header of what is read and written", async () => {
    const sandbox = await Sandbox.open();
    const { headers, body } = await sandbox.put(THING);
    expect(headers["etag"]).toMatch(/^"[0-9a-f-]{36}"$/);
    expect((await sandbox.get(THING)).headers["etag"]).toBe(headers["etag"]);
    expect(body).not.toHaveProperty("etag");
  });

  it("are in the body of network resources only", async () => {
    const sandbox = await Sandbox.open();
    const zone = idOf("Microsoft.Network/privateDnsZones", "contoso.example");
    const { etag } = await sandbox.make(zone, { location: "global" });
    expect((await sandbox.get(zone)).headers["etag"]).toBe(etag);
  });

  it("change with every write, and hold off who has an old one", async () => {
    const sandbox = await Sandbox.open();
    const { etag: first = "" } = (await sandbox.put(THING)).headers;
    const { etag: second = "" } = (await sandbox.put(THING)).headers;
    expect(second).not.toBe(first);
    const put = (etag: string) =>
      sandbox.azure.request("PUT", `${THING}?api-version=2025-01-01`, {}, { "if-match": etag });
    expect((await put(first)).status).toBe(412);
    expect((await put(second)).status).toBe(200);
  });

  it("make a write conditional on there being nothing, or something", async () => {
    const sandbox = await Sandbox.open();
    const put = (headers: Record<string, string>) =>
      sandbox.azure.request("PUT", `${THING}?api-version=2025-01-01`, {}, headers);
    expect((await put({ "if-match": "*" })).status).toBe(412);
    expect((await put({ "if-none-match": "*" })).status).toBe(201);
    expect((await put({ "if-none-match": "*" })).status).toBe(412);
  });
});

describe("Long-running operations", () => {
  afterEach(() => void vi.useRealTimers());

  it("are polled until they have succeeded", async () => {
    const sandbox = await Sandbox.open();
    const { status, headers, body } = await sandbox.put(DISK, CANADA);
    expect(status).toBe(201);
    expect(body.properties.provisioningState).toBe("Creating");
    const url = headers["azure-asyncoperation"]?.replace("https://management.azure.com", "") ?? "";
    sandbox.wait(5);
    expect((await sandbox.azure.request("GET", url)).body).toMatchObject({ status: "Succeeded" });
    expect((await sandbox.get(DISK)).body.properties.provisioningState).toBe("Succeeded");
  });

  it("ask their clients to poll at once, for the answers wait by themselves", async () => {
    const sandbox = await Sandbox.open();
    const { headers } = await sandbox.put(DISK, CANADA);
    expect(headers).toMatchObject({
      "x-ms-retry-after-ms": "50",
      "x-go-azure-sdk-skip-polling-delay": "true",
    });
    expect(headers).not.toHaveProperty("retry-after");
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

  it("answer 202 at their location until they have ended, then what they have made", async () => {
    vi.useFakeTimers();
    const sandbox = await Sandbox.open();
    const { headers } = await sandbox.put(DISK, CANADA);
    const status = pathOf(headers["azure-asyncoperation"]);
    const location = status.replace("operationStatuses", "operationResults");
    const waiting = [sandbox.azure.request("GET", location), sandbox.azure.request("GET", status)];
    await vi.advanceTimersByTimeAsync(9999);
    const undecided = await Promise.race([...waiting, Promise.resolve("no answer yet")]);
    expect(undecided).toBe("no answer yet");
    await vi.advanceTimersByTimeAsync(1);
    const [at, of] = await Promise.all(waiting);
    expect(at).toMatchObject({ status: 202, headers: { location: `https://management.azure.com${location}` } });
    expect(of).toMatchObject({ status: 200, body: { status: "InProgress" } });
    sandbox.wait();
    expect(await sandbox.azure.request("GET", location)).toMatchObject({ status: 200, body: { id: DISK } });
  });

  it("answer polls as soon as they end", async () => {
    const sandbox = await Sandbox.open();
    const { headers } = await sandbox.put(DISK, CANADA);
    const poll = sandbox.azure.request("GET", pathOf(headers["azure-asyncoperation"]));
    sandbox.wait();
    expect((await poll).body).toMatchObject({ status: "Succeeded" });
  });

  it("answer 204 at their location where a deletion has left nothing", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(DISK, CANADA);
    const { headers } = await sandbox.delete(DISK);
    sandbox.wait();
    expect((await sandbox.azure.request("GET", pathOf(headers["location"]))).status).toBe(204);
  });

  it("answer their error, in both places", async () => {
    const sandbox = await Sandbox.open();
    const bastion = idOf("Microsoft.Network/bastionHosts", "bas");
    const { headers } = await sandbox.put(bastion, CANADA);
    await sandbox.delete(GROUP);
    sandbox.wait();
    const status = pathOf(headers["azure-asyncoperation"]);
    const code = "ResourceNotFound";
    expect(await sandbox.azure.request("GET", status)).toMatchObject({
      status: 200,
      body: { status: "Failed", error: { code } },
    });
    const location = status.replace("operationStatuses", "operationResults");
    expect(await sandbox.azure.request("GET", location)).toMatchObject({ status: 404, body: { error: { code } } });
  });

  it("leave the result of an action, in both places", async () => {
    const sandbox = await Sandbox.open();
    const machine = idOf("Microsoft.MachineLearningServices/workspaces", "mlw");
    await sandbox.make(machine, {
      ...CANADA,
      properties: { managedNetwork: { isolationMode: "AllowInternetOutbound" } },
    });
    const { status, headers } = await sandbox.post(`${machine}/provisionManagedNetwork`);
    expect(status).toBe(202);
    sandbox.wait();
    const result = { status: "Active", sparkReady: false };
    expect(await sandbox.azure.request("GET", pathOf(headers["location"]))).toMatchObject({
      status: 200,
      body: result,
    });
    expect((await sandbox.azure.request("GET", pathOf(headers["azure-asyncoperation"]))).body).toMatchObject({
      status: "Succeeded",
      properties: result,
    });
  });

  it("are asked for in the region of their resource, with the api-version of the request", async () => {
    const sandbox = await Sandbox.open();
    const { headers } = await sandbox.put(DISK, CANADA);
    expect(headers["azure-asyncoperation"]).toMatch(
      new RegExp(
        `^https://management.azure.com${SUBSCRIPTION}/providers/Microsoft.Compute/locations/canadacentral/operationStatuses/[0-9a-f-]{36}\\?api-version=2025-12-01$`,
      ),
    );
  });

  it("show how far they are in the provisioning state", async () => {
    const sandbox = await Sandbox.open({ latencies: { "Microsoft.Compute/disks": { update: 5 } } });
    const state = async () =>
      sandbox.azure.resources.find(({ id }) => id.equals(DISK))?.body.properties["provisioningState"];
    await sandbox.put(DISK, CANADA);
    expect(await state()).toBe("Creating");
    sandbox.wait();
    await sandbox.put(DISK, CANADA);
    expect(await state()).toBe("Updating");
    sandbox.wait();
    expect(await state()).toBe("Succeeded");
    await sandbox.delete(DISK);
    expect(await state()).toBe("Deleting");
  });

  it("are not known by any other name", async () => {
    const sandbox = await Sandbox.open();
    const path = `${GROUP.replace(/\/resourceGroups.*/, "")}/providers/Microsoft.Compute/locations/x/operationStatuses/none`;
    const { status, body } = await sandbox.get(path);
    expect([status, body.error]).toEqual([
      404,
      { code: "OperationNotFound", message: "The operation 'none' was not found." },
    ]);
  });

  it("take the configured time", async () => {
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
  it("that nobody asks for aren't there", async () => {
    const sandbox = await Sandbox.open();
    expect((await sandbox.make(THING, { identity: { type: "None" } })).identity).toEqual({ type: "None" });
    expect((await sandbox.make(THING, {})).identity).toBeUndefined();
  });

  it("can be a resource's own and assigned ones at once", async () => {
    const sandbox = await Sandbox.open();
    const id = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "id");
    await sandbox.make(id, CANADA);
    const { identity } = await sandbox.make(THING, {
      identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [id]: {} } },
    });
    expect(identity.principalId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(identity.userAssignedIdentities)).toEqual([id]);
    expect(identity.principalId).not.toBe(identity.userAssignedIdentities[id].principalId);
  });

  it("of a resource are principals, the same as long as the resource exists", async () => {
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
