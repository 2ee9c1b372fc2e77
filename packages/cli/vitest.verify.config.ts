import { e2eConfig } from "../../tools/test/e2e-config.js";

/**
 * `aml verify` after real deployments to the Azure emulator: `npm run test:verify -w packages/cli`; and the table of
 * drifts in docs/verify.md: `npm run generate:drifts -w packages/cli`.
 */
export default e2eConfig({
  include: [
    process.env["DRIFTS"] === "plan" ? "packages/cli/test/verify/plan/*.e2e.ts" : "packages/cli/test/verify/*.e2e.ts",
  ],
  testTimeout: 900_000,
  hookTimeout: 900_000,
});
