import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Report } from "@org/aml-posture";
import type { Problem } from "../config/problem.js";
import { type CommandContext, suggestion } from "../context.js";
import { RefusalError } from "../errors.js";
import { planSummary, type PlannedStack } from "./plan-summary.js";

/** First line of a plan's actions; before it, Terraform lists changes outside of Terraform. */
const BEGINNING = /^(\S+ will perform the following actions:|Changes to Outputs:|No changes\.)/m;

/**
 * A folder with plans for a review, as Terraform's text. It contains no plan files, which have all variables and the
 * whole state in clear text.
 */
export class ReviewedPlans {
  /** Path of the folder as given by the user, for messages. */
  readonly #folder: string;
  readonly #context: Pick<CommandContext, "cwd" | "env">;

  public constructor(folder: string, context: Pick<CommandContext, "cwd" | "env">) {
    this.#folder = folder;
    this.#context = context;
  }

  /** Saves plans for a review, with the result of their posture check, and replaces earlier ones. */
  public save(stacks: readonly PlannedStack[], posture?: Report): void {
    mkdirSync(this.#path(this.#folder), { recursive: true });
    for (const stack of stacks) {
      if ("leftOut" in stack) rmSync(this.#path(this.#file(stack.name)), { force: true });
      else writeFileSync(this.#path(this.#file(stack.name)), stack.text);
    }
    writeFileSync(this.#path(join(this.#folder, "plan.md")), planSummary(stacks, posture));
  }

  /** Whether a plan of a stack was saved. */
  public has(stack: string): boolean {
    return existsSync(this.#path(this.#file(stack)));
  }

  /**
   * Checks that every stack has a saved plan.
   * @throws RefusalError with the stacks without one
   */
  public assertComplete(stacks: readonly { readonly name: string }[]): void {
    const absent = stacks.filter(({ name }) => !this.has(name));
    if (absent.length === 0) return;
    throw new RefusalError(
      `${absent.map(({ name }) => name).join(", ")}: no plan was reviewed`,
      absent.map(({ name }) => ({
        path: this.#file(name),
        value: "no such file",
        allowed: "a plan that `plan --save` wrote",
        fix: `${this.#planCommand(name)}, and review it`,
      })),
      "Nothing was changed.",
    );
  }

  /**
   * Checks that a plan does exactly what was reviewed.
   * @param text the plan as Terraform's text
   * @throws RefusalError with the first line that differs
   */
  public assertReviewed(stack: string, text: string): void {
    const reviewed = actionsIn(readFileSync(this.#path(this.#file(stack)), "utf8"));
    const now = actionsIn(text);
    const line = now.findIndex((one, index) => one !== reviewed[index]);
    if (line < 0 && now.length === reviewed.length) return;
    const at = line < 0 ? now.length : line;
    const problem: Problem = {
      path: stack,
      value: `a plan that differs from ${this.#file(stack)}: "${shown(now[at])}", reviewed was "${shown(reviewed[at])}"`,
      allowed: "the plan that was reviewed",
      fix: `find out what has changed since, then review a new plan: ${this.#planCommand(stack)}`,
    };
    throw new RefusalError(`the plan of ${stack} is not the reviewed one`, [problem], `${stack} was not changed.`);
  }

  #planCommand(stack: string): string {
    return suggestion(this.#context.env, "deploy", "plan", `${stack} --save ${this.#folder}`);
  }

  #path(file: string): string {
    return resolve(this.#context.cwd, file);
  }

  #file(stack: string): string {
    return join(this.#folder, `${stack}.plan.txt`);
  }
}

function actionsIn(text: string): string[] {
  const beginning = text.search(BEGINNING);
  return text.slice(Math.max(beginning, 0)).trimEnd().split("\n");
}

function shown(line: string | undefined): string {
  return line === undefined ? "the end" : line.trim();
}
