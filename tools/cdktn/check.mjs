/**
 * `npm run check:cdktn`: says which of the provider bindings for CDK Terrain (`@cdktn/provider-*`) exist on npm, and
 * whether they can be installed with the CDK Terrain that is tested here. Until they all can, the original bindings are
 * used, under the alias that docs/cdk-terrain.md describes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, scriptArguments } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";
import { run } from "../lib/run.mjs";

const PROVIDERS = ["azurerm", "time", "azuread"];
const { devDependencies } = JSON.parse(readFileSync(join(WORKSPACE, "package.json"), "utf8"));

scriptArguments({}, "usage: npm run check:cdktn");
await runCommand(async () => {
  const { cdktn, constructs } = devDependencies;
  console.log(`cdktn ${cdktn}, constructs ${constructs}`);
  const results = [];
  for (const provider of PROVIDERS) results.push(await check(`@cdktn/provider-${provider}`, { cdktn, constructs }));
  const usable = !results.includes(false);
  console.log(
    usable
      ? "all bindings can be installed: docs/decisions/0011-cdk-terrain.md says what follows"
      : "the original bindings of @cdktf are needed",
  );
  return usable ? 0 : 1;
});

/**
 * @param {string} name @param {Record<string, string>} versions
 * @returns {Promise<boolean>} whether the newest version can be installed
 */
async function check(name, versions) {
  const { code, stdout, stderr } = await run("npm", ["view", name, "version", "peerDependencies", "--json"]);
  if (code !== 0) {
    const reason = /E404/.test(stderr) ? "isn't on npm" : `can't be looked up: ${stderr.trim().split("\n")[0]}`;
    console.log(`${name}: ${reason}`);
    return false;
  }
  const { version, peerDependencies } = JSON.parse(stdout);
  const folder = mkdtempSync(join(tmpdir(), "cdktn-"));
  try {
    const dependencies = { ...versions, [name]: version };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
    const options = ["install", "--strict-peer-deps", "--package-lock-only", "--no-audit", "--no-fund"];
    const installed = await run("npm", options, { cwd: folder });
    const fits = installed.code === 0;
    console.log(`${name} ${version}: ${fits ? "fits" : `doesn't fit, it needs ${JSON.stringify(peerDependencies)}`}`);
    return fits;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
