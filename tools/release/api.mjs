/**
 * `node tools/release/api.mjs [--check]`: writes the API reports of all packages (api/*.api.md in each) with API
 * Extractor from the declarations that the compiler emits; no build is needed. `/internal` entries have no report,
 * because they are not part of the public API. With --check it only compares, and fails if a report isn't current.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { scriptArguments } from "../lib/command.mjs";

const root = join(import.meta.dirname, "../..");
// Outside of node_modules, where API Extractor would treat all packages as external.
const declarations = join(root, ".api");
const { check } = scriptArguments(
  { check: { type: "boolean" } },
  `usage: node tools/release/api.mjs [--check]

  --check   only compares, and fails if a report isn't current`,
).values;

/** @typedef {{ module: string, package: string, folder: string, source: string }} Entry */

/** @returns {Entry[]} the imports in `paths` of tsconfig.base.json, with expanded patterns */
function entries() {
  /** @type {{ compilerOptions: { paths: Record<string, [string]> } }} */
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));
  return Object.entries(compilerOptions.paths).flatMap(([module, [source]]) => {
    const folder = source.split("/").slice(1, 3).join("/");
    const entry = { package: module.split("/").slice(0, 2).join("/"), folder };
    if (!module.endsWith("/*")) return [{ ...entry, module, source }];
    const parent = join(root, dirname(source));
    const names = readdirSync(parent, { withFileTypes: true }).flatMap((item) => (item.isDirectory() ? item.name : []));
    return names.sort().map((name) => ({
      ...entry,
      module: module.replace("*", `${name}/index.js`),
      source: source.replace("*", `${name}/index.ts`),
    }));
  });
}

/** Emits declarations, and links the packages so that they find each other's. @param {readonly Entry[]} all */
function emit(all) {
  rmSync(declarations, { recursive: true, force: true });
  mkdirSync(join(declarations, "node_modules/@org"), { recursive: true });
  const config = {
    extends: "../tsconfig.base.json",
    compilerOptions: { noEmit: false, emitDeclarationOnly: true, rootDir: "..", outDir: "." },
    include: ["../packages/*/src"],
  };
  writeFileSync(join(declarations, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript7/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", declarations], { stdio: "inherit" });
  for (const name of new Set(all.map((entry) => entry.package))) {
    const own = all.filter((entry) => entry.package === name);
    const folder = join(declarations, own[0]?.folder ?? "");
    const exports = own.map(({ module, source }) => [
      `.${module.slice(name.length)}`,
      `./${source.split("/").slice(3).join("/").replace(/ts$/, "d.ts")}`,
    ]);
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name, type: "module", exports: Object.fromEntries(exports) }),
    );
    symlinkSync(folder, join(declarations, "node_modules", name));
  }
}

/** @param {Entry} entry @returns {string} */
const emitted = ({ source }) => join(declarations, source.replace(/ts$/, "d.ts"));

/** @param {Entry} entry @returns {string} */
function reportName(entry) {
  const path = entry.module.slice(entry.package.length + 1).replace(/\/index\.js$/, "");
  return path === "" ? "index" : path.replaceAll("/", "-");
}

/** @param {Entry} entry */
function configOf(entry) {
  const projectFolder = join(declarations, entry.folder);
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder,
      mainEntryPointFilePath: emitted(entry),
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
          files: [emitted(entry)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: reportName(entry),
        reportFolder: join(root, entry.folder, "api"),
        reportTempFolder: join(projectFolder, "api"),
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      },
    },
    configObjectFullPath: join(projectFolder, "api-extractor.json"),
    packageJsonFullPath: join(projectFolder, "package.json"),
  });
}

const all = entries();
emit(all);
try {
  const configs = all.filter(({ module }) => !module.endsWith("/internal")).map(configOf);
  const [first] = configs;
  if (!first) throw new Error("tsconfig.base.json has no paths");
  const compilerState = CompilerState.create(first, { additionalEntryPoints: all.map(emitted) });
  const outdated = configs.filter((config) => {
    mkdirSync(config.reportFolder, { recursive: true });
    const { apiReportChanged, succeeded } = Extractor.invoke(config, {
      compilerState,
      localBuild: !check,
      messageCallback: (message) => {
        message.handled = message.logLevel !== "error" || message.category === "console";
      },
    });
    return apiReportChanged || !succeeded;
  });
  const wanted = new Set(configs.map(({ reportFilePath }) => reportFilePath));
  const folders = new Set(configs.map(({ reportFolder }) => reportFolder));
  const left = [...folders].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".api.md") && !wanted.has(join(folder, file)))
      .map((file) => join(folder, file)),
  );
  if (!check) for (const file of left) rmSync(file);
  for (const file of [...outdated.map(({ reportFilePath }) => reportFilePath), ...left])
    console.log(`${check ? "not current" : "written"}: ${basename(dirname(dirname(file)))}/api/${basename(file)}`);
  if (check && outdated.length + left.length > 0) {
    console.error("run `npm run generate`, look at the difference, and commit it");
    process.exitCode = 1;
  } else console.log(`${configs.length} API reports`);
} finally {
  rmSync(declarations, { recursive: true, force: true });
}
