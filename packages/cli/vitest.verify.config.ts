import { defineConfig } from "vitest/config";

/**
 * `aml verify` after real deployments to the Azure emulator: `npm run test:verify -w packages/cli`; and the table of
 * drifts in docs/verify.md: `npm run generate:drifts -w packages/cli`.
 */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: [
      process.env["DRIFTS"] === "plan" ? "packages/cli/test/verify/plan/*.e2e.ts" : "packages/cli/test/verify/*.e2e.ts",
    ],
    globalSetup: ["tools/test/temporary-folder.ts"],
    pool: "threads",
    reporters: ["verbose", "./tools/test/totals-reporter.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
