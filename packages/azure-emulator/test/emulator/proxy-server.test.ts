import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ask, signIn, tunnel } from "../support/client.js";
import { ManualClock } from "../../src/emulator/clock.js";
import { AzureEmulator, type AzureEmulatorOptions } from "../../src/index.js";

const running: AzureEmulator[] = [];

async function start(options: AzureEmulatorOptions = {}): Promise<AzureEmulator> {
  const azure = await AzureEmulator.start(options);
  running.push(azure);
  return azure;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((azure) => azure.stop()));
});

describe("The proxy server", () => {
  it("lets clients sign in and use Azure Resource Manager over HTTPS", async () => {
    const azure = await start();
    const headers = { authorization: `Bearer ${await signIn(azure)}` };
    const { status, body } = await ask(
      azure,
      "GET",
      "https://management.azure.com/subscriptions/s?api-version=2022-12-01",
      { headers },
    );
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ subscriptionId: "s", tenantId: azure.identity.tenantId });
  });

  it("reads a path that begins with two slashes, as some of azurerm's clients write it", async () => {
    const azure = await start();
    const headers = { authorization: `Bearer ${await signIn(azure)}` };
    const url = "https://management.azure.com//subscriptions/s?api-version=2022-12-01";
    expect(JSON.parse((await ask(azure, "GET", url, { headers })).body)).toMatchObject({ subscriptionId: "s" });
  });

  it("issues tokens that say who signed in", async () => {
    const azure = await start();
    const [, claims = ""] = (await signIn(azure)).split(".");
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      appid: azure.identity.clientId,
      oid: azure.identity.objectId,
      tid: azure.identity.tenantId,
    });
  });

  it("answers the discovery of the sign-in", async () => {
    const azure = await start();
    const issuer = "https://login.microsoftonline.com/tenant/v2.0/.well-known/openid-configuration";
    expect(JSON.parse((await ask(azure, "GET", issuer)).body)).toMatchObject({
      token_endpoint: "https://login.microsoftonline.com/tenant/oauth2/v2.0/token",
    });
    const instance = `https://login.microsoftonline.com/common/discovery/instance?authorization_endpoint=${encodeURIComponent("https://login.microsoftonline.com/tenant/oauth2/v2.0/authorize")}`;
    expect(JSON.parse((await ask(azure, "GET", instance)).body)).toMatchObject({ tenant_discovery_endpoint: issuer });
  });

  it("turns away who has no token, and who has one from elsewhere", async () => {
    const azure = await start();
    const url = "https://management.azure.com/subscriptions/s?api-version=2022-12-01";
    expect((await ask(azure, "GET", url)).status).toBe(401);
    expect((await ask(azure, "GET", url, { headers: { authorization: "Bearer elsewhere" } })).status).toBe(401);
  });

  it("returns the signed-in principal to Microsoft Graph's clients", async () => {
    const azure = await start();
    const url = `https://graph.microsoft.com/v1.0/servicePrincipals?$filter=${encodeURIComponent(`appId eq '${azure.identity.clientId}'`)}`;
    expect(JSON.parse((await ask(azure, "GET", url)).body)).toMatchObject({ value: [{ id: azure.identity.objectId }] });
  });

  it("lets nothing out, and notes who was asked for", async () => {
    const azure = await start();
    await expect(tunnel(azure, "registry.npmjs.org")).rejects.toThrow(
      "403 the Azure emulator does not answer for registry.npmjs.org",
    );
    expect(azure.unknown).toEqual([{ kind: "host", what: "registry.npmjs.org" }]);
  });

  it("does not act as an ordinary proxy", async () => {
    const azure = await start();
    const reply = await fetch(azure.proxyUrl);
    expect(reply.status).toBe(403);
  });

  it("is on no interface but the loopback one", async () => {
    const azure = await start();
    const { port } = new URL(azure.proxyUrl);
    const others = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address),
    );
    for (const address of others) await expect(reach(address, Number(port))).resolves.toBe(false);
    await expect(reach("127.0.0.1", Number(port))).resolves.toBe(true);
  });

  it("runs beside others, each with its own port and resources", async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.proxyUrl).not.toBe(other.proxyUrl);
    await one.request("PUT", "/subscriptions/s/resourceGroups/rg?api-version=2022-12-01", { location: "eastus" });
    expect(one.resources).toHaveLength(1);
    expect(other.resources).toHaveLength(0);
  });

  it("can't be opened where the port is taken", async () => {
    const azure = await start();
    const port = Number(new URL(azure.proxyUrl).port);
    await expect(AzureEmulator.start({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("leaves no file behind where it couldn't be opened", async () => {
    const azure = await start();
    const folder = mkdtempSync(join(tmpdir(), "front-door-"));
    try {
      const port = Number(new URL(azure.proxyUrl).port);
      await expect(AzureEmulator.start({ port, folder })).rejects.toThrow("EADDRINUSE");
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("can be opened on a port of one's choice", async () => {
    const free = await start();
    const port = Number(new URL(free.proxyUrl).port);
    await free.stop();
    expect((await start({ port })).proxyUrl).toBe(`http://127.0.0.1:${port}`);
  });

  it("answers HEAD with a status only", async () => {
    const azure = await start();
    const headers = { authorization: `Bearer ${await signIn(azure)}` };
    const url = "https://management.azure.com/subscriptions/s/resourceGroups/rg?api-version=2022-12-01";
    expect(await ask(azure, "HEAD", url, { headers })).toMatchObject({ status: 404, body: "" });
    await ask(azure, "PUT", url, { headers, body: '{"location":"canadacentral"}' });
    expect(await ask(azure, "HEAD", url, { headers })).toMatchObject({ status: 204, body: "" });
  });

  it("leads to data planes too", async () => {
    const azure = await start();
    const reply = await ask(azure, "GET", "https://stnone.blob.core.windows.net/");
    expect(reply.status).toBe(404);
  });

  it("stops waiting for who has gone", async () => {
    const azure = await start({ clock: new ManualClock() });
    const headers = { authorization: `Bearer ${await signIn(azure)}` };
    const group = "/subscriptions/s/resourceGroups/rg";
    await azure.request("PUT", `${group}?api-version=2022-12-01`, { location: "canadacentral" });
    const disk = `${group}/providers/Microsoft.Compute/disks/disk?api-version=2025-01-01`;
    const put = await azure.request("PUT", disk, { location: "canadacentral" });
    const operation = put.headers?.["azure-asyncoperation"] ?? "";
    const answered = new Promise((resolve) => azure.onRequest(resolve));
    await expect(ask(azure, "GET", operation, { headers, goAfter: 100 })).rejects.toThrow();
    await expect(answered).resolves.toMatchObject({ url: operation, status: 200 });
  });

  it("reports its own errors, and answers 500", async () => {
    const azure = await start({
      clock: Object.assign(new ManualClock(), {
        now: () => {
          throw new TypeError("no time");
        },
      }),
    });
    const headers = { authorization: `Bearer ${await signIn(azure)}` };
    const url = "https://management.azure.com/subscriptions/s/resourceGroups/rg?api-version=2022-12-01";
    const { status, body } = await ask(azure, "PUT", url, { headers, body: '{"location":"canadacentral"}' });
    expect(status).toBe(500);
    expect(JSON.parse(body)).toMatchObject({ error: { code: "InternalServerError" } });
    expect(azure.unknown).toEqual([
      { kind: "failure", what: expect.stringContaining("PUT /subscriptions/s/resourceGroups/rg: TypeError: no time") },
    ]);
  });

  it("is shut with all its connections when Azure stops, and leaves no file", async () => {
    const azure = await AzureEmulator.start();
    const { certificateFile } = azure;
    const port = Number(new URL(azure.proxyUrl).port);
    const socket = await tunnel(azure, "management.azure.com");
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await azure.stop();
    await closed;
    await expect(reach("127.0.0.1", port)).resolves.toBe(false);
    expect(() => readFileSync(certificateFile)).toThrow("ENOENT");
  });
});

describe("Faults", () => {
  const url = "https://management.azure.com/subscriptions/s?api-version=2022-12-01";

  it("answer instead of Azure, for the configured number of requests", async () => {
    const azure = await start();
    azure.inject({ url: /subscriptions/, times: 2, effect: { status: 429, retryAfter: 3 } });
    expect((await ask(azure, "GET", url)).status).toBe(429);
    expect((await ask(azure, "GET", url)).status).toBe(429);
    expect((await ask(azure, "GET", url)).status).toBe(401);
  });

  it("hit only the requests that they are for", async () => {
    const azure = await start();
    azure.inject({ method: "PUT", url: /subscriptions/, effect: { status: 503 } });
    azure.inject({ url: /nowhere/, effect: { status: 503 } });
    expect((await ask(azure, "GET", url)).status).toBe(401);
    expect((await ask(azure, "PUT", url)).status).toBe(503);
  });

  it("let requests through before they hit", async () => {
    const azure = await start();
    azure.inject({ skip: 1, effect: { status: 503, code: "ServerBusy", message: "busy" } });
    expect((await ask(azure, "GET", url)).status).toBe(401);
    expect(JSON.parse((await ask(azure, "GET", url)).body)).toEqual({ error: { code: "ServerBusy", message: "busy" } });
  });

  it("drop connections", async () => {
    const azure = await start();
    azure.inject({ effect: { drop: true } });
    await expect(ask(azure, "GET", url)).rejects.toThrow();
    expect(azure.requests.map(({ status }) => status)).toEqual([0]);
  });

  it("delay answers", async () => {
    const azure = await start();
    azure.inject({ effect: { delaySeconds: 0.1 } });
    await ask(azure, "GET", url);
    expect(azure.requests[0]?.took).toBeGreaterThanOrEqual(95);
  });
});

describe("The log of requests", () => {
  it("has no secret, no token and no header", async () => {
    const azure = await start();
    const token = await signIn(azure);
    const headers = { authorization: `Bearer ${token}` };
    const url = "https://management.azure.com/subscriptions/s/resourceGroups/rg?api-version=2022-12-01";
    await ask(azure, "PUT", url, { headers, body: '{"location":"x","properties":{"adminPassword":"hush"}}' });
    const log = JSON.stringify(azure.requests);
    expect(azure.requests).toHaveLength(2);
    for (const secret of [token, "hush", azure.env["ARM_CLIENT_SECRET"] ?? "", "Bearer", "uthorization"]) {
      expect(log).not.toContain(secret);
    }
  });

  it("has what was asked and what was answered", async () => {
    const azure = await start();
    const heard: string[] = [];
    azure.onRequest(({ url }) => heard.push(url));
    await ask(azure, "GET", "https://management.azure.com/subscriptions/s?api-version=2022-12-01");
    expect(azure.requests).toMatchObject([{ method: "GET", status: 401, code: "AuthenticationFailed" }]);
    expect(heard).toEqual(["https://management.azure.com/subscriptions/s?api-version=2022-12-01"]);
  });
});

function reach(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 500 });
    const settle = (reached: boolean) => () => {
      socket.destroy();
      resolve(reached);
    };
    socket.once("connect", settle(true));
    socket.once("error", settle(false));
    socket.once("timeout", settle(false));
  });
}
