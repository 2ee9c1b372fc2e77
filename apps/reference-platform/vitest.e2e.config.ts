import { defineConfig } from "vitest/config";

/**
 * Tests that synthesize many platforms: the bundle beside the unchanged CDKTF, the recipes and the wishes. `npm run
 * test:platforms -w apps/reference-platform`.
 */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["apps/reference-platform/test/e2e/**/*.e2e.ts"],
    globalSetup: ["tools/test/temporary-folder.ts"],
    pool: "threads",
    reporters: ["verbose", "./tools/test/totals-reporter.ts"],
    testTimeout: 120_000,
  },
});
