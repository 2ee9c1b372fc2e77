import { defineConfig } from "vitest/config";

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
