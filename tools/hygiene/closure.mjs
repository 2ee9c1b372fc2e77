/**
 * The part of a package-lock.json that is read here.
 * @typedef {object} LockEntry
 * @property {string} [name]
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {string} [license]
 * @property {boolean} [link]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 *
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 *
 * A package that an installation brings.
 * @typedef {object} Installed
 * @property {string} path in the lock file; a package of the workspace has its folder
 * @property {string} name
 * @property {LockEntry} entry
 * @property {boolean} optional whether only optional dependencies lead to it
 */

/**
 * What an installation of a workspace's package brings: its dependencies and required peers and theirs, as the lock
 * file resolved them. What only its development needs is not there.
 * @param {Lock} lock
 * @param {string} folder of the package, as the lock file has it
 * @param {{ peers?: boolean }} [options] without peers, what the package itself brings along whoever installs it
 * @returns {Installed[]} sorted by path, the package itself left out
 * @throws {Error} if the lock file lacks something that is required
 */
export function closureOf(lock, folder, { peers = true } = {}) {
  const required = reach(lock, [folder], (entry) => [
    ...Object.keys(entry.dependencies ?? {}),
    ...Object.keys((peers && entry.peerDependencies) || {}).filter(
      (peer) => !entry.peerDependenciesMeta?.[peer]?.optional,
    ),
  ]);
  const all = reach(lock, [...required], (entry) => Object.keys(entry.optionalDependencies ?? {}), required);
  return [...all]
    .filter((path) => path !== folder)
    .sort()
    .map((path) => ({ path, name: nameOf(path, lock), entry: entryAt(lock, path), optional: !required.has(path) }));
}

/**
 * @param {Lock} lock
 * @param {readonly string[]} from
 * @param {(entry: LockEntry) => string[]} edges names that a package leads to
 * @param {ReadonlySet<string>} [known] reached already; beyond them every edge is followed
 * @returns {Set<string>} paths
 */
function reach(lock, from, edges, known) {
  const reached = new Set(known ?? from);
  const open = [...from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const entry = entryAt(lock, path);
    const names =
      known && !known.has(path) ? [...Object.keys(entry.dependencies ?? {}), ...edges(entry)] : edges(entry);
    for (const name of names) {
      const found = resolve(lock, path, name);
      // A platform's own binary: not every lock file has it.
      if (found === undefined && entry.optionalDependencies?.[name] !== undefined) continue;
      if (found === undefined) throw new Error(`package-lock.json has no ${name} for ${path}: run 'npm install'`);
      if (reached.has(found)) continue;
      reached.add(found);
      open.push(found);
    }
  }
  return reached;
}

/**
 * Finds a package as Node does, from the folder of who imports it upwards.
 * @param {Lock} lock @param {string} from @param {string} name
 */
function resolve(lock, from, name) {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const entry = lock.packages[path];
    if (entry) return entry.link ? entry.resolved : path;
    if (folder === "") return undefined;
  }
}

/** @param {string} path @returns {string} the package in whose node_modules it lies, or the workspace */
function parentOf(path) {
  const end = path.lastIndexOf("node_modules/");
  return end > 0 ? path.slice(0, end - 1) : "";
}

/** @param {Lock} lock @param {string} path @returns {LockEntry} */
function entryAt(lock, path) {
  const entry = lock.packages[path];
  if (!entry) throw new Error(`package-lock.json has no ${path}: run 'npm install'`);
  return entry;
}

/** @param {string} path @param {Lock} lock */
function nameOf(path, lock) {
  return lock.packages[path]?.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}
