/**
 * A fake of Terraform: writes down its calls, and behaves as FAKE_TERRAFORM says.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** @type {{ folder: string, fails?: string, hangs?: string, ignores?: string }} */
const { folder, fails, hangs, ignores } = JSON.parse(process.env["FAKE_TERRAFORM"] ?? "{}");
const stack = basename(process.cwd());
const args = process.argv.slice(2);
const call = `${stack} ${args.join(" ")}`;
/** @param {string} line */
const note = (line) => appendFileSync(join(folder, "calls"), `${line}\n`);

if (args[0] === "version") {
  console.log("Terraform v1.11.4\non linux_amd64");
} else if (args[0] === "state") {
  const state = join(folder, `${stack}.tfstate`);
  if (existsSync(state)) process.stdout.write(readFileSync(state));
} else if (args[0] === "show") {
  const [file, otherwise] = args[1] === "-json" ? ["plan.json", "{}"] : ["plan.txt", "No changes.\n"];
  const plan = join(folder, `${stack}.${file}`);
  process.stdout.write(existsSync(plan) ? readFileSync(plan) : otherwise);
} else {
  note(call);
  console.log(`fake: ${call}`);
  if (fails !== undefined && call.startsWith(fails)) {
    console.error("Error: refused by the fake");
    process.exitCode = 1;
  }
  if (ignores !== undefined && call.startsWith(ignores)) {
    setInterval(() => {}, 1000);
    process.on("SIGINT", () => undefined);
    console.log("waiting");
  }
  if (hangs !== undefined && call.startsWith(hangs)) {
    const alive = setInterval(() => {}, 1000);
    process.on("SIGINT", () => {
      note(`${stack} got SIGINT`);
      // Long enough for a second signal, were there one.
      setTimeout(() => clearInterval(alive), 200);
      process.exitCode = 1;
    });
    console.log("waiting");
  }
}
