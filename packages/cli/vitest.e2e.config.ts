import { defineConfig } from "vitest/config";

/**
 * Tests of commands as separate processes, some with real Terraform and the Azure emulator: `npm run test:commands -w
 * packages/cli`.
 */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["packages/cli/test/e2e/**/*.e2e.ts"],
    globalSetup: ["tools/test/temporary-folder.ts"],
    pool: "threads",
    reporters: ["verbose", "./tools/test/totals-reporter.ts"],
    testTimeout: 300_000,
  },
});
