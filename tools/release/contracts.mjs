/**
 * `npm run check:contracts`: what the packages promise is written down, and changes only with a version that says so.
 * `npm run contracts` writes it. See docs/releasing.md.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readArguments, runCommand } from "../lib/command.mjs";
import { reportsOf } from "./api-report.mjs";
import { readPackages } from "./packages.mjs";
import { contractsOf } from "./terraform-contract.mjs";
import { unannouncedChanges } from "./unannounced-changes.mjs";

/** @typedef {import("./packages.mjs").Package} Package */

const USAGE = `usage: npm run check:contracts [-- --levels]
       npm run contracts

  --levels   take the reports as they are committed, and only hold them against the last releases

exit code: 0 every promise is kept, or its change announced by a changeset; 1 not`;

const root = join(import.meta.dirname, "../..");

await runCommand(async () => {
  const { values } = readArguments(
    process.argv.slice(2),
    { write: { type: "boolean" }, levels: { type: "boolean" }, help: { type: "boolean" } },
    USAGE,
  );
  if (values["help"]) {
    console.log(USAGE);
    return 0;
  }
  const packages = readPackages(root);
  const problems = values["levels"] ? [] : packages.flatMap(reportsAgainstSources(packages, values["write"] === true));
  if (values["write"]) return 0;
  const { problems: changes, unreleased } = await unannouncedChanges(root, packages);
  problems.push(...changes);
  if (unreleased.length > 0) console.log(`not released yet, so nothing was promised: ${unreleased.join(", ")}`);
  if (problems.length > 0) console.error(problems.join("\n\n"));
  else console.log(`${packages.length} packages keep what they promise, or say what they don't`);
  return problems.length > 0 ? 1 : 0;
});

/** @param {readonly Package[]} packages @param {boolean} write @returns {(each: Package) => string[]} what is out of date */
function reportsAgainstSources(packages, write) {
  const contracts = contractsOf(
    root,
    packages.map(({ name }) => name),
  );
  return (each) => {
    const wanted = new Map(reportsOf(root, each));
    const contract = contracts.get(each.name);
    if (contract) wanted.set("terraform.json", `${JSON.stringify(contract, null, 2)}\n`);
    const folder = join(root, each.folder, "api");
    const unwanted = existsSync(folder) ? readdirSync(folder).filter((file) => !wanted.has(file)) : [];
    const outdated = [...wanted].filter(([file, text]) => readIfThere(join(folder, file)) !== text);
    if (write) {
      for (const file of unwanted) rmSync(join(folder, file));
      for (const [file, text] of outdated) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
        console.log(`written: ${each.folder}/api/${file}`);
      }
      return [];
    }
    return [...unwanted, ...outdated.map(([file]) => file)].map(
      (file) =>
        `${each.folder}/api/${file} isn't what the sources make now: run \`npm run contracts\`, look at the difference and commit it`,
    );
  };
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
