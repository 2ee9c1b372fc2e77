import { defineConfig, type ViteUserConfig } from "vitest/config";

/** The configuration of tests that have a command of their own, because `npm test` would take too long with them. */
export function e2eConfig(test: NonNullable<ViteUserConfig["test"]>): ViteUserConfig {
  return defineConfig({
    resolve: { tsconfigPaths: true },
    test: {
      globalSetup: ["tools/test/temporary-folder.ts"],
      pool: "threads",
      reporters: ["verbose", "./tools/test/totals-reporter.ts"],
      ...test,
    },
  });
}
