import { e2eConfig } from "../../tools/test/e2e-config.js";

/** Tests with the Azure CLI and the Python SDK of Azure Machine Learning: `npm run test:clients` in the root. */
export default e2eConfig({
  include: ["packages/azure-emulator/test/clients/**/*.e2e.ts"],
  globalSetup: ["tools/clients/provide.mjs"],
  // The clients use the processor all the time.
  fileParallelism: false,
  maxConcurrency: 2,
  testTimeout: 300_000,
  hookTimeout: 300_000,
});
