/**
 * One place for what every published package.json has in common: engines, licence, exports, scripts, peer ranges.
 * `npm run manifests` writes it into the packages, `npm run lint` checks that nobody strayed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FLOORS } from "../floors.mjs";

/** Ranges of what a consumer brings. The exact versions that we test with are pinned in the root package.json. */
const PEERS = {
  cdktf: "^0.21.0",
  constructs: "^10.4.2",
  "@cdktf/provider-azurerm": "^14.23.1",
  "@cdktf/provider-time": "^11.0.1",
  vitest: ">=3.0.0",
};
/** Third-party libraries that our packages depend on. */
const DEPENDENCIES = {
  "ip-address": "10.7.6",
};

const root = join(import.meta.dirname, "../..");
const write = process.argv.includes("--write");
const wrong = [];

const entry = (name) => ({
  import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
});

for (const [name, { folder, mayImport }] of Object.entries(FLOORS)) {
  const path = join(root, folder, "package.json");
  if (!folder.startsWith("packages/") || !existsSync(path)) continue;
  const text = readFileSync(path, "utf8");
  const own = JSON.parse(text);
  const versionOf = (dependency) => {
    const target = FLOORS[dependency.replace("@org/", "")];
    if (!target) return DEPENDENCIES[dependency] ?? fail(`${folder}: no version for the dependency ${dependency}`);
    if (!mayImport.includes(dependency.replace("@org/", "")))
      fail(`${folder}: imports only go down the floors, it may not depend on ${dependency}`);
    return `^${JSON.parse(readFileSync(join(root, target.folder, "package.json"), "utf8")).version}`;
  };
  const sorted = (names, value) => Object.fromEntries(names.sort().map((key) => [key, value(key)]));

  const manifest = {
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
    main: "./dist/index.cjs",
    module: "./dist/index.js",
    types: "./dist/index.d.ts",
    ...(own.bin ? { bin: own.bin } : {}),
    exports: own.exports && !own.exports["."] ? own.exports : { ".": entry("index"), ...extras(own.exports) },
    publishConfig: { access: "public", provenance: true },
    scripts: {
      build: "tsup",
      test: `vitest run --root ../.. ${folder}/`,
      typecheck: "node ../../node_modules/typescript7/bin/tsc -p tsconfig.json",
      "check:package": "publint --strict && attw --pack . --profile node16",
      ...own.scripts,
    },
    ...(own.dependencies ? { dependencies: sorted(Object.keys(own.dependencies), versionOf) } : {}),
    ...(own.peerDependencies
      ? {
          peerDependencies: sorted(
            Object.keys(own.peerDependencies),
            (peer) => PEERS[peer] ?? fail(`${folder}: no range for the peer ${peer}`),
          ),
        }
      : {}),
    ...(own.peerDependenciesMeta ? { peerDependenciesMeta: own.peerDependenciesMeta } : {}),
  };
  if (!own.exports || own.exports["."]) {
    // the usual shape: nothing to add
  } else {
    delete manifest.main;
    delete manifest.module;
    delete manifest.types;
  }
  const wanted = `${JSON.stringify(manifest, null, 2)}\n`;
  if (wanted === text) continue;
  if (write) writeFileSync(path, wanted);
  else wrong.push(folder);
}

function extras(exports = {}) {
  return {
    ...Object.fromEntries(Object.entries(exports).filter(([key]) => key !== ".")),
    "./package.json": "./package.json",
  };
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

if (wrong.length > 0) {
  fail(`package.json out of line in ${wrong.join(", ")}: run 'npm run manifests'`);
}
