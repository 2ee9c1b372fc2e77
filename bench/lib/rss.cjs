// Preloaded into a measured process: leaves its peak memory in kB and its processor time in microseconds in a file when
// it ends.
// oxlint-disable-next-line typescript/no-require-imports -- preloaded by --require, which takes CommonJS
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env.BENCH_RSS_FILE ?? "/dev/null", `${maxRSS} ${userCPUTime + systemCPUTime}`);
});
