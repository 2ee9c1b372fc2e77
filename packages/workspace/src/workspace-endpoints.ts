import { BaseConstruct } from "@org/aml-core/internal";
import type { IPrivateDnsZones, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { Construct } from "constructs";
import type { DependentResources } from "./dependencies.js";

/** Props of {@link WorkspaceEndpoints}. */
export interface WorkspaceEndpointsProps extends Pick<
  DependentResources,
  "storage" | "keyVault" | "containerRegistry"
> {
  readonly vnet: IVirtualNetwork;
  readonly zones: IPrivateDnsZones;
  readonly names: EnvironmentNames;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

/**
 * Private endpoints of the dependent resources: four of the storage account, one each of Key Vault and container
 * registry. The owner of an imported resource manages its endpoints, and workspaces that share a resource share its
 * endpoints.
 */
export class WorkspaceEndpoints extends BaseConstruct {
  /** The endpoints by sub-resource. */
  public readonly endpoints: ReadonlyMap<PrivateLinkSubResource, PrivateEndpoint>;

  constructor(scope: Construct, id: string, props: WorkspaceEndpointsProps) {
    super(scope, id);
    const { vnet, zones, names, tags } = props;
    const reached = [
      [props.storage, ["blob", "file", "table", "queue"]],
      [props.keyVault, ["vault"]],
      [props.containerRegistry, ["registry"]],
    ] as const;
    const endpoints = new Map<PrivateLinkSubResource, PrivateEndpoint>();
    for (const [dependent, subResources] of reached) {
      const { resource, target } = dependent;
      if (!resource) continue;
      for (const subResource of subResources) {
        const create = () =>
          new PrivateEndpoint(this, subResource, {
            vnet,
            zones,
            target,
            subResource,
            tags,
            ...names.privateEndpoint(resource.nameInput ?? resource.name, subResource),
          });
        endpoints.set(subResource, dependent.endpointIn(vnet, subResource, create));
      }
    }
    this.endpoints = endpoints;
  }
}
