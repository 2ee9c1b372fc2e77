/**
 * The public face of a package as text: one report an entry point, made by API Extractor from the declarations that were
 * built.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";

/** @typedef {import("./packages.mjs").Package} Package */
/** @typedef {{ entry: string, file: string, declarations: string }} Entry */

const TOOL = join(import.meta.dirname, "api-extractor");

/**
 * @param {string} root
 * @param {Package} each
 * @returns {Entry[]} what can be imported, the name of its report, its declarations
 */
export function entriesOf(root, each) {
  return Object.entries(each.manifest.exports ?? {})
    .filter(([entry]) => !entry.endsWith(".json"))
    .flatMap(([entry, conditions]) => {
      const types = /** @type {{ import: { types: string } }} */ (conditions).import.types;
      return entry.includes("*") ? inFolders(join(root, each.folder), entry, types) : [{ entry, types }];
    })
    .map(({ entry, types }) => ({
      entry,
      file: `${reportName(entry)}.api.md`,
      declarations: join(root, each.folder, types),
    }));
}

/** @param {string} folder @param {string} entry @param {string} types */
function inFolders(folder, entry, types) {
  const parent = join(folder, types.slice(0, types.indexOf("*")));
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map(({ name }) => ({ entry: entry.replace("*", name), types: types.replace("*", name) }))
    .sort((a, b) => (a.entry < b.entry ? -1 : 1));
}

/** @param {string} entry */
function reportName(entry) {
  if (entry === ".") return "index";
  return entry
    .replace(/^\.\//, "")
    .replace(/\/index\.js$/, "")
    .replaceAll("/", "-");
}

/**
 * @param {string} root
 * @param {Package} each
 * @returns {Map<string, string>} the text of each report by its file's name
 * @throws {BadInputError} if the package isn't built, or API Extractor can't read its declarations
 */
export function reportsOf(root, each) {
  const entries = entriesOf(root, each);
  const unbuilt = entries.length === 0 || entries.some(({ declarations }) => !existsSync(declarations));
  if (unbuilt) throw new BadInputError(`${each.folder} isn't built: run \`npm run build\` first`);
  return new Map(entries.map((entry) => [entry.file, report(root, each, entry)]));
}

/** @param {string} root @param {Package} each @param {Entry} entry */
function report(root, each, { file, declarations }) {
  const { Extractor, ExtractorConfig } = extractor();
  const projectFolder = join(root, each.folder);
  const temporary = mkdtempSync(join(tmpdir(), "api-report-"));
  /** @type {string[]} */
  const problems = [];
  try {
    const config = ExtractorConfig.prepare({
      configObject: {
        projectFolder,
        mainEntryPointFilePath: declarations,
        compiler: {
          overrideTsconfig: {
            compilerOptions: {
              target: "ES2022",
              lib: ["ES2023"],
              module: "NodeNext",
              moduleResolution: "NodeNext",
              strict: true,
              skipLibCheck: true,
              types: ["node"],
            },
            files: [declarations],
          },
        },
        apiReport: {
          enabled: true,
          reportFileName: file.replace(/\.api\.md$/, ""),
          reportFolder: temporary,
          reportTempFolder: join(temporary, "temp"),
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: "lf",
        messages: {
          extractorMessageReporting: { default: { logLevel: "none" } },
          tsdocMessageReporting: { default: { logLevel: "none" } },
          compilerMessageReporting: { default: { logLevel: "error" } },
        },
      },
      configObjectFullPath: join(projectFolder, "api-extractor.json"),
      packageJsonFullPath: join(projectFolder, "package.json"),
    });
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (/** @type {{ handled: boolean, logLevel: string, text: string }} */ message) => {
        message.handled = true;
        if (message.logLevel === "error") problems.push(message.text);
      },
    });
    if (problems.length > 0) throw new BadInputError(`${declarations}: ${problems.join("; ")}`);
    return readFileSync(join(temporary, file), "utf8");
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Installs API Extractor on first use, by its own lock file. */
function extractor() {
  if (!existsSync(join(TOOL, "node_modules/@microsoft/api-extractor"))) {
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], {
      cwd: TOOL,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return createRequire(join(TOOL, "package.json"))("@microsoft/api-extractor");
}
