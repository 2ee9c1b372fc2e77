import type { Stack, SynthModel } from "@org/aml-synth-model";
import { UsageError } from "../errors.js";

/**
 * The selected stacks, each after its dependencies.
 * @param names stacks (`aml-dev`) or environments (`dev`); empty for all of them
 * @throws UsageError for any other name
 */
export function selectStacks(model: SynthModel, prefix: string, names: readonly string[]): Stack[] {
  const stacks = model.stacksInOrder();
  const asked = names.map((name) => {
    const stack = stacks.find((one) => one.name === name || one.name === `${prefix}-${name}`);
    if (stack) return stack;
    throw new UsageError(`there is no stack ${name}; there are ${stacks.map((one) => one.name).join(", ")}`);
  });
  return names.length === 0 ? [...stacks] : stacks.filter((stack) => asked.includes(stack));
}
