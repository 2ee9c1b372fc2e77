import { isUnresolved } from "@org/aml-core/internal";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Fn, Token } from "cdktf";

/** What Azure made for a registry in one region, in the managed resource group. */
export interface RegistryManagedResources {
  /** The region. */
  readonly location: string;
  /** ARM id of the storage account. */
  readonly storageAccountId: string;
  /** ARM id of the container registry. */
  readonly containerRegistryId: string;
}

/**
 * What tells the regions of a registry apart in construct ids and outputs: nothing for its own, `_canadaeast` for
 * another. By name where it is known, so that taking one region away leaves the others where they are.
 */
export function regionSuffix(location: string, index: number): string {
  if (index === 0) return "";
  return `_${isUnresolved(location) ? index : location}`;
}

/** JMESPath queries over Azure's answer, by the names under which {@link exported} finds them (S1-REG-08). */
export function exportedValues(locations: readonly string[]): Record<string, string> {
  const queries: Record<string, string> = {
    identityPrincipalId: "identity.principalId",
    managedResourceGroupId: "properties.managedResourceGroup.resourceId",
  };
  for (const [index, location] of locations.entries()) {
    const suffix = regionSuffix(location, index);
    // Azure promises no order among several regions.
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

/** A value of Azure's answer, under the name that {@link exportedValues} gave it. */
export function exported(registry: Resource, name: string): string {
  return Token.asString(Fn.lookupNested(registry.output, [name]));
}

/** The ids of what Azure made for a registry, by region. */
export function managedResources(registry: Resource, locations: readonly string[]): RegistryManagedResources[] {
  return locations.map((location, index) => ({
    location,
    storageAccountId: exported(registry, `storageAccountId${regionSuffix(location, index)}`),
    containerRegistryId: exported(registry, `containerRegistryId${regionSuffix(location, index)}`),
  }));
}
