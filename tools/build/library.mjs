import { defineConfig } from "tsup";

/**
 * How every library is built: ESM, CommonJS and declarations for both, dependencies left outside.
 * @param {import("tsup").Options} [options] what a package needs beyond that (more entries, a command line)
 */
export function library(options = {}) {
  return defineConfig({
    entry: ["src/index.ts"],
    format: ["esm", "cjs"],
    target: "node20",
    outDir: "dist",
    clean: true,
    splitting: true,
    sourcemap: false,
    treeshake: false,
    dts: { compilerOptions: { ignoreDeprecations: "6.0", noEmit: false } },
    ...options,
  });
}
