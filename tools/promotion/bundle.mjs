/** `npm run promote:bundle -- FILE`: writes the command of packages/promotion as one file, which needs nothing but Node. */
import { join } from "node:path";
import { build } from "esbuild";
import { WORKSPACE } from "../lib/folders.mjs";

const [outfile] = process.argv.slice(2);
if (outfile === undefined)
  throw new Error("usage: npm run promote:bundle -- FILE, such as promotions/aml-promotion.cjs");
await build({
  entryPoints: [join(WORKSPACE, "packages/promotion/src/cli.ts")],
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
