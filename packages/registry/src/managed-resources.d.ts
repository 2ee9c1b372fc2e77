import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
/** What Azure created for a registry in one region, in the managed resource group. */
export interface RegistryManagedResources {
    /** The region. */
    readonly location: string;
    /** ARM id of the storage account. */
    readonly storageAccountId: string;
    /** ARM id of the container registry. */
    readonly containerRegistryId: string;
}
/**
 * Suffix of a region in construct ids and outputs: none for the registry's own, `_canadaeast` for another. It is the name
 * where that is known, so that removing one region doesn't change the addresses of the others.
 */
export declare function regionSuffix(location: string, index: number): string;
/** JMESPath queries over Azure's answer, by the names that {@link exported} reads them by. */
export declare function exportedValues(locations: readonly string[]): Record<string, string>;
/** A value of Azure's answer, by its name in {@link exportedValues}. */
export declare function exported(registry: Resource, name: string): string;
/** The ids of what Azure created for a registry, by region. */
export declare function managedResources(registry: Resource, locations: readonly string[]): RegistryManagedResources[];
