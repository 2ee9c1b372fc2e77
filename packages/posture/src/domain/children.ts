import { groupBy, type Resource } from "@org/aml-synth-model";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { pointTo } from "./reader.js";

/** A resource of azurerm that contains a setting of another resource. */
export interface ChildSetting {
  /** Terraform type, such as `azurerm_storage_account_network_rules`. */
  readonly type: string;
  /** The argument that refers to the other resource. */
  readonly parent: string;
  /** The argument with the setting. */
  readonly argument: string;
}

/** The resources that contain settings of others, by the other resource. */
export class Children {
  readonly #byType = new Map<string, ReadonlyMap<Resource | undefined, readonly Resource[]>>();

  constructor(
    private readonly inventory: Inventory,
    private readonly identities: Identities,
  ) {}

  /** The resources of a type that contain settings of a resource. */
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
