import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import lockfile from "proper-lockfile";
import { CLOCK_SCALE_SOURCE } from "./clock-overlay.mjs";
import { goBuild, isRefusal } from "./go-build.mjs";
import { platform } from "./programs.mjs";

/** @typedef {import("./programs.mjs").Program} Program */
/** @typedef {{ folder: string }} Built `folder` contains the executable and its files */
/** @typedef {{ answer: string }} NotBuilt `answer` is the error of the Go proxy or the compiler */

/**
 * @typedef {object} BuildOptions
 * @property {string} cache
 * @property {(line: string) => void} log
 * @property {boolean} [reask] whether to retry programs that the proxy refused before
 * @property {typeof goBuild} [build]
 */

const ASIDE = ".aside-";
/** Age after which a lock that its owner hasn't refreshed is ignored. */
const LOCK_IS_STALE_AFTER_MS = 30_000;

/**
 * Returns a program from the cache, and builds it first if necessary. If several processes need it, one builds and the
 * others wait. Incomplete builds of killed processes are never used, and are removed by the next build.
 * @param {Program} program
 * @param {BuildOptions} options
 * @returns {Promise<Built | NotBuilt>}
 */
export async function obtain(program, { cache, log, reask = false, build = goBuild }) {
  const store = join(cache, "builds");
  const id = `${program.executable}-${identity(program)}`;
  const folder = join(store, id);
  const answerFile = join(store, `${id}.answer`);
  const known = () => {
    if (existsSync(folder)) return { folder };
    if (existsSync(answerFile) && !reask) return { answer: readFileSync(answerFile, "utf8") };
    return undefined;
  };
  const before = known();
  if (before) return before;

  mkdirSync(store, { recursive: true });
  const release = await lock(store, log);
  try {
    const meanwhile = known();
    if (meanwhile) return meanwhile;
    for (const name of readdirSync(store)) {
      if (name.startsWith(ASIDE)) rmSync(join(store, name), { recursive: true });
    }
    log(`${program.title}: ${program.folder ? "building" : "asking the Go proxy, building"}`);
    const started = Date.now();
    const aside = mkdtempSync(join(store, ASIDE));
    const answer = await build(program, aside, log);
    if (answer === undefined) {
      log(`${program.title}: built in ${Math.round((Date.now() - started) / 1000)} s`);
      rmSync(answerFile, { force: true });
      renameSync(aside, folder);
      return { folder };
    }
    log(`${program.title}: is not available: ${answer}`);
    rmSync(aside, { recursive: true });
    if (isRefusal(answer)) writeFileSync(answerFile, answer);
    return { answer };
  } finally {
    await release();
  }
}

/** @param {string} store @param {(line: string) => void} log @returns {Promise<() => Promise<void>>} */
async function lock(store, log) {
  const options = { stale: LOCK_IS_STALE_AFTER_MS, lockfilePath: join(store, ".lock") };
  if (await lockfile.check(store, options)) log("another process is building: waiting for it");
  return lockfile.lock(store, { ...options, retries: { forever: true, factor: 1, minTimeout: 500 } });
}

/** A hash of everything that determines a program's content. @param {Program} program @returns {string} */
function identity({ from, linkerFlags, executable, folder, schema, clockScaled }) {
  const scaled = clockScaled ? [CLOCK_SCALE_SOURCE] : [];
  const hash = createHash("sha256").update(JSON.stringify([platform(), from, linkerFlags, executable, ...scaled]));
  for (const file of [...(folder ? sourcesOf(folder) : []), ...(schema ? [schema] : [])]) {
    hash.update(`\0${folder ? relative(folder, file) : ""}\0`).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 12);
}

/** @param {string} folder @returns {string[]} */
function sourcesOf(folder) {
  return readdirSync(folder)
    .filter((name) => !name.endsWith("_test.go"))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
