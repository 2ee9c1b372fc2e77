import type { Stack } from "@org/aml-synth-model";
import type { Problem } from "../config/problem.js";
import type { CommandContext } from "../context.js";
import { RefusalError, UsageError } from "../errors.js";
import { parsePlan } from "../terraform/planned-changes.js";
import { addressProblems } from "./address-changes.js";
import { isolationProblems } from "./isolation-changes.js";
import { type Loss, lossesIn, lossProblems } from "./plan-losses.js";

/** The option that allows resources to be replaced or destroyed. */
export const ALLOW_REPLACE = { "allow-replace": { type: "string", multiple: true } } as const;

/** Rejects plans that lose data without permission, and plans that Azure would reject halfway. */
export class PlanGuard {
  readonly #allowed: ReadonlySet<string>;
  readonly #context: Pick<CommandContext, "ask" | "complain">;

  /** @param allowed values of `--allow-replace`: addresses with their stacks */
  public constructor(allowed: readonly string[], context: Pick<CommandContext, "ask" | "complain">) {
    const wrong = allowed.find((address) => !/^[^/\s]+\/[\w-]+\.\S+$/.test(address));
    if (wrong !== undefined) {
      throw new UsageError(
        `--allow-replace ${wrong}: give the address with its stack, such as aml-dev/azurerm_storage_account.Storage`,
      );
    }
    this.#allowed = new Set(allowed);
    this.#context = context;
  }

  /** Resources that may be replaced or destroyed, by addresses with their stacks. */
  public get allowed(): ReadonlySet<string> {
    return this.#allowed;
  }

  /**
   * Problems of a stack's plan.
   * @param json output of `terraform show -json`
   */
  public problems(stack: string, json: string): Problem[] {
    const { losses, refused } = this.#read(stack, json);
    return [...refused, ...lossProblems(losses, this.#allowed)];
  }

  /**
   * Approves a plan. If it loses data, a person has to type the stack's name.
   * @param asks whether a person can be asked
   * @returns whether a person was asked and agreed
   * @throws RefusalError for a plan that may not be applied
   */
  public async pass(stack: Stack, json: string, asks: boolean): Promise<boolean> {
    const { losses, refused } = this.#read(stack.name, json);
    const lost = lossProblems(losses, this.#allowed);
    if (refused.length > 0 || (lost.length > 0 && !asks)) throw this.#refusal(stack.name, [...refused, ...lost]);
    if (lost.length === 0) return false;
    this.#context.complain(`\n${lost.map(({ path, value }) => `${path}: ${value}`).join("\n")}`);
    const typed = await this.#context.ask(`Type ${stack.name} to lose this data: `);
    if (typed.trim() !== stack.name) throw this.#refusal(stack.name, lost);
    return true;
  }

  /** Explains why Terraform may have rejected a plan of a stack with protected resources. */
  public explainProtection(stack: Stack): void {
    if (!stack.resources.some((resource) => resource.get("lifecycle.prevent_destroy") === true)) return;
    this.#context.complain(
      `If Terraform says that an instance can't be destroyed: the plan replaces or destroys a resource that the configuration protects, and its data would be lost. Undo the change; if the data may be lost, add --allow-replace ${stack.name}/<address>.`,
    );
  }

  #read(stack: string, json: string): { readonly losses: readonly Loss[]; readonly refused: readonly Problem[] } {
    const plan = parsePlan(json);
    return {
      losses: lossesIn(stack, plan),
      refused: [...addressProblems(stack, plan), ...isolationProblems(stack, plan)],
    };
  }

  #refusal(stack: string, problems: readonly Problem[]): RefusalError {
    return new RefusalError(`the plan of ${stack} was refused`, problems, `${stack} was not changed.`);
  }
}
