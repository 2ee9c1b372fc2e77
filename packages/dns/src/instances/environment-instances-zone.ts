import type { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
import type { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone/index.js";
import type { IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import { BaseConstruct, isUnresolved, refuse, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { PRIVATE_DNS_ZONES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { zoneLink } from "../azurerm/zone-link.js";
import { createdZone, referenceTo } from "../created-zone.js";
import { isPrivateLinkName } from "../zone.js";
import type { IInstanceNames } from "./instance-names.js";
import { InstanceRecord } from "./instance-record.js";

/** Props of {@link EnvironmentInstancesZone}. */
export interface EnvironmentInstancesZoneProps {
  /** Network of the environment, the only one to which the zone is linked. */
  readonly vnet: IVirtualNetwork;
  /** Azure region of the workspace, such as `canadacentral`. */
  readonly location: string;
  /** Private IPv4 address of the workspace's endpoint. */
  readonly endpointIpAddress: string;
  /**
   * Resource group of the zone. Environments can't share one, because a zone name can exist only once in a group.
   * @default - the network's default group
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /**
   * Name of the zone.
   * @default "instances.azureml.ms"
   */
  readonly zoneName?: string | undefined;
  /**
   * Name of its link.
   * @default - `<environment>-instances`
   */
  readonly linkName?: string | undefined;
  /**
   * TTL in seconds.
   * @default 10
   */
  readonly ttl?: number | undefined;
  /**
   * Whether Terraform refuses to destroy the zone.
   * @default false - it is part of its environment, and contains only the wildcard
   */
  readonly preventDestroy?: boolean | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * An environment's own zone for compute instances: linked only to its network, with a wildcard for its workspace's
 * endpoint. Each environment has a zone of the same name, and each network uses its own.
 *
 * Compute instances of other workspaces don't resolve in this network.
 * @throws InvalidInputError for a private-link zone, an invalid IP address, or a TTL outside of Azure's range
 */
export class EnvironmentInstancesZone extends BaseConstruct implements IInstanceNames {
  /** The zone (L1). */
  public readonly resource: PrivateDnsZone;
  /** Its link (L1). */
  public readonly link: PrivateDnsZoneVirtualNetworkLink;
  /** The wildcard record. */
  public readonly wildcard: InstanceRecord;

  constructor(scope: Construct, id: string, props: EnvironmentInstancesZoneProps) {
    super(scope, id);
    requireProps(this, props, "vnet", "location", "endpointIpAddress");
    const { vnet, ttl, tags, zoneName = PRIVATE_DNS_ZONES.instances.names.public } = props;
    if (!isUnresolved(zoneName) && isPrivateLinkName(zoneName)) {
      refuse(this, "zoneName", {
        value: zoneName,
        allowed: "a zone for compute instances, not a private-link zone",
        fix: "leave it out for instances.azureml.ms",
      });
    }
    assertName("privateDnsZone", zoneName, `${this.node.path}.zoneName`);
    this.resource = createdZone(this, "Resource", {
      name: zoneName,
      resourceGroup: props.resourceGroup ?? vnet.defaultResourceGroup ?? vnet.resourceGroup,
      preventDestroy: props.preventDestroy ?? false,
      tags,
    });
    const reference = referenceTo(this.resource);
    this.link = zoneLink(this, "Link", {
      name: assertName(
        "privateDnsZoneLink",
        props.linkName ?? `${vnet.environmentName}-instances`,
        `${this.node.path}.linkName`,
      ),
      zone: reference,
      virtualNetworkId: vnet.virtualNetworkId,
      tags,
    });
    this.wildcard = new InstanceRecord(this, "Wildcard", {
      zone: reference,
      instanceName: "*",
      location: props.location,
      endpointIpAddress: props.endpointIpAddress,
      ttl,
      tags,
    });
  }

  /** What to wait for before compute instances can be reached by name. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.link, this.wildcard.resource];
  }

  /** Does nothing: the wildcard resolves the name. */
  public addInstance(_instanceName: string): void {}
}
