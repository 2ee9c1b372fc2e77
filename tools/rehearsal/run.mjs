/**
 * `npm run rehearse`: synthesizes the reference platform and rehearses it, or rehearses the folders given. Terraform and
 * its providers come from where `npm run validate` has them from. See docs/rehearsal.md.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../terraform/cache.mjs";
import { BadInputError, UnavailableError } from "../terraform/errors.mjs";
import { fromMirror, fromRegistry } from "../terraform/provider-source.mjs";
import { WORKSPACE, readWanted } from "../terraform/providers.mjs";
import { reachesRegistry } from "../terraform/registry.mjs";
import { run } from "../terraform/run.mjs";
import { provideTerraform } from "../terraform/terraform-program.mjs";
import { rehearsalCommand } from "./command.mjs";

/** The reference platform gives each role of its bundle: the rehearsal holds it to that. */
const REFERENCE_RULES = ["--rule", "workspace-role-bundle=on"];
const stop = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => stop.abort());

const args = process.argv.slice(2);
const folders = args.slice(0, args.findIndex((arg) => arg.startsWith("-")) >>> 0);
const options = args.slice(folders.length);
const aside = mkdtempSync(join(tmpdir(), "rehearsed-"));
try {
  const majors = await prepareProviders();
  const given = folders.length > 0 ? folders : [await synthesize(Math.max(...majors))];
  const rules = folders.length > 0 ? [] : REFERENCE_RULES;
  const { main } = await rehearsalCommand();
  process.exitCode = await main(["run", ...given, ...rules, ...options], {
    stdout: process.stdout,
    stderr: process.stderr,
    signal: stop.signal,
  });
} catch (error) {
  if (!(error instanceof BadInputError || error instanceof UnavailableError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(aside, { recursive: true });
}

/** Leads Terraform to its providers. @returns {Promise<readonly number[]>} the major versions of azurerm that it finds */
async function prepareProviders() {
  const wanted = readWanted();
  const building = { cache: cacheFolder(), log: console.log };
  const { command } = await provideTerraform(wanted.terraform, building);
  if (!options.includes("--terraform")) options.unshift("--terraform", command);
  const source = (await reachesRegistry())
    ? fromRegistry(building.cache)
    : await fromMirror(wanted.providers, building);
  for (const [name, value] of Object.entries(source.env)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  for (const line of source.present) console.log(line);
  return source.azurermMajors;
}

/** @param {number} major of azurerm @returns {Promise<string>} the folder */
async function synthesize(major) {
  const out = join(aside, "cdktf.out");
  const { code, stdout, stderr } = await run(
    "node",
    [
      "apps/reference-platform/run.mjs",
      "synth",
      ...["--config", "apps/reference-platform/platform.config.json"],
      ...["--azurerm-major", String(major), "--out", out],
    ],
    { cwd: WORKSPACE },
  );
  if (code !== 0) throw new BadInputError(`the reference platform can't be synthesized:\n${(stderr || stdout).trim()}`);
  return out;
}
