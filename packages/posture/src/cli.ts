#!/usr/bin/env node
import { main } from "./cli/main.js";

// A reader of the output, such as `| head`, may close it early, which is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
