/**
 * Body of `Microsoft.MachineLearningServices/workspaces` in the api-version 2025-12-01: the properties that this library
 * writes, in ARM's names. `name` is not among them (S0-WSP-05).
 */
export interface WorkspaceBody {
  readonly kind: "Default";
  readonly properties: WorkspaceProperties;
}

/** `properties` of a workspace. */
export interface WorkspaceProperties {
  readonly friendlyName?: string;
  readonly description?: string;
  readonly storageAccount: string;
  readonly keyVault: string;
  readonly containerRegistry: string;
  readonly applicationInsights: string;
  readonly publicNetworkAccess: "Disabled" | "Enabled";
  /** Only in preview api-versions. */
  readonly ipAllowlist?: readonly string[];
  readonly managedNetwork: {
    readonly isolationMode: "AllowOnlyApprovedOutbound" | "AllowInternetOutbound";
    readonly firewallSku?: "Basic" | "Standard";
  };
  readonly provisionNetworkNow: boolean;
  readonly primaryUserAssignedIdentity: string;
  readonly systemDatastoresAuthMode: "Identity";
  readonly hbiWorkspace?: boolean;
  readonly v1LegacyMode: boolean;
  readonly encryption?: WorkspaceEncryption;
  readonly enableServiceSideCMKEncryption?: boolean;
}

/** `properties.encryption` of a workspace. */
export interface WorkspaceEncryption {
  readonly status: "Enabled";
  readonly identity: { readonly userAssignedIdentity: string };
  readonly keyVaultProperties: {
    readonly keyVaultArmId: string;
    readonly keyIdentifier: string;
    readonly identityClientId?: string;
  };
}
