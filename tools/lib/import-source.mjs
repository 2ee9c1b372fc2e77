import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { WORKSPACE } from "./folders.mjs";

/**
 * Imports the current TypeScript source of a package, without a build. Third-party libraries are loaded from
 * node_modules.
 * @param {string} file path from the workspace's root, such as `packages/posture/src/cli.ts`
 * @returns {Promise<any>} the module
 */
export async function importSource(file) {
  const folder = join(WORKSPACE, "node_modules/.cache/sources");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  // Each process writes its own file, because another one may be reading.
  const outfile = join(folder, `${file.replaceAll("/", "-")}-${process.pid}.js`);
  await build({
    entryPoints: [join(WORKSPACE, file)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    tsconfig: join(WORKSPACE, "tsconfig.base.json"),
  });
  return import(pathToFileURL(outfile).href);
}
