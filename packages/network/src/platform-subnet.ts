import { SubnetNatGatewayAssociation } from "@cdktf/provider-azurerm/lib/subnet-nat-gateway-association/index.js";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association/index.js";
import { SubnetRouteTableAssociation } from "@cdktf/provider-azurerm/lib/subnet-route-table-association/index.js";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
import { type IResourceGroup, type ISubnet, type IWriteChain } from "@org/aml-core";
import {
  azurermMajorOf,
  BaseConstruct,
  dependOn,
  providerOfGroup,
  requireProps,
  UniqueRegistry,
  WriteChain,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** Private endpoint network policies: whether security rules and routes of the subnet apply to private endpoints. */
export type PrivateEndpointNetworkPolicies =
  | "Disabled"
  | "Enabled"
  | "NetworkSecurityGroupEnabled"
  | "RouteTableEnabled";

/** Props of {@link PlatformSubnet}. */
export interface PlatformSubnetProps {
  /** Group of the virtual network. */
  readonly resourceGroup: IResourceGroup;
  /** Name of the virtual network. */
  readonly virtualNetworkName: string;
  /** The order of all writes to the virtual network. */
  readonly writes: IWriteChain;
  /** Name, 1 to 80 characters, unique in its network. */
  readonly name: string;
  /** Address prefix in CIDR notation. */
  readonly addressPrefix: string;
  /**
   * ARM id of the network security group to associate.
   * @default - none
   */
  readonly networkSecurityGroupId?: string | undefined;
  /**
   * ARM id of the NAT gateway to associate.
   * @default - none
   */
  readonly natGatewayId?: string | undefined;
  /**
   * ARM id of the route table to associate.
   * @default - none
   */
  readonly routeTableId?: string | undefined;
  /**
   * Whether Azure's implicit outbound access, which Azure is retiring, stays enabled.
   * @default - Azure's default
   */
  readonly defaultOutboundAccessEnabled?: boolean | undefined;
  /** @default "Disabled" */
  readonly privateEndpointNetworkPolicies?: PrivateEndpointNetworkPolicies | undefined;
  /**
   * Service endpoints, such as `Microsoft.Storage`. A resource can't have both a service endpoint and a private one.
   * @default - none
   */
  readonly serviceEndpoints?: readonly string[] | undefined;
  /**
   * Whether security rules apply to private link services in the subnet.
   * @default true
   */
  readonly privateLinkServiceNetworkPoliciesEnabled?: boolean | undefined;
}

/** Attributes of an existing subnet. */
export interface SubnetAttributes {
  /** ARM id. */
  readonly subnetId: string;
  /**
   * Address prefix in CIDR notation.
   * @default - not known, and not validated
   */
  readonly addressPrefix?: string | undefined;
}

class ImportedSubnet extends BaseConstruct implements ISubnet {
  public readonly subnetId: string;
  public readonly addressPrefix: string | undefined;
  public readonly endpointChain = new WriteChain();
  public readonly staticAddresses = new UniqueRegistry();
  public readonly dependencies = [];

  constructor(scope: Construct, id: string, attributes: SubnetAttributes) {
    super(scope, id);
    requireProps(this, attributes, "subnetId");
    this.subnetId = attributes.subnetId;
    this.addressPrefix = attributes.addressPrefix;
  }
}

/** A subnet and its associations. Create it with `addSubnet` of a virtual network, which knows the other subnets. */
export class PlatformSubnet extends BaseConstruct implements ISubnet {
  /** References an existing subnet by its ARM id. */
  public static fromSubnetId(scope: Construct, id: string, subnetId: string): ISubnet {
    return new ImportedSubnet(scope, id, { subnetId });
  }

  /** References an existing subnet, with its address prefix if it is known. */
  public static fromSubnetAttributes(scope: Construct, id: string, attributes: SubnetAttributes): ISubnet {
    return new ImportedSubnet(scope, id, attributes);
  }

  /** The subnet (L1). */
  public readonly resource: Subnet;
  public readonly addressPrefix: string;
  public readonly outboundAccess: ISubnet["outboundAccess"];
  public readonly endpointChain = new WriteChain();
  public readonly staticAddresses = new UniqueRegistry();
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PlatformSubnetProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "virtualNetworkName", "name", "addressPrefix");
    assertName("subnet", props.name, `${this.node.path}.name`);
    this.addressPrefix = props.addressPrefix;
    this.outboundAccess = outboundAccessOf(props);
    this.resource = new Subnet(this, "Resource", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      provider: providerOfGroup(this, props.resourceGroup),
      virtualNetworkName: props.virtualNetworkName,
      addressPrefixes: [props.addressPrefix],
      privateEndpointNetworkPolicies: props.privateEndpointNetworkPolicies ?? "Disabled",
      privateLinkServiceNetworkPoliciesEnabled: props.privateLinkServiceNetworkPoliciesEnabled,
      ...(props.defaultOutboundAccessEnabled === undefined
        ? {}
        : { defaultOutboundAccessEnabled: props.defaultOutboundAccessEnabled }),
    });
    addServiceEndpoints(this.resource, props.serviceEndpoints ?? []);
    dependOn(this.resource, props.resourceGroup.dependencies ?? []);
    props.writes.append(this.resource);

    const associations = [];
    if (props.networkSecurityGroupId !== undefined) {
      associations.push(
        new SubnetNetworkSecurityGroupAssociation(this, "SecurityGroupAssociation", {
          subnetId: this.resource.id,
          networkSecurityGroupId: props.networkSecurityGroupId,
        }),
      );
    }
    if (props.natGatewayId !== undefined) {
      associations.push(
        new SubnetNatGatewayAssociation(this, "NatGatewayAssociation", {
          subnetId: this.resource.id,
          natGatewayId: props.natGatewayId,
        }),
      );
    }
    if (props.routeTableId !== undefined) {
      associations.push(
        new SubnetRouteTableAssociation(this, "RouteTableAssociation", {
          subnetId: this.resource.id,
          routeTableId: props.routeTableId,
        }),
      );
    }
    for (const association of associations) props.writes.append(association);
    this.dependencies = associations.length > 0 ? associations : [this.resource];
  }

  public get subnetId(): string {
    return this.resource.id;
  }
}

function outboundAccessOf({ natGatewayId, routeTableId }: PlatformSubnetProps): ISubnet["outboundAccess"] {
  if (routeTableId !== undefined) return "routeTable";
  return natGatewayId === undefined ? undefined : "natGateway";
}

/** azurerm 5 has blocks for service endpoints, azurerm 4 a list. Only this function knows the difference. */
function addServiceEndpoints(subnet: Subnet, services: readonly string[]): void {
  if (services.length === 0) return;
  if (azurermMajorOf(subnet) === 5) {
    subnet.addOverride(
      "service_endpoint",
      services.map((service) => ({ service })),
    );
  } else {
    subnet.serviceEndpoints = [...services];
  }
}
