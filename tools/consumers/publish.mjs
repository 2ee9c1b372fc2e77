import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";
import { run } from "../lib/run.mjs";
import { missingFiles } from "./built.mjs";

/**
 * Packs and publishes packages as they are, to the registry that the environment leads to.
 * @param {object} options
 * @param {string} options.workspace
 * @param {readonly import("../hygiene/packages.mjs").Package[]} options.packages
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} options.signal
 * @throws {BadInputError} if one isn't built, or npm refuses or would correct its package.json
 */
export async function publish({ workspace, packages, env, signal }) {
  const missing = packages.flatMap((each) => missingFiles(each).map((file) => join(each.folder, file)));
  if (missing.length > 0) {
    throw new BadInputError(`not built, so nothing was published: run 'npm run build'\n${missing.join("\n")}`);
  }
  const workspaces = packages.flatMap(({ folder }) => ["--workspace", folder]);
  // Provenance is signed by the pipeline that releases.
  const args = ["publish", ...workspaces, "--tag", "latest", "--provenance=false", "--loglevel", "warn"];
  const { code, stderr } = await run("npm", args, { cwd: workspace, env, signal });
  if (code !== 0 || /npm warn publish/.test(stderr)) throw new BadInputError(`npm publish:\n${stderr.trim()}`);
}
