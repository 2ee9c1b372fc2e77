import { createHttpHeaders, type HttpClient, type PipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { AzureClient, type AzureClientOptions, type Method } from "../src/index.js";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg";
const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv`;
const VERSION = "2024-01-01";

interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Instead of a body. */
  readonly text?: string;
  /** The connection is lost. */
  readonly lost?: boolean;
}

/** A client whose requests are answered by a list of replies; the last one is repeated. */
function clientWith(replies: readonly Reply[], options: Partial<AzureClientOptions> = {}) {
  const sent: PipelineRequest[] = [];
  let underway = 0;
  let most = 0;
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      underway += 1;
      most = Math.max(most, underway);
      const {
        status = 200,
        headers = {},
        body,
        text = "",
        lost = false,
      } = replies[Math.min(sent.length, replies.length - 1)] ?? {};
      sent.push(request);
      await new Promise((resolve) => setImmediate(resolve));
      underway -= 1;
      if (lost) throw new RestError("socket hang up", { code: "ECONNRESET", request });
      return {
        request,
        status,
        headers: createHttpHeaders(headers),
        bodyAsText: body === undefined ? text : JSON.stringify(body),
      };
    },
  };
  const credential = { getToken: async () => ({ token: "a-token", expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const client = new AzureClient({ credential, httpClient, retry: { retryDelayInMs: 1 }, ...options });
  return { client, sent, most: () => most };
}

const error = (status: number, code: string, message = "…", headers = {}): Reply => ({
  status,
  headers,
  body: { error: { code, message } },
});

describe("get", () => {
  it("reads a resource of Azure Resource Manager with a token", async () => {
    const { client, sent } = clientWith([{ body: { id: VAULT } }]);
    expect(await client.get(VAULT, VERSION)).toEqual({ ok: true, value: { id: VAULT } });
    expect(sent[0]?.url).toBe(`https://management.azure.com${VAULT}?api-version=${VERSION}`);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer a-token");
  });

  it("asks the Resource Manager of the cloud", async () => {
    const { client, sent } = clientWith([{ body: {} }], { cloud: "usgovernment" });
    await client.get(VAULT, VERSION);
    expect(sent[0]?.url).toMatch("https://management.usgovcloudapi.net/subscriptions/");
  });

  it("asks another endpoint with its own path", async () => {
    const { client, sent } = clientWith([{ body: {} }], { endpoint: "https://canadacentral.api.azureml.ms" });
    await client.get("/history/v1.0", VERSION);
    expect(sent[0]?.url).toMatch("https://canadacentral.api.azureml.ms/history/v1.0?");
  });
});

describe("list", () => {
  it("reads all pages", async () => {
    const next = `https://management.azure.com${GROUP}/resources?$skiptoken=2`;
    const { client, sent } = clientWith([
      { body: { value: [{ id: 1 }], nextLink: next } },
      { body: { value: [{ id: 2 }] } },
    ]);
    expect(await client.list(`${GROUP}/resources`, VERSION)).toEqual({ ok: true, value: [{ id: 1 }, { id: 2 }] });
    expect(sent[1]?.url).toBe(next);
  });

  it.each([
    ["of another host, which must not get the token", "https://example.test/next"],
    ["that isn't a URL", "https://[x"],
  ])("fails at a next page %s", async (_, nextLink) => {
    const { client, sent } = clientWith([{ body: { value: [], nextLink } }]);
    expect(await client.list(`${GROUP}/resources`, VERSION)).toMatchObject({
      failure: { kind: "failed", message: expect.stringContaining("a next page that isn't of this API") },
    });
    expect(sent).toHaveLength(1);
  });

  it("fails at a next page that was already read", async () => {
    const nextLink = `https://management.azure.com${GROUP}/resources?$skiptoken=2`;
    const { client, sent } = clientWith([{ body: { value: [], nextLink } }]);
    expect(await client.list(`${GROUP}/resources`, VERSION)).toMatchObject({ failure: { kind: "failed" } });
    expect(sent).toHaveLength(2);
  });

  it.each([
    ["a proxy's page", { text: "<html>Sign in</html>" }],
    ["nothing", { status: 204 }],
    ["a redirect", { status: 302 }],
    ["another object", { body: {} }],
    ["a bare list", { body: [] }],
  ])("fails at %s instead of a list", async (_, reply) => {
    const { client } = clientWith([reply]);
    expect(await client.list(`${GROUP}/resources`, VERSION)).toMatchObject({
      failure: { kind: "failed", code: "UnexpectedAnswer" },
    });
  });

  it("has no part of a list whose second page fails", async () => {
    const next = `https://management.azure.com${GROUP}/resources?$skiptoken=2`;
    const { client } = clientWith([
      { body: { value: [{ id: 1 }], nextLink: next } },
      error(403, "AuthorizationFailed"),
    ]);
    expect(await client.list(`${GROUP}/resources`, VERSION)).toMatchObject({
      ok: false,
      failure: { kind: "forbidden" },
    });
  });
});

describe("failures as data", () => {
  const failureOf = async (...replies: Reply[]) => {
    const result = await clientWith(replies).client.get(VAULT, VERSION);
    return result.ok ? undefined : result.failure;
  };

  it("says what isn't there", async () => {
    const failure = {
      kind: "not-found",
      status: 404,
      code: "ResourceNotFound",
      url: `https://management.azure.com${VAULT}`,
    };
    expect(await failureOf(error(404, "ResourceNotFound"))).toMatchObject(failure);
    expect(await failureOf(error(400, "InvalidSubscriptionId"))).toMatchObject({ kind: "not-found" });
  });

  it("names the missing action that Azure names", async () => {
    const message = `The client 'x' does not have authorization to perform action 'Microsoft.KeyVault/vaults/read' over scope '${VAULT}'`;
    expect(await failureOf(error(403, "AuthorizationFailed", message))).toMatchObject({
      kind: "forbidden",
      action: "Microsoft.KeyVault/vaults/read",
    });
  });

  it("derives the missing action from a resource and from a list", async () => {
    expect(await failureOf(error(403, "Forbidden"))).toMatchObject({ action: "Microsoft.KeyVault/vaults/read" });
    const { client } = clientWith([error(403, "Forbidden")]);
    expect(await client.list(`${VAULT}/privateEndpointConnections`, VERSION)).toMatchObject({
      failure: { action: "Microsoft.KeyVault/vaults/privateEndpointConnections/read" },
    });
  });

  it("knows a token that Azure rejects", async () => {
    expect(await failureOf(error(401, "ExpiredAuthenticationToken"))).toMatchObject({
      kind: "unauthorized",
      code: "ExpiredAuthenticationToken",
    });
  });

  it("knows a sign-in that isn't there", async () => {
    const unavailable = Object.assign(new Error("Please run 'az login'"), { name: "CredentialUnavailableError" });
    const credential = { getToken: () => Promise.reject(unavailable) };
    const { client, sent } = clientWith([{}], { credential });
    expect(await client.get(VAULT, VERSION)).toMatchObject({
      failure: { kind: "unauthorized", code: "CredentialUnavailableError", message: "Please run 'az login'" },
    });
    expect(sent).toHaveLength(0);
  });

  it("keeps the text of a proxy's error page", async () => {
    const { client } = clientWith([{ status: 407 }]);
    expect(await client.get(VAULT, VERSION)).toMatchObject({ failure: { kind: "failed", status: 407 } });
  });
});

describe("retries", () => {
  it.each([429, 503])("waits as a %i asks, and reads again", async (status) => {
    const { client } = clientWith([error(status, "Busy", "", { "retry-after": "0" }), { body: { id: VAULT } }]);
    expect(await client.get(VAULT, VERSION)).toMatchObject({ ok: true });
    expect(client.requests).toBe(2);
  });

  it("reads again after a lost connection", async () => {
    const { client } = clientWith([{ lost: true }, { body: { id: VAULT } }]);
    expect(await client.get(VAULT, VERSION)).toMatchObject({ ok: true });
  });

  it("gives up after three", async () => {
    const { client } = clientWith([{ lost: true }]);
    expect(await client.get(VAULT, VERSION)).toMatchObject({ failure: { kind: "unreachable", code: "ECONNRESET" } });
    expect(client.requests).toBe(4);
    const throttled = clientWith([error(429, "TooManyRequests", "", { "retry-after": "0" })]).client;
    expect(await throttled.get(VAULT, VERSION)).toMatchObject({ failure: { kind: "throttled" } });
  });
});

describe("requests", () => {
  it("are counted, and at most eight at once", async () => {
    const counts: number[] = [];
    const { client, most } = clientWith([{ body: {} }], { onRequest: ({ requests }) => counts.push(requests) });
    await Promise.all(Array.from({ length: 30 }, () => client.get(VAULT, VERSION)));
    expect(most()).toBe(8);
    expect(client.requests).toBe(30);
    expect(counts).toHaveLength(30);
  });

  it.each<Method>(["PUT", "PATCH", "POST", "DELETE", "HEAD"])(
    "are never %s unless writing is allowed",
    async (method) => {
      const reading = clientWith([{}]);
      await expect(reading.client.send({ method, path: VAULT, apiVersion: VERSION })).rejects.toThrow(
        "this client only reads",
      );
      expect(reading.sent).toHaveLength(0);
      const writing = clientWith([{}], { access: "write" });
      await writing.client.send({ method, path: VAULT, apiVersion: VERSION, body: { tags: {} } });
      expect(writing.sent[0]).toMatchObject({ method, body: '{"tags":{}}' });
    },
  );
});
