import { check } from "./commands/check.js";
import { deploy } from "./commands/deploy.js";
import { destroy } from "./commands/destroy.js";
import { importBlocks } from "./commands/import-blocks.js";
import { names } from "./commands/names.js";
import { plan } from "./commands/plan.js";
import { purge } from "./commands/purge.js";
import { synth } from "./commands/synth.js";
import { verify } from "./commands/verify.js";
import type { CommandContext } from "./context.js";

/** A command of `aml`. */
export interface Command {
  /** What it does, as a phrase. */
  readonly summary: string;
  /** What follows its name, such as `[STACK...] [OPTION]...`. */
  readonly parameters: string;
  /** Its parameters and options, a line or more for each. */
  readonly options: readonly string[];
  /** Runs it with the arguments after its name, and returns the exit code. */
  readonly run: (args: readonly string[], context: CommandContext) => number | Promise<number>;
}

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

/** The commands by their names, in the order in which the usage lists them. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    "synth",
    {
      summary: "write the stacks from the configuration",
      parameters: "",
      options: [],
      run: synth,
    },
  ],
  [
    "check",
    {
      summary: "evaluate the security checks on the stacks",
      parameters: "[OPTION]...",
      options: [
        `${POSTURE}
                          configuration)`,
        BASELINE,
        "  --update-baseline       write this run's report to the file of --baseline, and pass",
        "  --rules FILE            an ES module with rules of your own; can be repeated",
        REPORT,
        "  other options           those of aml-posture check",
      ],
      run: check,
    },
  ],
  [
    "plan",
    {
      summary: "show what a deployment would change",
      parameters: "[STACK...] [OPTION]...",
      options: [
        STACK,
        TERRAFORM,
        "  --save DIR              save the plans for a review: a text file for each stack, and a summary in plan.md",
        "  --expect-no-changes     exit with code 3 if anything would change",
        ALLOW_REPLACE,
        `${POSTURE}
                          configuration). If the plans don't pass, exit with code 4; without a file, the findings are
                          only printed`,
      ],
      run: plan,
    },
  ],
  [
    "deploy",
    {
      summary: "apply the stacks, each after those that it needs",
      parameters: "[STACK...] [OPTION]...",
      options: [
        STACK,
        TERRAFORM,
        AUTO_APPROVE,
        "  --reviewed DIR          change Azure without asking, if the plan is exactly the one that plan --save saved in DIR",
        ALLOW_REPLACE,
      ],
      run: deploy,
    },
  ],
  [
    "destroy",
    {
      summary: "destroy the stacks in the opposite order",
      parameters: "[STACK...] [OPTION]...",
      options: [
        STACK,
        TERRAFORM,
        AUTO_APPROVE,
        "  --lift-prevent-destroy  also destroy what the configuration protects, such as DNS zones and production's data",
      ],
      run: destroy,
    },
  ],
  [
    "verify",
    {
      summary: "compare the deployed platform with Azure; changes nothing",
      parameters: "[STACK...] [OPTION]...",
      options: [
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
      run: verify,
    },
  ],
  [
    "purge",
    {
      summary: "permanently delete the soft-deleted vaults and workspaces of a destroyed environment",
      parameters: "ENVIRONMENT [OPTION]...",
      options: [
        "  ENVIRONMENT             an environment that was destroyed, not a production one",
        `  --subscription ID       its subscription (default: by the configuration, TF_VAR_subscription_id or
                          ARM_SUBSCRIPTION_ID)`,
        "  --auto-approve          delete without asking; without it and without a terminal, it only lists",
      ],
      run: purge,
    },
  ],
  [
    "import-blocks",
    {
      summary: "write Terraform's import blocks for an existing platform",
      parameters: "[STACK...] --subscription ID [OPTION]...",
      options: [
        STACK,
        "  --subscription ID       the subscription of the existing platform",
        "  --role-assignments FILE output of `az role assignment list --all --output json`",
        "  --identities FILE       output of `az identity list --output json`",
      ],
      run: importBlocks,
    },
  ],
  [
    "names",
    {
      summary: "list the name of every resource",
      parameters: "[OPTION]...",
      options: ["  --json                  print JSON instead of a table"],
      run: names,
    },
  ],
]);
