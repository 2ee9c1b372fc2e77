import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { WORKSPACE } from "../lib/folders.mjs";

/**
 * The command of packages/azure-emulator, bundled from its sources, so that it's never older than them.
 * @returns {Promise<typeof import("../../packages/azure-emulator/src/cli/main.js")>}
 */
export async function emulatorCommand() {
  const folder = join(WORKSPACE, "node_modules/.cache/azure-emulator");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  buildSync({
    entryPoints: [join(WORKSPACE, "packages/azure-emulator/src/cli/main.ts")],
    outfile: join(folder, "main.js"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    tsconfig: join(WORKSPACE, "tsconfig.base.json"),
    external: ["@cdktf/hcl2json", "ip-address", "node-forge"],
  });
  return import(join(folder, "main.js"));
}
