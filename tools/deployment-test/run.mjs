/**
 * `npm run rehearse`: deployment test of the reference platform, of the configuration of `--config FILE`, or of the
 * folders before the first option, with Terraform and its providers as in `npm run validate`. See
 * docs/deployment-test.md.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "jsonc-parser";
import { BadInputError, UnavailableError } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";
import { importSource } from "../lib/import-source.mjs";
import { existingIn } from "./existing.mjs";
import { prepareTerraform, REFERENCE_CONFIGURATION, synthesizePlatform } from "./prepare.mjs";

/** The reference platform assigns every role of its bundle, so the deployment test requires each. */
const REFERENCE_FAILURE_MODES = ["--failure-mode", "workspace-role-bundle=on"];
/** Options of this command, which the emulator doesn't have. */
const OWN = /** @type {const} */ ({ config: { type: "string" }, mirror: { type: "boolean" } });
const stop = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => stop.abort());

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith("-"));
const folders = firstOption < 0 ? args : args.slice(0, firstOption);
const { config, mirror, options } = withoutOwn(args.slice(folders.length));
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
    const { command, azurermMajors } = await prepareTerraform(console.log, { mirror });
    const program = options.includes("--terraform") ? [] : ["--terraform", command];
    if (folders.length > 0 && config !== undefined) throw new BadInputError("give folders or --config FILE, not both");
    const given = folders.length > 0 ? folders : await platformOf(config, Math.max(...azurermMajors));
    process.exitCode = await emulator(["test", ...given, ...program, ...options]);
  }
} catch (error) {
  if (!(error instanceof BadInputError || error instanceof UnavailableError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(aside, { recursive: true });
}

/**
 * @param {string[]} given
 * @returns {{ config: string | undefined, mirror: boolean, options: string[] }} the options of this command, and those
 * of the emulator
 */
function withoutOwn(given) {
  const { values, tokens } = parseArgs({
    args: given,
    options: OWN,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const own = tokens.flatMap((token) => {
    if (token.kind !== "option" || !Object.hasOwn(OWN, token.name)) return [];
    return token.inlineValue === false ? [token.index, token.index + 1] : [token.index];
  });
  const config = typeof values["config"] === "string" ? resolve(values["config"]) : undefined;
  return { config, mirror: values["mirror"] === true, options: given.filter((_, index) => !own.includes(index)) };
}

/**
 * Synthesizes a platform.
 * @param {string | undefined} config its configuration; that of the reference platform if undefined
 * @param {number} azurermMajor
 * @returns {Promise<string[]>} the emulator's arguments for it
 */
async function platformOf(config, azurermMajor) {
  const file = config ?? join(WORKSPACE, REFERENCE_CONFIGURATION);
  await synthesizePlatform(azurermMajor, platform, file);
  const existing = join(aside, "existing.json");
  writeFileSync(existing, JSON.stringify(existingIn(parse(readFileSync(file, "utf8")))));
  const posture = join(dirname(file), "posture.json");
  return [
    ...[platform, "--existing", existing, ...REFERENCE_FAILURE_MODES],
    ...(options.includes("--posture") || !existsSync(posture) ? [] : ["--posture", posture]),
  ];
}
