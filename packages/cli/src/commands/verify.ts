import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type * as Posture from "@org/aml-posture";
import { readStates, type StackState, SynthModel, SynthModelError } from "@org/aml-synth-model";
import type * as Verify from "@org/aml-verify";
import { ProgramInterruptedError } from "@org/terraform-runner";
import { ConfigurationError, describeProblem } from "../config/problem.js";
import type { CommandContext } from "../context.js";
import { RefusalError, UsageError } from "../errors.js";
import { POSTURE_FILE } from "../plans/posture-check.js";
import { selectStacks } from "../terraform/selection.js";
import { readArguments, readCommonInput, synthesizeInput, type CommonInput } from "./arguments.js";
import { Session } from "./session.js";

/** Exit codes: findings; nothing could be verified. */
const EXIT = { passed: 0, findings: 1, unusable: 2 } as const;

const OPTIONS = {
  state: { type: "string" },
  posture: { type: "string" },
  baseline: { type: "string" },
  json: { type: "string" },
  sarif: { type: "string" },
  junit: { type: "string" },
  html: { type: "string" },
  verbose: { type: "boolean" },
  "from-inside": { type: "boolean" },
  "from-outside": { type: "boolean" },
} as const;

/** Names of a stack's state in a folder: as Terraform calls it, and as the backends of the stacks do. */
function stateFiles(stack: string): readonly string[] {
  return [
    join(stack, "terraform.tfstate"),
    join("stacks", stack, "terraform.tfstate"),
    `${stack}.tfstate`,
    `terraform.${stack}.tfstate`,
  ];
}

/** `verify`: compares what is deployed with Azure, and runs the security checks over what Azure has. It only reads. */
export async function verify(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, { allowPositionals: true });
  const from = placeOf(values, positionals);
  const at = (file: string | undefined) => (file === undefined ? undefined : resolve(context.cwd, file));
  // Loaded only by commands that need it, so that the others start faster.
  const posture = await import("@org/aml-posture");
  const library = await import("@org/aml-verify");
  try {
    const input = readCommonInput(values, context);
    const beside = join(dirname(input.file), POSTURE_FILE);
    const config = at(values.posture ?? (existsSync(resolve(context.cwd, beside)) ? beside : undefined));
    const settings: Posture.PostureConfig = config === undefined ? {} : posture.readConfig(config);
    const ownRules = await posture.loadRules(settings.rules ?? [], dirname(config ?? "."));
    const baseline = at(values.baseline);
    if (baseline !== undefined && statSync(baseline, { throwIfNoEntry: false })?.isFile() !== true) {
      throw new UsageError(`--baseline ${values.baseline}: there is no such file`);
    }
    const before = baseline === undefined ? undefined : posture.parseReport(readFileSync(baseline, "utf8"), baseline);
    const states = await statesOf(input, values.state, context);
    const { configuration, outdir } = input;
    const model = SynthModel.fromDirectory(outdir);
    const stacks = selectStacks(model, configuration.prefix, positionals).map(({ name }) => name);
    const client = await context.azureClient(configuration.dns.cloud);

    let shown = 0;
    const { report, requests, compared } = await library.verify({
      ...settings,
      ownRules,
      baseline: before,
      states,
      directory: outdir,
      stacks: positionals.length === 0 ? undefined : stacks,
      from,
      client,
      onProgress: ({ read, all }) => {
        const tenth = Math.floor((read / all) * 10);
        if (tenth === shown) return;
        shown = tenth;
        context.complain(`reading Azure: ${read} of ${all} lists`);
      },
    });
    await posture.saveReports(
      report,
      { json: at(values.json), sarif: at(values.sarif), junit: at(values.junit), html: at(values.html) },
      outdir,
    );
    context.print(posture.toConsole(report, { verbose: values.verbose ?? false, by: "environment" }).trimEnd());
    context.print(`${compared} resources compared with Azure, ${requests} requests, nothing was changed`);
    return report.passed ? EXIT.passed : EXIT.findings;
  } catch (error) {
    if (error instanceof UsageError || error instanceof ProgramInterruptedError) throw error;
    const refusal = refusalOf(error, library, posture);
    context.complain(`${refusal}\n\nNothing was verified.`);
    return EXIT.unusable;
  }
}

/** @throws UsageError if it isn't clear in whose network this machine is */
function placeOf(
  { "from-inside": inside, "from-outside": outside }: { readonly [name: string]: unknown },
  stacks: readonly string[],
): Verify.Place | undefined {
  if (inside && outside) throw new UsageError("--from-inside, --from-outside: give one of them");
  if (inside && stacks.length === 0) {
    throw new UsageError("--from-inside: also give the environment in whose network this machine is, such as dev");
  }
  return inside ? "inside" : outside ? "outside" : undefined;
}

/** The states of all stacks: from files, or otherwise from the stacks' backends, by Terraform. */
async function statesOf(
  input: CommonInput,
  folder: string | undefined,
  context: CommandContext,
): Promise<readonly StackState[]> {
  if (folder === undefined) {
    const session = await Session.open(context, {
      ...input,
      names: [],
      varFiles: [],
      concurrency: undefined,
      asks: false,
      needsVariables: false,
    });
    await session.init(session.selected);
    const texts = await Promise.all(
      session.selected.map(async (stack) => ({ name: stack.name, text: await session.stateText(stack) })),
    );
    return readStates(texts);
  }
  const { stacks } = await synthesizeInput(context, input);
  const directory = resolve(context.cwd, folder);
  if (!existsSync(directory)) throw new UsageError(`--state ${folder}: there is no such folder`);
  return readStates(
    stacks.flatMap((name) =>
      stateFiles(name)
        .map((file) => join(directory, file))
        .filter((file) => existsSync(file))
        .map((file) => ({ name, text: readFileSync(file), file })),
    ),
  );
}

/** Why nothing was verified: what is wrong with the input, or for other errors where they come from. */
function refusalOf(error: unknown, { VerifyInputError }: typeof Verify, { PostureInputError }: typeof Posture): string {
  if (error instanceof VerifyInputError) return describeProblem(error);
  if (error instanceof PostureInputError || SynthModelError.isSynthModelError(error)) return error.message;
  if (error instanceof RefusalError || error instanceof ConfigurationError)
    return [error.message, ...error.problems.map(describeProblem)].join("\n\n");
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
