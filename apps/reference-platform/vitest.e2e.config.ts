import { e2eConfig } from "../../tools/test/e2e-config.js";

/**
 * Tests that synthesize many platforms: the bundle beside the unchanged CDKTF, the recipes and the wishes. `npm run
 * test:platforms -w apps/reference-platform`.
 */
export default e2eConfig({
  include: ["apps/reference-platform/test/e2e/**/*.e2e.ts"],
  testTimeout: 120_000,
});
