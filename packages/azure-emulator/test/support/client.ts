import { readFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { connect as tlsConnect } from "node:tls";
import type { AzureEmulator } from "../../src/index.js";

/** What a service answered over HTTPS. */
interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Requests a host the way Terraform's providers do: through the proxy, trusting the run's authority only. */
export async function ask(
  azure: AzureEmulator,
  method: string,
  url: string,
  { headers = {}, body = "", goAfter }: { headers?: Record<string, string>; body?: string; goAfter?: number } = {},
): Promise<Reply> {
  const { hostname, pathname, search } = new URL(url);
  const socket = await tunnel(azure, hostname);
  const secure = tlsConnect({ socket, servername: hostname, ca: readFileSync(azure.certificateFile) });
  return new Promise((resolve, reject) => {
    secure.on("error", reject);
    const agent = Object.assign(new Agent(), { createConnection: () => secure });
    const request = httpRequest(
      { method, hostname, path: pathname + search, headers, agent },
      (response) =>
        void read(response).then((text) => {
          secure.destroy();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        }),
    );
    request.on("error", reject);
    request.end(body);
    if (goAfter !== undefined) setTimeout(() => request.destroy(new Error("gone")), goAfter);
  });
}

/** A connection to a host through the proxy. */
export function tunnel(azure: AzureEmulator, host: string): Promise<Socket> {
  const { hostname, port } = new URL(azure.proxyUrl);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method: "CONNECT", path: `${host}:443` });
    request.on("connect", (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else reject(new Error(`${response.statusCode ?? 0} ${String(response.headers["x-reason"])}`));
    });
    request.on("error", reject);
    request.end();
  });
}

async function read(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return text;
}

/** A token for the deployment principal. */
export async function signIn(azure: AzureEmulator): Promise<string> {
  const { ARM_CLIENT_ID: id = "", ARM_CLIENT_SECRET: secret = "", ARM_TENANT_ID: tenant = "" } = azure.env;
  const form = new URLSearchParams({ client_id: id, client_secret: secret, grant_type: "client_credentials" });
  const { body } = await ask(azure, "POST", `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
    body: form.toString(),
  });
  return (JSON.parse(body) as { access_token: string }).access_token;
}
