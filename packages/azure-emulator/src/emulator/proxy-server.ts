import { createServer as createProxy, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Certificates } from "./certificates.js";
import type { Answer, Request } from "./http.js";

const LOOPBACK = "127.0.0.1";

/** Handles the requests that the proxy receives. */
export interface Backend {
  /** Whether a host is supported. */
  handles(host: string): boolean;
  /** Called for a host that isn't supported. */
  refused(host: string): void;
  /** Whether a host takes the bodies of requests as streams. */
  streams(host: string): boolean;
  /** Answers a request; undefined drops the connection. */
  answer(request: Request): Promise<Answer | undefined>;
  /** Answers a request to the proxy itself, with its header `secret`; undefined refuses it. */
  local?(url: URL, secret: string | undefined): Answer | undefined;
}

/**
 * An HTTP proxy on 127.0.0.1, through which clients reach the emulator. It terminates TLS for all hosts, and makes no
 * connections to the outside.
 */
export class ProxyServer {
  readonly #proxy: Server;
  readonly #tls: TlsServer;
  readonly #sockets = new Set<Socket>();

  private constructor(backend: Backend, { certificate, key }: Certificates) {
    this.#tls = createTlsServer({ cert: certificate, key }, (incoming, response) => {
      void serve(backend, incoming, response);
    });
    // No timeout, because services may take long to respond.
    this.#tls.timeout = 0;
    this.#tls.on("secureConnection", (socket: Socket) => this.#remember(socket));
    this.#proxy = createProxy((incoming, response) => {
      const answer = backend.local?.(new URL(incoming.url ?? "/", this.url), incoming.headers["secret"]?.toString());
      if (answer) {
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(JSON.stringify(answer.body));
        return;
      }
      response.writeHead(403, { "content-type": "text/plain" });
      response.end("This proxy is an Azure emulator. It takes HTTPS only, and lets nothing out.\n");
    });
    this.#proxy.on("connection", (socket) => this.#remember(socket));
    this.#proxy.on("connect", (request: IncomingMessage, socket: Socket, head: Buffer) => {
      socket.on("error", () => socket.destroy());
      const host = (request.url ?? "").replace(/:\d+$/, "").toLowerCase();
      if (!backend.handles(host)) {
        backend.refused(host);
        socket.end(`HTTP/1.1 403 Forbidden\r\nX-Reason: the Azure emulator does not answer for ${host}\r\n\r\n`);
        return;
      }
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      if (head.length > 0) socket.unshift(head);
      this.#tls.emit("connection", socket);
    });
  }

  /**
   * Starts the proxy.
   * @param port 0 for a free one
   * @throws Error with code EADDRINUSE if the port is in use
   */
  public static async open(backend: Backend, certificates: Certificates, port: number): Promise<ProxyServer> {
    const server = new ProxyServer(backend, certificates);
    await new Promise<void>((resolve, reject) => {
      server.#proxy.once("error", reject);
      server.#proxy.listen(port, LOOPBACK, () => {
        server.#proxy.off("error", reject);
        resolve();
      });
    });
    return server;
  }

  /** The URL of the proxy, such as `http://127.0.0.1:43210`. */
  public get url(): string {
    return `http://${LOOPBACK}:${(this.#proxy.address() as AddressInfo).port}`;
  }

  /** Stops the proxy and closes all connections. */
  public async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#proxy.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #remember(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  }
}

async function serve(backend: Backend, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const answer = await backend.answer(await read(backend, incoming, gone.signal));
  // A body that nobody has read would block the connection.
  incoming.resume();
  if (response.destroyed) return;
  if (!answer) {
    response.destroy();
    return;
  }
  const content = answer.content ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    ...(answer.body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...(typeof content === "string" ? { "content-length": Buffer.byteLength(content) } : {}),
    ...answer.headers,
  });
  if (typeof content === "string") response.end(incoming.method === "HEAD" ? undefined : content);
  else content.on("error", () => response.destroy()).pipe(response);
}

async function read(backend: Backend, incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  // Some of azurerm's clients begin a path with two slashes, which would be a host in a relative URL.
  const url = new URL(`https://loopback${incoming.url ?? "/"}`);
  const host = (incoming.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  const chunks: Buffer[] = [];
  const streamed = backend.streams(host);
  if (!streamed) for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "GET",
    host,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    text: Buffer.concat(chunks).toString("utf8"),
    content: streamed ? incoming : undefined,
    signal,
  };
}
