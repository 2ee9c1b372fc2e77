import type { IConstruct } from "constructs";
import { isUnresolved } from "./tokens.js";

/** Names, addresses or ids of which each can be used once: in a subnet, a workspace, an app. */
export interface IUniqueRegistry {
  /**
   * Reserves keys for an owner. Keys that only Terraform knows are ignored.
   * @param keys what has to be unique; several for one thing that is known by several keys
   * @param owner construct path of what uses the keys
   * @param conflict throws the error for a key that is already reserved
   */
  reserve(keys: readonly string[], owner: string, conflict: (firstOwner: string) => never): void;
}

/** Finds what Azure would refuse halfway through an apply: a name, address or id that is used twice. */
export class UniqueRegistry implements IUniqueRegistry {
  /**
   * The registry of a construct, shared by all copies of this library.
   * @param name what is registered, `role assignments`
   */
  public static of(holder: IConstruct, name: string): IUniqueRegistry {
    const key = Symbol.for(`@org/aml-core.UniqueRegistry.${name}`);
    const registries = holder as IConstruct & Record<symbol, IUniqueRegistry | undefined>;
    return (registries[key] ??= new UniqueRegistry());
  }

  readonly #owners = new Map<string, string>();

  public reserve(keys: readonly string[], owner: string, conflict: (firstOwner: string) => never): void {
    const known = keys.filter((key) => !isUnresolved(key));
    for (const key of known) {
      const first = this.#owners.get(key);
      if (first !== undefined) conflict(first);
    }
    for (const key of known) this.#owners.set(key, owner);
  }
}
