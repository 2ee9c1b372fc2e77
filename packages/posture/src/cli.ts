#!/usr/bin/env node
import { main } from "./cli/main.js";

// What reads the output may stop early, as `| head` does: nobody is left to tell.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
