/**
 * `npm run rehearse`: synthesizes the reference platform and rehearses it, or rehearses the folders given. Terraform and
 * its providers come from where `npm run validate` has them from. See docs/rehearsal.md.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInputError, UnavailableError } from "../terraform/errors.mjs";
import { rehearsalCommand } from "./command.mjs";
import { prepareTerraform, synthesizePlatform } from "./prepare.mjs";

/** The reference platform gives each role of its bundle: the rehearsal holds it to that. */
const REFERENCE_RULES = ["--rule", "workspace-role-bundle=on"];
const stop = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => stop.abort());

const args = process.argv.slice(2);
const folders = args.slice(0, args.findIndex((arg) => arg.startsWith("-")) >>> 0);
const options = args.slice(folders.length);
const aside = mkdtempSync(join(tmpdir(), "rehearsed-"));
try {
  const { command, azurermMajors } = await prepareTerraform(console.log);
  if (!options.includes("--terraform")) options.unshift("--terraform", command);
  if (folders.length === 0) await synthesizePlatform(Math.max(...azurermMajors), aside);
  const given = folders.length > 0 ? folders : [aside];
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
