import { build } from "esbuild";
import { writeFileSync } from "node:fs";
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
 * Bundles the app into one CommonJS file, the packages of this workspace taken from their sources.
 * @returns {Promise<void>}
 */
export async function bundle() {
  const { metafile } = await build({
    absWorkingDir: workspace,
    entryPoints: [join(app, "src/main.ts")],
    outfile: join(app, "dist/main.cjs"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The CommonJS build of jsonc-parser (UMD) cannot be bundled.
    mainFields: ["module", "main"],
    tsconfig: join(workspace, "tsconfig.base.json"),
    plugins: [lazyArchiver],
    metafile: true,
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
  });
  const sources = Object.keys(metafile.inputs).filter(
    (input) => !input.includes("node_modules/") && !input.includes(":"),
  );
  writeFileSync(join(app, "dist/main.inputs.json"), JSON.stringify(sources, null, 2));
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await bundle();
