import type { Endpoint } from "../../arm/resource-type.js";
import type { SoftDeletedResource } from "../../soft-deleted.js";
import type { EmulatorState } from "../../emulator-state.js";
/** What is asked about soft-deleted vaults: one, all of them, and their purge. */
export declare const deletedVaults: readonly Endpoint[];
/** The soft-deleted vault of a name, in any region: names are unique in all of Azure. */
export declare function softDeletedVault(name: string, { softDeleted }: EmulatorState): SoftDeletedResource | undefined;
