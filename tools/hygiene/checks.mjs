import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";
import { concurrently } from "../lib/concurrently.mjs";
import { run } from "../lib/run.mjs";
import { auditFindings, readAudit } from "./audit.mjs";
import { excesses, excessText } from "./budgets.mjs";
import { closureOf } from "./closure.mjs";
import { dependencyFindings, packagesImportedBy } from "./dependencies.mjs";
import { fileFindings } from "./files.mjs";
import { filesLoadedBy } from "./import-cost.mjs";
import { licenceFindings } from "./licences.mjs";
import { ROOT, readJson } from "./packages.mjs";
import { providerTypesIn, publicTypeFindings } from "./public-types.mjs";
import { weigh } from "./weigh.mjs";
import { cycloneDxSchema, sbomFindings, sbomOf } from "./write-sbom.mjs";

/**
 * @typedef {import("./packages.mjs").Package} Package
 * @typedef {import("./packages.mjs").Manifest} Manifest
 * @typedef {import("./packed.mjs").Packed} Packed
 *
 * What all checks look at.
 * @typedef {object} Subject
 * @property {readonly Package[]} packages
 * @property {ReadonlyMap<string, Packed>} packed
 * @property {import("./closure.mjs").Lock} lock
 *
 * @typedef {object} Verdict
 * @property {string} looked what was looked at, for a line that says that it's fine
 * @property {string[]} findings
 * @property {string[]} [notes] to be read, but not a failure
 */

/** @type {Record<string, (subject: Subject) => Promise<Verdict>>} */
export const CHECKS = { dependencies, files, "public-types": publicTypes, licences, budgets, sbom, audit };

/** @param {Subject} subject @returns {Promise<Verdict>} */
async function dependencies({ packages, packed }) {
  const ours = new Map(packages.map(({ manifest }) => [manifest.name, manifest]));
  const findings = packages.flatMap((of) => {
    const code = packedFiles(of, packed).filter((file) => /\.(c?js|d\.c?ts)$/.test(file));
    const imported = new Set(code.flatMap((file) => packagesImportedBy(textOf(of, file))));
    return named(
      of,
      dependencyFindings(of.manifest, imported, (name) => ours.get(name)),
    );
  });
  return { looked: `what ${packages.length} packages import is what they declare`, findings };
}

/** @param {Subject} subject @returns {Promise<Verdict>} */
async function files({ packages, packed }) {
  const licence = readFileSync(join(ROOT, "LICENSE"), "utf8");
  const findings = packages.flatMap((of) => {
    const published = packedFiles(of, packed);
    const bins = Object.values(of.manifest.bin ?? {}).map((bin) => bin.replace(/^\.\//, ""));
    return named(of, [
      ...fileFindings(published, (file) => textOf(of, file), [ROOT, homedir()]),
      ...(published.includes("LICENSE") && textOf(of, "LICENSE") === licence
        ? []
        : ["has not the workspace's LICENSE"]),
      ...bins
        .filter((bin) => !published.includes(bin) || !textOf(of, bin).startsWith("#!/usr/bin/env node\n"))
        .map((bin) => `has the command ${bin}, which isn't published as a program of Node`),
    ]);
  });
  const count = packages.reduce((sum, of) => sum + packedFiles(of, packed).length, 0);
  return {
    looked: `${count} published files: no test, no lost source, no place of this machine; licence in each`,
    findings,
  };
}

/** @param {Subject} subject @returns {Promise<Verdict>} */
async function publicTypes({ packages, packed }) {
  /** @type {import("./public-types.mjs").Reasons} */
  const reasons = readJson(join(import.meta.dirname, "public-types.json"));
  let hatches = 0;
  const findings = packages.flatMap((of) => {
    // The bindings of a provider are made of its types.
    if (of.manifest.name === "@org/provider-azapi") return [];
    const places = packedFiles(of, packed)
      .filter((file) => file.endsWith(".d.ts"))
      .flatMap((file) => providerTypesIn(textOf(of, file)));
    hatches += places.filter(({ hatch }) => hatch).length;
    return publicTypeFindings(of.manifest.name, places, reasons[of.manifest.name] ?? {});
  });
  return {
    looked: `public signatures speak of providers only in ${hatches} escape hatches, or with a reason`,
    findings,
  };
}

/** @param {Subject} subject @returns {Promise<Verdict>} */
async function licences({ packages, lock }) {
  const installed = packages
    .flatMap(({ folder }) => closureOf(lock, folder))
    .map(({ name, entry }) => ({ name, version: entry.version, license: entry.license }));
  const distinct = new Set(installed.map(({ name, version }) => `${name}@${version}`));
  const findings = licenceFindings(installed, readJson(join(import.meta.dirname, "licences.json")));
  return { looked: `${distinct.size} packages that installations bring have allowed licences`, findings };
}

/** @param {Subject} subject @returns {Promise<Verdict>} */
async function budgets(subject) {
  const { weights, findings } = await weighAll(subject);
  const { baseline, budgets: allowed } = readBudgets();
  const excess = excesses(weights, baseline, allowed).map(excessText);
  const looked = `sizes and imports are within x${allowed.ratio} of the last release`;
  return { looked, findings: [...findings, ...excess] };
}

/** @param {Subject} subject @returns {Promise<Verdict>} */
async function sbom(subject) {
  const schema = await cycloneDxSchema();
  const findings = await concurrently(2, subject.packages, async (of) =>
    sbomFindings(schema, of.manifest.name, await sbomOf(of, subject.lock, packedOf(of, subject.packed))),
  );
  return { looked: `${subject.packages.length} SBOMs are CycloneDX by its schema`, findings: findings.flat() };
}

/** @param {Subject} subject @returns {Promise<Verdict>} */
async function audit({ packages, lock }) {
  const own = new Set(
    packages.flatMap(({ folder }) => closureOf(lock, folder, { peers: false })).map(({ path }) => path),
  );
  const reasoned = readJson(join(import.meta.dirname, "advisories.json"));
  const today = new Date().toISOString().slice(0, 10);
  const { stdout: tracked } = await run("git", ["ls-files", "*package-lock.json"], { cwd: ROOT });
  const lockFiles = tracked.split("\n").filter(Boolean);
  const verdicts = await concurrently(2, lockFiles, async (file) => {
    const { stdout } = await run("npm", ["audit", "--json"], { cwd: join(ROOT, file, "..") });
    const advisories = readAudit(stdout.startsWith("{") ? JSON.parse(stdout) : undefined);
    if ("notAudited" in advisories)
      return { findings: [], notes: [`!! NOT AUDITED ${file}: ${advisories.notAudited}`] };
    const judged = file === "package-lock.json" ? own : new Set();
    return { findings: auditFindings(advisories, judged, reasoned, today), notes: [] };
  });
  return {
    looked: `${lockFiles.length} lock files have no advisory that isn't answered`,
    findings: verdicts.flatMap(({ findings }) => findings),
    notes: verdicts.flatMap(({ notes }) => notes),
  };
}

/**
 * Weighs every package.
 * @param {Subject} subject
 */
export async function weighAll({ packages, packed }) {
  const cdktf = new Set(await filesLoadedBy(join(ROOT, "node_modules/cdktf/lib/index.js")));
  /** @type {Record<string, import("./budgets.mjs").Weight>} */
  const weights = {};
  const findings = [];
  for (const of of packages) {
    const weighed = await weigh(of, packedOf(of, packed), cdktf);
    weights[of.manifest.name] = weighed.weight;
    findings.push(...weighed.findings);
  }
  return { weights, findings };
}

/** @returns {{ baseline: import("./budgets.mjs").Baseline, budgets: import("./budgets.mjs").Budgets }} as committed */
export function readBudgets() {
  return {
    baseline: readJson(join(import.meta.dirname, "baseline.json")),
    budgets: readJson(join(import.meta.dirname, "budgets.json")),
  };
}

/** @param {Package} of @param {ReadonlyMap<string, Packed>} packed @returns {Packed} */
export function packedOf({ manifest }, packed) {
  const found = packed.get(manifest.name);
  if (!found) throw new BadInputError(`npm pack says nothing of ${manifest.name}`);
  return found;
}

/** @param {Package} of @param {ReadonlyMap<string, Packed>} packed */
function packedFiles(of, packed) {
  return packedOf(of, packed).files;
}

/** @param {Package} of @param {string} file */
function textOf({ path }, file) {
  return readFileSync(join(path, file), "utf8");
}

/** @param {Package} of @param {readonly string[]} findings */
function named({ manifest }, findings) {
  return findings.map((finding) => `${manifest.name}: ${finding}`);
}
