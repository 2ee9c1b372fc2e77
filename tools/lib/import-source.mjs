import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { WORKSPACE } from "./folders.mjs";

/**
 * Third-party libraries are loaded from the node_modules of the package that imports them, not from those next to the
 * bundle: versions may differ.
 * @type {import("esbuild").Plugin}
 */
const LIBRARIES_IN_PLACE = {
  name: "libraries in place",
  setup(builds) {
    builds.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === LIBRARIES_IN_PLACE || kind === "entry-point" || isBuiltin(path)) return undefined;
      const found = await builds.resolve(path, { kind, resolveDir, pluginData: LIBRARIES_IN_PLACE });
      return found.path.includes("node_modules") ? { path: pathToFileURL(found.path).href, external: true } : found;
    });
  },
};

/**
 * Imports the current TypeScript source of a package, without a build.
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
    plugins: [LIBRARIES_IN_PLACE],
    tsconfig: join(WORKSPACE, "tsconfig.base.json"),
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}
