// Preloaded into a measured process: leaves its peak memory in a file when it ends.
// oxlint-disable-next-line typescript/no-require-imports -- preloaded by --require, which takes CommonJS
const { writeFileSync } = require("node:fs");
process.on("exit", () =>
  writeFileSync(process.env.BENCH_RSS_FILE ?? "/dev/null", String(process.resourceUsage().maxRSS)),
);
