import type { Resource, SynthModel } from "@org/aml-synth-model";
import { armTypeOf } from "./arm-types.js";

const NONE: readonly never[] = [];

/** The resources of a model by ARM type, whether created by azurerm or azapi. */
export class Inventory {
  /** All resources that the stacks create or change. */
  public readonly resources: readonly Resource[];
  readonly #byType = new Map<string, Resource[]>();
  readonly #existing = new Map<string, Resource[]>();

  constructor(public readonly model: SynthModel) {
    this.resources = [...model.resources(), ...model.deployments.flatMap(({ deployed }) => deployed)];
    for (const resource of this.resources) add(this.#byType, resource);
    for (const resource of model.dataSources()) add(this.#existing, resource);
  }

  /**
   * Resources that the stacks create.
   * @param armType ARM type, case-insensitive
   */
  public created(armType: string): readonly Resource[] {
    return this.#byType.get(armType.toLowerCase()) ?? NONE;
  }

  /**
   * Resources that the stacks create or look up.
   * @param armType ARM type, case-insensitive
   */
  public known(armType: string): readonly Resource[] {
    return [...this.created(armType), ...(this.#existing.get(armType.toLowerCase()) ?? NONE)];
  }
}

function add(index: Map<string, Resource[]>, resource: Resource): void {
  const type = armTypeOf(resource);
  if (type === undefined) return;
  const known = index.get(type);
  if (known) known.push(resource);
  else index.set(type, [resource]);
}
