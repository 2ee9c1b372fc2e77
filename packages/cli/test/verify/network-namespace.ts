import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A user, a file system and a network of its own, without rights outside of it. */
const UNSHARE = ["unshare", "--map-root-user", "--mount", "--net"] as const;

/** Whether this machine can run programs in a network of their own: Linux, with namespaces for all users. */
export const HAS_NAMESPACES = spawnSync(UNSHARE[0], [...UNSHARE.slice(1), "ip", "link"]).status === 0;

if (!HAS_NAMESPACES) console.warn("!! SKIPPED: tests with a real resolver need `unshare` and `ip` of Linux");

/** A machine in a virtual network. */
export interface InsideOptions {
  /** What its DNS server answers: addresses, that there is no such name, or that it fails. */
  readonly resolve: (name: string) => readonly string[] | "unknown" | "fails";
  /** Addresses and ports that accept connections. Others of its network refuse them. */
  readonly endpoints: readonly (readonly [address: string, port: number])[];
  /** The proxy that the program uses, which is outside. */
  readonly proxyUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** Runs a program with the real resolver and sockets of a machine in a virtual network. */
export async function runInside(
  command: readonly string[],
  { resolve, endpoints, proxyUrl, env, cwd }: InsideOptions,
): Promise<{ readonly code: number; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), "inside-"));
  const proxyPort = Number(new URL(proxyUrl).port);
  const servers = await Promise.all([
    // Sockets in the file system are the only way out of the network.
    listening(join(folder, "proxy"), (socket) => {
      const other = connect(proxyPort, "127.0.0.1");
      socket.pipe(other).pipe(socket);
      for (const one of [socket, other]) one.on("error", () => [socket, other].forEach((each) => each.destroy()));
    }),
    listening(join(folder, "names"), (socket) => {
      socket.once("data", (name) => socket.end(JSON.stringify(resolve(String(name).trim()))));
    }),
  ]);
  const [program, ...options] = UNSHARE;
  const script = join(import.meta.dirname, "network-namespace.mjs");
  const given = JSON.stringify({ folder, endpoints, proxyPort, command });
  const child = spawn(program, [...options, process.execPath, script, given], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
  const [code] = (await once(child, "close")) as [number];
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
  return { code, output };
}

async function listening(path: string, onSocket: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onSocket).listen(path);
  await once(server, "listening");
  return server;
}
