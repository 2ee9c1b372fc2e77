/**
 * `node bench/posture.mjs`: what checking many environments costs, against reading them.
 * Wants `npm run synth` to have been run.
 *   --quick       three repetitions in place of nine
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { writeManyEnvironments } from "./lib/many-environments.mjs";
import { measure, table } from "./lib/measure.mjs";

const { values } = parseArgs({ options: { quick: { type: "boolean" } } });
const workspace = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "bench-posture-"));
process.on("SIGINT", () => process.exit(130));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const module = join(workspace, "node_modules/.cache/posture/bench.mjs");
buildSync({
  stdin: {
    contents: `export { SynthModel } from "@org/aml-synth-model"; export * from "@org/aml-posture";`,
    resolveDir: workspace,
  },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  tsconfig: join(workspace, "tsconfig.base.json"),
  external: ["elkjs", "zod", "ip-address"],
  outfile: module,
});

const script = join(import.meta.dirname, "lib/check-stacks.mjs");
for (const environments of [10, 50, 200]) {
  const stacks = join(folder, String(environments));
  const resources = writeManyEnvironments(join(workspace, "apps/reference-platform/cdktf.out"), stacks, environments);
  const variants = ["model", "check", "html"].map((mode) => ({ name: mode, args: [script, mode, stacks, module] }));
  console.log(
    table(`${environments} environments (${resources} resources)`, measure(variants, values.quick ? 3 : 9), "model"),
  );
}
