import "./lean-tokens.js";
import { run } from "./cli.js";

run(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.exitCode = 70;
    console.error(error);
  },
);
