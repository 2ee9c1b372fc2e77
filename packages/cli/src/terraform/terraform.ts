import type { Problem } from "../config/problem.js";
import type { CommandContext } from "../context.js";
import { RefusalError } from "../errors.js";
import { readPlannedChanges, type PlannedChanges } from "./planned-changes.js";
import { type Finished, isMissingProgram } from "./program.js";
import { readState, type State } from "./state.js";

type TerraformContext = Pick<CommandContext, "runProgram" | "env">;

/** Where Terraform runs. */
export interface Place {
  /** The stack's name. */
  readonly name: string;
  readonly workingDirectory: string;
}

/** Terraform, or OpenTofu in its place. */
export class Terraform {
  /**
   * Finds the program: the one that `TERRAFORM_BINARY_NAME` names, as in CDKTF, or else terraform or tofu on PATH.
   * @returns it, or the problem if it is missing
   */
  public static async find({ runProgram, env }: TerraformContext): Promise<Terraform | Problem> {
    const named = env["TERRAFORM_BINARY_NAME"];
    const candidates = named ? [named] : ["terraform", "tofu"];
    for (const command of candidates) {
      try {
        const { code, stdout, stderr } = await runProgram(command, ["version"], { env });
        if (code === 0) return new Terraform({ runProgram, env }, command, stdout.split("\n", 1)[0] ?? command);
        return {
          path: command,
          value: `\`${command} version\` failed: ${stderr.trim()}`,
          allowed: "Terraform or OpenTofu that runs",
          fix: `correct what ${command} reports`,
        };
      } catch (error) {
        if (!isMissingProgram(error)) throw error;
      }
    }
    return {
      path: named ? "TERRAFORM_BINARY_NAME" : "terraform",
      value: `no ${candidates.join(" and no ")} on PATH`,
      allowed: "Terraform 1.5 or newer, or OpenTofu",
      fix: named
        ? "correct the variable, or unset it to take terraform from PATH"
        : "install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install/), or name the program in TERRAFORM_BINARY_NAME",
    };
  }

  /** The program. */
  public readonly command: string;
  /** Its name and version: `Terraform v1.11.4`. */
  public readonly title: string;
  readonly #context: TerraformContext;

  private constructor(context: TerraformContext, command: string, title: string) {
    this.#context = context;
    this.command = command;
    this.title = title;
  }

  /**
   * Fetches a stack's providers and opens its state.
   * @throws RefusalError with what Terraform says, if that fails
   */
  public async init(stack: Place): Promise<void> {
    await this.#quietly(stack, ["init", "-input=false"]);
  }

  /**
   * A stack's state, from any backend. It may hold secrets: only addresses are kept.
   * @throws RefusalError with what Terraform says, if it can't be read
   */
  public async state(stack: Place): Promise<State> {
    return readState(await this.#quietly(stack, ["state", "pull"]));
  }

  /**
   * A saved plan as text, in which Terraform hides sensitive values.
   * @param file absolute path
   * @throws RefusalError with what Terraform says, if it can't be read
   */
  public async show(stack: Place, file: string): Promise<string> {
    return this.#quietly(stack, ["show", "-no-color", file]);
  }

  /**
   * The changes of a saved plan, without values.
   * @param file absolute path
   * @throws RefusalError with what Terraform says, if it can't be read
   */
  public async changes(stack: Place, file: string): Promise<PlannedChanges> {
    return readPlannedChanges(await this.#quietly(stack, ["show", "-json", file]));
  }

  /** Runs a command of Terraform in a stack, attached to the terminal. @returns its exit code */
  public async run(stack: Place, args: readonly string[]): Promise<number> {
    return (await this.#run(stack, args, true)).code;
  }

  async #quietly(stack: Place, args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#run(stack, args, false);
    if (code === 0) return stdout;
    throw new RefusalError(
      `${stack.name}: \`${this.command} ${args.join(" ")}\` failed`,
      [
        {
          path: stack.name,
          value: `exit code ${code}`,
          allowed: "0",
          fix: `correct what ${this.command} reports:\n\n${stderr.trim()}`,
        },
      ],
      "Nothing was changed.",
    );
  }

  #run(stack: Place, args: readonly string[], attached: boolean): Promise<Finished> {
    const { runProgram, env } = this.#context;
    return runProgram(this.command, args, { cwd: stack.workingDirectory, env, attached });
  }
}
