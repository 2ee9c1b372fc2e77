import { ProgramInterruptedError } from "@org/terraform-runner";
import { check } from "./commands/check.js";
import { deploy } from "./commands/deploy.js";
import { destroy } from "./commands/destroy.js";
import { importBlocks } from "./commands/import-blocks.js";
import { names } from "./commands/names.js";
import { plan } from "./commands/plan.js";
import { purge } from "./commands/purge.js";
import { synth } from "./commands/synth.js";
import { verify } from "./commands/verify.js";
import { ConfigurationError, describeProblem } from "./config/problem.js";
import { type CommandContext, processContext } from "./context.js";
import { RefusalError, UsageError } from "./errors.js";

const USAGE = `usage: aml COMMAND [OPTION]...

  synth          write the stacks from the configuration
  check          evaluate the security checks on the stacks
  plan           show what a deployment would change
  deploy         apply the stacks, each after those that it needs
  destroy        destroy the stacks in the opposite order
  verify         compare the deployed platform with Azure; changes nothing
  purge          permanently delete the soft-deleted vaults and workspaces of a destroyed environment
  import-blocks  write Terraform's import blocks for an existing platform
  names          list the name of every resource

The options of a command: aml COMMAND --help

Exit codes: 0 success, 1 refused or failed, or findings of check and verify, 2 wrong usage, a program is missing, or
nothing was verified, 3 changes with --expect-no-changes or stacks that --reviewed left out, 4 the plans don't pass the
posture check.`;

const EVERY_COMMAND = `Every command:
  --config FILE           the configuration (default: platform.config.json)
  --out DIR               folder for the synthesized stacks (default: cdktf.out)
  --azurerm-major N       synthesize for azurerm 4 or 5, whatever the configuration says`;

const STACK = "  STACK                   a stack or its environment, such as aml-dev or dev (default: all stacks)";
const TERRAFORM = `  --concurrency N         the number of stacks that may run in parallel (default: all that are independent)
  --var-file FILE         a *.tfvars or *.tfvars.json file for Terraform; can be repeated. Other variables come from
                          TF_VAR_<name>`;
const ALLOW_REPLACE = `  --allow-replace ADDRESS let this resource be replaced or destroyed with its data; can be repeated. Such as
                          aml-dev-base/azurerm_storage_account.Environment_Workspace_Storage_0A1B2C3D`;
const POSTURE =
  "  --posture FILE          the posture check's configuration, with exemptions (default: posture.json beside the";
const BASELINE =
  "  --baseline FILE         a report of an earlier run (--json): only findings that it doesn't have fail";
const REPORT = "  --html FILE             write the report as a page; likewise --json, --sarif, --junit";
const AUTO_APPROVE = "  --auto-approve          change Azure without asking";

/** The arguments of each command, as its usage and its options. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  synth: [""],
  check: [
    "[OPTION]...",
    `${POSTURE}
                          configuration)`,
    BASELINE,
    "  --update-baseline       write this run's report to the file of --baseline, and pass",
    "  --rules FILE            an ES module with rules of your own; can be repeated",
    REPORT,
    "  other options           those of aml-posture check",
  ],
  plan: [
    "[STACK...] [OPTION]...",
    STACK,
    TERRAFORM,
    "  --save DIR              save the plans for a review: a text file for each stack, and a summary in plan.md",
    "  --expect-no-changes     exit with code 3 if anything would change",
    ALLOW_REPLACE,
    `${POSTURE}
                          configuration). If the plans don't pass, exit with code 4; without a file, the findings are
                          only printed`,
  ],
  deploy: [
    "[STACK...] [OPTION]...",
    STACK,
    TERRAFORM,
    AUTO_APPROVE,
    "  --reviewed DIR          change Azure without asking, if the plan is exactly the one that plan --save saved in DIR",
    ALLOW_REPLACE,
  ],
  destroy: [
    "[STACK...] [OPTION]...",
    STACK,
    TERRAFORM,
    AUTO_APPROVE,
    "  --lift-prevent-destroy  also destroy what the configuration protects, such as DNS zones and production's data",
  ],
  verify: [
    "[STACK...] [OPTION]...",
    STACK,
    `  --state DIR             read the stacks' states from files in DIR, without Terraform: STACK/terraform.tfstate,
                          STACK.tfstate or terraform.STACK.tfstate (default: from their backends)`,
    `${POSTURE}
                          configuration)`,
    BASELINE,
    REPORT,
    `  --from-inside           this machine is in the network of the environment, such as its jumpbox: resolve the names of
                          its private endpoints and connect to them`,
    `  --from-outside          this machine is in no network of the platform: no name may resolve to a private address, and
                          private addresses must accept no connection`,
    "  --verbose               also show notes, exempted findings and evidence",
  ],
  purge: [
    "ENVIRONMENT [OPTION]...",
    "  ENVIRONMENT             an environment that was destroyed, not a production one",
    `  --subscription ID       its subscription (default: by the configuration, TF_VAR_subscription_id or
                          ARM_SUBSCRIPTION_ID)`,
    "  --auto-approve          delete without asking; without it and without a terminal, it only lists",
  ],
  "import-blocks": [
    "[STACK...] --subscription ID [OPTION]...",
    STACK,
    "  --subscription ID       the subscription of the existing platform",
    "  --role-assignments FILE output of `az role assignment list --all --output json`",
    "  --identities FILE       output of `az identity list --output json`",
  ],
  names: ["[OPTION]...", "  --json                  print JSON instead of a table"],
};

const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/** A command, given the arguments after its name; returns the exit code. */
type Command = (args: readonly string[], context: CommandContext) => number | Promise<number>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["synth", synth],
  ["check", check],
  ["plan", plan],
  ["deploy", deploy],
  ["destroy", destroy],
  ["verify", verify],
  ["purge", purge],
  ["import-blocks", importBlocks],
  ["names", names],
]);

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
    return await command(args, context);
  } catch (error) {
    return report(error, name ?? "", context);
  }
}

/** The usage of one command: its arguments, and the options of every command. */
function usageOf(command: string): string {
  const [usage = "", ...options] = ARGUMENTS[command] ?? [];
  const lines = [`usage: aml ${command} ${usage}`.trimEnd(), options.join("\n"), EVERY_COMMAND];
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
