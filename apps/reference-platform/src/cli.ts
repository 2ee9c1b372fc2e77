import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { InvalidInputError } from "@org/aml-core";
import { loadConfiguration } from "./config/load.js";
import { ConfigurationError, describeProblem } from "./config/problem.js";
import { synthesize } from "./synthesize.js";

const USAGE = `usage: synth [--config FILE] [--out DIR] [--azurerm-major 4|5] [--stack-traces]

  --config FILE       the configuration (platform.config.json)
  --out DIR           where the stacks are written (cdktf.out)
  --azurerm-major N   write for this major version of azurerm, whatever the configuration says
  --stack-traces      keep CDKTF's stack trace of every token, for debugging`;

/** Exit codes of the app. */
const EXIT = { ok: 0, badInput: 1, usage: 2 } as const;

/**
 * Runs a command of the app.
 * @returns the exit code
 */
export async function run(args: readonly string[]): Promise<number> {
  const started = performance.now();
  let options;
  try {
    options = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: "string" },
        out: { type: "string" },
        "azurerm-major": { type: "string" },
        "stack-traces": { type: "boolean" },
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return EXIT.usage;
  }
  const { values, positionals } = options;
  if (positionals.length !== 1 || positionals[0] !== "synth") {
    console.error(USAGE);
    return EXIT.usage;
  }
  const config = values.config ?? "platform.config.json";
  const outdir = values.out ?? process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  const major = values["azurerm-major"];
  try {
    const configuration = loadConfiguration(config);
    const summary = synthesize(
      major === undefined ? configuration : { ...configuration, azurermMajor: Number(major) as 4 | 5 },
      outdir,
    );
    for (const warning of summary.warnings) console.error(warning);
    console.log(summary.text(Math.round(performance.now() - started)));
    return EXIT.ok;
  } catch (error) {
    return report(config, error);
  }
}

function report(config: string, error: unknown): number {
  if (error instanceof ConfigurationError) {
    console.error(`${error.message}\n\n${error.problems.map(describeProblem).join("\n\n")}\n\nNothing was written.`);
    return EXIT.badInput;
  }
  if (InvalidInputError.isInvalidInputError(error)) {
    const { path, value, allowed, fix } = error.input;
    console.error(
      `${config} was refused\n\n${describeProblem({ path, value: JSON.stringify(value), allowed, fix })}\n\nNothing was written.`,
    );
    return EXIT.badInput;
  }
  throw error;
}
