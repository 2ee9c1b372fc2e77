import { join } from "node:path";
import { build } from "esbuild";
import { WORKSPACE } from "../lib/folders.mjs";

/** @typedef {typeof import("../../packages/azure-catalog/src/arm-types/index.js")} ArmTypes */

const SOURCE = "packages/azure-catalog/src/arm-types/index.ts";

/**
 * The catalogue's shapes of ARM bodies, from its sources: no build has to come first.
 * @returns {Promise<ArmTypes>}
 */
export async function loadArmTypes() {
  const { outputFiles } = await build({
    entryPoints: [join(WORKSPACE, SOURCE)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
