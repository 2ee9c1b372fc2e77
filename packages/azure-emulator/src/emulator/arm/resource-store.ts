import type { ArmResource } from "./resource.js";
import type { ArmId } from "@org/azure-catalog";

/** All resources, by id, case-insensitive. */
export class ResourceStore {
  readonly #resources = new Map<string, ArmResource>();
  readonly #children = new Map<string, Set<string>>();

  public get(id: ArmId | string | undefined): ArmResource | undefined {
    return id === undefined ? undefined : this.#resources.get(typeof id === "string" ? id.toLowerCase() : id.key);
  }

  public put(resource: ArmResource): void {
    const { id } = resource;
    this.#resources.set(id.key, resource);
    const parent = id.parent?.key ?? "";
    const siblings = this.#children.get(parent);
    if (siblings) siblings.add(id.key);
    else this.#children.set(parent, new Set([id.key]));
  }

  public delete(id: ArmId): void {
    this.#resources.delete(id.key);
    this.#children.get(id.parent?.key ?? "")?.delete(id.key);
  }

  /** The direct children of a resource or resource group; without an id, those of the tenant. */
  public childrenOf(id: ArmId | undefined): ArmResource[] {
    const keys = this.#children.get(id?.key ?? "") ?? [];
    return [...keys].flatMap((key) => this.#resources.get(key) ?? []);
  }

  /** The descendants of a resource, the deepest first, so that they can be deleted in this order. */
  public below(id: ArmId): ArmResource[] {
    return this.childrenOf(id).flatMap((child) => [...this.below(child.id), child]);
  }

  /** All resources of a type. */
  public ofType(type: string): ArmResource[] {
    return [...this.#resources.values()].filter(({ id }) => id.hasType(type));
  }

  /** The resource of a type with a name that is unique in its type, such as a storage account. */
  public named(type: string, name: string): ArmResource | undefined {
    return this.ofType(type).find(({ id }) => id.name.toLowerCase() === name.toLowerCase());
  }

  public all(): ArmResource[] {
    return [...this.#resources.values()];
  }
}
