/**
 * Whether an earlier version can run on the modules that are installed for this one.
 */

/** @typedef {{ version?: string, dependencies?: Record<string, string>, peerDependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} Lock */

/** What bundles the platform. */
const TOOLS = ["esbuild"];

/**
 * @param {Lock} installed
 * @param {Lock} wanted
 * @returns {boolean} whether everything that the platform is made of has the same version in both
 */
export function sameModules(installed, wanted) {
  return [...reached(wanted)].every((name) => versionsOf(installed, name).join() === versionsOf(wanted, name).join());
}

/** @param {Lock} lock @returns {Set<string>} the packages of others that ours need to run, and those that these need */
function reached(lock) {
  const ours = Object.entries(lock.packages).filter(([path]) => /^(apps|packages)\/[^/]+$/.test(path));
  const names = new Set([...TOOLS, ...ours.flatMap(([, locked]) => needs(locked))]);
  for (const name of names)
    for (const [path, locked] of Object.entries(lock.packages))
      if (isOf(path, name)) for (const next of needs(locked)) names.add(next);
  return names;
}

/** @param {Locked} locked */
function needs({ dependencies, peerDependencies, optionalDependencies }) {
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).filter(
    (name) => !name.startsWith("@org/"),
  );
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
