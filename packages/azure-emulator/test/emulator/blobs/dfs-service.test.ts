import { ROLES } from "@org/azure-catalog";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/emulator/http.js";
import { AzureEmulator } from "../../../src/index.js";
import { ACCOUNT, assignment } from "../../support/platform.js";
import { requestTo } from "../../support/request.js";
import { GROUP } from "../../support/sandbox.js";
import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";

const azure = new AzureEmulator({ speed: 36_000, privateAccess: true, failureModes: { "role-propagation": false } });
let token: string;

beforeAll(async () => {
  await azure.put(GROUP, { location: "canadacentral" });
  const properties = { isHnsEnabled: true, publicNetworkAccess: "Disabled" };
  await azure.put(ACCOUNT, { location: "canadacentral", sku: { name: "Standard_LRS" }, properties });
  const form = new URLSearchParams({
    client_id: azure.identity.clientId,
    client_secret: "x",
    grant_type: "client_credentials",
  });
  const url = `https://login.microsoftonline.com/${azure.identity.tenantId}/oauth2/v2.0/token`;
  const answer = await azure.answer({ ...requestTo("POST", url), text: form.toString() });
  token = (answer as { body: { access_token: string } }).body.access_token;
  const role = `${ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-1111-1111-111111111111`;
  await azure.put(role, assignment(ROLES.storageBlobDataOwner, azure.identity.objectId) as Record<string, unknown>);
});

async function send(method: string, path: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  const request = requestTo(method, `https://stdev.dfs.core.windows.net/${path}`);
  const answer = await azure.answer({
    ...request,
    headers: { ...headers, authorization: `Bearer ${token}` },
    text: body,
  });
  return answer ?? { status: 0 };
}

async function statusOf(...request: Parameters<typeof send>): Promise<number> {
  return (await send(...request)).status;
}

describe("A file system of a data lake", () => {
  it("is created, read and deleted, and is also a container (S3-DAT-01)", async () => {
    const container = `${ACCOUNT}/blobServices/default/containers/raw?api-version=2025-01-01`;
    expect(await statusOf("HEAD", "raw?resource=filesystem")).toBe(404);
    expect(await statusOf("PUT", "raw?resource=filesystem", { "x-ms-properties": "owner=dGVhbQ==" })).toBe(201);
    expect(await send("PUT", "raw?resource=filesystem")).toMatchObject({
      status: 409,
      body: { error: { code: "FilesystemAlreadyExists" } },
    });
    expect(await send("HEAD", "raw?resource=filesystem")).toMatchObject({
      status: 200,
      headers: { "x-ms-namespace-enabled": "true", "x-ms-properties": "owner=dGVhbQ==" },
    });
    expect((await azure.request("GET", container)).status).toBe(200);
    expect(await statusOf("DELETE", "raw?resource=filesystem")).toBe(202);
    expect((await azure.request("GET", container)).status).toBe(404);
  });

  it("has folders and files, which are written in parts", async () => {
    await send("PUT", "curated?resource=filesystem");
    expect(await statusOf("PUT", "curated/rides?resource=directory")).toBe(201);
    expect(await statusOf("PUT", "curated/rides/a.csv?resource=file")).toBe(201);
    expect(await statusOf("PATCH", "curated/rides/a.csv?action=append&position=5", {}, ",b\n")).toBe(202);
    expect(await statusOf("PATCH", "curated/rides/a.csv?action=append&position=0", {}, "hello")).toBe(202);
    expect(await statusOf("PATCH", "curated/rides/a.csv?action=flush&position=8")).toBe(200);
    const { content } = await send("GET", "curated/rides/a.csv");
    expect(await text(content as Readable)).toBe("hello,b\n");
    const { body } = await send("GET", "curated?resource=filesystem&recursive=true&directory=rides");
    expect(body).toMatchObject({ paths: [{ name: "rides/a.csv", contentLength: "8" }] });
    expect(await send("HEAD", "curated/rides")).toMatchObject({ headers: { "x-ms-resource-type": "directory" } });
    expect(await statusOf("DELETE", "curated/rides?recursive=true")).toBe(200);
    expect(await statusOf("HEAD", "curated/rides/a.csv")).toBe(404);
  });

  it("has access control lists", async () => {
    await send("PUT", "shared?resource=filesystem");
    const acl = "user::rwx,group::r-x,group:11111111-1111-1111-1111-111111111111:r-x,mask::r-x,other::---";
    expect(await statusOf("PATCH", "shared//?action=setAccessControl", { "x-ms-acl": acl })).toBe(200);
    expect(await send("HEAD", "shared/?action=getAccessControl")).toMatchObject({
      headers: { "x-ms-acl": acl, "x-ms-owner": "$superuser", "x-ms-resource-type": "directory" },
    });
  });

  it("isn't reached without a role, or from outside of the network", async () => {
    const without = requestTo("HEAD", "https://stdev.dfs.core.windows.net/shared?resource=filesystem");
    expect((await azure.answer(without))?.status).toBe(401);
    const outside = new AzureEmulator({ snapshot: azure.snapshot() });
    expect(await outside.answer(without)).toMatchObject({
      status: 403,
      headers: { "x-ms-error-code": "AuthorizationFailure" },
    });
  });
});
