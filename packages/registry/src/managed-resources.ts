import { isUnresolved } from "@org/aml-core/internal";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Fn, Token } from "cdktf";

/** The resources that Azure created for a registry in one region, in the managed resource group. */
export interface RegistryManagedResources {
  /** The region. */
  readonly location: string;
  /** ARM id of the storage account. */
  readonly storageAccountId: string;
  /** ARM id of the container registry. */
  readonly containerRegistryId: string;
}

/**
 * Suffix of a region in construct ids and outputs: none for the registry's own, `_canadaeast` for another. The suffix
 * contains the region's name if it is known, so that removing one region doesn't change the addresses of the others.
 */
export function regionSuffix(location: string, index: number): string {
  if (index === 0) return "";
  return `_${isUnresolved(location) ? index : location}`;
}

/** JMESPath queries on Azure's response, by the names that {@link exported} takes. */
export function exportedValues(locations: readonly string[]): Record<string, string> {
  const queries: Record<string, string> = {
    identityPrincipalId: "identity.principalId",
    managedResourceGroupId: "properties.managedResourceGroup.resourceId",
  };
  for (const [index, location] of locations.entries()) {
    const suffix = regionSuffix(location, index);
    // If there are several regions, Azure doesn't guarantee their order.
    const region =
      locations.length === 1
        ? (path: string) => `properties.regionDetails[0].${path}`
        : (path: string) => `properties.regionDetails[?location=='${location}'].${path} | [0]`;
    queries[`storageAccountId${suffix}`] = region(
      "storageAccountDetails[0].systemCreatedStorageAccount.armResourceId.resourceId",
    );
    queries[`containerRegistryId${suffix}`] = region("acrDetails[0].systemCreatedAcrAccount.armResourceId.resourceId");
  }
  return queries;
}

/** A value of Azure's response, by its name in {@link exportedValues}. */
export function exported(registry: Resource, name: string): string {
  return Token.asString(Fn.lookupNested(registry.output, [name]));
}

/** The ids of the resources that Azure created for a registry, by region. */
export function managedResources(registry: Resource, locations: readonly string[]): RegistryManagedResources[] {
  return locations.map((location, index) => ({
    location,
    storageAccountId: exported(registry, `storageAccountId${regionSuffix(location, index)}`),
    containerRegistryId: exported(registry, `containerRegistryId${regionSuffix(location, index)}`),
  }));
}
