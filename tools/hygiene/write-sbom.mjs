import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";
import { run } from "../lib/run.mjs";
import { closureOf } from "./closure.mjs";
import { projectOf, reproducible } from "./sbom.mjs";

/**
 * @typedef {import("./closure.mjs").Lock} Lock
 * @typedef {import("./packages.mjs").Package} Package
 * @typedef {import("./packed.mjs").Packed} Packed
 * @typedef {{ validate: (text: string) => Promise<null | { instancePath: string, message?: string }[]> }} Schema
 */

/**
 * @param {Package} of
 * @param {Lock} lock
 * @param {Packed} packed
 * @returns {Promise<string>} the package's SBOM, CycloneDX JSON, the same bytes for the same lock file and tarball
 */
export async function sbomOf(of, lock, packed) {
  const { manifest, lock: own } = projectOf(of, closureOf(lock, of.folder));
  const folder = mkdtempSync(join(tmpdir(), "sbom-"));
  try {
    // npm calls the project as its folder.
    const project = join(folder, of.manifest.name);
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(project, "package-lock.json"), JSON.stringify(own));
    const args = ["sbom", "--package-lock-only", "--omit=dev", "--sbom-format=cyclonedx", "--sbom-type=library"];
    const { code, stdout, stderr } = await run("npm", args, { cwd: project });
    if (code !== 0) throw new BadInputError(`npm sbom of ${of.manifest.name} ended with exit code ${code}\n${stderr}`);
    return `${JSON.stringify(reproducible(JSON.parse(stdout), packed.integrity), undefined, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The schema of CycloneDX, installed on first use: nothing else here needs it.
 * @returns {Promise<Schema>}
 */
export async function cycloneDxSchema() {
  const folder = join(import.meta.dirname, "cyclonedx");
  if (!existsSync(join(folder, "node_modules/@cyclonedx/cyclonedx-library/package.json"))) {
    const { code, stderr } = await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder });
    if (code !== 0)
      throw new BadInputError(`npm ci in tools/hygiene/cyclonedx ended with exit code ${code}\n${stderr}`);
  }
  const { Spec, Validation } = createRequire(join(folder, "package.json"))("@cyclonedx/cyclonedx-library");
  return new Validation.JsonStrictValidator(Spec.Version.v1dot5);
}

/**
 * @param {Schema} schema
 * @param {string} name of the package
 * @param {string} bom
 * @returns {Promise<string[]>} a line for each place that the schema refuses
 */
export async function sbomFindings(schema, name, bom) {
  return ((await schema.validate(bom)) ?? []).map(
    ({ instancePath, message }) => `the SBOM of ${name} is no CycloneDX at ${instancePath || "/"}: ${message}`,
  );
}
