/**
 * `npm run rehearse`: deployment test of the reference platform, or of the folders before the first option, with
 * Terraform and its providers as in `npm run validate`. See docs/deployment-test.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInputError, UnavailableError } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";
import { importSource } from "../lib/import-source.mjs";
import { prepareTerraform, synthesizePlatform } from "./prepare.mjs";

/** The reference platform assigns every role of its bundle, so the deployment test requires each. */
const REFERENCE_FAILURE_MODES = ["--failure-mode", "workspace-role-bundle=on"];
const REFERENCE_POSTURE = ["--posture", join(WORKSPACE, "apps/reference-platform/posture.json")];
const stop = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => stop.abort());

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith("-"));
const folders = firstOption < 0 ? args : args.slice(0, firstOption);
const options = args.slice(folders.length);
// Has the name and owner file of a deployment test's folder, so that the next one removes it if this process is killed.
const aside = mkdtempSync(join(tmpdir(), "azure-emulator-"));
writeFileSync(join(aside, "owner"), String(process.pid));
const platform = join(aside, "cdktf.out");
try {
  /** @type {typeof import("../../packages/azure-emulator/src/cli/main.js")} */
  const { main } = await importSource("packages/azure-emulator/src/cli/main.ts");
  /** @param {readonly string[]} words */
  const emulator = (words) => main(words, { stdout: process.stdout, stderr: process.stderr, signal: stop.signal });
  if (options.includes("--help") || options.includes("-h")) {
    process.exitCode = await emulator(["--help"]);
  } else {
    const { command, azurermMajors } = await prepareTerraform(console.log);
    const program = options.includes("--terraform") ? [] : ["--terraform", command];
    if (folders.length === 0) await synthesizePlatform(Math.max(...azurermMajors), platform);
    const given =
      folders.length > 0
        ? folders
        : [platform, ...REFERENCE_FAILURE_MODES, ...(options.includes("--posture") ? [] : REFERENCE_POSTURE)];
    process.exitCode = await emulator(["test", ...given, ...program, ...options]);
  }
} catch (error) {
  if (!(error instanceof BadInputError || error instanceof UnavailableError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(aside, { recursive: true });
}
