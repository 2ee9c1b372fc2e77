/**
 * `node bench/synth-model.mjs`: what reading many environments into a model costs, against parsing the same JSON.
 *   --quick       three repetitions in place of nine
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { measure, table } from "./lib/measure.mjs";
import { writeSyntheticStacks } from "./lib/synthetic-stacks.mjs";

const { values } = parseArgs({ options: { quick: { type: "boolean" } } });
const folder = mkdtempSync(join(tmpdir(), "bench-synth-model-"));
process.on("SIGINT", () => process.exit(130));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const module = join(folder, "synth-model.mjs");
buildSync({
  entryPoints: [join(import.meta.dirname, "../packages/synth-model/src/index.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  outfile: module,
});

const script = join(import.meta.dirname, "lib/read-stacks.mjs");
for (const environments of [10, 50, 200]) {
  const stacks = join(folder, String(environments));
  const resources = writeSyntheticStacks(stacks, environments);
  const variants = [
    { name: "floor: JSON parsed", args: [script, "parse", stacks] },
    { name: "model", args: [script, "model", stacks, module] },
    { name: "model, every value and edge, order", args: [script, "all", stacks, module] },
  ];
  console.log(
    table(
      `${environments} environments (${resources} resources)`,
      measure(variants, values.quick ? 3 : 9),
      "floor: JSON parsed",
    ),
  );
}
