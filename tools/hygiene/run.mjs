/**
 * `npm run check:hygiene`: licences, known advisories, the size of imports, and the content of tarballs. See
 * docs/hygiene.md.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { BadInputError, runCommand, scriptArguments } from "../lib/command.mjs";
import { auditFindings, licenceFindings } from "./lock.mjs";
import { measure, readBudgets, sizeFindings, writeBudgets } from "./sizes.mjs";

const root = join(import.meta.dirname, "../..");
const USAGE = `usage: npm run check:hygiene [-- --accept]

  --accept   writes what imports cost now to tools/hygiene/budgets.json

exit code: 0 nothing found, 1 something found`;

await runCommand(async () => {
  const { values } = scriptArguments({ accept: { type: "boolean" } }, USAGE);
  const { sizes, findings: imports } = await measure();
  if (values.accept) {
    writeBudgets(sizes);
    return 0;
  }
  const { packages } = readJson(join(root, "package-lock.json"));
  const licences = licenceFindings(packages, readJson(join(import.meta.dirname, "licences.json")));
  const tarballs = await tarballFindings();
  const findings = [
    ...licences,
    ...(await advisories()),
    ...imports,
    ...sizeFindings(sizes, readBudgets()),
    ...tarballs,
  ];
  for (const finding of findings) console.error(finding);
  if (findings.length === 0) console.log("licences, advisories, sizes of imports and published files: nothing found");
  return findings.length > 0 ? 1 : 0;
});

/** @returns {Promise<string[]>} */
async function advisories() {
  const report = JSON.parse(await npm("audit", "--json"));
  const exceptions = readJson(join(import.meta.dirname, "advisories.json"));
  const found = auditFindings(report, exceptions, new Date().toISOString().slice(0, 10));
  if (!found) console.log(`SKIPPED: npm audit, because the registry doesn't answer it: ${report.message}`);
  return found ?? [];
}

/** @returns {Promise<string[]>} tests and paths of this machine in the tarballs */
async function tarballFindings() {
  /** @type {{ name: string, files: { path: string }[] }[] | Record<string, { name: string, files: { path: string }[] }>} */
  const packed = JSON.parse(await npm("pack", "--workspaces", "--dry-run", "--json", "--ignore-scripts"));
  return Object.values(packed).flatMap(({ name, files }) => {
    const paths = files.map(({ path }) => path);
    const folder = readLink(name);
    if (!readJson(join(folder, "package.json")).publishConfig) return [];
    if (!paths.some((path) => path.startsWith("dist/")))
      throw new BadInputError(`${name} isn't built: run \`npm run build\``);
    return [
      ...(paths.includes("LICENSE") ? [] : [`${name} has no LICENSE`]),
      ...paths
        .filter((path) => /(^|\/)(tests?|fixtures)\/|\.(test|spec|e2e)\.[^/]+$/.test(path))
        .map((path) => `${name} publishes the test ${path}`),
      ...paths
        .filter((path) =>
          [root, homedir()].some((place) => readFileSync(join(folder, path), "utf8").includes(`${place}/`)),
        )
        .map((path) => `${name} publishes ${path}, which has a path of the machine that built it`),
    ];
  });
}

/** @param {string} name name of a package of the workspace */
function readLink(name) {
  return join(root, "node_modules", name);
}

/** @param {...string} args @returns {Promise<string>} its output, whatever the exit code */
function npm(...args) {
  return new Promise((resolve, reject) =>
    execFile("npm", args, { cwd: root, maxBuffer: 2 ** 28 }, (error, stdout) =>
      stdout === "" && error ? reject(error) : resolve(stdout),
    ),
  );
}

/** @param {string} file @returns {any} */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
