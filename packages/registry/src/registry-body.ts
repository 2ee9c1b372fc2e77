import type { StorageAccountType } from "./registry-props.js";

/**
 * Body of `Microsoft.MachineLearningServices/registries` in the api-version 2025-12-01: the properties that this
 * library writes, by their ARM names. Values that Azure sets (managed resource group, ids of the resources in it) are
 * only read.
 */
export interface RegistryBody {
  readonly properties: RegistryProperties;
}

/** `properties` of a registry. */
interface RegistryProperties {
  readonly publicNetworkAccess: "Disabled";
  readonly regionDetails: readonly RegistryRegion[];
  readonly managedResourceGroupSettings:
    | { readonly assignedIdentities: readonly { readonly principalId: string }[] }
    | undefined;
}

/** A registry's properties in one region. */
interface RegistryRegion {
  readonly location: string;
  readonly storageAccountDetails: readonly {
    readonly systemCreatedStorageAccount: {
      readonly storageAccountType: StorageAccountType;
      readonly storageAccountHnsEnabled: boolean;
    };
  }[];
  readonly acrDetails: readonly {
    readonly systemCreatedAcrAccount: { readonly acrAccountSku: "Premium" };
  }[];
}

/** Options of {@link registryBody}. */
export interface RegistryBodyOptions {
  /** Regions, the registry's own first. */
  readonly locations: readonly string[];
  readonly storageAccountType: StorageAccountType;
  readonly hierarchicalNamespace: boolean;
  /** Object id of the principal that may access the managed resource group. Undefined for none. */
  readonly assignedPrincipalId: string | undefined;
}

/** The body of a registry. */
export function registryBody(options: RegistryBodyOptions): RegistryBody {
  const { locations, storageAccountType, hierarchicalNamespace, assignedPrincipalId } = options;
  return {
    properties: {
      publicNetworkAccess: "Disabled",
      regionDetails: locations.map((location) => ({
        location,
        storageAccountDetails: [
          { systemCreatedStorageAccount: { storageAccountType, storageAccountHnsEnabled: hierarchicalNamespace } },
        ],
        // Private endpoints need the Premium tier.
        acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }],
      })),
      managedResourceGroupSettings:
        assignedPrincipalId === undefined ? undefined : { assignedIdentities: [{ principalId: assignedPrincipalId }] },
    },
  };
}
