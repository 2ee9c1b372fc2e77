import { e2eConfig } from "../../tools/test/e2e-config.js";

/** The KQL of alerts, workbook and runbook, read by Microsoft's parser: `npm run test:kql -w packages/governance`. */
export default e2eConfig({ include: ["packages/governance/test/kql/**/*.e2e.ts"], testTimeout: 120_000 });
