import { ProgramInterruptedError } from "@org/terraform-runner";
import { COMMANDS } from "./commands.js";
import { ConfigurationError, describeProblem } from "./config/problem.js";
import { type CommandContext, processContext } from "./context.js";
import { RefusalError, UsageError } from "./errors.js";

const SUMMARIES = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(15)}${summary}`).join("\n");

const USAGE = `usage: aml COMMAND [OPTION]...

${SUMMARIES}

The options of a command: aml COMMAND --help

Exit codes: 0 success, 1 refused or failed, or findings of check and verify, 2 wrong usage, a program is missing, or
nothing was verified, 3 changes with --expect-no-changes or stacks that --reviewed left out, 4 the plans don't pass the
posture check.`;

const EVERY_COMMAND = `Every command:
  --config FILE           the configuration (default: platform.config.json)
  --out DIR               folder for the synthesized stacks (default: cdktf.out)
  --azurerm-major N       synthesize for azurerm 4 or 5, whatever the configuration says`;

const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/**
 * Runs a command line of `aml` in this process.
 * @param args command and options, without node and script, such as `["synth", "--config", "platform.config.json"]`
 * @returns the exit code: 0 success, 1 refused or failed, 2 wrong usage or a missing program, 3 for changes that
 * `--expect-no-changes` excludes, 4 for plans that don't pass the posture check; after a signal 128 and the signal's
 * number
 */
export function run(args: readonly string[]): Promise<number> {
  return runIn(processContext(), args);
}

/**
 * Runs a command line in a context.
 * @returns the exit code
 */
export async function runIn(context: CommandContext, [name, ...args]: readonly string[]): Promise<number> {
  if ([name, ...args].some((arg) => arg === "--help" || arg === "-h")) {
    context.print(name !== undefined && COMMANDS.has(name) ? usageOf(name) : USAGE);
    return EXIT.ok;
  }
  const command = COMMANDS.get(name ?? "");
  if (!command) {
    context.complain(USAGE);
    return EXIT.usage;
  }
  try {
    return await command.run(args, context);
  } catch (error) {
    return report(error, name ?? "", context);
  }
}

/** The usage of one command: its arguments, and the options of every command. */
function usageOf(name: string): string {
  const { parameters = "", options = [] } = COMMANDS.get(name) ?? {};
  const lines = [`usage: aml ${name} ${parameters}`.trimEnd(), options.join("\n"), EVERY_COMMAND];
  return lines.filter((text) => text !== "").join("\n\n");
}

function report(error: unknown, command: string, { complain }: CommandContext): number {
  if (error instanceof UsageError) {
    complain(`${error.message}\n\n${usageOf(command)}`);
    return EXIT.usage;
  }
  if (error instanceof ProgramInterruptedError) {
    complain(error.message);
    return error.exitCode;
  }
  if (error instanceof ConfigurationError || error instanceof RefusalError) {
    const refusal = error instanceof RefusalError ? error : undefined;
    const outcome = refusal?.outcome ?? "Nothing was written.";
    complain([error.message, ...error.problems.map(describeProblem), outcome].join("\n\n"));
    return refusal?.missingProgram ? EXIT.usage : EXIT.refused;
  }
  throw error;
}
