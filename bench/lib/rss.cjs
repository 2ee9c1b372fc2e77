// Preloaded into a measured process: leaves its peak memory in a file when it ends.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- preloaded by --require, which takes CommonJS
const { writeFileSync } = require("node:fs");
process.on("exit", () =>
  writeFileSync(process.env.BENCH_RSS_FILE ?? "/dev/null", String(process.resourceUsage().maxRSS)),
);
