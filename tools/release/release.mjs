/**
 * `npm run release`: publishes every package whose version isn't tagged yet. Everything is checked before the first one is
 * published. See docs/releasing.md.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInputError, readArguments, runCommand } from "../lib/command.mjs";
import { run } from "../lib/run.mjs";
import { planOf } from "./changeset-plan.mjs";
import { git, releasedVersions, requireHistory } from "./git.mjs";
import { missingSince } from "./missing-since.mjs";
import { readPackages } from "./packages.mjs";
import { publishedIntegrity } from "./registry.mjs";
import {
  dirtyTree,
  distTag,
  missingFiles,
  peersOutOfRange,
  siblingsOutOfRange,
  standingOf,
  unusedChangesets,
  unversioned,
  withoutProvenance,
} from "./release-rules.mjs";
import { unannouncedChanges } from "./unannounced-changes.mjs";

/** @typedef {import("./packages.mjs").Package} Package */
/** @typedef {Package & { file: string, integrity: string, files: string[] }} Packed */

const USAGE = `usage: npm run release [-- [--dry-run] [--registry URL] [--no-provenance]]

  --dry-run         check everything, publish nothing
  --registry        where to (what npm is configured to)
  --no-provenance   for a registry of your own that can't keep proofs of origin

exit code: 0 published, or nothing to publish; 1 refused, and nothing was published; 2 stopped halfway: run it again`;

const NPMJS = "registry.npmjs.org";
const root = join(import.meta.dirname, "../..");

await runCommand(async () => {
  const { values } = readArguments(
    process.argv.slice(2),
    {
      "dry-run": { type: "boolean" },
      registry: { type: "string" },
      "no-provenance": { type: "boolean" },
      help: { type: "boolean" },
    },
    USAGE,
  );
  if (values["help"]) {
    console.log(USAGE);
    return 0;
  }
  requireHistory(root);
  const given = /** @type {string | undefined} */ (values["registry"]);
  const registry = given ?? (await npm(["config", "get", "registry"])).trim();
  if (!URL.canParse(registry))
    throw new BadInputError(`'${registry}' is no URL of a registry, such as https://${NPMJS}/`);
  const provenance = values["no-provenance"] !== true;
  const packages = readPackages(root);
  const due = packages.filter(({ name, manifest }) => !releasedVersions(root, name).includes(manifest.version));
  if (due.length === 0) {
    refuse(await problemsOfTree(packages, due));
    console.log(
      "every version is released already: to release more, add a changeset and run `npm run version-packages`",
    );
    return 0;
  }
  const temporary = mkdtempSync(join(tmpdir(), "release-"));
  try {
    const problems = [
      ...(await problemsOfTree(packages, due)),
      ...(await problemsOfOrigin(registry, provenance, values)),
    ];
    const packed = await pack(due, temporary);
    problems.push(...packed.flatMap((each) => missingFiles(each, each.files)));
    /** @type {Packed[]} */
    const published = [];
    for (const each of packed) {
      const standing = standingOf(await publishedIntegrity(registry, each.name, each.manifest.version), each.integrity);
      if (standing === "published") published.push(each);
      if (standing === "taken")
        problems.push(
          `${each.name} ${each.manifest.version} is published already, with another content: add a changeset and run \`npm run version-packages\``,
        );
    }
    refuse(problems);
    for (const { name, manifest } of packed)
      console.log(`${name} ${manifest.version} as ${distTag(manifest.version)}, to ${registry}`);
    if (values["dry-run"]) return 0;
    return await publish(packed, new Set(published), registry, provenance);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});

/** @param {readonly string[]} problems @throws {BadInputError} if there are any */
function refuse(problems) {
  if (problems.length === 0) return;
  throw new BadInputError(`nothing was published:\n\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
}

/** @param {readonly Package[]} packages @param {readonly Package[]} due @returns {Promise<string[]>} */
async function problemsOfTree(packages, due) {
  const { changesets, preState } = await planOf(root);
  const used = new Set(preState?.mode === "pre" ? preState.changesets : []);
  const waiting = changesets.filter(({ id }) => !used.has(id));
  const missing = missingSince(root, changesets);
  /** @type {{ devDependencies: Record<string, string> }} */
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return [
    ...dirtyTree(git(root, ["status", "--porcelain"]).split("\n").filter(Boolean)),
    ...unusedChangesets(waiting.map(({ id }) => id)),
    ...missing.map(({ name, ref, files: [file] }) => `${name} has changed since ${ref} without a changeset (${file}): see \`npm run check:changesets\``), // prettier-ignore
    ...unversioned(due),
    ...siblingsOutOfRange(packages),
    ...peersOutOfRange(packages, devDependencies),
    ...(await unannouncedChanges(root, packages)).problems,
  ];
}

/** @param {string} registry @param {boolean} provenance @param {Readonly<Record<string, unknown>>} values @returns {Promise<string[]>} */
async function problemsOfOrigin(registry, provenance, values) {
  const isPublic = new URL(registry).hostname === NPMJS;
  if (!provenance)
    return isPublic ? [`--no-provenance isn't for ${registry}: consumers are promised a proof of where packages come from`] : []; // prettier-ignore
  if (values["dry-run"]) return [];
  return withoutProvenance(process.env, (await npm(["--version"])).trim());
}

/** @param {readonly Package[]} due @param {string} folder @returns {Promise<Packed[]>} */
async function pack(due, folder) {
  /** @type {Packed[]} */
  const packed = [];
  for (const each of due) {
    const text = await npm(["pack", `./${each.folder}`, "--json", "--ignore-scripts", "--pack-destination", folder]);
    /** @type {{ filename: string, integrity: string, files: { path: string }[] }[]} */
    const [{ filename, integrity, files } = fail(`npm packed nothing of ${each.folder}`)] = JSON.parse(text);
    packed.push({ ...each, file: join(folder, filename), integrity, files: files.map(({ path }) => path) });
  }
  return packed;
}

/**
 * In the order of dependencies, so that what is installable at any moment can be installed.
 * @param {readonly Packed[]} packed @param {ReadonlySet<Packed>} published by an earlier run
 * @param {string} registry @param {boolean} provenance
 */
async function publish(packed, published, registry, provenance) {
  /** @type {string[]} */
  const done = [];
  for (const each of packed) {
    const id = `${each.name}@${each.manifest.version}`;
    if (!published.has(each)) {
      const options = ["--access", "public", "--tag", distTag(each.manifest.version), "--registry", registry];
      const { code, stderr } = await run("npm", ["publish", each.file, ...options, provenance ? "--provenance" : "--no-provenance"], { cwd: root }); // prettier-ignore
      if (code !== 0) {
        const left = packed.slice(packed.indexOf(each)).map(({ name }) => name);
        console.error(
          `${stderr.trim()}\n\nstopped at ${id}; published: ${done.join(", ") || "nothing"}; not yet: ${left.join(", ")}`,
        );
        console.error("What is published works by itself. Run this again: it goes on from there.");
        return 2;
      }
    }
    git(root, ["tag", "--annotate", id, "--message", id]);
    done.push(id);
    // In these words the action of changesets finds what it has to push and to describe.
    console.log(`New tag:  ${id}`);
  }
  return 0;
}

/** @param {readonly string[]} args @returns {Promise<string>} what npm printed */
async function npm(args) {
  const { code, stdout, stderr } = await run("npm", args, { cwd: root });
  if (code !== 0) throw new BadInputError(`npm ${args.join(" ")}: ${stderr.trim()}`);
  return stdout;
}

/** @param {string} message @returns {never} */
function fail(message) {
  throw new BadInputError(message);
}
