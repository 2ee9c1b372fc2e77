/** @type {import("node:worker_threads").MessagePort} */
let port;

/** @param {import("node:worker_threads").MessagePort} given */
export function initialize(given) {
  port = given;
}

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  port.postMessage(resolved.url);
  return resolved;
}
