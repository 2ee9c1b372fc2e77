import { BaseConstruct } from "@org/aml-core/internal";
import type { IPrivateDnsZones, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import { PRIVATE_LINKS } from "@org/azure-catalog";
import { type ITerraformDependable, type TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { RegistryManagedResources } from "./managed-resources.js";
import type { RegistryEndpointOptions } from "./registry-props.js";

/** Props of {@link ManagedResourceEndpoints}. */
export interface ManagedResourceEndpointsProps {
  readonly vnet: IVirtualNetwork;
  readonly zones: IPrivateDnsZones;
  readonly names: EnvironmentNames;
  /** Prefix of the endpoints' names: the registry's name, with the region if it isn't the registry's own. */
  readonly resourceName: string;
  readonly resources: RegistryManagedResources;
  /** The registry that they belong to (L1). */
  readonly registry: TerraformResource;
  /** Subnet and resource group, if they differ from the network's defaults. */
  readonly place: Pick<RegistryEndpointOptions, "resourceGroup" | "subnet">;
  /** Earlier write to the subnet: the registry's own endpoint. */
  readonly after: ITerraformDependable;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

/**
 * Private endpoints to the resources that Azure created for a registry in one region: the storage account with the
 * assets and the container registry with the images. They are in the same resource group as the registry's own
 * endpoint, because Azure rejects endpoints in the managed resource group.
 */
export class ManagedResourceEndpoints extends BaseConstruct {
  /** Endpoint of the storage account. */
  public readonly storage: PrivateEndpoint;
  /** Endpoint of the container registry. */
  public readonly containerRegistry: PrivateEndpoint;

  constructor(scope: Construct, id: string, props: ManagedResourceEndpointsProps) {
    super(scope, id);
    const { resources, after } = props;
    this.storage = this.addEndpoint("Storage", "blob", resources.storageAccountId, props, after);
    this.containerRegistry = this.addEndpoint(
      "ContainerRegistry",
      "registry",
      resources.containerRegistryId,
      props,
      this.storage.resource,
    );
  }

  private addEndpoint(
    id: string,
    subResource: "blob" | "registry",
    resourceId: string,
    { vnet, zones, names, resourceName, registry, place, tags }: ManagedResourceEndpointsProps,
    after: ITerraformDependable,
  ): PrivateEndpoint {
    // The resource has no L1, because Azure created it, but zones and rules identify a target by its construct.
    const resource = new Construct(this, id);
    const made = new PrivateEndpoint(resource, "Endpoint", {
      vnet,
      zones,
      target: { construct: resource, resourceId, resourceType: PRIVATE_LINKS[subResource].targetType },
      subResource,
      ...names.privateEndpoint(resourceName, subResource),
      ...place,
      // A registry takes long to create, and workspaces' endpoints don't have to wait for it.
      late: true,
      dependsOn: [after],
      tags,
    });
    // Another stack reads the ids from the registry's state, so they are always known there.
    if (TerraformStack.of(registry) !== TerraformStack.of(this)) return made;
    // azapi's output is unknown while the registry changes, and an unknown target would replace the endpoint each time
    // (Azure/terraform-provider-azapi#118). The target changes only together with the registry.
    made.resource.lifecycle = {
      ignoreChanges: [
        ...(zones.zoneGroupsManagedBy === "policy" ? ["private_dns_zone_group"] : []),
        "private_service_connection[0].private_connection_resource_id",
      ],
      replaceTriggeredBy: [`${registry.terraformResourceType}.${registry.friendlyUniqueId}.id`],
    };
    return made;
  }
}
