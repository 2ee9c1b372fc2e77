import { ConfigurationError, describeProblem } from "./config/problem.js";
import * as synth from "./commands/synth.js";
import { RefusalError } from "./refusal.js";
import { InterruptedError } from "./terraform/interrupted.js";
import { UsageError } from "./usage-error.js";

const USAGE = `usage: synth
       plan           [STACK...] [--var-file FILE]... [--save DIR] [--expect-no-changes]
       deploy         [STACK...] [--var-file FILE]... [--auto-approve | --reviewed DIR]
       destroy        [STACK...] [--var-file FILE]... [--auto-approve] [--lift-prevent-destroy]
       import-blocks  [STACK...] --subscription ID [--role-assignments FILE] [--identities FILE]
       names          [--json]

  STACK                   a stack or its environment, aml-dev or dev; all of them if none is named

  --config FILE           the configuration (platform.config.json)
  --out DIR               where the stacks are written (cdktf.out)
  --azurerm-major N       write for this major version of azurerm, 4 or 5, whatever the configuration says
  --stack-traces          keep CDKTF's stack trace of every token, for debugging

  --var-file FILE         a *.tfvars or *.tfvars.json file for Terraform; others of its variables come from TF_VAR_<name>
  --save DIR              write what would be done into DIR, for a review: a text for each stack, and plan.md about all
  --expect-no-changes     fail with exit code 3 if anything would change
  --auto-approve          change Azure without asking
  --reviewed DIR          change Azure without asking, where it is to the letter what --save wrote into DIR
  --lift-prevent-destroy  destroy what the configuration protects as well: DNS zones, registries needed elsewhere

  --subscription ID       the subscription in which the platform already exists
  --role-assignments FILE what \`az role assignment list --all --output json\` printed
  --identities FILE       what \`az identity list --output json\` printed

  --json                  the names as data`;

/** Exit codes of the app; an interrupted command exits as a shell says, with 128 and the signal's number. */
const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/** A command, given what follows its name; it returns the exit code. */
type Command = (args: readonly string[]) => number | Promise<number>;

/** All but `synth` are loaded when they are asked for: it has to start fast. */
const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["synth", synth.run],
  ["plan", async (args) => (await import("./commands/plan.js")).run(args)],
  ["deploy", async (args) => (await import("./commands/deploy.js")).run(args)],
  ["destroy", async (args) => (await import("./commands/destroy.js")).run(args)],
  ["import-blocks", async (args) => (await import("./commands/import-blocks.js")).run(args)],
  ["names", async (args) => (await import("./commands/names.js")).run(args)],
]);

/**
 * Runs a command of the app.
 * @returns the exit code
 */
export async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h") {
    console.log(USAGE);
    return EXIT.ok;
  }
  const command = COMMANDS.get(name ?? "");
  if (!command) {
    console.error(USAGE);
    return EXIT.usage;
  }
  try {
    return await command(args);
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    return EXIT.usage;
  }
  if (error instanceof InterruptedError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof ConfigurationError || error instanceof RefusalError) {
    const outcome = error instanceof RefusalError ? error.outcome : "Nothing was written.";
    console.error(`${error.message}\n\n${error.problems.map(describeProblem).join("\n\n")}\n\n${outcome}`);
    return EXIT.refused;
  }
  throw error;
}
