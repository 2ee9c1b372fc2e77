import { e2eConfig } from "../../tools/test/e2e-config.js";

/** Files by `DRIFTS`: those of a plan, or all. */
const FILES: Readonly<Record<string, string>> = { plan: "plan/*.e2e.ts", all: "*.e2e.ts" };

/**
 * `aml verify` after real deployments to the Azure emulator: `npm run test:verify -w packages/cli`, which CI runs;
 * `npm run test:verify:all -w packages/cli`, which deploys a hub, AKS and governance as well; and the table of drifts in
 * docs/verify.md: `npm run generate:drifts -w packages/cli`.
 */
export default e2eConfig({
  include: [`packages/cli/test/verify/${FILES[process.env["DRIFTS"] ?? ""] ?? "verify.e2e.ts"}`],
  testTimeout: 900_000,
  hookTimeout: 900_000,
});
