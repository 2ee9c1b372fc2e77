import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { BadInputError } from "../lib/command.mjs";
import { run } from "../lib/run.mjs";

/**
 * Synthesizes a program against the sources of the workspace.
 * @param {object} options
 * @param {string} options.workspace
 * @param {string} options.program file
 * @param {string} options.outdir
 * @param {Record<string, string>} options.env
 * @param {AbortSignal} options.signal
 * @throws {BadInputError} with what it says, if it fails
 */
export async function synthesizeFromSources({ workspace, program, outdir, env, signal }) {
  mkdirSync(outdir, { recursive: true });
  const outfile = `${outdir}.cjs`;
  try {
    await build({
      entryPoints: [program],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      mainFields: ["module", "main"],
      tsconfig: join(workspace, "tsconfig.base.json"),
      external: ["@cdktf/hcl2json"],
      logLevel: "error",
    });
    const { code, stderr } = await run("node", [outfile], { env: { ...env, CDKTF_OUTDIR: outdir }, signal });
    if (code !== 0) throw new BadInputError(`${program} doesn't synthesize with the workspace's sources:\n${stderr}`);
  } finally {
    rmSync(outfile, { force: true });
  }
}
