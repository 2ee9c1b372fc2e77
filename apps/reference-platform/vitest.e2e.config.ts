import { defineConfig } from "vitest/config";

/** Commands with real Terraform against an Azure on loopback: `npm run test:commands -w apps/reference-platform`. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["apps/reference-platform/test/e2e/**/*.e2e.ts"],
    globalSetup: ["tools/test/temporary-folder.ts", "apps/reference-platform/test/e2e/terraform.ts"],
    pool: "threads",
    reporters: ["verbose", "./tools/test/totals-reporter.ts"],
    testTimeout: 300_000,
  },
});
