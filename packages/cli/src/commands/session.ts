import { backendTypes } from "../backend.js";
import { resolve } from "node:path";
import { type Stack, SynthModel } from "@org/aml-synth-model";
import { inOrder, ProgramInterruptedError, TerraformError, TerraformNotFoundError } from "@org/terraform-runner";
import type { Problem } from "../config/problem.js";
import { type CommandContext, suggestion, type TerraformProgram } from "../context.js";
import { RefusalError, UsageError } from "../errors.js";
import type { SynthesizeOptions } from "../synthesize.js";
import { warnOfRemovedStacks } from "../terraform/removed-stacks.js";
import { selectStacks } from "../terraform/selection.js";
import { signInProblems } from "../terraform/sign-in.js";
import { readState, type State } from "../terraform/state.js";
import { variableProblems } from "../terraform/variables.js";
import { type CommonInput, synthesizeInput } from "./arguments.js";

/** Options of every command that runs Terraform. */
export const TERRAFORM_OPTIONS = {
  "var-file": { type: "string", multiple: true },
  concurrency: { type: "string" },
} as const;

const FAILED = "failed";
const INTERRUPTED = "interrupted";
export const NOT_STARTED = "not started";

/** The result of a stack. */
type Outcome = "done" | typeof FAILED | typeof INTERRUPTED | typeof NOT_STARTED | (string & {});

/** What a step returns for a stack: arguments of Terraform, or a result. */
export type Step =
  | readonly string[]
  | { readonly leftOut: string }
  | { readonly failed: number }
  | { readonly done: true };

/** The input of a command that runs Terraform. */
export interface SessionRequest extends CommonInput {
  /** Stacks or environments; empty for all. */
  readonly names: readonly string[];
  readonly varFiles: readonly string[];
  /** Whether somebody has to approve the changes. */
  readonly asks: boolean;
  /** The number of stacks that may run side by side, as given. Undefined for all that can. */
  readonly concurrency: string | undefined;
  /**
   * Whether Terraform evaluates the stacks, for which it needs their variables.
   * @default true
   */
  readonly needsVariables?: boolean | undefined;
  readonly synthesis?: SynthesizeOptions | undefined;
}

/** Synthesized stacks, and Terraform with its prerequisites. */
export class Session {
  /**
   * Synthesizes the stacks and checks all prerequisites of Terraform.
   * @throws RefusalError with everything that is missing
   */
  public static async open(context: CommandContext, request: SessionRequest): Promise<Session> {
    const { configuration, outdir, names } = request;
    const { warnings, stacks, removed } = await synthesizeInput(context, request, request.synthesis);
    for (const warning of warnings) context.complain(warning);
    warnOfRemovedStacks(context, { configuration, outdir, stacks });
    const concurrency = concurrencyOf(request.concurrency);
    const model = SynthModel.fromDirectory(outdir);
    refuseCycles(model);
    const selected = selectStacks(model, configuration.prefix, names);
    const varFiles = request.varFiles.map((one) => resolve(context.cwd, one));

    const terraform = await findTerraform(context);
    const problems: Problem[] = [
      ...("path" in terraform ? [terraform] : []),
      ...(await signInProblems({ remoteState: hasRemoteState(request) }, context)),
      ...((request.needsVariables ?? true) ? variableProblems(selected, varFiles, context.env) : []),
      ...(request.asks && !context.interactive ? [noTerminal(context)] : []),
    ];
    if ("path" in terraform || problems.length > 0) {
      const count = problems.length === 1 ? "1 thing is" : `${problems.length} things are`;
      throw new RefusalError(`${count} missing or wrong`, problems, "Nothing was started.", "path" in terraform);
    }
    context.print(`${terraform.title}, ${selected.map(({ name }) => name).join(", ")}`);
    return new Session(context, model, selected, terraform, varFiles, removed, Math.min(concurrency, selected.length));
  }

  /** The selected stacks, each after its dependencies. */
  public readonly selected: readonly Stack[];
  readonly #context: CommandContext;
  readonly #model: SynthModel;
  readonly #terraform: TerraformProgram;
  /** The variable files, as arguments of Terraform. */
  public readonly variables: readonly string[];
  readonly #states = new Map<Stack, Promise<State>>();

  private constructor(
    context: CommandContext,
    model: SynthModel,
    selected: readonly Stack[],
    terraform: TerraformProgram,
    varFiles: readonly string[],
    /** Names of the selected stacks that the platform no longer has. */
    public readonly removed: readonly string[],
    /** The number of stacks that run side by side. If it is one, Terraform is attached to the terminal. */
    public readonly concurrency: number,
  ) {
    this.#context = context;
    this.#model = model;
    this.selected = selected;
    this.#terraform = terraform;
    this.variables = varFiles.map((file) => `-var-file=${file}`);
  }

  public get env(): CommandContext["env"] {
    return this.#context.env;
  }

  /** The stacks that are not selected. */
  public get others(): readonly Stack[] {
    return this.#model.stacks.filter((stack) => !this.selected.includes(stack));
  }

  /** Initializes stacks. */
  public async init(stacks: readonly Stack[]): Promise<void> {
    for (const stack of stacks) {
      this.#context.print(`${stack.name}: ${this.#terraform.command} init`);
      const { code, stderr } = await this.#terraform.init({ cwd: stack.workingDirectory });
      if (code !== 0) throw failed(stack, `${this.#terraform.command} init`, code, stderr);
    }
  }

  /**
   * A stack's state, from any backend, read once. The stack has to be initialized. The state may contain secrets, so
   * only addresses are kept.
   */
  public state(stack: Stack): Promise<State> {
    const state = this.#states.get(stack) ?? this.stateText(stack).then(readState);
    this.#states.set(stack, state);
    return state;
  }

  /** A stack's state as text, empty if there is none. It contains all secrets of the stack, so keep it in memory. */
  public stateText(stack: Stack): Promise<string> {
    return this.#output(stack, ["state", "pull"]);
  }

  /** Whether a stack's state has resources. */
  public async isDeployed(stack: Stack): Promise<boolean> {
    return (await this.state(stack)).resources.length > 0;
  }

  /**
   * Runs a command of Terraform in a stack. If stacks run side by side, each line begins with the stack's name;
   * otherwise Terraform is attached to the terminal.
   * @param grouped whether the lines are printed together after Terraform has ended
   * @returns its exit code
   */
  public async terraform(stack: Stack, [command = "", ...args]: readonly string[], grouped = false): Promise<number> {
    const { print, complain } = this.#context;
    const cwd = stack.workingDirectory;
    if (this.concurrency === 1) {
      print(`\n${stack.name}: ${this.#terraform.command} ${command}`);
      return (await this.#terraform.run([command, ...args], { cwd, output: "inherit" })).code;
    }
    const width = Math.max(...this.selected.map(({ name }) => name.length));
    const prefixed = (line: string) => `${stack.name.padEnd(width)} | ${line}`;
    print(prefixed(`${this.#terraform.command} ${command}`));
    const lines: string[] = [];
    const onLine = (line: string): void => {
      if (grouped) lines.push(prefixed(line));
      else print(prefixed(line));
    };
    const { code, stderr } = await this.#terraform.run([command, "-no-color", ...args], { cwd, onLine });
    if (lines.length > 0) print(lines.join("\n"));
    for (const line of stderr.split("\n")) if (line !== "") complain(prefixed(line));
    if (stderr.includes("Error acquiring the state lock")) {
      complain(prefixed("another command is changing this stack: wait until it has ended"));
    }
    return code;
  }

  /**
   * Plans a stack, and saves the plan.
   * @param file absolute path
   * @param options further options of `terraform plan`
   * @returns Terraform's exit code
   */
  public plan(stack: Stack, file: string, ...options: readonly string[]): Promise<number> {
    return this.terraform(stack, ["plan", ...options, ...this.variables, "-input=false", `-out=${file}`], true);
  }

  /**
   * A saved plan of a stack as Terraform's text, without sensitive values.
   * @param file absolute path
   */
  public planText(stack: Stack, file: string): Promise<string> {
    return this.#output(stack, ["show", "-no-color", file]);
  }

  /**
   * A saved plan of a stack as JSON. It contains all secrets of the stack, so keep it in memory.
   * @param file absolute path
   */
  public planJson(stack: Stack, file: string): Promise<string> {
    return this.#output(stack, ["show", "-json", file]);
  }

  /**
   * Runs Terraform in stacks, side by side as far as their order and `concurrency` allow, and prints the result of each,
   * and the command that continues. After a failure, running stacks finish, and no other one starts.
   * @param order the stacks that a stack comes after, and the name of the command
   * @param step returns arguments of Terraform such as `plan`, the reason why a stack is skipped, the exit code of a
   * failure, or that the stack is done
   * @returns the exit code of the first stack that failed, or 0
   * @throws the first error of a step, after all running stacks have finished
   */
  public async each(
    stacks: readonly Stack[],
    { needs, command }: { readonly needs: (stack: Stack) => readonly Stack[]; readonly command: string },
    step: (stack: Stack, goOn: () => boolean) => Promise<Step>,
  ): Promise<number> {
    const outcomes = new Map<Stack, Outcome>(stacks.map((stack) => [stack, NOT_STARTED]));
    let failure = 0;
    let thrown = false;
    const goOn = () => failure === 0 && !thrown;
    const work = async (stack: Stack): Promise<void> => {
      try {
        const result = await step(stack, goOn);
        if ("leftOut" in result) {
          outcomes.set(stack, result.leftOut);
          return;
        }
        outcomes.set(stack, FAILED);
        const code = "failed" in result ? result.failed : "done" in result ? 0 : await this.terraform(stack, result);
        if (code === 0) outcomes.set(stack, "done");
        else failure ||= code;
      } catch (error) {
        thrown = true;
        if (error instanceof ProgramInterruptedError) outcomes.set(stack, INTERRUPTED);
        throw error;
      }
    };
    try {
      await inOrder(stacks, { needs, most: this.concurrency, goOn, work });
      return failure;
    } finally {
      const lines = stacks.map((stack) => `${stack.name}: ${outcomes.get(stack) ?? NOT_STARTED}`);
      const left = stacks.filter((stack) =>
        [FAILED, INTERRUPTED, NOT_STARTED].includes(outcomes.get(stack) ?? NOT_STARTED),
      );
      if (left.length > 0 && stacks.length > 1) {
        const names = left.map(({ name }) => name).join(" ");
        lines.push(`to continue, once the cause is fixed: ${suggestion(this.env, command, command, names)}`);
      }
      this.#context.print(`\n${lines.join("\n")}`);
    }
  }

  async #output(stack: Stack, args: readonly string[]): Promise<string> {
    try {
      return await this.#terraform.output(args, { cwd: stack.workingDirectory });
    } catch (error) {
      if (!(error instanceof TerraformError)) throw error;
      throw failed(stack, error.commandLine, error.result.code, error.result.stderr);
    }
  }
}

/** Whether a state is stored in Azure, including those of removed stacks. */
function hasRemoteState({ configuration, synthesis }: SessionRequest): boolean {
  const removed = synthesis?.removedStacks?.flatMap(({ backend = {} }) => Object.keys(backend)) ?? [];
  return backendTypes(configuration).has("azurerm") || removed.includes("azurerm");
}

/** @throws UsageError for anything but a whole number from 1 */
function concurrencyOf(given: string | undefined): number {
  if (given === undefined) return Infinity;
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`--concurrency ${given}: give the number of stacks that may run side by side, from 1`);
}

/** @throws RefusalError for stacks that need each other */
function refuseCycles(model: SynthModel): void {
  const cycle = model.diagnostics.find(({ code }) => code === "stack-cycle");
  if (!cycle) return;
  const problem: Problem = {
    path: cycle.stack ?? "stacks",
    value: cycle.message,
    allowed: "stacks that don't depend on each other in a circle",
    fix: "move what both need into a third stack, or remove one of the references",
  };
  throw new RefusalError("the stacks have no order", [problem], "Nothing was started.");
}

async function findTerraform(context: CommandContext): Promise<TerraformProgram | Problem> {
  try {
    return await context.findTerraform();
  } catch (error) {
    if (!(error instanceof TerraformNotFoundError)) throw error;
    return {
      path: context.env["TERRAFORM_BINARY_NAME"] ? "TERRAFORM_BINARY_NAME" : "terraform",
      value: error.reason,
      allowed: "Terraform 1.5 or newer, or OpenTofu",
      fix: error.fix,
    };
  }
}

function failed(stack: Stack, commandLine: string, code: number, stderr: string): RefusalError {
  return new RefusalError(
    `${stack.name}: \`${commandLine}\` failed`,
    [
      {
        path: stack.name,
        value: `exit code ${code}`,
        allowed: "0",
        fix: `correct what ${commandLine} reports:\n\n${stderr.trim()}`,
      },
    ],
    "Nothing was changed.",
  );
}

function noTerminal({ env }: CommandContext): Problem {
  return {
    path: "--auto-approve",
    value: "not given, and there is no terminal to confirm the plan on",
    allowed: "a terminal, or --auto-approve",
    fix: `review \`${suggestion(env, "deploy", "plan", "").trimEnd()}\` first, then give --auto-approve`,
  };
}
