import { defineConfig } from "vitest/config";

/**
 * Tests with real Terraform: `npm run test:deployment`. They spend about half of the time waiting, so several run in
 * parallel.
 */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["packages/azure-emulator/test/e2e/**/*.e2e.ts"],
    globalSetup: ["tools/deployment-test/provide.mjs"],
    isolate: false,
    pool: "threads",
    maxWorkers: 2,
    maxConcurrency: 4,
    reporters: ["verbose", "./tools/test/totals-reporter.ts"],
    tags: [{ name: "ci", description: "One of each kind, to be run with every change." }],
    testTimeout: 300_000,
  },
});
