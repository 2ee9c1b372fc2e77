/**
 * Runs a program as on a machine in a virtual network: started by `network-namespace.ts` in a namespace of its own, with
 * the addresses of private endpoints on its loopback interface, and a DNS server that the system's resolver uses.
 */
import { execFileSync, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/**
 * @type {{ folder: string, endpoints: [string, number][], proxyPort: number, command: string[] }}
 * folder has the sockets `proxy` and `names` of the other side; endpoints are addresses and ports that accept connections
 */
const { folder, endpoints, proxyPort, command } = JSON.parse(process.argv[2] ?? "");
execFileSync("ip", ["link", "set", "lo", "up"]);
for (const address of new Set(endpoints.map(([one]) => one))) {
  execFileSync("ip", ["address", "add", `${address}/32`, "dev", "lo"]);
}
writeFileSync(join(folder, "resolv.conf"), "nameserver 127.0.0.1\n");
execFileSync("mount", ["--bind", join(folder, "resolv.conf"), "/etc/resolv.conf"]);

const dns = createSocket("udp4", async (query, { port, address }) => dns.send(await answerTo(query), port, address));
dns.bind(53, "127.0.0.1");
const servers = [
  ...endpoints.map(([address, port]) => createServer((socket) => socket.end()).listen(port, address)),
  createServer((socket) => {
    const other = connect(join(folder, "proxy"));
    socket.pipe(other).pipe(socket);
    for (const one of [socket, other]) one.on("error", () => [socket, other].forEach((each) => each.destroy()));
  }).listen(proxyPort, "127.0.0.1"),
];
await Promise.all([once(dns, "listening"), ...servers.map((server) => once(server, "listening"))]);
const [program = "", ...args] = command;
const [code] = await once(spawn(program, args, { stdio: "inherit" }), "close");
process.exit(code);

/** @param {Buffer} query @returns {Promise<Buffer>} */
async function answerTo(query) {
  const labels = [];
  let end = 12;
  for (let length = query[end] ?? 0; length > 0; length = query[end] ?? 0) {
    labels.push(query.toString("latin1", end + 1, end + 1 + length));
    end += length + 1;
  }
  const type = query.readUInt16BE(end + 1);
  const found = await addressesOf(labels.join("."));
  const addresses = type === 1 && Array.isArray(found) ? found : [];
  const header = Buffer.from(query.subarray(0, 12));
  // A response with recursion: no error, 2 (the server fails) or 3 (no such name).
  header.writeUInt16BE(0x8180 | (found === "fails" ? 2 : found === "unknown" ? 3 : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 10, 0, 4, ...address.split(".").map(Number)]),
  );
  return Buffer.concat([header, query.subarray(12, end + 5), ...records]);
}

/** @param {string} name @returns {Promise<string[] | "unknown" | "fails">} */
async function addressesOf(name) {
  const socket = connect(join(folder, "names"));
  socket.write(`${name}\n`);
  let text = "";
  for await (const part of socket) text += String(part);
  return JSON.parse(text);
}
