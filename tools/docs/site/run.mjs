/**
 * `npm run docs`: the guides, the runbooks and the API of all packages as one static site, in docs/site. What only that
 * needs lies in a folder of its own, and is installed when it is first asked for.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const generator = join(import.meta.dirname, "generator");
const installed = join(generator, "node_modules/.package-lock.json");

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(generator, "package-lock.json")).mtimeMs) {
  execFileSync("npm", ["ci", "--ignore-scripts"], {
    cwd: generator,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
}
const { status } = spawnSync(process.execPath, [join(generator, "build.mjs")], { stdio: "inherit" });
process.exitCode = status ?? 1;
