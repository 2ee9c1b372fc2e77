/**
 * Optimizations of this workspace's bundle. The program `aml` of `@org/aml-cli` doesn't have them. The output is
 * identical, which `npm run test:platforms` checks. Measured in `docs/benchmarks.md`.
 *
 * - `stack-trace.js`: CDKTF formats a stack trace of unlimited depth for every token, which takes a third of a synth
 *   and is never shown.
 * - `archiver`: CDKTF loads it at start-up to zip asset folders. The platform has none; with one, it is loaded on
 *   demand.
 * - `resolve.js`: CDKTF creates a context and runs four regular expressions for every plain value, which takes a
 *   quarter of a synth.
 * - V8's code cache: `fast-start.cjs` starts the bundle without parsing and compiling two megabytes.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lightResolver } from "../../../tools/build/light-resolver.mjs";

/**
 * Replacements of modules, by path, of CDKTF and of CDK Terrain.
 * @type {{ filter: RegExp, optional?: boolean, contents: (path: string) => string }[]}
 */
const REPLACEMENTS = [
  {
    filter: /cdkt[fn]\/lib\/tokens\/private\/stack-trace\.js$/,
    contents: () => "exports.captureStackTrace = exports.captureCreationStack = () => [];",
  },
  { filter: /cdkt[fn]\/lib\/tokens\/private\/resolve\.js$/, contents: lightResolver },
  {
    // CDK Terrain zips without it.
    optional: true,
    filter: /archiver\/index\.js$/,
    contents: (/** @type {string} */ path) =>
      `const name = ${JSON.stringify(path)}; module.exports = (...args) => require(name)(...args);`,
  },
];

/** @type {import("esbuild").Plugin} */
export const replacedModules = {
  name: "replaced-modules",
  setup(bundler) {
    const missing = new Set(REPLACEMENTS.filter(({ optional }) => !optional));
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
 * Lets a bundle write its code cache after a synth of the default platform, so that it contains the compiled functions.
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
