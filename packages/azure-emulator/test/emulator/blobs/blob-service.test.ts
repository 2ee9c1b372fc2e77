import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AzureEmulator } from "../../../src/index.js";
import { ask, signIn } from "../../support/client.js";
import { ACCOUNT, assignment, REGISTRY, registryBody } from "../../support/platform.js";
import { GROUP } from "../../support/sandbox.js";
import { ROLES } from "@org/azure-catalog";

const BLOCK = { "x-ms-blob-type": "BlockBlob" };
let azure: AzureEmulator;
let container: string;
let signature: string;

beforeAll(async () => {
  azure = await AzureEmulator.start({ speed: 36_000, privateAccess: true, failureModes: { "asset-roles": false } });
  await azure.put(GROUP, { location: "canadacentral" });
  await azure.put(REGISTRY, registryBody() as Record<string, unknown>);
  await azure.put(ACCOUNT, { location: "canadacentral", sku: { name: "Standard_LRS" } });
  [container = "", signature = ""] = await reserve();
});

afterAll(() => azure.stop());

/** The URL of a new container in the registry's storage account, and a signature for it. */
async function reserve(): Promise<string[]> {
  const path = `${REGISTRY}/models/taxi/versions/1/startPendingUpload?api-version=2025-12-01`;
  const { body } = await azure.request("POST", path, { pendingUploadType: "TemporaryBlobReference" });
  const { blobReferenceForConsumption } = body as {
    blobReferenceForConsumption: { credential: { sasUri: string } };
  };
  return blobReferenceForConsumption.credential.sasUri.split("?");
}

function send(method: string, name: string, headers: Record<string, string> = {}, body = "", query = "") {
  return ask(azure, method, `${container}${name}?${signature}${query}`, { headers, body });
}

function put(name: string, body: string, headers: Record<string, string> = {}) {
  return send("PUT", name, { ...BLOCK, ...headers }, body);
}

describe("The blobs of a storage account", () => {
  it("are stored and read, in whole or in part, with their metadata and hash", async () => {
    const md5 = createHash("md5").update("0123456789").digest("base64");
    const stored = await put("/model/weights.bin", "0123456789", { "x-ms-meta-stage": "dev" });
    expect(stored).toMatchObject({ status: 201, headers: { "content-md5": md5 } });
    const whole = await send("GET", "/model/weights.bin");
    expect(whole).toMatchObject({ status: 200, body: "0123456789" });
    expect(whole.headers).toMatchObject({ "x-ms-meta-stage": "dev", "content-md5": md5, "content-length": "10" });
    const part = await send("GET", "/model/weights.bin", { "x-ms-range": "bytes=2-4" });
    const ranged = { "content-range": "bytes 2-4/10", "x-ms-blob-content-md5": md5 };
    expect(part).toMatchObject({ status: 206, body: "234", headers: ranged });
    expect(part.headers).not.toHaveProperty("content-md5");
    expect(await send("HEAD", "/model/weights.bin")).toMatchObject({ status: 200, body: "" });
    await send("PUT", "/model/weights.bin", { "x-ms-meta-stage": "prod" }, "", "&comp=metadata");
    expect((await send("HEAD", "/model/weights.bin")).headers["x-ms-meta-stage"]).toBe("prod");
    expect((await send("GET", "/model/weights.bin", { range: "bytes=10-" })).status).toBe(416);
  });

  it("are committed from blocks in the given order", async () => {
    for (const [id, text] of [
      ["YQ==", "world"],
      ["Yg==", "hello "],
    ] as const) {
      expect((await send("PUT", "/blocks", {}, text, `&comp=block&blockid=${encodeURIComponent(id)}`)).status).toBe(
        201,
      );
    }
    const blocks = async (type: string) =>
      (await send("GET", "/blocks", {}, "", `&comp=blocklist&blocklisttype=${type}`)).body;
    expect(await blocks("uncommitted")).toContain("<UncommittedBlocks><Block><Name>YQ==</Name><Size>5</Size></Block>");
    const names = (await send("GET", "", {}, "", "&restype=container&comp=list&include=uncommittedblobs")).body;
    expect(names).toContain("<Name>blocks</Name>");
    const list = "<BlockList><Latest>Yg==</Latest><Latest>YQ==</Latest></BlockList>";
    const md5 = createHash("md5").update("hello world").digest("base64");
    const committed = await send("PUT", "/blocks", { "x-ms-blob-content-md5": md5 }, list, "&comp=blocklist");
    expect(committed.status).toBe(201);
    expect(committed.headers).not.toHaveProperty("content-md5");
    expect(await send("GET", "/blocks")).toMatchObject({ body: "hello world", headers: { "content-md5": md5 } });
    expect((await send("GET", "/blocks", { range: "bytes=4-7" })).body).toBe("o wo");
    expect(await blocks("all")).toContain(
      "<CommittedBlocks><Block><Name>Yg==</Name><Size>6</Size></Block><Block><Name>YQ==</Name><Size>5</Size></Block></CommittedBlocks><UncommittedBlocks></UncommittedBlocks>",
    );
    expect((await send("PUT", "/blocks", {}, list, "&comp=blocklist")).status).toBe(201);
    const uncommitted = list.replaceAll("Latest", "Uncommitted");
    expect((await send("PUT", "/blocks", {}, uncommitted, "&comp=blocklist")).body).toContain("InvalidBlockList");
  });

  it("keep nothing that differs from the MD5 in its request", async () => {
    const wrong = { "content-md5": createHash("md5").update("other").digest("base64") };
    expect((await put("/differs", "content", wrong)).body).toContain("Md5Mismatch");
    const block = await send("PUT", "/differs", wrong, "content", "&comp=block&blockid=YQ==");
    expect(block.body).toContain("Md5Mismatch");
    expect((await send("GET", "/differs", {}, "", "&comp=blocklist")).status).toBe(404);
    const right = { "content-md5": createHash("md5").update("content").digest("base64") };
    expect((await send("PUT", "/differs", right, "content", "&comp=block&blockid=YQ==")).headers).toMatchObject(right);
  });

  it("keep nothing that differs from the CRC64 in its request", async () => {
    // The check value of CRC-64/NVME, with the lowest byte first.
    const right = { "x-ms-content-crc64": Buffer.from("8898790a86148bae", "hex").toString("base64") };
    const query = "&comp=block&blockid=YQ==";
    expect((await send("PUT", "/checked", right, "12345678", query)).body).toContain("Crc64Mismatch");
    expect((await send("GET", "/checked", {}, "", "&comp=blocklist")).status).toBe(404);
    expect(await send("PUT", "/checked", right, "123456789", query)).toMatchObject({ status: 201, headers: right });
    expect((await put("/checked", "12345678", right)).body).toContain("Crc64Mismatch");
  });

  it("have a CRC64, which the service answers for each write and for a range of at most 4 MiB", async () => {
    const crc64 = { "x-ms-content-crc64": Buffer.from("8898790a86148bae", "hex").toString("base64") };
    expect((await put("/hashed", "123456789")).headers).toMatchObject(crc64);
    expect((await send("PUT", "/hashed", {}, "123456789", "&comp=block&blockid=YQ==")).headers).toMatchObject(crc64);
    for (const [id, text] of [
      ["YQ%3D%3D", "1234"],
      ["Yg%3D%3D", "56789"],
    ] as const) {
      await send("PUT", "/in-blocks", {}, text, `&comp=block&blockid=${id}`);
    }
    const list = "<BlockList><Latest>YQ==</Latest><Latest>Yg==</Latest></BlockList>";
    await send("PUT", "/in-blocks", {}, list, "&comp=blocklist");
    await put("/longer", `0123456789${"0".repeat(4 * 1024 * 1024)}`);
    const read = (name: string, range: object) =>
      send("GET", name, { ...range, "x-ms-range-get-content-crc64": "true" });
    for (const [name, range] of [
      ["/hashed", "bytes=0-8"],
      ["/longer", "bytes=1-9"],
      ["/in-blocks", "bytes=0-8"],
    ] as const) {
      expect(await read(name, { range })).toMatchObject({ status: 206, body: "123456789", headers: crc64 });
    }
    expect((await send("GET", "/hashed", { range: "bytes=0-8" })).headers).not.toHaveProperty("x-ms-content-crc64");
    expect((await read("/longer", { range: "bytes=0-4194303" })).status).toBe(206);
    expect((await read("/longer", { range: "bytes=0-4194304" })).body).toContain("InvalidHeaderValue");
    expect((await read("/hashed", {})).body).toContain("InvalidHeaderValue");
  });

  it("are copied from another container with its signature", async () => {
    await put("/source", "0123456789");
    const [other = "", own = ""] = await reserve();
    const source = `${container}/source?${signature}`;
    const copy = (headers: Record<string, string>, query = "") =>
      ask(azure, "PUT", `${other}/copy?${own}${query}`, { headers: { "x-ms-copy-source": source, ...headers } });
    expect((await copy(BLOCK)).status).toBe(201);
    expect(await copy({})).toMatchObject({ status: 202, headers: { "x-ms-copy-status": "success" } });
    expect((await ask(azure, "GET", `${other}/copy?${own}`)).body).toBe("0123456789");
    const block = "&comp=block&blockid=YQ%3D%3D";
    // The check value of CRC-64/NVME, with the lowest byte first.
    const crc64 = { "x-ms-content-crc64": Buffer.from("8898790a86148bae", "hex").toString("base64") };
    expect(await copy({ "x-ms-source-range": "bytes=1-9" }, block)).toMatchObject({ status: 201, headers: crc64 });
    expect((await copy({ "x-ms-copy-source": `${container}/source?${own}` })).status).toBe(403);
    expect((await copy({ "x-ms-copy-source": "https://example.org/file" })).body).toContain("CannotVerifyCopySource");
  });

  it("are listed by prefix, folder and page", async () => {
    for (const name of ["/list/a", "/list/b/1", "/list/b/2"]) await put(name, "x");
    const list = async (query: string) => {
      const { body } = await send("GET", "", {}, "", `&restype=container&comp=list&${query}`);
      return [...body.matchAll(/<Name>([^<]*)<\/Name>/g)].map(([, name]) => name);
    };
    expect(await list("prefix=list/")).toEqual(["list/a", "list/b/1", "list/b/2"]);
    expect(await list("prefix=list/&delimiter=/")).toEqual(["list/b/", "list/a"]);
    expect(await list("prefix=list/&maxresults=1")).toEqual(["list/a"]);
    expect(await list("prefix=list/&marker=list/b/1")).toEqual(["list/b/1", "list/b/2"]);
  });

  it("are deleted", async () => {
    await put("/gone", "x");
    const [, reading] = (await reserve()) as [string, string];
    expect((await ask(azure, "DELETE", `${container}/gone?${reading}`)).status).toBe(403);
    expect((await ask(azure, "DELETE", `${container}/gone?${signature}`)).body).toContain(
      "AuthorizationPermissionMismatch",
    );
  });

  it("are not overwritten if the client forbids it, and checked against the hash that it sends", async () => {
    await put("/once", "x");
    expect((await put("/once", "y", { "if-none-match": "*" })).body).toContain("BlobAlreadyExists");
    expect((await put("/once", "y", { "if-match": '"other"' })).status).toBe(412);
    expect((await put("/once", "y", { "if-match": "*" })).status).toBe(201);
    expect((await put("/never", "y", { "if-match": "*" })).status).toBe(412);
    expect((await put("/hash", "y", { "content-md5": "wrong" })).body).toContain("Md5Mismatch");
  });

  it.each([
    ["GET", "/none", 404, "BlobNotFound"],
    ["PUT", "/none?comp=lease", 400, "UnsupportedOperation"],
  ])("answer errors as storage does: %s %s", async (method, name, status, code) => {
    const reply = await ask(azure, method, `${container}${name}${name.includes("?") ? "&" : "?"}${signature}`);
    expect(reply).toMatchObject({ status, headers: { "x-ms-error-code": code } });
    expect(reply.body).toContain(`<Code>${code}</Code>`);
  });

  it("need a signature of the emulator's, or a token and a role", async () => {
    const account = "https://stdev.blob.core.windows.net/files";
    expect((await ask(azure, "GET", `${container}/a?sig=none`)).body).toContain("AuthenticationFailed");
    expect((await ask(azure, "PUT", `${account}?restype=container`)).status).toBe(401);
    const headers = { authorization: `Bearer ${await signIn(azure)}` };
    const create = () => ask(azure, "PUT", `${account}?restype=container`, { headers });
    expect((await create()).body).toContain("AuthorizationPermissionMismatch");
    const { objectId } = azure.identity;
    const role = `${ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/${objectId}`;
    await azure.put(role, assignment(ROLES.storageBlobDataContributor, objectId) as Record<string, unknown>);
    await expect.poll(async () => (await create()).status).toBe(201);
    expect((await create()).body).toContain("ContainerAlreadyExists");
    expect((await ask(azure, "GET", `${account}?restype=container`, { headers })).status).toBe(200);
    expect((await ask(azure, "DELETE", `${account}?restype=container`, { headers })).status).toBe(202);
    expect((await ask(azure, "GET", `${account}?restype=container`, { headers })).body).toContain("ContainerNotFound");
  });

  it("have no settings of their service", async () => {
    const reply = await ask(azure, "GET", "https://stdev.blob.core.windows.net/?restype=service&comp=properties");
    expect(reply).toMatchObject({ status: 401, headers: { "www-authenticate": expect.stringMatching(/^Bearer /) } });
    expect(azure.unknown.filter(({ what }) => what.includes("properties"))).toEqual([]);
  });

  it("are closed to clients outside of a private network", async () => {
    const outside = await AzureEmulator.start({ snapshot: azure.snapshot() });
    const host = container.split("/")[2] ?? "";
    const { status, body } = await ask(outside, "GET", `https://${host}/container/blob`);
    expect([status, body]).toEqual([403, expect.stringContaining("<Code>AuthorizationFailure</Code>")]);
    await outside.stop();
  });
});
