import { fileURLToPath } from "node:url";
import { defineConfig } from "tsdown";

const nativeCompiler = fileURLToPath(new URL("../../node_modules/typescript7/bin/tsc", import.meta.url));

/**
 * How every library is built: ESM, CommonJS and declarations for both, dependencies left outside.
 * @param {import("tsdown").UserConfig} [options] what a package needs beyond that (more entries, a command line)
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
