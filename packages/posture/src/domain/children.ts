import { groupBy, type Resource } from "@org/aml-synth-model";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { pointTo } from "./reader.js";

/** A resource of azurerm with settings of another one. */
export interface ChildSetting {
  /** `azurerm_storage_account_network_rules`. */
  readonly type: string;
  /** The argument that refers to the other resource. */
  readonly parent: string;
  /** The argument with the setting. */
  readonly argument: string;
}

/** The resources with settings of others, by those. */
export class Children {
  readonly #byType = new Map<string, ReadonlyMap<Resource | undefined, readonly Resource[]>>();

  constructor(
    private readonly inventory: Inventory,
    private readonly identities: Identities,
  ) {}

  /** Those of a type that belong to a resource. */
  public of(resource: Resource, { type, parent }: ChildSetting): readonly Resource[] {
    let byParent = this.#byType.get(type);
    if (!byParent) {
      byParent = groupBy(this.inventory.model.resources({ type }), (child) => {
        const to = pointTo(child, parent);
        return to && this.identities.follow(to, child).resource;
      });
      this.#byType.set(type, byParent);
    }
    return byParent.get(resource) ?? [];
  }
}
