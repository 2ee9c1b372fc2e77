import { setFlagsFromString } from "node:v8";
import { defineConfig } from "vitest/config";

// V8 optimizes functions in threads beside those of the tests: by default so soon that it took a quarter of their
// processor time, more than the tests gained. V8 counts executed bytecode in Node 20, and calls in newer versions.
const isNode20 = process.versions.node.startsWith("20.");
setFlagsFromString(isNode20 ? "--interrupt-budget=1000000" : "--invocation-count-for-turbofan=45000");

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["packages/*/test/**/*.test.ts", "apps/*/test/**/*.test.ts", "tools/**/*.test.ts"],
    // Projects of external consumers, which `npm run test:consumers` runs.
    exclude: ["**/node_modules/**", "tools/consumers/apps/**"],
    globalSetup: ["tools/test/temporary-folder.ts"],
    setupFiles: ["tools/test/setup.ts"],
    // Constructs keep no module-level state, so files can share one module graph: five times faster.
    isolate: false,
    // Vitest leaves one core idle by default.
    maxWorkers: "100%",
    pool: "threads",
    reporters: ["default", "./tools/test/totals-reporter.ts"],
    testTimeout: 30_000,
  },
});
