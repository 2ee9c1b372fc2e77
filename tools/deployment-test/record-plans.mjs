/**
 * `node tools/deployment-test/record-plans.mjs [FOLDER]`: records the plans that the posture tests and benchmarks read:
 * those of the reference platform, created with Terraform on the Azure emulator. Parts that no check reads are omitted,
 * and the emulator's ids and passwords are replaced.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { scriptArguments } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";
import { importSource } from "../lib/import-source.mjs";
import { prepareTerraform, synthesizePlatform } from "./prepare.mjs";

const { positionals } = scriptArguments({}, "usage: node tools/deployment-test/record-plans.mjs [FOLDER]", {
  optional: 1,
});
const [target = join(WORKSPACE, "packages/posture/test/fixtures/plans")] = positionals;

/** @typedef {Record<string, any>} Json */

/** @param {string} text */
function reduced(text) {
  const plan = JSON.parse(text);
  const { format_version, terraform_version, variables, complete, errored, configuration, output_changes } = plan;
  const json = JSON.stringify({
    ...{ format_version, terraform_version, variables, complete, errored, configuration, output_changes },
    prior_state: plan.prior_state,
    planned_values: { outputs: plan.planned_values.outputs, root_module: moduleOf(plan.planned_values.root_module) },
    resource_changes: plan.resource_changes.map((/** @type {Json} */ { change, ...resource }) => ({
      ...placeOf(resource),
      change: {
        actions: change.actions,
        after: withoutNulls(change.after),
        after_unknown: change.after_unknown,
        after_sensitive: change.after_sensitive,
      },
    })),
  });
  const folder = new RegExp(`${tmpdir()}/azure-emulator-\\w+/`, "g");
  return anonymous(json.replaceAll(folder, ""), String(variables.jumpbox_admin_password?.value ?? ""));
}

/** @param {Json} module @returns {Json} */
function moduleOf({ resources = [], child_modules: modules = [] }) {
  return {
    resources: resources.map(placeOf),
    child_modules: modules.map((/** @type {Json} */ inner) => ({ address: inner.address, ...moduleOf(inner) })),
  };
}

/** @param {Json} resource */
function placeOf({ address, mode, type, name, index }) {
  return { address, mode, type, name, index };
}

/** @param {any} value @returns {any} */
function withoutNulls(value) {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  );
}

/**
 * Numbers ids in the order of their appearance, except Azure's ids of roles.
 * @param {string} json
 * @param {string} password
 */
function anonymous(json, password) {
  const text = password === "" ? json : json.replaceAll(password, "not-a-real-one");
  const kept = new Set([...text.matchAll(/roleDefinitions\/([0-9a-f-]{36})/g)].map(([, id]) => id));
  return text.replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (id) => {
    if (kept.has(id)) return id;
    const known = ids.get(id) ?? `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, "0")}`;
    ids.set(id, known);
    return known;
  });
}
/** @type {Map<string, string>} */
const ids = new Map();

const { command, azurermMajors } = await prepareTerraform(console.log);
const { runDeploymentTest } = await importSource("packages/azure-emulator/src/index.ts");
/** @type {typeof import("../../packages/terraform-runner/src/index.js")} */
const { Terraform } = await importSource("packages/terraform-runner/src/index.ts");
mkdirSync(target, { recursive: true });

/** Terraform that records each plan before it is applied. */
class Recorder extends Terraform {
  /** @override @param {import("../../packages/terraform-runner/src/index.js").ApplyOptions} options */
  async apply(options) {
    const { cwd = "", env, plan } = options;
    const text = await this.output(["show", "-json", plan], { cwd, env });
    writeFileSync(join(target, `${basename(cwd)}.json.gz`), gzipSync(reduced(text), { level: 9 }));
    return super.apply(options);
  }
}

const { product, version } = await Terraform.find({ command });
const platform = mkdtempSync(join(tmpdir(), "record-plans-"));
try {
  await synthesizePlatform(Math.max(...azurermMajors), platform);
  const { passed, problems } = await runDeploymentTest({
    folders: [platform],
    terraform: new Recorder({ command, product, version }),
    destroy: false,
  });
  for (const { stack, step, message } of problems) console.error(`${stack} ${step}: ${message}`);
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(platform, { recursive: true });
}
