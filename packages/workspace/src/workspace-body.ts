/**
 * Body of `Microsoft.MachineLearningServices/workspaces` in the api-version 2025-12-01: the properties that this library
 * writes, by their ARM names. The name is the resource's, not the body's.
 */
export interface WorkspaceBody {
  readonly kind: "Default";
  readonly properties: WorkspaceProperties;
}

/** `properties` of a workspace. */
export interface WorkspaceProperties {
  readonly friendlyName?: string | undefined;
  readonly description?: string | undefined;
  readonly storageAccount: string;
  readonly keyVault: string;
  readonly containerRegistry: string;
  readonly applicationInsights: string;
  readonly publicNetworkAccess: "Disabled" | "Enabled";
  /** Only in preview api-versions. */
  readonly ipAllowlist?: readonly string[] | undefined;
  readonly managedNetwork: {
    /** `Disabled` for a workspace whose computes are in your own virtual network. */
    readonly isolationMode: "AllowOnlyApprovedOutbound" | "AllowInternetOutbound" | "Disabled";
    readonly firewallSku?: "Basic" | "Standard" | undefined;
  };
  readonly provisionNetworkNow?: boolean | undefined;
  /** Where serverless jobs run, in a workspace without a managed network. */
  readonly serverlessComputeSettings?: ServerlessComputeSettings | undefined;
  readonly primaryUserAssignedIdentity: string;
  readonly systemDatastoresAuthMode: "Identity";
  readonly hbiWorkspace?: boolean | undefined;
  readonly v1LegacyMode: boolean;
  readonly encryption?: WorkspaceEncryption | undefined;
  readonly enableServiceSideCMKEncryption?: boolean | undefined;
}

/** `properties.serverlessComputeSettings` of a workspace. */
export interface ServerlessComputeSettings {
  readonly serverlessComputeCustomSubnet: string;
  readonly serverlessComputeNoPublicIP: boolean;
}

/** `properties.encryption` of a workspace. */
export interface WorkspaceEncryption {
  readonly status: "Enabled";
  readonly identity: { readonly userAssignedIdentity: string };
  readonly keyVaultProperties: {
    readonly keyVaultArmId: string;
    readonly keyIdentifier: string;
    readonly identityClientId?: string | undefined;
  };
}
