import { defineConfig } from "vitest/config";

/** Tests in a real browser: Debian's Chromium, or the program in the variable CHROMIUM. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: { include: ["packages/posture/test/report/*.e2e.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
