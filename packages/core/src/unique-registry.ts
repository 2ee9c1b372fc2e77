import type { IConstruct } from "constructs";
import { isUnresolved } from "./tokens.js";

/** Names, addresses or ids that have to be unique in a subnet, a workspace or an app. */
export interface IUniqueRegistry {
  /**
   * Reserves keys for an owner. Keys that are known only to Terraform are ignored.
   * @param keys what has to be unique; several if one thing has several keys
   * @param owner construct path of the user of the keys
   * @param conflict throws the error for a key that is already reserved
   */
  reserve(keys: readonly string[], owner: string, conflict: (firstOwner: string) => never): void;
}

/** Finds duplicate names, addresses and ids, which Azure would reject halfway through an apply. */
export class UniqueRegistry implements IUniqueRegistry {
  /**
   * The registry of a construct, shared by all copies of this library.
   * @param name what is registered, such as `role assignments`
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
