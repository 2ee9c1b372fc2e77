import type { Role } from "@org/azure-catalog";
import type { ScopeKey } from "./role-scope.js";

/** One role of a bundle. */
export interface BundleRow<Key extends ScopeKey = ScopeKey, Option extends string = string> {
  /** Construct id of its assignment, unique in the bundle. It is part of the Terraform address, so it never changes. */
  readonly key: string;
  /** The role. */
  readonly role: Pick<Role, "name" | "id">;
  /** Scope key. */
  readonly on: Key;
  /** Why the principal needs it. */
  readonly reason: string;
  /** The option that includes the row. Rows without an option are always included. */
  readonly option?: { readonly name: Option; readonly default: boolean };
}

/** The rows of one kind of principal. They are plain data that you can filter and extend. */
export type Bundle<Key extends ScopeKey = ScopeKey> = readonly BundleRow<Key>[];

/** Options of a bundle, and whether each is on. */
export type BundleOptions<Option extends string> = { readonly [Name in Option]?: boolean };

/** The rows that the options include. */
export function selectRows<Key extends ScopeKey, Option extends string>(
  rows: readonly BundleRow<Key, Option>[],
  options: BundleOptions<NoInfer<Option>>,
): Bundle<Key> {
  return rows.filter(({ option }) => option === undefined || (options[option.name] ?? option.default));
}
