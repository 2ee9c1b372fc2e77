import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
import {
  VirtualNetworkGateway,
  type VirtualNetworkGatewayConfig,
} from "@cdktf/provider-azurerm/lib/virtual-network-gateway/index.js";
import type { IMonitoring, IResourceGroup, ISubnet } from "@org/aml-core";
import { BaseConstruct, dependOn, isUnresolved, providerOfGroup, refuse, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES, FIXED_SUBNETS, GATEWAY_SUBNET_PREFIX_LENGTH } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { parseNetworkBlock, SUBNET_SIZES } from "./cidr.js";

/** Props that all gateways of a virtual network have. */
export interface NetworkGatewayProps {
  /** Resource group. */
  readonly resourceGroup: IResourceGroup;
  /** Azure region, that of the network. */
  readonly location: string;
  /** `GatewaySubnet`, /27 or larger. */
  readonly subnet: ISubnet;
  /** Name, 1 to 80 characters. */
  readonly name: string;
  /** Name of its public address, 1 to 80 characters. */
  readonly publicIpName: string;
  /**
   * Destination of its logs and metrics.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Sizes of `GatewaySubnet`. */
export const GATEWAY_SUBNET_SIZES = {
  ...SUBNET_SIZES,
  smallest: GATEWAY_SUBNET_PREFIX_LENGTH,
  reason: "Azure requires this size for gateways",
};

/** Base of the gateways of a virtual network, which share its `GatewaySubnet`. Creating one takes up to 45 minutes. */
export abstract class NetworkGateway extends BaseConstruct {
  /** The gateway (L1). */
  public readonly resource: VirtualNetworkGateway;
  /** Its public address (L1). */
  public readonly publicIp: PublicIp;

  constructor(
    scope: Construct,
    id: string,
    props: NetworkGatewayProps,
    kind: Pick<VirtualNetworkGatewayConfig, "type" | "sku" | "vpnType" | "generation" | "vpnClientConfiguration">,
  ) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "location", "subnet", "name", "publicIpName");
    const { resourceGroup, subnet, location, monitoring, tags } = props;
    this.#requireSubnet(subnet);
    const shared = {
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location,
      tags,
    };
    // Gateways with zones need an address in all of them.
    this.publicIp = new PublicIp(this, "PublicIp", {
      ...shared,
      name: assertName("publicIp", props.publicIpName, `${this.node.path}.publicIpName`),
      allocationMethod: "Static",
      sku: "Standard",
      zones: ["1", "2", "3"],
    });
    dependOn(this.publicIp, resourceGroup.dependencies ?? []);
    this.resource = new VirtualNetworkGateway(this, "Resource", {
      ...shared,
      ...kind,
      name: assertName("virtualNetworkGateway", props.name, `${this.node.path}.name`),
      ipConfiguration: [
        {
          name: "configuration",
          subnetId: subnet.subnetId,
          publicIpAddressId: this.publicIp.id,
          privateIpAddressAllocation: "Dynamic",
        },
      ],
    });
    dependOn(this.resource, subnet.dependencies);
    dependOn(this.resource, resourceGroup.dependencies ?? []);
    monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resource.id,
      categories: DIAGNOSTIC_CATEGORIES.virtualNetworkGateway,
    });
    monitoring?.addDiagnosticSetting(this, "PublicIpDiagnostics", {
      targetResourceId: this.publicIp.id,
      categories: DIAGNOSTIC_CATEGORIES.publicIp,
    });
  }

  /** ARM id. */
  public get gatewayId(): string {
    return this.resource.id;
  }

  #requireSubnet({ subnetId, addressPrefix }: ISubnet): void {
    const { name } = FIXED_SUBNETS.gateway;
    if (!isUnresolved(subnetId) && subnetId.split("/").at(-1) !== name) {
      refuse(this, "subnet", { value: subnetId, allowed: `a subnet named ${name}`, fix: `use one named ${name}` });
    }
    if (addressPrefix !== undefined) parseNetworkBlock(this, "subnet", addressPrefix, GATEWAY_SUBNET_SIZES);
  }
}
