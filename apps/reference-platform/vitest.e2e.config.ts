import { defineConfig } from "vitest/config";

/** Tests of the bundle with the unchanged CDKTF: `npm run test:bundle -w apps/reference-platform`. */
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
