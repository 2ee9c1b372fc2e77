import { build } from "esbuild";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { replacedModules, writeCodeCache } from "./fast.mjs";

const app = join(import.meta.dirname, "..");
const workspace = join(app, "../..");

/**
 * Bundles `main.ts` with the sources of this workspace's packages into one CommonJS file, which `main.cjs` starts.
 * @param {string} [folder] receives the bundle
 * @param {Record<string, string>} [alias] packages that take the place of others, such as `cdktn` of `cdktf`
 * @returns {Promise<void>}
 */
export async function bundle(folder = join(app, "dist"), alias = {}) {
  const { metafile } = await build({
    absWorkingDir: workspace,
    entryPoints: [join(app, "main.ts")],
    outfile: join(folder, "app.cjs"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The CommonJS build of jsonc-parser (UMD) cannot be bundled.
    mainFields: ["module", "main"],
    // Loaded only for HTML reports and users' own code.
    external: ["elkjs", "jiti"],
    alias,
    define: { "import.meta.url": "importMetaUrl" },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    tsconfig: join(workspace, "tsconfig.base.json"),
    plugins: [replacedModules],
    metafile: true,
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
  });
  const sources = Object.keys(metafile.inputs).filter(
    (input) => !input.includes("node_modules/") && !input.includes(":"),
  );
  copyFileSync(join(import.meta.dirname, "fast-start.cjs"), join(folder, "main.cjs"));
  rmSync(join(folder, "app.cache"), { force: true });
  writeCodeCache(join(folder, "main.cjs"));
  writeFileSync(join(folder, "main.inputs.json"), JSON.stringify(sources, null, 2));
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await bundle();
