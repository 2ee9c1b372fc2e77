/**
 * Looks at what the packages emit: provider imports name a file (a folder import fails in native ESM), never a barrel,
 * and every entry point loads in plain Node, as ESM and as CommonJS.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FLOORS } from "../floors.mjs";

const root = join(import.meta.dirname, "../..");
const PROVIDER_IMPORT = /(?:from\s*|require\(|import\()\s*["'](@(?:cdktf|org)\/provider-[^"']+)["']/g;
const wrong = [];
let entries = 0;

for (const [name, { folder }] of Object.entries(FLOORS)) {
  const dist = join(root, folder, "dist");
  if (!folder.startsWith("packages/") || !existsSync(join(root, folder, "package.json"))) continue;
  if (!existsSync(dist)) {
    wrong.push(`${folder}: not built; run 'npm run build'`);
    continue;
  }
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (!/\.(c?js|d\.c?ts)$/.test(file)) continue;
    for (const [, imported] of readFileSync(join(dist, file), "utf8").matchAll(PROVIDER_IMPORT)) {
      if (!/\/lib\/[^/]+\/index\.js$/.test(imported ?? "")) wrong.push(`${folder}/dist/${file}: imports ${imported}`);
    }
  }
  for (const entry of entryPoints(folder, name)) {
    entries += 1;
    load(entry, ["--input-type=module", "-e", `await import(${JSON.stringify(entry)})`]);
    load(entry, ["--input-type=commonjs", "-e", `require(${JSON.stringify(entry)})`]);
  }
}

/** @param {string} folder @param {string} name @returns {string[]} */
function entryPoints(folder, name) {
  const { exports } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  return Object.keys(exports)
    .filter((key) => !key.endsWith(".json"))
    .flatMap((key) => {
      if (!key.includes("*")) return [key];
      const parent = key.slice(2, key.indexOf("*"));
      return readdirSync(join(root, folder, "dist", parent), { withFileTypes: true })
        .filter((item) => item.isDirectory())
        .map((item) => key.replace("*", item.name));
    })
    .map((key) => `@org/${name}${key.slice(1)}`);
}

/** @param {string} entry @param {string[]} args */
function load(entry, args) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0)
    wrong.push(
      `${entry} doesn't load (${args[0]}): ${stderr.split("\n").find((line) => line.includes("Error")) ?? stderr}`,
    );
}

if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
console.log(`${entries} entry points load as ESM and CommonJS; every provider import names its file`);
