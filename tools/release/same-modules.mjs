/**
 * Whether an earlier version can run on the modules that are installed for this one.
 */

import { SCOPE } from "./packages.mjs";

/** @typedef {{ name?: string, version?: string, dependencies?: Record<string, string>, peerDependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} Lock */

/** What bundles the platform. */
const TOOLS = ["esbuild"];

/**
 * @param {Lock} installed
 * @param {Lock} wanted
 * @returns {boolean} whether everything that the platform is made of has the same version in both
 */
export function sameModules(installed, wanted) {
  return reached(wanted).every((name) => versionsOf(installed, name).join() === versionsOf(wanted, name).join());
}

/** @param {Lock} lock @returns {string[]} the packages of others that the platform and its tools need, however deep */
function reached(lock) {
  const names = new Set(TOOLS);
  for (const [path, locked] of Object.entries(lock.packages)) if (path.startsWith("apps/")) add(locked);
  // A set is walked to its end, also what is added on the way.
  for (const name of names)
    for (const [path, locked] of Object.entries(lock.packages))
      if (isOf(path, name) || locked.name === name) add(locked);
  return [...names].filter((name) => !name.startsWith(SCOPE));

  /** @param {Locked} locked */
  function add({ dependencies, peerDependencies, optionalDependencies }) {
    for (const name of Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })) names.add(name);
  }
}

/** @param {Lock} lock @param {string} name */
function versionsOf(lock, name) {
  return Object.entries(lock.packages)
    .filter(([path]) => isOf(path, name))
    .map(([path, { version }]) => `${path}@${version}`)
    .sort();
}

/** @param {string} path @param {string} name */
function isOf(path, name) {
  return path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`);
}
