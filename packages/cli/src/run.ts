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

const USAGE = `usage: aml synth
       aml check          [--posture FILE] [--baseline FILE [--update-baseline]] [--rules FILE]... [--html FILE]
                          [--json FILE] [--sarif FILE] [--junit FILE] [--threshold LEVEL] [--verbose]
       aml plan           [STACK...] [--concurrency N] [--var-file FILE]... [--save DIR] [--expect-no-changes] [--posture FILE]
                          [--allow-replace ADDRESS]...
       aml deploy         [STACK...] [--var-file FILE]... [--auto-approve | --reviewed DIR]
                          [--allow-replace ADDRESS]...
       aml destroy        [STACK...] [--var-file FILE]... [--auto-approve] [--lift-prevent-destroy]
       aml verify         [STACK...] [--state DIR] [--posture FILE] [--baseline FILE] [--html FILE] [--json FILE]
                          [--sarif FILE] [--junit FILE] [--from-inside | --from-outside] [--verbose]
       aml purge          ENVIRONMENT [--subscription ID] [--auto-approve]
       aml import-blocks  [STACK...] --subscription ID [--role-assignments FILE] [--identities FILE]
       aml names          [--json]

  STACK                   a stack or its environment, such as aml-dev or dev (default: all stacks)

Every command:
  --config FILE           the configuration (default: platform.config.json)
  --out DIR               folder for the synthesized stacks (default: cdktf.out)
  --azurerm-major N       synthesize for azurerm 4 or 5, whatever the configuration says

check:
  --posture FILE          the posture check's configuration (default: posture.json beside the configuration)
  --baseline FILE         a report of an earlier run: only findings that it doesn't have fail
  --update-baseline       write this run's report to that file, and pass
  --rules FILE            an ES module with rules of your own
  other options           those of aml-posture check

plan, deploy, destroy:
  --concurrency N         the number of stacks that may run side by side (default: all that are independent)
  --var-file FILE         a *.tfvars or *.tfvars.json file for Terraform; other variables come from TF_VAR_<name>
  --save DIR              save the plans for a review: a text file for each stack, and a summary in plan.md
  --expect-no-changes     exit with code 3 if anything would change
  --posture FILE          the posture check's configuration; if the plans don't pass, exit with code 4 (default:
                          posture.json beside the configuration; without one the check's findings are only printed)
  --auto-approve          change Azure without asking
  --reviewed DIR          change Azure without asking, if the plan is exactly the one saved in DIR
  --allow-replace ADDRESS let this resource be replaced or destroyed with its data, such as
                          aml-dev/azurerm_storage_account.Environment_Workspace_Storage_0A1B2C3D
  --lift-prevent-destroy  also destroy what the configuration protects: DNS zones, registries that others need

verify:
  --state DIR             read the stacks' states from files in DIR, without Terraform: STACK/terraform.tfstate,
                          STACK.tfstate or terraform.STACK.tfstate (default: from their backends)
  --posture FILE          the posture check's configuration, with exemptions (default: posture.json beside the
                          configuration)
  --baseline FILE         a report of an earlier run (--json): only findings that it doesn't have fail
  --html FILE             write the report as a page, with deployed and live values; likewise --json, --sarif, --junit
  --from-inside           this machine is in the network of the environment, such as its jumpbox: resolve the names of
                          its private endpoints and connect to them
  --from-outside          this machine is in no network of the platform: no name may resolve to a private address, which
                          must accept no connection
  --verbose               also show notes, exempted findings and evidence

purge:
  ENVIRONMENT             an environment that was destroyed, not a production one
  --subscription ID       its subscription (default: by the configuration, TF_VAR_subscription_id or
                          ARM_SUBSCRIPTION_ID)
  --auto-approve          delete without asking; without it and without a terminal, it only lists

import-blocks:
  --subscription ID       the subscription of the existing platform
  --role-assignments FILE output of \`az role assignment list --all --output json\`
  --identities FILE       output of \`az identity list --output json\`

names:
  --json                  print JSON instead of a table

Exit codes: 0 success, 1 refused or failed, or findings of check and verify, 2 wrong usage, a program is missing, or
nothing was verified, 3 changes with --expect-no-changes or stacks that --reviewed left out, 4 the plans don't pass the
posture check.`;

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
    context.print(USAGE);
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

/** The usage of one command: its line, the options of every command, and its own. */
function usageOf(command: string): string {
  const [lines = "", ...sections] = USAGE.split("\n\n");
  const own = lines.split("\n       aml ").find((line) => line.replace("usage: aml ", "").split(" ")[0] === command);
  const chosen = sections.filter((section) => {
    const [heading = ""] = section.split(":\n");
    return heading === "Every command" || heading.split(", ").includes(command);
  });
  return [`usage: aml ${own?.replace("usage: aml ", "") ?? command}`, ...chosen].join("\n\n");
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
