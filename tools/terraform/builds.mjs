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
/** @typedef {{ folder: string }} Built `folder` holds the executable and what lies beside it */
/** @typedef {{ answer: string }} NotBuilt `answer` is what the proxy or the compiler said */

/**
 * @typedef {object} BuildOptions
 * @property {string} cache
 * @property {(line: string) => void} log
 * @property {boolean} [reask] ask again for what was refused before
 * @property {typeof goBuild} [build]
 */

const ASIDE = ".aside-";
/** A lock whose holder has not touched it for so long belongs to a process that is gone. */
const LOCK_IS_STALE_AFTER_MS = 30_000;

/**
 * Gives a program from the cache, building it first if need be. Any number of processes may ask at once: one builds, the
 * others wait; what was killed half-way is never seen, and removed by the next one that builds.
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

/** What decides a program's content. @param {Program} program @returns {string} */
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
