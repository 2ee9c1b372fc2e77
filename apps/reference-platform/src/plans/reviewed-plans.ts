import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../config/problem.js";
import { RefusalError } from "../refusal.js";
import { planSummary, type PlannedStack } from "./plan-summary.js";

/** Where what a plan does begins; before it Terraform tells what it found changed in Azure. */
const BEGINNING = /^(\S+ will perform the following actions:|Changes to Outputs:|No changes\.)/m;

/**
 * The folder in which plans wait for a review. It holds what Terraform prints for people and no plan file: such a file
 * has every variable and the whole state in clear.
 */
export class ReviewedPlans {
  readonly #folder: string;

  public constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps plans for a review, in place of earlier ones. */
  public save(stacks: readonly PlannedStack[]): void {
    mkdirSync(this.#folder, { recursive: true });
    for (const stack of stacks) {
      if ("leftOut" in stack) rmSync(this.#file(stack.name), { force: true });
      else writeFileSync(this.#file(stack.name), stack.text);
    }
    writeFileSync(join(this.#folder, "plan.md"), planSummary(stacks));
  }

  /**
   * Checks that a plan of every stack was reviewed.
   * @throws RefusalError naming those of which none was
   */
  public assertComplete(stacks: readonly { readonly name: string }[]): void {
    const absent = stacks.filter(({ name }) => !existsSync(this.#file(name)));
    if (absent.length === 0) return;
    throw new RefusalError(
      `${absent.map(({ name }) => name).join(", ")}: no plan was reviewed`,
      absent.map(({ name }) => ({
        path: this.#file(name),
        value: "not there",
        allowed: "what `plan --save` wrote",
        fix: `npm run plan -- ${name} --save ${this.#folder}, and review it`,
      })),
      "Nothing was changed.",
    );
  }

  /**
   * Checks that a plan does what was reviewed, to the letter.
   * @param text what Terraform prints of it
   * @throws RefusalError with the first line that is different
   */
  public assertReviewed(stack: string, text: string): void {
    const reviewed = actionsIn(readFileSync(this.#file(stack), "utf8"));
    const now = actionsIn(text);
    const line = now.findIndex((one, index) => one !== reviewed[index]);
    if (line < 0 && now.length === reviewed.length) return;
    const at = line < 0 ? now.length : line;
    const problem: Problem = {
      path: stack,
      value: `a plan that isn't the one in ${this.#file(stack)}: "${shown(now[at])}", reviewed was "${shown(reviewed[at])}"`,
      allowed: "the plan that was reviewed",
      fix: `look what has changed since, then review a new plan: npm run plan -- ${stack} --save ${this.#folder}`,
    };
    throw new RefusalError(`${stack} would be changed as nobody has reviewed`, [problem], `${stack} was not changed.`);
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
