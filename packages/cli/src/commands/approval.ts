import type { Stack } from "@org/aml-synth-model";
import type { CommandContext } from "../context.js";

/** Exit code if a plan wasn't approved. */
export const NOT_APPROVED = 1;

/** Asks whether to change Azure. @param what such as `Apply this plan of aml-dev` */
export async function isApproved({ ask }: Pick<CommandContext, "ask">, what: string): Promise<boolean> {
  return (await ask(`${what}? Only yes is accepted: `)).trim() === "yes";
}

/** A planned stack that waits for approval. */
interface Waiting {
  readonly stack: Stack;
  /** Whether something may still start. */
  readonly goOn: () => boolean;
  readonly answer: (approved: boolean) => void;
}

/** Asks once for all stacks whose plans can be made together. */
export class Approval {
  readonly #context: Pick<CommandContext, "ask">;
  readonly #stacks: readonly Stack[];
  readonly #started = new Set<Stack>();
  readonly #planning = new Set<Stack>();
  readonly #applying = new Set<Stack>();
  readonly #waiting: Waiting[] = [];

  constructor(context: Pick<CommandContext, "ask">, stacks: readonly Stack[]) {
    this.#context = context;
    this.#stacks = stacks;
  }

  /** Makes the plan of a stack. */
  public planning<T>(stack: Stack, plan: () => Promise<T>): Promise<T> {
    this.#started.add(stack);
    return this.#during(this.#planning, stack, plan);
  }

  /** Applies the plan of a stack. */
  public applying<T>(stack: Stack, apply: () => Promise<T>): Promise<T> {
    return this.#during(this.#applying, stack, apply);
  }

  /** @param goOn whether something may still start @returns whether the stack's plan is approved */
  public ask(stack: Stack, goOn: () => boolean): Promise<boolean> {
    return new Promise((answer) => {
      this.#waiting.push({ stack, goOn, answer });
      setImmediate(() => this.#askIfComplete());
    });
  }

  async #during<T>(set: Set<Stack>, stack: Stack, work: () => Promise<T>): Promise<T> {
    set.add(stack);
    try {
      return await work();
    } finally {
      set.delete(stack);
      // After the stacks that this one lets start.
      setImmediate(() => this.#askIfComplete());
    }
  }

  /** Asks, unless another plan is about to be made, or will be once a running apply has ended. */
  #askIfComplete(): void {
    const awaited = (stack: Stack) =>
      this.#stacks.some((other) => !this.#started.has(other) && other.dependencies().includes(stack));
    if (this.#waiting.length === 0 || this.#planning.size > 0 || [...this.#applying].some(awaited)) return;
    void this.#askFor(this.#waiting.splice(0));
  }

  async #askFor(waiting: readonly Waiting[]): Promise<void> {
    const names = waiting.map(({ stack }) => stack.name);
    const plans = names.length === 1 ? `this plan of ${names.join()}` : `these plans of ${listOf(names)}`;
    const approved = waiting.every(({ goOn }) => goOn()) && (await isApproved(this.#context, `Apply ${plans}`));
    for (const { answer } of waiting) answer(approved);
  }
}

function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
