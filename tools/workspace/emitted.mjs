/**
 * Looks at what the packages emit: provider imports name a file (a folder import fails in native ESM), never a barrel,
 * and every entry point loads in plain Node, as ESM and as CommonJS.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, entryPoints, publishedPackages } from "../hygiene/packages.mjs";

const PROVIDER_IMPORT = /(?:from\s*|require\(|import\()\s*["'](@(?:cdktf|org)\/provider-[^"']+)["']/g;
const wrong = [];
let entries = 0;

for (const published of publishedPackages()) {
  const { folder, path, manifest } = published;
  const dist = join(path, "dist");
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
  for (const { key } of entryPoints(published)) {
    const entry = `${manifest.name}${key.slice(1)}`;
    entries += 1;
    load(entry, ["--input-type=module", "-e", `await import(${JSON.stringify(entry)})`]);
    load(entry, ["--input-type=commonjs", "-e", `require(${JSON.stringify(entry)})`]);
  }
}

/** @param {string} entry @param {string[]} args */
function load(entry, args) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
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
