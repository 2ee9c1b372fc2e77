import type { Role } from "@org/azure-catalog";
import type { ScopeKey } from "./role-scope.js";
/** One role of a bundle. */
export interface BundleRow<Key extends ScopeKey = ScopeKey, Option extends string = string> {
    /** Construct id of its assignment, unique in the bundle. Part of the Terraform address: never renamed. */
    readonly key: string;
    /** The role. */
    readonly role: Pick<Role, "name" | "id">;
    /** What it is given on. */
    readonly on: Key;
    /** Why the principal needs it. */
    readonly reason: string;
    /** The option that takes the row in or out. Rows without one are always there. */
    readonly option?: {
        readonly name: Option;
        readonly default: boolean;
    };
}
/** The rows of one kind of principal. Plain data: filter it, add to it. */
export type Bundle<Key extends ScopeKey = ScopeKey> = readonly BundleRow<Key>[];
/** Which options of a bundle are on. */
export type BundleOptions<Option extends string> = {
    readonly [Name in Option]?: boolean;
};
/** The rows that are left when the options have been applied. */
export declare function selectRows<Key extends ScopeKey, Option extends string>(rows: readonly BundleRow<Key, Option>[], options: BundleOptions<NoInfer<Option>>): Bundle<Key>;
