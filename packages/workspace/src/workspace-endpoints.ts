import type { IPrivateDnsZones, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IWorkspaceDependant } from "./dependant.js";

/** Props of {@link WorkspaceEndpoints}. */
export interface WorkspaceEndpointsProps {
  readonly vnet: IVirtualNetwork;
  readonly zones: IPrivateDnsZones;
  readonly names: EnvironmentNames;
  readonly storage: IWorkspaceDependant;
  readonly storageName: string;
  readonly keyVault: IWorkspaceDependant;
  readonly keyVaultName: string;
  readonly containerRegistry: IWorkspaceDependant;
  readonly containerRegistryName: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Private endpoints of what a workspace stands on: the storage account's four, the vault's, the container registry's
 * (S0-WSP-09, S0-WSP-10, S0-KV-11). Those of a resource that existed before are left to its owner.
 */
export class WorkspaceEndpoints extends Construct {
  /** The endpoints that were made, by sub-resource. */
  public readonly endpoints: ReadonlyMap<PrivateLinkSubResource, PrivateEndpoint>;

  constructor(scope: Construct, id: string, props: WorkspaceEndpointsProps) {
    super(scope, id);
    const endpoints = new Map<PrivateLinkSubResource, PrivateEndpoint>();
    const add = (dependant: IWorkspaceDependant, name: string, subResources: readonly PrivateLinkSubResource[]) => {
      if (dependant.existing) return;
      for (const subResource of subResources) {
        endpoints.set(
          subResource,
          new PrivateEndpoint(this, subResource, {
            vnet: props.vnet,
            zones: props.zones,
            target: dependant.target,
            subResource,
            ...props.names.privateEndpoint(name, subResource),
            ...(props.tags ? { tags: props.tags } : {}),
          }),
        );
      }
    };
    add(props.storage, props.storageName, ["blob", "file", "table", "queue"]);
    add(props.keyVault, props.keyVaultName, ["vault"]);
    add(props.containerRegistry, props.containerRegistryName, ["registry"]);
    this.endpoints = endpoints;
  }

  /** What the workspace's creation waits for. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [...this.endpoints.values()].map(({ resource: endpoint }) => endpoint);
  }
}
