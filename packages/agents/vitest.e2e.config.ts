import { e2eConfig } from "../../tools/test/e2e-config.js";

/** Tests that run the install script and ShellCheck: `npm run test:script -w packages/agents`. */
export default e2eConfig({ include: ["packages/agents/test/**/*.e2e.ts"], testTimeout: 120_000, hookTimeout: 120_000 });
