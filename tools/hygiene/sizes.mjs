/**
 * Size of a package's import for consumers: every entry point, bundled and minified from the sources, without peers and
 * modules that are loaded on demand. size-limit isn't used, because it needs a newer Node than this workspace.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { LAYERS } from "../layers.mjs";

const root = join(import.meta.dirname, "../..");
const BUDGETS = join(import.meta.dirname, "budgets.json");
/** An entry point may grow by a tenth, or by 4 kB if that is more, before its size has to be accepted. */
const RATIO = 1.1;
const SLACK = 4096;

/**
 * @returns {Promise<{ sizes: Record<string, number>, findings: string[] }>} bytes by import
 */
export async function measure() {
  /** @type {Record<string, number>} */
  const sizes = {};
  const findings = [];
  for (const [module, [source = ""]] of Object.entries(modules())) {
    const [folder = ""] = /^packages\/[^/]+/.exec(source) ?? [];
    const { peerDependencies = {}, peerDependenciesMeta = {} } = readJson(join(root, folder, "package.json"));
    const { metafile } = await build({
      entryPoints: [join(root, source)],
      bundle: true,
      minify: true,
      metafile: true,
      write: false,
      splitting: true,
      outdir: "out",
      platform: "node",
      format: "esm",
      tsconfig: join(root, "tsconfig.base.json"),
      external: [...Object.keys(peerDependencies), "@cdktf/*", "cdktf", "constructs"],
    });
    const outputs = loadedAtOnce(metafile, join(root, source));
    sizes[module] = outputs.reduce((sum, { bytes }) => sum + bytes, 0);
    const optional = Object.keys(peerDependenciesMeta).filter((peer) => peerDependenciesMeta[peer].optional);
    const loaded = outputs
      .flatMap(({ imports }) => imports)
      .find(
        ({ path, kind }) => kind === "import-statement" && optional.some((peer) => `${path}/`.startsWith(`${peer}/`)),
      );
    if (loaded && module.split("/").length === 2)
      findings.push(`${module} imports ${loaded.path}, an optional peer: load it where it is needed`);
  }
  return { sizes, findings };
}

/**
 * @param {import("esbuild").Metafile} metafile
 * @param {string} source the entry point
 * @returns {import("esbuild").Metafile["outputs"][string][]} the entry point and its imports, without modules that are
 * loaded on demand
 */
function loadedAtOnce({ outputs }, source) {
  const entry = Object.keys(outputs).find((path) => resolve(outputs[path]?.entryPoint ?? "") === source);
  const paths = new Set(entry === undefined ? [] : [entry]);
  for (const path of paths) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && outputs[imported]) paths.add(imported);
    }
  }
  return [...paths].flatMap((path) => outputs[path] ?? []);
}

/**
 * @returns {Record<string, string[]>} sources by import. The bindings of azapi are not included, because they are
 * generated and as large as its schema
 */
function modules() {
  const { paths } = readJson(join(root, "tsconfig.base.json")).compilerOptions;
  const packages = Object.keys(LAYERS).map((name) => `@org/${name}`);
  return Object.fromEntries(
    Object.entries(paths)
      .filter(([module]) => !module.includes("*") && packages.some((name) => `${module}/`.startsWith(`${name}/`)))
      .map(([module, [source]]) => [module, [source.replace(/^\.\//, "")]]),
  );
}

/**
 * @param {Readonly<Record<string, number>>} sizes
 * @param {Readonly<Record<string, number>>} budgets
 * @returns {string[]} a line for each import over its budget
 */
export function sizeFindings(sizes, budgets) {
  return Object.entries(sizes).flatMap(([module, bytes]) => {
    const budget = budgets[module] ?? 0;
    const allowed = Math.max(Math.floor(budget * RATIO), budget + SLACK);
    if (bytes <= allowed) return [];
    return [
      `importing ${module} costs ${bytes} bytes, ${allowed} are allowed: make it smaller, or accept it with \`npm run check:hygiene -- --accept\` and say why in the commit`,
    ];
  });
}

/** @returns {Record<string, number>} */
export const readBudgets = () => readJson(BUDGETS);

/** @param {Readonly<Record<string, number>>} sizes */
export const writeBudgets = (sizes) => writeFileSync(BUDGETS, `${JSON.stringify(sizes, null, 2)}\n`);

/** @param {string} file @returns {any} */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
