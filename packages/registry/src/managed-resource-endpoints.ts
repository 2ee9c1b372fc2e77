import type { IPrivateDnsZones, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import { PRIVATE_LINKS } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { RegistryManagedResources } from "./managed-resources.js";

/** Props of {@link ManagedResourceEndpoints}. */
export interface ManagedResourceEndpointsProps {
  readonly vnet: IVirtualNetwork;
  readonly zones: IPrivateDnsZones;
  readonly names: EnvironmentNames;
  /** What the endpoints' names begin with: the registry's name, with the region where it has several. */
  readonly resourceName: string;
  readonly resources: RegistryManagedResources;
  /** What is written to the subnet before: the registry's own endpoint. */
  readonly after: ITerraformDependable;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Private endpoints to what Azure made for a registry in one region: the storage that holds assets, and the container
 * registry that holds images (SX-05). They are in the network's group, for Azure refuses endpoints in the managed one.
 */
export class ManagedResourceEndpoints extends Construct {
  /** Endpoint of the storage account. */
  public readonly storage: PrivateEndpoint;
  /** Endpoint of the container registry. */
  public readonly containerRegistry: PrivateEndpoint;

  constructor(scope: Construct, id: string, props: ManagedResourceEndpointsProps) {
    super(scope, id);
    const { storageAccountId, containerRegistryId } = props.resources;
    this.storage = this.endpoint("Storage", "blob", storageAccountId, props, props.after);
    this.containerRegistry = this.endpoint(
      "ContainerRegistry",
      "registry",
      containerRegistryId,
      props,
      this.storage.endpoint,
    );
  }

  private endpoint(
    id: string,
    subResource: "blob" | "registry",
    resourceId: string,
    { vnet, zones, names, resourceName, tags }: ManagedResourceEndpointsProps,
    after: ITerraformDependable,
  ): PrivateEndpoint {
    // Stands for the resource, of which Terraform has none: zones and rules know a target by its construct.
    const resource = new Construct(this, id);
    return new PrivateEndpoint(resource, "Endpoint", {
      vnet,
      zones,
      target: { construct: resource, resourceId, resourceType: PRIVATE_LINKS[subResource].targetType },
      subResource,
      ...names.privateEndpoint(resourceName, subResource),
      // The registry takes its time; no workspace's endpoint shall wait for it.
      late: true,
      dependsOn: [after],
      ...(tags ? { tags } : {}),
    });
  }
}
