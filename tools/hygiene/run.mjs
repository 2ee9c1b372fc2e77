/**
 * `npm run check:hygiene` and `npm run sbom`: what the published packages are, beyond that they work.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { BadInputError, readArguments, runCommand } from "../lib/command.mjs";
import { concurrently } from "../lib/concurrently.mjs";
import { acceptances, excesses, withAcceptances } from "./budgets.mjs";
import { CHECKS, packedOf, readBudgets, weighAll } from "./checks.mjs";
import { packAll } from "./packed.mjs";
import { ROOT, publishedPackages, readJson } from "./packages.mjs";
import { sbomOf } from "./write-sbom.mjs";

/** @typedef {import("./checks.mjs").Subject} Subject */

const USAGE = `usage: npm run check:hygiene [-- COMMAND]

  check [NAME...]          looks at the built packages, also without a command: ${Object.keys(CHECKS).join(", ")}
  accept PACKAGE REASON    lets a package be as big as it is now, until the next release
  baseline                 takes what the packages weigh now as the last release, and forgets what was accepted
  sbom [--out DIR]         writes the SBOM of each package, named as its tarball (dist/sbom)

exit code: 0 nothing found, 1 something found or wrong input`;

await runCommand(async () => {
  const { values, positionals } = readArguments(
    process.argv.slice(2),
    { out: { type: "string" }, help: { type: "boolean" } },
    USAGE,
    { positionals: true },
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [command = "check", ...rest] = positionals;
  if (command === "check") return check(rest);
  if (command === "accept") return accept(rest);
  if (command === "baseline") return baseline();
  if (command === "sbom") return sbom(resolve(values.out ?? join(ROOT, "dist/sbom")));
  throw new BadInputError(`'${command}' is no command of these\n${USAGE}`);
});

/** @param {readonly string[]} names */
async function check(names) {
  const unknown = names.find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown) throw new BadInputError(`there is no check '${unknown}': ${Object.keys(CHECKS).join(", ")}`);
  const subject = await subjectNow();
  let found = 0;
  for (const [name, judge] of Object.entries(CHECKS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const { looked, findings, notes = [] } = await judge(subject);
    for (const note of notes) console.log(note);
    if (findings.length > 0) console.error(`${name}: ${findings.length} found\n  ${findings.join("\n  ")}`);
    else if (notes.length === 0) console.log(`${name}: ${looked}`);
    found += findings.length;
  }
  return found > 0 ? 1 : 0;
}

/** @param {readonly string[]} args */
async function accept([name, because]) {
  const subject = await subjectNow();
  const known = subject.packages.map(({ manifest }) => manifest.name);
  if (!name || !known.includes(name)) {
    throw new BadInputError(`'${name ?? ""}' is no package that is published: ${known.join(", ")}`);
  }
  if (!because?.trim()) throw new BadInputError(`say why ${name} may be bigger: accept ${name} "the reason"`);
  const { weights } = await weighAll(subject);
  const { baseline: released, budgets } = readBudgets();
  const more = acceptances(
    excesses(weights, released, budgets).filter((one) => one.package === name),
    because,
  );
  await writeJson("budgets.json", withAcceptances(budgets, more));
  console.log(`${name}: ${more.length} measures accepted until the next release`);
  return 0;
}

async function baseline() {
  const subject = await subjectNow();
  const { weights, findings } = await weighAll(subject);
  if (findings.length > 0) throw new BadInputError(findings.join("\n"));
  const entries = subject.packages.map(({ manifest: { name, version } }) => [name, { version, ...weights[name] }]);
  await writeJson("baseline.json", Object.fromEntries(entries));
  await writeJson("budgets.json", { ...readJson(join(import.meta.dirname, "budgets.json")), accepted: [] });
  console.log(`tools/hygiene/baseline.json: ${entries.length} packages`);
  return 0;
}

/** @param {string} out */
async function sbom(out) {
  const { packages, packed, lock } = await subjectNow();
  mkdirSync(out, { recursive: true });
  await concurrently(2, packages, async (of) => {
    const tarball = packedOf(of, packed);
    writeFileSync(join(out, tarball.filename.replace(/\.tgz$/, ".cdx.json")), await sbomOf(of, lock, tarball));
  });
  console.log(`${packages.length} SBOMs in ${out}`);
  return 0;
}

/** @returns {Promise<Subject>} */
async function subjectNow() {
  const packages = publishedPackages();
  const bare = packages.filter(({ path }) => !existsSync(join(path, "dist"))).map(({ folder }) => folder);
  if (bare.length > 0) throw new BadInputError(`not built: ${bare.join(", ")}; run 'npm run build'`);
  return { packages, packed: await packAll(packages), lock: readJson(join(ROOT, "package-lock.json")) };
}

/** @param {string} file in this folder @param {unknown} value */
async function writeJson(file, value) {
  const text = await format(JSON.stringify(value), { parser: "json", printWidth: 120 });
  writeFileSync(join(import.meta.dirname, file), text);
}
