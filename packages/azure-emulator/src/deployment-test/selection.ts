import type { Stack, SynthModel } from "@org/aml-synth-model";
import { DeploymentTestInputError } from "./errors.js";

/** The stacks to test, with their order. */
export interface Selection {
  /** The stacks, each after its dependencies. */
  readonly stacks: readonly Stack[];
  /** The names of each stack's dependencies, by its name. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/** Options of {@link select}. */
export interface SelectionOptions {
  /** Names of the requested stacks, whose dependencies are included; undefined for all. */
  readonly only: readonly string[] | undefined;
  /**
   * The stacks' names in the order in which they were given, if this order matters because a stack may depend on
   * another without a reference, for instance through a data source. Undefined if all dependencies are known.
   */
  readonly given: readonly string[] | undefined;
}

/**
 * Selects and orders stacks.
 * @throws DeploymentTestInputError for a name that no stack has
 */
export function select(model: SynthModel, { only, given }: SelectionOptions): Selection {
  const names = model.stacksInOrder().map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new DeploymentTestInputError(`there is no stack ${unknown}; there are ${names.join(", ")}`);
  }
  const needsOf = (name: string): string[] =>
    model
      .stack(name)
      .dependencies()
      .map((stack) => stack.name);
  const order: string[] = [];
  const place = (name: string): void => {
    if (order.includes(name)) return;
    needsOf(name).forEach(place);
    order.push(name);
  };
  (given ?? names).filter((name) => only?.includes(name) ?? true).forEach(place);
  return {
    stacks: order.map((name) => model.stack(name)),
    needs: new Map(order.map((name, index) => [name, given ? order.slice(0, index) : needsOf(name)])),
  };
}
