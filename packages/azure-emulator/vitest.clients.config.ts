import { defineConfig } from "vitest/config";

/** Tests with the Azure CLI and the Python SDK of Azure Machine Learning: `npm run test:clients` in the root. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["packages/azure-emulator/test/clients/**/*.e2e.ts"],
    globalSetup: ["tools/clients/provide.mjs"],
    pool: "threads",
    // The clients use the processor all the time.
    fileParallelism: false,
    maxConcurrency: 2,
    reporters: ["verbose", "./tools/test/totals-reporter.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
