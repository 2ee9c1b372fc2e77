/**
 * Synthesizes the libraries' example stacks, `defaults` and `everything` of each
 * `packages/<package>/test/all-options.ts`, into one folder, to validate them with real Terraform.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { LAYERS } from "../layers.mjs";
import { scriptArguments } from "../lib/command.mjs";

const workspace = join(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
const { positionals } = scriptArguments(
  {},
  `usage: node tools/libraries/synth.mjs [MAJOR [OUT]]

  MAJOR   azurerm's major version, 4 or 5 (4)
  OUT     the folder to write (cdktf.out)`,
  { optional: 2 },
);
const [major = "4", out = "cdktf.out"] = positionals;
/** @type {Record<string, unknown>} */
const stacks = {};
// Inside the workspace, where the bundles find CDKTF.
const folder = mkdtempSync(join(import.meta.dirname, ".run-"));
try {
  for (const [name, { folder: place }] of Object.entries(LAYERS)) {
    const entry = join(workspace, place, "test/all-options.ts");
    if (!existsSync(entry)) continue;
    const outdir = join(folder, name);
    await synthesize(entry, outdir);
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
    for (const stack of readdirSync(join(outdir, "stacks"))) {
      const merged = `${name}-${stack}`;
      const path = `stacks/${merged}/cdk.tf.json`;
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), readFileSync(join(outdir, "stacks", stack, "cdk.tf.json")));
      stacks[merged] = {
        ...manifest.stacks[stack],
        name: merged,
        workingDirectory: dirname(path),
        synthesizedStackPath: path,
        dependencies: [],
      };
    }
  }
  writeFileSync(join(out, "manifest.json"), JSON.stringify({ version: "stub", stacks }, null, 2));
  console.log(`${Object.keys(stacks).length} stacks of the libraries, written to ${resolve(out)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} entry @param {string} outdir */
async function synthesize(entry, outdir) {
  const outfile = `${outdir}.cjs`;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["cdktf", "constructs", "vitest"],
    tsconfig: join(workspace, "tsconfig.base.json"),
    logLevel: "error",
  });
  const { App } = require("cdktf");
  const { defaults, everything } = require(outfile);
  const app = new App({ outdir });
  defaults?.(app, Number(major));
  everything(app, Number(major));
  app.synth();
}
