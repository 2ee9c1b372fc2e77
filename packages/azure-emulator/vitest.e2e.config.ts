import { e2eConfig } from "../../tools/test/e2e-config.js";

/**
 * Tests with real Terraform: `npm run test:deployment`. They spend about half of the time waiting, so several run in
 * parallel.
 */
export default e2eConfig({
  include: ["packages/azure-emulator/test/e2e/**/*.e2e.ts"],
  globalSetup: ["tools/deployment-test/provide.mjs"],
  isolate: false,
  maxWorkers: 2,
  maxConcurrency: 4,
  tags: [{ name: "ci", description: "One of each kind, to be run with every change." }],
  testTimeout: 300_000,
});
