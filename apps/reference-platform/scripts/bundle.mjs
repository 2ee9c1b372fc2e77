import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const app = join(import.meta.dirname, "..");
const workspace = join(app, "../..");

/**
 * CDKTF loads archiver at start-up, a quarter of its load time, to zip asset folders. The platform has none; should one
 * be added, the zip is made by the real archiver, loaded then.
 * @type {import("esbuild").Plugin}
 */
const lazyArchiver = {
  name: "lazy-archiver",
  setup(bundler) {
    bundler.onResolve({ filter: /^archiver$/ }, () => ({ path: "archiver", namespace: "lazy-archiver" }));
    bundler.onLoad({ filter: /.*/, namespace: "lazy-archiver" }, () => ({
      contents: `const name = "archiver"; module.exports = (...args) => require(name)(...args);`,
    }));
  },
};

/**
 * CDKTF resolves every value three times, and for each plain text makes a context and runs four regular expressions. Most
 * values have nothing to resolve; they are let through at once. A test holds that the output stays the same to the byte.
 * @type {import("esbuild").Plugin}
 */
const leanResolve = {
  name: "lean-resolve",
  setup(bundler) {
    bundler.onLoad({ filter: /cdktf\/lib\/tokens\/private\/resolve\.js$/ }, ({ path }) => {
      let source = readFileSync(path, "utf8");
      /** @param {string} wanted @param {string} replacement */
      const replace = (wanted, replacement) => {
        if (source.split(wanted).length !== 2) throw new Error(`${path} is not as expected: ${wanted}`);
        source = source.replace(wanted, () => replacement);
      };
      replace(
        "function resolve(obj, options) {",
        `// Tokens, their escapes and encoded numbers all have one of these in them.
const NOT_PLAIN = /[{}[\\]]|[-|\\d.+]e/;
function isPlain(value) {
    return typeof value === "string" ? !NOT_PLAIN.test(value) : typeof value === "boolean";
}
function resolve(obj, options) {`,
      );
      replace("makeContext(`${i}`)[0].resolve(x)", "isPlain(x) ? x : makeContext(`${i}`)[0].resolve(x)");
      replace("makeContext()[0].resolve(key)", "isPlain(key) ? key : makeContext()[0].resolve(key)");
      replace(
        "makeContext(key)[0].resolve(obj[key])",
        "isPlain(obj[key]) ? obj[key] : makeContext(key)[0].resolve(obj[key])",
      );
      return { contents: source, loader: "js" };
    });
  },
};

/**
 * Bundles the app into one CommonJS file, started by `main.cjs` beside it, the packages of this workspace taken from their sources.
 * @param {string} [folder] where to
 * @returns {Promise<void>}
 */
export async function bundle(folder = join(app, "dist")) {
  const { metafile } = await build({
    absWorkingDir: workspace,
    entryPoints: [join(app, "src/main.ts")],
    outfile: join(folder, "app.cjs"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The CommonJS build of jsonc-parser (UMD) cannot be bundled.
    mainFields: ["module", "main"],
    tsconfig: join(workspace, "tsconfig.base.json"),
    plugins: [lazyArchiver, leanResolve],
    metafile: true,
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
  });
  const sources = Object.keys(metafile.inputs).filter(
    (input) => !input.includes("node_modules/") && !input.includes(":"),
  );
  copyFileSync(join(app, "scripts/main.cjs"), join(folder, "main.cjs"));
  rmSync(join(folder, "app.cache"), { force: true });
  writeCodeCache(folder);
  writeFileSync(join(folder, "main.inputs.json"), JSON.stringify(sources, null, 2));
}

/**
 * Synthesizes the default platform once, for the functions that it compiles.
 * @param {string} bundled
 */
function writeCodeCache(bundled) {
  const folder = mkdtempSync(join(tmpdir(), "code-cache-"));
  const config = join(folder, "platform.config.json");
  writeFileSync(config, "{}");
  try {
    execFileSync(
      process.execPath,
      [join(bundled, "main.cjs"), "synth", "--config", config, "--out", join(folder, "out")],
      {
        stdio: "pipe",
        env: { ...process.env, WRITE_CODE_CACHE: "1" },
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await bundle();
