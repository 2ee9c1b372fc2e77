import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dist: { integrity: string; tarball: string };
}

interface Publication {
  readonly name: string;
  readonly versions: Record<string, Manifest>;
  readonly "dist-tags": Record<string, string>;
  readonly _attachments: Record<string, { readonly data: string }>;
}

/** A registry of packages on the loopback interface, as far as npm needs one to publish to and to install from. */
export class FakeRegistry {
  public readonly published: string[] = [];
  /** A package that the registry fails to take. */
  public broken: string | undefined;
  private readonly packages = new Map<string, Omit<Publication, "_attachments">>();
  private readonly tarballs = new Map<string, Buffer>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  public async start(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  public tagsOf(name: string): Record<string, string> {
    return this.packages.get(name)?.["dist-tags"] ?? {};
  }

  /** Forgets everything. */
  public clear(): void {
    this.packages.clear();
    this.published.length = 0;
    this.broken = undefined;
  }

  /** Has a version with a content that nobody packed. */
  public take(name: string, version: string): void {
    const dist = { integrity: "sha512-other", tarball: "" };
    this.packages.set(name, {
      name,
      versions: { [version]: { name, version, dist } },
      "dist-tags": { latest: version },
    });
  }

  /** Has a package as if it had been published. */
  public add(manifest: { readonly name: string; readonly version: string }, tarball: Buffer): void {
    const { name, version } = manifest;
    const path = `tarballs/${name}/${version}.tgz`;
    this.tarballs.set(path, tarball);
    const dist = {
      integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
      tarball: `${this.url}${path}`,
    };
    this.packages.set(name, { name, versions: { [version]: { ...manifest, dist } }, "dist-tags": { latest: version } });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url ?? "/").slice(1);
    if (request.method === "PUT") return this.accept(await bodyOf(request), response);
    const tarball = this.tarballs.get(path);
    if (tarball) return void response.end(tarball);
    const known = this.packages.get(path);
    send(response, known ? 200 : 404, known ?? { error: "not found" });
  }

  private accept(body: Publication, response: ServerResponse): void {
    if (body.name === this.broken) return send(response, 503, { error: "out of order" });
    const known = this.packages.get(body.name);
    for (const [version, { dist }] of Object.entries(body.versions)) {
      const [attachment] = Object.values(body._attachments);
      const path = `tarballs/${body.name}/${version}.tgz`;
      this.tarballs.set(path, Buffer.from(attachment?.data ?? "", "base64"));
      dist.tarball = `${this.url}${path}`;
      this.published.push(`${body.name}@${version}`);
    }
    this.packages.set(body.name, {
      name: body.name,
      versions: { ...known?.versions, ...body.versions },
      "dist-tags": { ...known?.["dist-tags"], ...body["dist-tags"] },
    });
    send(response, 201, { ok: true });
  }
}

async function bodyOf(request: IncomingMessage): Promise<Publication> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
