/**
 * One place for what every published package.json has in common: engines, licence, exports, scripts, ranges.
 * `npm run manifests` writes it into the packages, `npm run lint` checks that nobody strayed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { LAYERS } from "../layers.mjs";

/**
 * Ranges of what a consumer brings. The exact versions that we test with are pinned in the root package.json.
 * @type {Record<string, string>}
 */
const PEERS = {
  cdktf: "^0.21.0",
  constructs: "^10.4.2",
  "@cdktf/provider-azuread": "^14.3.1",
  "@cdktf/provider-azurerm": "^14.23.1",
  "@cdktf/provider-time": "^11.0.1",
  vitest: "^3.2.0 || ^4.0.0 || ^5.0.0",
};
/**
 * Third-party libraries that our packages depend on.
 * @type {Record<string, string>}
 */
const DEPENDENCIES = {
  elkjs: "0.12.1",
  "@cdktf/hcl2json": "0.21.0",
  "ip-address": "10.7.6",
  "jsonc-parser": "3.3.1",
  "node-forge": "1.4.3",
  zod: "4.6.7",
};

/**
 * What a package.json owns itself.
 * @typedef {object} Own
 * @property {string} [version]
 * @property {string} [description]
 * @property {string[]} [keywords]
 * @property {string[]} [files]
 * @property {Record<string, unknown>} [exports]
 * @property {unknown} [bin]
 * @property {Record<string, string>} [scripts]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies] packages of ours that only tests use; the floors don't hold there
 * @property {Record<string, string>} [peerDependencies]
 * @property {unknown} [peerDependenciesMeta]
 */

const packageJson = { "./package.json": "./package.json" };
const root = join(import.meta.dirname, "../..");
const write = process.argv.includes("--write");
const strayed = [];

for (const [name, { folder, mayImport }] of Object.entries(LAYERS)) {
  const path = join(root, folder, "package.json");
  if (!folder.startsWith("packages/") || !existsSync(path)) continue;
  const text = readFileSync(path, "utf8");
  const wanted = await format(JSON.stringify(manifestOf(name, folder, mayImport, JSON.parse(text))), {
    parser: "json-stringify",
  });
  if (wanted === text) continue;
  if (write) writeFileSync(path, wanted);
  else strayed.push(folder);
}
if (strayed.length > 0) fail(`package.json out of line in ${strayed.join(", ")}: run 'npm run manifests'`);

/**
 * @param {string} name @param {string} folder @param {readonly string[]} mayImport
 * @param {Own} own
 */
function manifestOf(name, folder, mayImport, own) {
  const hasIndex = !own.exports || "." in own.exports;
  const scripts = {
    build: "tsup",
    test: `vitest run --root ../.. ${folder}/`,
    typecheck: "node ../../node_modules/typescript7/bin/tsc -p tsconfig.json",
    "check:package": "publint --strict && attw --pack .",
  };
  return {
    name: `@org/${name}`,
    version: own.version ?? "0.0.0",
    description: own.description ?? fail(`${folder}: package.json has no description`),
    keywords: own.keywords ?? [],
    license: "MIT",
    repository: { type: "git", url: "git+https://github.com/org/private-aml-constructs.git", directory: folder },
    type: "module",
    sideEffects: false,
    engines: { node: "^20.19.0 || ^22.12.0 || >=24.0.0" },
    files: ["dist", ...(own.files ?? []).filter((file) => file !== "dist")],
    ...(hasIndex ? { main: "./dist/index.cjs", module: "./dist/index.js", types: "./dist/index.d.ts" } : {}),
    bin: own.bin,
    exports: { ...(hasIndex ? { ".": entry("index") } : {}), ...without(own.exports, "."), ...packageJson },
    typesVersions: typesVersions(own.exports),
    publishConfig: { access: "public", provenance: true },
    // Twice: first for the order, then because nobody has an own version of them.
    scripts: { ...scripts, ...own.scripts, ...scripts },
    dependencies: versions(own.dependencies, (dependency) => dependencyVersion(folder, mayImport, dependency)),
    devDependencies: versions(own.devDependencies, (dependency) => `^${versionOf(dependency)}`),
    peerDependencies: versions(own.peerDependencies, (peer) => PEERS[peer] ?? fail(`${folder}: no range for ${peer}`)),
    peerDependenciesMeta: own.peerDependenciesMeta,
  };
}

/** @param {string} file */
function entry(file) {
  return {
    import: { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
    require: { types: `./dist/${file}.d.cts`, default: `./dist/${file}.cjs` },
  };
}

/**
 * Where TypeScript looks that doesn't read `exports` (`moduleResolution: node10`, as in the template of `cdktf init`).
 * @param {Record<string, any> | undefined} exports
 */
function typesVersions(exports = {}) {
  const paths = Object.entries(exports)
    .filter(([path, { import: imported }]) => path !== "." && imported)
    .map(([path, { import: imported }]) => [path.slice("./".length), [imported.types]]);
  return paths.length > 0 ? { "*": Object.fromEntries(paths) } : undefined;
}

/** @param {string} folder @param {readonly string[]} mayImport @param {string} dependency */
function dependencyVersion(folder, mayImport, dependency) {
  const own = dependency.replace("@org/", "");
  if (!LAYERS[own]) return DEPENDENCIES[dependency] ?? fail(`${folder}: no version for the dependency ${dependency}`);
  if (!mayImport.includes(own)) fail(`${folder}: imports only go down the floors, it may not depend on ${dependency}`);
  return `^${versionOf(dependency)}`;
}

/** @param {string} dependency a package of ours */
function versionOf(dependency) {
  const target = LAYERS[dependency.replace("@org/", "")] ?? fail(`${dependency} is no package of ours`);
  return JSON.parse(readFileSync(join(root, target.folder, "package.json"), "utf8")).version ?? "0.0.0";
}

/** @param {Record<string, string> | undefined} names @param {(name: string) => string} version */
function versions(names, version) {
  return (
    names &&
    Object.fromEntries(
      Object.keys(names)
        .sort()
        .map((name) => [name, version(name)]),
    )
  );
}

/** @param {Record<string, unknown> | undefined} object @param {string} key */
function without(object = {}, key) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
