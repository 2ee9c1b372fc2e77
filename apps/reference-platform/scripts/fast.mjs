/**
 * Makes the bundle of this workspace start faster. The program `aml` of `@org/aml-cli` has none of this; the output is
 * the same to the byte, which a test holds. Measured in `docs/benchmarks.md`.
 *
 * - `stack-trace.js`: CDKTF formats a stack trace of unlimited depth for every token, a third of a synth, and shows none.
 * - `archiver`: CDKTF loads it at start-up to zip asset folders. The platform has none; one would load it then.
 * - V8's code cache: `fast-start.cjs` starts the bundle without parsing and compiling two megabytes.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is loaded in place of a module, given its path. */
const REPLACEMENTS = [
  {
    filter: /cdktf\/lib\/tokens\/private\/stack-trace\.js$/,
    contents: () => "exports.captureStackTrace = () => [];",
  },
  {
    filter: /archiver\/index\.js$/,
    contents: (/** @type {string} */ path) =>
      `const name = ${JSON.stringify(path)}; module.exports = (...args) => require(name)(...args);`,
  },
];

/** @type {import("esbuild").Plugin} */
export const replacedModules = {
  name: "replaced-modules",
  setup(bundler) {
    const missing = new Set(REPLACEMENTS);
    for (const replacement of REPLACEMENTS) {
      bundler.onLoad({ filter: replacement.filter }, ({ path }) => {
        missing.delete(replacement);
        return { contents: replacement.contents(path), loader: "js" };
      });
    }
    bundler.onEnd(() => ({
      errors: [...missing].map(({ filter }) => ({ text: `no module matches ${String(filter)}: has CDKTF changed?` })),
    }));
  },
};

/**
 * Has a bundle write its code cache: by a synth of the default platform, for the functions that it compiles.
 * @param {string} main
 */
export function writeCodeCache(main) {
  const folder = mkdtempSync(join(tmpdir(), "code-cache-"));
  const config = join(folder, "platform.config.json");
  writeFileSync(config, "{}");
  try {
    execFileSync(process.execPath, [main, "synth", "--config", config, "--out", join(folder, "out")], {
      stdio: "pipe",
      env: { ...process.env, WRITE_CODE_CACHE: "1" },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
