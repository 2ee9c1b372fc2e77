import { e2eConfig } from "../../tools/test/e2e-config.js";

/**
 * Tests of commands as separate processes, some with real Terraform and the Azure emulator: `npm run test:commands -w
 * packages/cli`.
 */
export default e2eConfig({
  include: ["packages/cli/test/e2e/**/*.e2e.ts"],
  testTimeout: 300_000,
});
