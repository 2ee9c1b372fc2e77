#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { run } from "./run.js";

void run(process.argv.slice(2), fileURLToPath(new URL("program.cjs", import.meta.url))).then((code) => {
  process.exitCode = code;
  // After a signal, requests may still be running.
  if (code > 128) process.exit();
});
