import type { Stack, SynthModel } from "@org/aml-synth-model";
import { UsageError } from "../errors.js";
import { stacksOfEnvironment } from "../stacks/names.js";

/**
 * The selected stacks, each after its dependencies.
 * @param names stacks (`aml-dev`), also without their prefix, or environments (`dev`) for all of their stacks; empty for
 * all
 * @throws UsageError for any other name
 */
export function selectStacks(model: SynthModel, prefix: string, names: readonly string[]): Stack[] {
  const stacks = model.stacksInOrder();
  const asked = names.flatMap((name) => {
    const named = stacks.filter((stack) => isNamed(stack.name, prefix, name));
    if (named.length > 0) return named;
    throw new UsageError(`there is no stack ${name}; there are ${stacks.map((one) => one.name).join(", ")}`);
  });
  return names.length === 0 ? [...stacks] : stacks.filter((stack) => asked.includes(stack));
}

/** Whether a name is that of a stack, also without its prefix, or of the environment that the stack is a part of. */
export function isNamed(stack: string, prefix: string, name: string): boolean {
  return stack === name || stack === `${prefix}-${name}` || stacksOfEnvironment(prefix, name).includes(stack);
}
