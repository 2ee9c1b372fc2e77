/** `node tools/posture/run.mjs check DIR …`: runs the command of packages/posture from its current sources. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const workspace = join(import.meta.dirname, "../..");
const folder = join(workspace, "node_modules/.cache/posture");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
buildSync({
  entryPoints: [join(workspace, "packages/posture/src/cli.ts")],
  outdir: folder,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  splitting: true,
  tsconfig: join(workspace, "tsconfig.base.json"),
  external: ["elkjs", "zod", "ip-address", "jsonc-parser"],
});
await import(join(folder, "cli.js"));
