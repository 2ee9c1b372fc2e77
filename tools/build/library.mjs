import { fileURLToPath } from "node:url";
import { defineConfig } from "tsdown";

const nativeCompiler = fileURLToPath(new URL("../../node_modules/typescript7/bin/tsc", import.meta.url));

/**
 * The build of every library: ESM, CommonJS, and declarations for both. Dependencies are not bundled.
 * @param {import("tsdown").UserConfig} [options] additional options of a package, such as more entries
 */
export function library(options = {}) {
  return defineConfig({
    entry: ["src/index.ts"],
    format: ["esm", "cjs"],
    target: "node20.19",
    platform: "node",
    fixedExtension: false,
    clean: true,
    tsconfig: "tsconfig.build.json",
    dts: { tsgo: { path: nativeCompiler } },
    ...options,
  });
}
