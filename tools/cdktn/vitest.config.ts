import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.js";

/** `npm run test:cdktn`: the golden files of all libraries with CDK Terrain in place of CDKTF. See docs/cdk-terrain.md. */
export default defineConfig({
  ...shared,
  resolve: { tsconfigPaths: true, alias: { cdktf: "cdktn" } },
  test: {
    ...shared.test,
    include: ["packages/*/test/golden.test.ts", "tools/libraries/terraform.test.ts"],
    setupFiles: ["tools/cdktn/setup.ts", "tools/test/setup.ts"],
  },
});
