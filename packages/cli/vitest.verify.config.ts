import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["packages/cli/test/verify/**/*.e2e.ts"],
    globalSetup: ["tools/test/temporary-folder.ts"],
    pool: "threads",
    reporters: ["verbose", "./tools/test/totals-reporter.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
