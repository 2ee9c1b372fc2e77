/** `npm run promote:bundle -- FILE`: writes the command of packages/promotion as one file, which needs nothing but Node. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { scriptArguments } from "../lib/command.mjs";
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
  const { positionals } = scriptArguments(
    {},
    `usage: npm run promote:bundle -- FILE

  FILE   the file to write, such as promotions/aml-promotion.cjs`,
    { required: 1 },
  );
  await bundle(positionals[0] ?? "");
}
