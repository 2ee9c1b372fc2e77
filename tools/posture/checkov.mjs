/**
 * `node tools/posture/checkov.mjs [DIR]`: runs Checkov on the azurerm resources of synthesized stacks, by default those
 * of the reference platform. It fails for failed checks that aren't in checkov.yaml, and for entries there that no
 * longer fail. Checkov has to be on the PATH, or its path in the variable CHECKOV (`pip install checkov`).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scriptArguments } from "../lib/command.mjs";

const { positionals } = scriptArguments({}, "usage: npm run check:checkov [-- DIR]", { optional: 1 });
const [directory = join(import.meta.dirname, "../../apps/reference-platform/cdktf.out")] = positionals;
const configuration = join(import.meta.dirname, "checkov.yaml");
const folder = mkdtempSync(join(tmpdir(), "checkov-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** @typedef {{ check_id: string, check_name: string, resource: string, file_path: string }} Failure */

copyNormalized();
const found = run();
const skipped = new Set(readFileSync(configuration, "utf8").match(/CKV2?_[A-Z]+_\d+/g));
const open = found.filter(({ check_id: id }) => !skipped.has(id));
const unused = [...skipped].filter((id) => !found.some((failure) => failure.check_id === id));
for (const { check_id: id, check_name: name, resource, file_path: file } of open) {
  console.error(`${id} ${name}: ${file} ${resource}`);
}
for (const id of unused) console.error(`${id}: checkov.yaml skips it, but no resource fails it; remove the entry`);
console.log(`Checkov: ${open.length} findings, ${found.length - open.length} skipped with a reason`);
process.exitCode = open.length + unused.length > 0 ? 1 : 0;

/** Copies the stacks in a normalized form: their resources, without the settings of the stack. */
function copyNormalized() {
  const stacks = join(directory, "stacks");
  if (!existsSync(stacks)) fail(`there are no synthesized stacks in ${directory}: run 'npm run synth' first`);
  for (const name of readdirSync(stacks)) {
    const { terraform: _, ...stack } = JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8"));
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "cdk.tf.json"), JSON.stringify(stack, null, 2));
  }
}

/** @returns {Failure[]} */
function run() {
  const args = ["-d", folder, "--framework", "terraform_json", "--compact", "--quiet", "-o", "json", "--skip-download"];
  const command = process.env["CHECKOV"] ?? "checkov";
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error) fail(`${command} can't be run (${error.message}); install it with 'pip install checkov', or set CHECKOV`);
  const report = parse(stdout, stderr);
  const { parsing_errors: unread, passed } = report.summary;
  if (unread > 0 || passed === 0) fail(`Checkov couldn't read ${unread} files: ${stderr}`);
  return report.results.failed_checks;
}

/** @param {string} stdout @param {string} stderr */
function parse(stdout, stderr) {
  try {
    return [JSON.parse(stdout)].flat()[0];
  } catch {
    return fail(`Checkov gave no report: ${stderr || stdout}`);
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(2);
}
