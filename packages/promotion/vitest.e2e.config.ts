import { e2eConfig } from "../../tools/test/e2e-config.js";

/**
 * The whole promotion, by the command as a process and as a job, against the Azure emulator: `npm run test:promotion -w
 * packages/promotion`.
 */
export default e2eConfig({
  include: ["packages/promotion/test/e2e/**/*.e2e.ts"],
  testTimeout: 180_000,
  hookTimeout: 60_000,
});
