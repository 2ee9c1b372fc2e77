import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { BadInputError, UnavailableError } from "../lib/command.mjs";
import { run } from "../lib/run.mjs";

/**
 * A running registry.
 * @typedef {object} Registry
 * @property {string} url with a slash at its end
 * @property {string} token of who may publish
 * @property {() => Promise<void>} stop
 */

const LOCK_FILE = "package-lock.json";
const INSTALLED = "node_modules/.installed";

/**
 * Installs Verdaccio where it isn't yet, exactly as locked.
 * @param {string} folder with its package.json and package-lock.json
 * @param {AbortSignal} signal
 * @throws {UnavailableError} with npm's reason
 */
export async function installVerdaccio(folder, signal) {
  const lock = readFileSync(join(folder, LOCK_FILE), "utf8");
  const installed = join(folder, INSTALLED);
  if (existsSync(installed) && readFileSync(installed, "utf8") === lock) return;
  const { code, stderr } = await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, signal });
  if (code !== 0) {
    throw new UnavailableError(`Verdaccio can't be installed, so nothing was published or tested:\n${stderr.trim()}`);
  }
  writeFileSync(installed, lock);
}

/**
 * Starts Verdaccio in this process, so that it can't outlive it. Packages of ours are published to it and come from
 * nowhere else; all others come from the registry above it.
 * @param {object} options
 * @param {string} options.verdaccio where it's installed
 * @param {string} options.folder what it keeps
 * @param {string} options.upstream URL of the registry above it
 * @param {string} options.scope of our packages, `@org/`
 * @param {number} [options.port] without one, a free one
 * @returns {Promise<Registry>}
 * @throws {BadInputError} if the port is taken
 */
export async function startRegistry({ verdaccio, folder, upstream, scope, port = 0 }) {
  const { runServer } = createRequire(join(verdaccio, "package.json"))("verdaccio");
  const configPath = join(folder, "verdaccio.yaml");
  /** @type {import("node:http").Server} */
  const server = await runServer({
    configPath,
    self_path: configPath,
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: { upstream: { url: upstream, maxage: "1h", cache: false } },
    packages: {
      [`${scope}*`]: { access: "$all", publish: "$authenticated" },
      "**": { access: "$all", proxy: "upstream" },
    },
    web: { enable: false },
    max_body_size: "100mb",
    log: { type: "stdout", format: "json", level: "fatal" },
  });
  await listen(server, port);
  const { port: taken } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${taken}/`;
  const stop = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, token: await signUp(url), stop };
}

/** @param {import("node:http").Server} server @param {number} port @returns {Promise<void>} */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== "EADDRINUSE") reject(error);
      else reject(new BadInputError(`port ${port} is taken: give another one, or leave --port out for a free one`));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}

/** @param {string} url @returns {Promise<string>} the token of a new user */
async function signUp(url) {
  const name = "publisher";
  const response = await fetch(`${url}-/user/org.couchdb.user:${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, password: crypto.randomUUID(), type: "user" }),
  });
  const { token } = /** @type {{ token: string }} */ (await response.json());
  return token;
}

/**
 * @param {Registry} registry
 * @param {string} name of a package
 * @returns {Promise<import("./peers.mjs").Published>} what it says of each version
 * @throws {UnavailableError} if neither it nor the registry above it has the package
 */
export async function publishedVersions({ url }, name) {
  const response = await fetch(`${url}${name.replace("/", "%2f")}`, {
    headers: { accept: "application/vnd.npm.install-v1+json" },
  });
  if (!response.ok) {
    throw new UnavailableError(
      `${name} can't be had (HTTP ${response.status}): the registry that npm is configured to has to be reachable`,
    );
  }
  const { versions } = /** @type {{ versions: import("./peers.mjs").Published }} */ (await response.json());
  return versions;
}
