import { RefusalError } from "../refusal.js";
import type { Problem } from "../config/problem.js";
import { readPlannedChanges, type PlannedChanges } from "./planned-changes.js";
import { isMissingProgram, runProgram } from "./program.js";
import { readState, type State } from "./state.js";

/** Where Terraform runs. */
export interface Place {
  /** The stack's name. */
  readonly name: string;
  readonly workingDirectory: string;
}

/** Terraform, or OpenTofu in its place. */
export class Terraform {
  /**
   * Finds the program: what `TERRAFORM_BINARY_NAME` names, as in CDKTF, or else terraform or tofu on PATH.
   * @returns it, or what to say if it is missing
   */
  public static async find(env: NodeJS.ProcessEnv = process.env): Promise<Terraform | Problem> {
    const named = env["TERRAFORM_BINARY_NAME"];
    const candidates = named ? [named] : ["terraform", "tofu"];
    for (const command of candidates) {
      try {
        const { code, stdout, stderr } = await runProgram(command, ["version"]);
        if (code === 0) return new Terraform(command, stdout.split("\n", 1)[0] ?? command);
        return {
          path: command,
          value: `\`${command} version\` failed: ${stderr.trim()}`,
          allowed: "Terraform or OpenTofu that runs",
          fix: `mend what ${command} complains about`,
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
        : "install one of them, or name the program in TERRAFORM_BINARY_NAME",
    };
  }

  /** The program. */
  public readonly command: string;
  /** What it calls itself: `Terraform v1.11.4`. */
  public readonly title: string;

  private constructor(command: string, title: string) {
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
   * What a stack's state holds, wherever it is kept. It may hold secrets: nothing of it is shown but addresses.
   * @throws RefusalError with what Terraform says, if it can't be read
   */
  public async state(stack: Place): Promise<State> {
    return readState(await this.#quietly(stack, ["state", "pull"]));
  }

  /**
   * What a saved plan would do, for people, in which Terraform hides what is sensitive.
   * @param file absolute path
   * @throws RefusalError with what Terraform says, if it can't be read
   */
  public async show(stack: Place, file: string): Promise<string> {
    return this.#quietly(stack, ["show", "-no-color", file]);
  }

  /**
   * What a saved plan would do, as far as anybody may know it.
   * @param file absolute path
   * @throws RefusalError with what Terraform says, if it can't be read
   */
  public async changes(stack: Place, file: string): Promise<PlannedChanges> {
    return readPlannedChanges(await this.#quietly(stack, ["show", "-json", file]));
  }

  /** Runs a command of Terraform in a stack for everybody to see. @returns its exit code */
  public async run(stack: Place, args: readonly string[]): Promise<number> {
    return (await runProgram(this.command, args, { cwd: stack.workingDirectory, attached: true })).code;
  }

  async #quietly(stack: Place, args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runProgram(this.command, args, { cwd: stack.workingDirectory });
    if (code === 0) return stdout;
    throw new RefusalError(
      `${stack.name}: \`${this.command} ${args.join(" ")}\` failed`,
      [
        {
          path: stack.name,
          value: `exit code ${code}`,
          allowed: "0",
          fix: `mend what ${this.command} complains about:\n\n${stderr.trim()}`,
        },
      ],
      "Nothing was changed.",
    );
  }
}
