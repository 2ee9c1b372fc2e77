import { PrivateEndpoint as PrivateEndpointResource } from "@cdktf/provider-azurerm/lib/private-endpoint/index.js";
import type { IPrivateDnsZones, IResourceGroup, ISubnet, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireProps,
  subscriptionOfId,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { PRIVATE_LINKS, type PrivateLinkFacts, type PrivateLinkSubResource } from "@org/azure-catalog";
import type { IResolvable, ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { requireHostAddress } from "./cidr.js";
import { requireSubResource } from "./private-link-sub-resource.js";

/** A private endpoint, created or existing. */
export interface IPrivateEndpoint extends IConstruct {
  /** ARM id. */
  readonly privateEndpointId: string;
  /** Private address of the target; the first one if it has several. */
  readonly privateIpAddress: string;
}

/** Attributes of an existing private endpoint. */
export interface PrivateEndpointAttributes {
  /** ARM id. */
  readonly privateEndpointId: string;
  /** Private address of the target. */
  readonly privateIpAddress: string;
}

/** The DNS names of a target, as Azure returns them: a Terraform list of unknown length. */
export interface PrivateEndpointDnsConfigs extends IResolvable {
  /** The name at an index of the list, and its addresses. */
  get(index: number): { readonly fqdn: string; readonly ipAddresses: readonly string[] };
}

/** Props of {@link PrivateEndpoint}. */
export interface PrivateEndpointProps {
  /** Network that accesses the target through the endpoint. */
  readonly vnet: IVirtualNetwork;
  /**
   * Subnet.
   * @default - the network's subnet for private endpoints
   */
  readonly subnet?: ISubnet | undefined;
  /**
   * Resource group, but never the managed group of a registry, where Azure rejects endpoints.
   * @default - the network's default group
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /** The resource to reach. */
  readonly target: PrivateLinkTarget;
  /** Sub-resource of the target (Azure's "group id"). */
  readonly subResource: PrivateLinkSubResource;
  /**
   * Zones in which the endpoint registers its records.
   * @default - none: no zone group is created. Omit it for a second endpoint of a target, if the first one registers in
   * the same zones
   */
  readonly zones?: IPrivateDnsZones | undefined;
  /**
   * Name, 2 to 80 characters: `pestdevcc01blob`. `...names.privateEndpoint("stdevcc01", "blob")` sets this name and the
   * next three.
   */
  readonly name: string;
  /**
   * Name of its network interface.
   * @default - `nic` and the name
   */
  readonly networkInterfaceName?: string | undefined;
  /**
   * Name of its connection.
   * @default - `con` and the name
   */
  readonly connectionName?: string | undefined;
  /**
   * Name of its DNS zone group.
   * @default "default", the one that Azure's policies look for
   */
  readonly zoneGroupName?: string | undefined;
  /**
   * Message to the owner of the target, 1 to 140 characters, who then has to approve the connection manually.
   * @default - approved automatically, which requires the deployment principal's permissions on the target
   */
  readonly manualApproval?: string | undefined;
  /**
   * Static address, or addresses by member name for a sub-resource with several: `{ registry: "10.1.1.20",
   * registry_data_canadacentral: "10.1.1.21" }`.
   * @default - Azure allocates free ones
   */
  readonly privateIpAddress?: string | Readonly<Record<string, string>> | undefined;
  /**
   * Whether other endpoints of the subnet are created without waiting for this one. Set it for targets that take long
   * to create, so that one workspace doesn't wait for another.
   * @default - true for `amlworkspace` and `amlregistry`
   */
  readonly late?: boolean | undefined;
  /**
   * Whether Terraform ignores changes of the zone group.
   * @default - true if Azure Policy writes the zone groups; otherwise false: Terraform restores a changed zone group
   */
  readonly ignoreZoneGroupChanges?: boolean | undefined;
  /**
   * Resources that have to exist first.
   * @default - only the subnet, the zone links and the previous endpoints
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Sub-resources whose endpoint has several addresses. */
const SEVERAL_ADDRESSES: ReadonlySet<PrivateLinkSubResource> = new Set(["amlworkspace", "registry"]);

/** Sub-resources of targets that take long to create. */
const LATE: ReadonlySet<PrivateLinkSubResource> = new Set(["amlworkspace", "amlregistry"]);

const MESSAGE_LENGTH = 140;

class ImportedPrivateEndpoint extends BaseConstruct implements IPrivateEndpoint {
  public readonly privateEndpointId: string;
  public readonly privateIpAddress: string;

  constructor(scope: Construct, id: string, attributes: PrivateEndpointAttributes) {
    super(scope, id);
    requireProps(this, attributes, "privateEndpointId");
    this.privateEndpointId = attributes.privateEndpointId;
    this.privateIpAddress = attributes.privateIpAddress;
  }
}

/**
 * A private endpoint to one sub-resource of one resource, with its DNS records.
 *
 * It waits for the links between its zones and its network, for the associations of its subnet, and for the subnet's
 * previous endpoints.
 * @throws InvalidInputError for a sub-resource that the target does not offer, missing zones or zones that already have
 * its records, a network to which the zones are not linked, a static address outside the subnet or already in use
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export class PrivateEndpoint extends BaseConstruct implements IPrivateEndpoint {
  /** An existing private endpoint. */
  public static fromPrivateEndpointAttributes(
    scope: Construct,
    id: string,
    attributes: PrivateEndpointAttributes,
  ): IPrivateEndpoint {
    return new ImportedPrivateEndpoint(scope, id, attributes);
  }

  /** The endpoint (L1). */
  public readonly resource: PrivateEndpointResource;

  constructor(scope: Construct, id: string, props: PrivateEndpointProps) {
    super(scope, id);
    requireProps(this, props, "vnet", "target", "subResource", "name");
    const { vnet, target, subResource, zones, name } = props;
    const { networkInterfaceName = `nic${name}`, connectionName = `con${name}`, zoneGroupName = "default" } = props;
    const path = this.node.path;
    assertName("privateEndpoint", name, `${path}.name`);
    assertName("networkInterface", networkInterfaceName, `${path}.networkInterfaceName`);
    assertName("privateServiceConnection", connectionName, `${path}.connectionName`);
    assertName("privateDnsZoneGroup", zoneGroupName, `${path}.zoneGroupName`);
    const subnet = props.subnet ?? vnet.privateEndpointSubnet;
    const resourceGroup = props.resourceGroup ?? vnet.defaultResourceGroup ?? vnet.resourceGroup;
    this.#requireSameSubscription(resourceGroup, vnet);
    requireSubResource(this, "subResource", target, subResource);
    this.#requireMessage(props.manualApproval);
    zones?.reserve(this, target, subResource, vnet);
    const writesZoneGroup = zones?.zoneGroupsManagedBy === "terraform";

    this.resource = new PrivateEndpointResource(this, "Resource", {
      name,
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: vnet.location,
      subnetId: subnet.subnetId,
      customNetworkInterfaceName: networkInterfaceName,
      privateServiceConnection: {
        name: connectionName,
        privateConnectionResourceId: target.resourceId,
        subresourceNames: [subResource],
        isManualConnection: props.manualApproval !== undefined,
        requestMessage: props.manualApproval,
      },
      privateDnsZoneGroup: writesZoneGroup
        ? { name: zoneGroupName, privateDnsZoneIds: zones.zoneIdsFor(subResource) }
        : undefined,
      ipConfiguration: this.#ipConfiguration(props, subnet),
      tags: props.tags,
      lifecycle:
        (props.ignoreZoneGroupChanges ?? zones?.zoneGroupsManagedBy === "policy")
          ? { ignoreChanges: ["private_dns_zone_group"] }
          : undefined,
    });
    dependOn(this.resource, resourceGroup.dependencies ?? []);
    dependOn(this.resource, subnet.dependencies);
    dependOn(this.resource, zones?.linksOf(vnet) ?? []);
    dependOn(this.resource, props.dependsOn ?? []);
    if (props.late ?? LATE.has(subResource)) {
      subnet.endpointChain.branch(this.resource);
    } else {
      subnet.endpointChain.append(this.resource);
    }
  }

  public get privateEndpointId(): string {
    return this.resource.id;
  }

  public get privateIpAddress(): string {
    return this.resource.privateServiceConnection.privateIpAddress;
  }

  /** ARM id of its network interface. */
  public get networkInterfaceId(): string {
    return this.resource.networkInterface.get(0).id;
  }

  /** DNS names of the target and their addresses. */
  public get customDnsConfigs(): PrivateEndpointDnsConfigs {
    return this.resource.customDnsConfigs;
  }

  /** @see https://learn.microsoft.com/azure/private-link/private-endpoint-overview */
  #requireSameSubscription(group: IResourceGroup, vnet: IVirtualNetwork): void {
    const [own, other] = [group.id, vnet.virtualNetworkId].map((id) => subscriptionOfId(id, this));
    if (own === undefined || other === undefined || isUnresolved(own) || isUnresolved(other)) return;
    if (own.toLowerCase() === other.toLowerCase()) return;
    refuse(this, "resourceGroup", {
      value: group.id,
      allowed: `a group in the subscription ${other} of the network: Azure puts no private endpoint into another one`,
      fix: "put it into a group of the network's subscription",
    });
  }

  #requireMessage(message: string | undefined): void {
    if (message === undefined || isUnresolved(message)) return;
    if (typeof message === "string" && message.trim().length > 0 && message.length <= MESSAGE_LENGTH) return;
    refuse(this, "manualApproval", {
      value: message,
      allowed: `1 to ${MESSAGE_LENGTH} characters`,
      fix: "write a sentence that says who requests access and why; omit the prop for automatic approval",
    });
  }

  #ipConfiguration(props: PrivateEndpointProps, subnet: ISubnet) {
    const { privateIpAddress, subResource } = props;
    if (privateIpAddress === undefined) return undefined;
    if (typeof privateIpAddress === "string" && SEVERAL_ADDRESSES.has(subResource)) {
      refuse(this, "privateIpAddress", {
        value: privateIpAddress,
        allowed: `an address for each member: an endpoint to ${subResource} has several`,
        fix: 'give them by member name, { registry: "10.1.1.20", registry_data_canadacentral: "10.1.1.21" }',
      });
    }
    const { member = subResource }: PrivateLinkFacts = PRIVATE_LINKS[subResource];
    const addresses = typeof privateIpAddress === "string" ? { [member]: privateIpAddress } : privateIpAddress;
    return Object.entries(addresses).map(([memberName, address]) => {
      requireHostAddress(this, "privateIpAddress", address, subnet.addressPrefix);
      subnet.staticAddresses.reserve([address], this.node.path, (first) =>
        refuse(this, "privateIpAddress", {
          value: address,
          allowed: `an IP address of the subnet that is not in use; ${first} uses this one`,
          fix: "use another address, or omit the prop: Azure then allocates a free one",
        }),
      );
      return { name: memberName, memberName, subresourceName: subResource, privateIpAddress: address };
    });
  }
}
