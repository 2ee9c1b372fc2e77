import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createHttpHeaders, type HttpClient, type PipelineRequest, RestError } from "@azure/core-rest-pipeline";
import type { AzureEmulator } from "@org/azure-emulator";
import type { AzureOptions } from "../src/index.js";

/** Sends requests to an emulator in this process, without a connection. */
export function inProcess(emulator: AzureEmulator): HttpClient {
  return {
    sendRequest: async (request) => {
      const { hostname, pathname, searchParams } = new URL(request.url);
      const content = contentOf(request);
      const answer = await emulator.answer({
        method: request.method,
        host: hostname,
        path: pathname,
        query: searchParams,
        headers: request.headers.toJSON(),
        text: hostname.includes(".blob.") ? "" : await text(content),
        content,
        signal: new AbortController().signal,
      });
      if (!answer) throw new RestError("socket hang up", { code: "ECONNRESET", request });
      const streamed = request.streamResponseStatusCodes?.has(answer.status) === true && answer.status < 300;
      const body = answer.content ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
      const stream = typeof body === "string" ? Readable.from([Buffer.from(body)]) : body;
      // Without the pause between two polls, which the emulator asks clients for.
      const { "x-ms-retry-after-ms": _, ...answered } = answer.headers ?? {};
      const headers = createHttpHeaders({ "content-type": "application/json", ...answered });
      if (streamed) return { request, status: answer.status, headers, readableStreamBody: stream };
      return { request, status: answer.status, headers, bodyAsText: await text(stream) };
    },
  };
}

function contentOf({ body }: PipelineRequest): Readable {
  const given: unknown = typeof body === "function" ? (body as () => unknown)() : body;
  if (given === undefined || given === null) return Readable.from([]);
  if (given instanceof Readable) return given;
  return Readable.from([Buffer.from(given as string | Uint8Array)]);
}

/** Signs in with the secret of the emulator's principal. */
export async function credentialOf(emulator: AzureEmulator): Promise<AzureOptions["credential"]> {
  const { tenantId, clientId } = emulator.identity;
  const answer = await emulator.answer({
    method: "POST",
    host: "login.microsoftonline.com",
    path: `/${tenantId}/oauth2/v2.0/token`,
    query: new URLSearchParams(),
    headers: {},
    text: new URLSearchParams({
      client_id: clientId,
      client_secret: "emulator",
      grant_type: "client_credentials",
    }).toString(),
    signal: new AbortController().signal,
  });
  const token = String(answer && (answer.body as Record<string, unknown>)["access_token"]);
  return { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
}
