/**
 * `node bench/stacks.mjs`: measures reading and checking many environments, and three plans of the real azurerm,
 * compared with parsing the same JSON. Needs the output of `npm run synth`.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { scriptArguments } from "../tools/lib/command.mjs";
import { measure, table } from "./lib/measure.mjs";

const { values } = scriptArguments(
  { quick: { type: "boolean" } },
  `usage: node bench/stacks.mjs [--quick]

  --quick   three repetitions instead of nine`,
);
const workspace = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "bench-stacks-"));
process.on("SIGINT", () => process.exit(130));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const module = join(workspace, "node_modules/.cache/bench/stacks.mjs");
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
  packages: "external",
  outfile: module,
});

const script = join(import.meta.dirname, "lib/use-stacks.mjs");
for (const environments of [10, 50, 200]) {
  const stacks = join(folder, String(environments));
  const resources = writeEnvironments(join(workspace, "apps/reference-platform/cdktf.out"), stacks, environments);
  const variants = ["parse", "model", "values", "check", "html"].map((mode) => ({
    name: mode,
    args: [script, mode, stacks, module],
  }));
  console.log(
    table(`${environments} environments (${resources} resources)`, measure(variants, values.quick ? 3 : 9), "parse"),
  );
}

const plans = writePlans(join(workspace, "packages/posture/test/fixtures/plans"), join(folder, "plans"));
const variants = ["parse-plans", "check-plans"].map((mode) => ({ name: mode, args: [script, mode, plans, module] }));
console.log(
  table(
    "the plans of the reference platform, by the real azurerm",
    measure(variants, values.quick ? 3 : 9),
    "parse-plans",
  ),
);

/**
 * Unpacks the recorded plans.
 * @param {string} from
 * @param {string} to
 * @returns {string} the folder
 */
function writePlans(from, to) {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) {
    writeFileSync(join(to, file.replace(/\.gz$/, "")), gunzipSync(readFileSync(join(from, file))));
  }
  return to;
}

/**
 * Writes a platform of many environments: the reference platform with copies of its dev stack under other names.
 * @param {string} from the reference platform's `cdktf.out`
 * @param {string} to
 * @param {number} environments number of environments, including dev and prod
 * @returns {number} number of resources
 */
function writeEnvironments(from, to, environments) {
  cpSync(join(from, "stacks"), join(to, "stacks"), { recursive: true });
  const dev = readFileSync(join(from, "stacks/aml-dev/cdk.tf.json"), "utf8");
  for (let number = 3; number <= environments; number++) {
    const name = `t${String(number).padStart(3, "0")}`;
    mkdirSync(join(to, "stacks", `aml-${name}`), { recursive: true });
    writeFileSync(
      join(to, "stacks", `aml-${name}`, "cdk.tf.json"),
      dev.replaceAll(/\bdev\b/g, name).replaceAll("devcc01", `${name}cc01`),
    );
  }
  return readdirSync(join(to, "stacks"))
    .flatMap((name) =>
      Object.values(JSON.parse(readFileSync(join(to, "stacks", name, "cdk.tf.json"), "utf8")).resource),
    )
    .reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}
