import type { IResourceGroup } from "@org/aml-core";
import { isUnresolved } from "@org/aml-core/internal";
import { ArmId } from "@org/azure-catalog";
import type { IConstruct } from "constructs";

/** ARM types of the scopes in the bundles. */
export const SCOPE_TYPES = {
  resourceGroup: "Microsoft.Resources/resourceGroups",
  workspace: "Microsoft.MachineLearningServices/workspaces",
  registry: "Microsoft.MachineLearningServices/registries",
  storageAccount: "Microsoft.Storage/storageAccounts",
  sqlServer: "Microsoft.Sql/servers",
  keyVault: "Microsoft.KeyVault/vaults",
  containerRegistry: "Microsoft.ContainerRegistry/registries",
  blobEndpoint: "Microsoft.Network/privateEndpoints",
  fileEndpoint: "Microsoft.Network/privateEndpoints",
  dfsEndpoint: "Microsoft.Network/privateEndpoints",
  virtualNetwork: "Microsoft.Network/virtualNetworks",
  privateDnsZone: "Microsoft.Network/privateDnsZones",
  kubernetesCluster: "Microsoft.ContainerService/managedClusters",
  computeIdentity: "Microsoft.ManagedIdentity/userAssignedIdentities",
} as const;

/** The key of a resource on which roles of a bundle are assigned. */
export type ScopeKey = keyof typeof SCOPE_TYPES;

/** ARM type of a subscription as a scope. */
export const SUBSCRIPTION = "Microsoft.Resources/subscriptions";
/** ARM type of a management group as a scope. */
export const MANAGEMENT_GROUP = "Microsoft.Management/managementGroups";

/** A resource on which roles are assigned: the construct that represents it, and its id. */
export interface RoleTarget {
  /** The construct: an L1, or an imported resource. Two targets with the same construct are the same scope. */
  readonly construct: IConstruct;
  /** ARM id of the resource. */
  readonly resourceId: string;
}

/** The scope of a role assignment. Create it with the functions of the same name, or as an object for another type. */
export interface RoleScope {
  /** ARM id. */
  readonly id: string;
  /** ARM type, such as `Microsoft.KeyVault/vaults`. */
  readonly resourceType: string;
  /** Name in the role matrix: literal and unique among scopes. Usually a construct path. */
  readonly name: string;
  /** The environment that it belongs to, such as `dev`. Undefined if environments share it. */
  readonly environmentName: string | undefined;
}

/** Props of {@link RoleScope.resource} and {@link RoleScope.resourceGroup}. */
export interface RoleScopeOptions {
  /**
   * The environment that the scope belongs to.
   * @default - none: environments share it
   */
  readonly environmentName?: string | undefined;
  /**
   * Name in the role matrix.
   * @default - path of its construct; of an imported resource group, its name
   */
  readonly name?: string | undefined;
}

/** Creates scopes. */
export const RoleScope = {
  /** One resource. */
  resource(target: RoleTarget, resourceType: string, options: RoleScopeOptions = {}): RoleScope {
    return {
      id: target.resourceId,
      resourceType,
      name: options.name ?? target.construct.node.path,
      environmentName: options.environmentName,
    };
  },

  /** A resource group and everything in it. */
  resourceGroup(group: IResourceGroup, options: RoleScopeOptions = {}): RoleScope {
    return {
      id: group.id,
      resourceType: SCOPE_TYPES.resourceGroup,
      name: options.name ?? group.node?.path ?? group.name,
      environmentName: options.environmentName,
    };
  },
} as const;

/**
 * The ARM type in an id, even if single segments are known only to Terraform.
 * @returns undefined for an id that is an expression as a whole, or that is not an ARM id
 */
export function resourceTypeOf(id: string): string | undefined {
  const type = ArmId.tryParse(id)?.resourceType;
  return isUnresolved(type) ? undefined : type;
}
