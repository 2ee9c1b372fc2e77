import root from "../../vitest.config.js";

/** Platforms with generated weaknesses, equivalent ones, and ones with odd values. */
export default { ...root, test: { ...root.test, include: ["packages/posture/test/soundness/*.e2e.ts"] } };
