// The minimum of a synth: reads synthesized stacks and writes them again.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [from = "", to = ""] = process.argv.slice(2);
for (const stack of readdirSync(join(from, "stacks"))) {
  const json = JSON.parse(readFileSync(join(from, "stacks", stack, "cdk.tf.json"), "utf8"));
  mkdirSync(join(to, "stacks", stack), { recursive: true });
  writeFileSync(join(to, "stacks", stack, "cdk.tf.json"), JSON.stringify(structuredClone(json), null, 2));
}
