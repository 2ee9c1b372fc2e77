import { resolve } from "node:path";
import { SynthModel, type Stack } from "@org/aml-synth-model";
import type { Problem } from "../config/problem.js";
import { synthesize, type SynthesizeOptions } from "../synthesize.js";
import { selectStacks } from "../terraform/selection.js";
import { signInProblems } from "../terraform/sign-in.js";
import type { ShownPlan } from "../terraform/planned-changes.js";
import type { State } from "../terraform/state.js";
import { Terraform } from "../terraform/terraform.js";
import { variableProblems } from "../terraform/variables.js";
import { constructing, type CommonInput } from "./arguments.js";
import { RefusalError } from "../refusal.js";

/** Options of every command that runs Terraform. */
export const TERRAFORM_OPTIONS = { "var-file": { type: "string", multiple: true } } as const;

/** How a stack came out. */
type Outcome = "done" | "failed" | "not started" | (string & {});

/** What a command wants. */
export interface SessionRequest extends CommonInput {
  /** Stacks or environments; none for all. */
  readonly names: readonly string[];
  readonly varFiles: readonly string[];
  /** Whether Terraform asks before it changes anything. */
  readonly asks: boolean;
  readonly synthesis?: SynthesizeOptions;
}

/** The platform's stacks freshly written, and a Terraform that has what it needs. */
export class Session {
  /**
   * Writes the stacks and looks whether everything is there that Terraform needs.
   * @throws RefusalError naming everything that is missing
   */
  public static async open(request: SessionRequest): Promise<Session> {
    const { file, configuration, outdir, names } = request;
    const { warnings } = constructing(file, () => synthesize(configuration, outdir, request.synthesis));
    for (const warning of warnings) console.error(warning);
    const model = SynthModel.fromDirectory(outdir);
    const selected = selectStacks(model, configuration.prefix, names);
    const varFiles = request.varFiles.map((one) => resolve(one));

    const terraform = await Terraform.find();
    const problems: Problem[] = [
      ...(terraform instanceof Terraform ? [] : [terraform]),
      ...(await signInProblems({ remoteState: configuration.backend.type === "azurerm" })),
      ...variableProblems(selected, varFiles),
      ...(request.asks && !process.stdin.isTTY ? [NO_TERMINAL] : []),
    ];
    if (!(terraform instanceof Terraform) || problems.length > 0) {
      const count = problems.length === 1 ? "1 thing is" : `${problems.length} things are`;
      throw new RefusalError(`${count} missing or wrong`, problems, "Nothing was started.");
    }
    console.log(`${terraform.title}, ${selected.map(({ name }) => name).join(", ")}`);
    return new Session(model, selected, terraform, varFiles);
  }

  /** The stacks that are meant, each after those that it needs. */
  public readonly selected: readonly Stack[];
  readonly #model: SynthModel;
  readonly #terraform: Terraform;
  /** The files of variables, as arguments of Terraform. */
  public readonly variables: readonly string[];
  readonly #states = new Map<Stack, State>();

  private constructor(
    model: SynthModel,
    selected: readonly Stack[],
    terraform: Terraform,
    varFiles: readonly string[],
  ) {
    this.#model = model;
    this.selected = selected;
    this.#terraform = terraform;
    this.variables = varFiles.map((file) => `-var-file=${file}`);
  }

  /** The stacks that are not meant. */
  public get others(): readonly Stack[] {
    return this.#model.stacks.filter((stack) => !this.selected.includes(stack));
  }

  /** Gets stacks ready for Terraform, before the first of them is begun. */
  public async init(stacks: readonly Stack[]): Promise<void> {
    for (const stack of stacks) {
      console.log(`${stack.name}: ${this.#terraform.command} init`);
      await this.#terraform.init(stack);
    }
  }

  /** What a stack's state holds, read once. The stack has to be initialized. */
  public async state(stack: Stack): Promise<State> {
    const known = this.#states.get(stack);
    if (known) return known;
    const state = await this.#terraform.state(stack);
    this.#states.set(stack, state);
    return state;
  }

  /** Whether there is anything of a stack in Azure. */
  public async stands(stack: Stack): Promise<boolean> {
    return (await this.state(stack)).resources.length > 0;
  }

  /** Runs a command of Terraform in a stack for everybody to see. @returns its exit code */
  public async terraform(stack: Stack, args: readonly string[]): Promise<number> {
    console.log(`\n${stack.name}: ${this.#terraform.command} ${args[0] ?? ""}`);
    return this.#terraform.run(stack, args);
  }

  /** What a saved plan of a stack would do. @param file absolute path */
  public async shown(stack: Stack, file: string): Promise<ShownPlan> {
    return { text: await this.#terraform.show(stack, file), changes: await this.#terraform.changes(stack, file) };
  }

  /**
   * Runs Terraform in one stack after the other, until one fails, and says in the end how each came out.
   * @param step arguments of Terraform, `plan` for instance, or why a stack is left out, or with which exit code it failed
   * @returns the exit code of the stack that failed, or 0
   */
  public async each(
    stacks: readonly Stack[],
    step: (stack: Stack) => Promise<readonly string[] | { readonly leftOut: string } | { readonly failed: number }>,
  ): Promise<number> {
    const outcomes = new Map<Stack, Outcome>(stacks.map((stack) => [stack, "not started"]));
    try {
      for (const stack of stacks) {
        const command = await step(stack);
        if ("leftOut" in command) {
          outcomes.set(stack, command.leftOut);
          continue;
        }
        outcomes.set(stack, "failed");
        const code = "failed" in command ? command.failed : await this.terraform(stack, command);
        if (code !== 0) return code;
        outcomes.set(stack, "done");
      }
      return 0;
    } finally {
      console.log(`\n${[...outcomes].map(([stack, outcome]) => `${stack.name}: ${outcome}`).join("\n")}`);
    }
  }
}

const NO_TERMINAL: Problem = {
  path: "--auto-approve",
  value: "not given, and there is no terminal to ask in",
  allowed: "a terminal, or --auto-approve",
  fix: "look at `npm run plan` first, then give --auto-approve",
};
