/**
 * `npm run typecheck`: checks the types of the whole workspace, and of the examples in READMEs and recipes.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { EXAMPLES, RECIPE } from "./docs/examples.mjs";
import { scriptArguments } from "./lib/command.mjs";

scriptArguments({}, "usage: npm run typecheck");
const workspace = join(import.meta.dirname, "..");
const project = join(workspace, ".readme.tsconfig.json");
const files = [...EXAMPLES, RECIPE].map(({ readme, folder, program }) => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${readme.replaceAll("/", "-")}.ts`);
  writeFileSync(file, program);
  return file;
});
// Patterns don't match folders that begin with a dot.
writeFileSync(project, JSON.stringify({ extends: "./tsconfig.json", files }));
try {
  const tsc = join(workspace, "node_modules/typescript7/bin/tsc");
  process.exitCode =
    spawnSync(process.execPath, [tsc, "-p", project], { cwd: workspace, stdio: "inherit" }).status ?? 1;
} finally {
  for (const file of [...files, project]) rmSync(file, { force: true });
}
