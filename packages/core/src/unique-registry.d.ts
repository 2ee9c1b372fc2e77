import type { IConstruct } from "constructs";
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
export declare class UniqueRegistry implements IUniqueRegistry {
    #private;
    /**
     * The registry of a construct, shared by all copies of this library.
     * @param name what is registered, `role assignments`
     */
    static of(holder: IConstruct, name: string): IUniqueRegistry;
    reserve(keys: readonly string[], owner: string, conflict: (firstOwner: string) => never): void;
}
