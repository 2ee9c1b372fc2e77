/** The command as it is bundled into one file, which a job runs. */
import { fileURLToPath } from "node:url";
import { run } from "./run.js";

void run(process.argv.slice(2), fileURLToPath(import.meta.url)).then((code) => {
  process.exitCode = code;
  // After a signal, requests may still be running.
  if (code > 128) process.exit();
});
