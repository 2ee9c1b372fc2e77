/** `npm run bench`: medians and ratios measured in one run. It never fails on a slow machine. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../apps/reference-platform/scripts/bundle.mjs";
import { LAYERS } from "../tools/layers.mjs";
import { scriptArguments } from "../tools/lib/command.mjs";
import { configurationOf } from "./lib/configuration.mjs";
import { measure, table } from "./lib/measure.mjs";
import { writeStockApp } from "./lib/stock-app.mjs";

const { values } = scriptArguments(
  { quick: { type: "boolean" }, large: { type: "string", multiple: true }, terrain: { type: "string" } },
  `usage: npm run bench [-- --quick] [--large N...] [--terrain N]

  --quick       three repetitions instead of nine
  --large N     also synthesizes N environments (the stock app included, minutes for 200)
  --terrain N   only compares CDK Terrain with CDKTF, with N environments, for a busy machine`,
);
const repetitions = values.quick ? 3 : 9;
const root = join(import.meta.dirname, "..");
const app = join(root, "apps/reference-platform");
const main = join(app, "dist/main.cjs");
// Inside the workspace, so that the stock app finds the same node_modules.
const folder = mkdtempSync(join(root, "bench/.run-"));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

await bundle();
const onCdkTerrain = join(folder, "cdktn");
mkdirSync(onCdkTerrain);
await bundle(onCdkTerrain, { cdktf: "cdktn" });
console.log(`Node ${process.version}, ${repetitions} repetitions, medians; read the ratios, not the seconds.\n`);

if (values.terrain !== undefined) {
  console.log(synth(`CDK Terrain, ${values.terrain} environments`, Number(values.terrain), repetitions, /^app/));
  process.exit(0);
}
console.log(
  table(
    "Import time of each package (built, ESM)",
    measure([{ name: "node -e 0", args: ["-e", "0"] }, cdktf(), ...imports()], repetitions),
    'require("cdktf")',
  ),
);
console.log(synth("Synth of the default platform", 2, repetitions));
for (const size of values.large ?? []) console.log(synth(`Synth of ${size} environments`, Number(size), 3));

/** Modules that every app with constructs loads. */
function cdktf() {
  return { name: 'require("cdktf")', args: ["-e", 'require("cdktf")'], cwd: root };
}

function imports() {
  return Object.entries(LAYERS)
    .filter(([, { folder: place }]) => existsSync(join(root, place, "dist/index.js")))
    .map(([name]) => ({
      name: `@org/${name}`,
      args: ["--input-type=module", "-e", `await import("@org/${name}")`],
      cwd: root,
    }));
}

/** @param {string} title @param {number} environments @param {number} times @param {RegExp} [only] names of variants */
function synth(title, environments, times, only = /./) {
  const config = join(folder, `config-${environments}.json`);
  const out = join(folder, `out-${environments}`);
  const stock = join(folder, `stock-${environments}`);
  writeFileSync(config, JSON.stringify(configurationOf(environments)));
  execFileSync(process.execPath, [main, "synth", "--config", config, "--out", out], { stdio: "pipe" });
  writeStockApp(out, stock);
  const resources = readdirSync(join(out, "stacks"))
    .flatMap((stack) =>
      Object.values(JSON.parse(readFileSync(join(out, "stacks", stack, "cdk.tf.json"), "utf8")).resource),
    )
    .reduce((sum, byName) => sum + Object.keys(byName).length, 0);
  const measurements = measure(
    [
      {
        name: "minimum: Node writes the same JSON",
        args: [join(root, "bench/lib/minimum.mjs"), out, join(folder, "minimum")],
      },
      cdktf(),
      { name: "app (bundled)", args: [main, "synth", "--config", config, "--out", join(folder, "again")] },
      {
        name: "app (bundled) on CDK Terrain",
        args: [join(onCdkTerrain, "main.cjs"), "synth", "--config", config, "--out", join(folder, "terrain")],
      },
      {
        name: "aml from its package (built)",
        args: [join(root, "packages/cli/dist/cli.js"), "synth", "--config", config, "--out", join(folder, "package")],
      },
      {
        name: "stock: ts-node, barrel import",
        args: [join(root, "node_modules/ts-node/dist/bin.js"), "main.ts"],
        cwd: stock,
      },
    ].filter(({ name }) => only.test(name)),
    times,
  );
  return table(`${title} (${resources} resources)`, measurements, "app (bundled)");
}
