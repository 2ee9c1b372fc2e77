/**
 * Global setup of the tests with real clients (`npm run test:clients`): it installs the Azure CLI and the Python SDK of
 * Azure Machine Learning from PyPI into the cache folder, and provides the deployed reference platform that
 * `npm run rehearse:save` has saved.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder, WORKSPACE } from "../lib/folders.mjs";
import { isMissingProgram, run } from "../lib/run.mjs";

/** The folder to which `npm run rehearse:save` saves. */
const SAVED = join(WORKSPACE, "apps/reference-platform/rehearsed");

/** What is installed into a virtual environment each, because their dependencies conflict. */
const CLIENTS = /** @type {const} */ ({
  azureCli: ["azure-cli==2.91.0"],
  azureMl: ["azure-ai-ml==1.35.2", "azure-identity==1.27.0", "jmespath==1.1.0"],
});

/** @typedef {{ provide: (name: "azureCli" | "azureMl" | "savedPlatform", value: string) => void }} Project */

/** @param {Project} project */
export default async function setup(project) {
  if (!existsSync(join(SAVED, "azure.json"))) {
    throw new Error(`${SAVED} is missing: run npm run rehearse:save first, or npm run test:clients, which does`);
  }
  project.provide("savedPlatform", SAVED);
  for (const name of /** @type {const} */ (["azureCli", "azureMl"])) project.provide(name, await install(name));
}

/**
 * Installs a client.
 * @param {keyof typeof CLIENTS} name
 * @returns {Promise<string>} the folder with its programs; empty if it can't be installed, which is an error in CI
 */
async function install(name) {
  const [main, ...others] = CLIENTS[name];
  const folder = join(dirname(cacheFolder()), main.replace("==", "-"));
  const installed = join(folder, "installed");
  if (existsSync(installed)) return join(folder, "bin");
  rmSync(folder, { recursive: true, force: true });
  for (const [program, ...args] of [
    ["python3", "-m", "venv", folder],
    [join(folder, "bin/python"), "-m", "pip", "install", "--quiet", main, ...others],
  ]) {
    const { code, stderr } = await run(/** @type {string} */ (program), args).catch((/** @type {unknown} */ error) => {
      if (isMissingProgram(error)) return { code: 1, stderr: `${program} is not on the PATH` };
      throw error;
    });
    if (code === 0) continue;
    const message = `${main} can't be installed from PyPI: ${stderr.trim()}`;
    if (process.env["CI"]) throw new Error(message);
    console.warn(`\n!! SKIPPED: the tests with ${main} do not run. ${message}\n`);
    return "";
  }
  writeFileSync(installed, "");
  return join(folder, "bin");
}
