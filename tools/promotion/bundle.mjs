/** `npm run promote:bundle -- FILE`: writes the command of packages/promotion as one file, which needs nothing but Node. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { WORKSPACE } from "../lib/folders.mjs";

/**
 * Writes a program and its dependencies as one file.
 * @param {string} outfile
 * @param {string} [entry] path from the workspace's root; default: the command of packages/promotion
 */
export async function bundle(outfile, entry = "packages/promotion/src/program.ts") {
  await build({
    entryPoints: [join(WORKSPACE, entry)],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    tsconfig: join(WORKSPACE, "tsconfig.base.json"),
    // Modules of dependencies resolve others relative to their own URL.
    define: { "import.meta.url": "here" },
    banner: { js: "const here = require('node:url').pathToFileURL(__filename).href;" },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [outfile] = process.argv.slice(2);
  if (outfile === undefined)
    throw new Error("usage: npm run promote:bundle -- FILE, such as promotions/aml-promotion.cjs");
  await bundle(outfile);
}
