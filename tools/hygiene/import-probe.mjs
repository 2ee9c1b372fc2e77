/**
 * Imports a file in this process and prints, as a JSON array, every file that this loaded.
 *   node import-probe.mjs FILE
 */
import { createRequire, register } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";

// CommonJS modules stand in `require.cache`; ES modules stand nowhere that can be read, so a hook tells of them.
const hook = `
  let port;
  export function initialize(data) { port = data.port; }
  export function load(url, context, next) { port.postMessage(url); return next(url, context); }
`;
const { port1: told, port2: port } = new MessageChannel();
register(`data:text/javascript,${encodeURIComponent(hook)}`, { data: { port }, transferList: [port] });

await import(pathToFileURL(process.argv[2] ?? "").href);

const files = new Set(Object.keys(createRequire(import.meta.url).cache));
for (let next = receiveMessageOnPort(told); next; next = receiveMessageOnPort(told)) {
  if (next.message.startsWith("file:")) files.add(fileURLToPath(next.message));
}
told.close();
console.log(JSON.stringify([...files]));
