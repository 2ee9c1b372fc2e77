import { run } from "@org/aml-cli";

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
