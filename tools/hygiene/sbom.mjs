import { createHash } from "node:crypto";

/**
 * @typedef {import("./closure.mjs").Installed} Installed
 * @typedef {import("./closure.mjs").LockEntry} LockEntry
 * @typedef {import("./packages.mjs").Manifest} Manifest
 */

/**
 * The project that an SBOM is made of: the published package at its root, below it what an installation brings, each
 * in the version of the workspace's lock file.
 * @param {{ folder: string, manifest: Manifest }} of
 * @param {readonly Installed[]} closure
 * @returns {{ manifest: object, lock: { packages: Record<string, LockEntry> } & Record<string, unknown> }} its
 *   package.json and package-lock.json
 */
export function projectOf({ folder, manifest }, closure) {
  const { devDependencies: _dev, ...published } = manifest;
  const names = new Map(closure.filter(({ path }) => !isInModules(path)).map(({ path, name }) => [path, name]));
  /** @type {Record<string, LockEntry>} */
  const packages = { "": published };
  for (const { path, entry, optional } of closure) {
    const place = placeOf(path, folder, names);
    if (packages[place])
      throw new Error(`${manifest.name} needs two versions of what lies in ${place}: run 'npm dedupe'`);
    packages[place] = installedEntry(entry, optional);
  }
  const { name, version } = manifest;
  return { manifest: published, lock: { name, version, lockfileVersion: 3, requires: true, packages } };
}

/**
 * Makes an SBOM the same whenever and wherever it's made, and ties it to the tarball that it speaks of.
 * @param {any} bom as npm writes it, CycloneDX
 * @param {string} integrity of the tarball, as npm writes it
 * @returns {any}
 */
export function reproducible(bom, integrity) {
  const { timestamp: _timestamp, ...metadata } = bom.metadata;
  const component = { ...metadata.component, hashes: [{ alg: "SHA-512", content: hexOf(integrity) }] };
  const rest = {
    ...bom,
    metadata: { ...metadata, component },
    components: sortedBy(bom.components, "bom-ref"),
    dependencies: sortedBy(bom.dependencies, "ref").map((/** @type {any} */ dependency) => ({
      ...dependency,
      dependsOn: dependency.dependsOn.toSorted(),
    })),
    serialNumber: undefined,
  };
  return { ...rest, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(rest))}` };
}

/** @param {string} path in a lock file */
function isInModules(path) {
  return path.includes("node_modules/");
}

/**
 * @param {string} path in the workspace's lock file
 * @param {string} folder of the package that is the root now
 * @param {ReadonlyMap<string, string>} names of the workspace's packages, by folder
 * @returns {string} the path in the lock file of the installation
 */
function placeOf(path, folder, names) {
  if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  const workspace = [...names.keys()].find((one) => path === one || path.startsWith(`${one}/`));
  return workspace ? `node_modules/${names.get(workspace)}${path.slice(workspace.length)}` : path;
}

/** @param {LockEntry} entry @param {boolean} optional */
function installedEntry(entry, optional) {
  const {
    dev: _dev,
    devOptional: _devOptional,
    peer: _peer,
    optional: _optional,
    devDependencies: _own,
    ...rest
  } = /** @type {LockEntry & Record<string, unknown>} */ (entry);
  return optional ? { ...rest, optional: true } : rest;
}

/** @param {any[]} items @param {string} key */
function sortedBy(items, key) {
  return items.toSorted((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
}

/** @param {string} integrity */
function hexOf(integrity) {
  return Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
}

/** A UUID of the contents, by RFC 9562 version 8. @param {string} text */
function uuidOf(text) {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
