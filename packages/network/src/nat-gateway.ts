import { NatGatewayPublicIpAssociation } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association/index.js";
import { NatGatewayPublicIpPrefixAssociation } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-prefix-association/index.js";
import { NatGateway as NatGatewayResource } from "@cdktf/provider-azurerm/lib/nat-gateway/index.js";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { BaseConstruct, dependOn, providerOfGroup, refuse, requireArmId, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { Construct } from "constructs";

const PREFIX_ID_FIX = "use the prefix's id: az network public-ip prefix show --query id";

/** Source of a NAT gateway's addresses. */
export interface NatGatewayOptions {
  /**
   * ARM id of an existing public IP prefix in the gateway's region. The gateway uses all its addresses, so other
   * parties can allow the block before the deployment.
   * @default - one new public address
   * @see https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource#nat-gateway-ip-addresses
   */
  readonly publicIpPrefixId?: string | undefined;
}

/** Props of {@link NatGateway}. */
export interface NatGatewayProps extends NatGatewayOptions {
  /** Resource group. */
  readonly resourceGroup: IResourceGroup;
  /**
   * Azure region.
   * @default - that of the resource group
   */
  readonly location?: string | undefined;
  /** Name, 1 to 80 characters. */
  readonly name: string;
  /**
   * Name of its new public address, 1 to 80 characters. Either this or `publicIpPrefixId` is required.
   * @default - no new address
   */
  readonly publicIpName?: string | undefined;
  /**
   * Availability zone of gateway and address, one of `1`, `2`, `3`.
   * @default - Azure places them
   */
  readonly zone?: string | undefined;
  /**
   * Destination of the logs of its public address.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Outbound internet access for subnets without public addresses, instead of the implicit access that Azure is retiring.
 * It allows no inbound connections.
 * @throws InvalidInputError for names that Azure rejects, for the id of a resource that is not a public IP prefix, and
 * for both or neither of `publicIpName` and `publicIpPrefixId`
 */
export class NatGateway extends BaseConstruct {
  /** The gateway (L1). */
  public readonly resource: NatGatewayResource;
  /** Its new static address (L1); undefined if its addresses are those of an existing prefix. */
  public readonly publicIp: PublicIp | undefined;
  /** ARM id, known once the gateway has its addresses. */
  public readonly natGatewayId: string;

  constructor(scope: Construct, id: string, props: NatGatewayProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "name");
    assertName("natGateway", props.name, `${this.node.path}.name`);
    const { resourceGroup, publicIpName, publicIpPrefixId } = props;
    if ((publicIpName === undefined) === (publicIpPrefixId === undefined)) {
      refuse(this, "publicIpPrefixId", {
        value: publicIpPrefixId,
        allowed: "either publicIpPrefixId or publicIpName, not both",
        fix: "give publicIpName for a new address, or publicIpPrefixId for those of an existing prefix",
      });
    }
    const shared = {
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: props.location ?? resourceGroup.location,
      zones: props.zone === undefined ? undefined : [props.zone],
      tags: props.tags,
    };
    this.resource = new NatGatewayResource(this, "Resource", { ...shared, name: props.name, skuName: "Standard" });
    dependOn(this.resource, resourceGroup.dependencies ?? []);
    const natGatewayId = this.resource.id;
    // This id is the association's, so that a subnet uses the gateway only after it has an address.
    if (publicIpPrefixId === undefined) {
      this.publicIp = new PublicIp(this, "PublicIp", {
        ...shared,
        name: assertName("publicIp", publicIpName ?? "", `${this.node.path}.publicIpName`),
        allocationMethod: "Static",
        sku: "Standard",
      });
      dependOn(this.publicIp, resourceGroup.dependencies ?? []);
      this.natGatewayId = new NatGatewayPublicIpAssociation(this, "PublicIpAssociation", {
        natGatewayId,
        publicIpAddressId: this.publicIp.id,
      }).natGatewayId;
      props.monitoring?.addDiagnosticSetting(this, "Diagnostics", {
        targetResourceId: this.publicIp.id,
        categories: DIAGNOSTIC_CATEGORIES.publicIp,
      });
    } else {
      requireArmId(this, "publicIpPrefixId", publicIpPrefixId, "Microsoft.Network/publicIPPrefixes", PREFIX_ID_FIX);
      this.natGatewayId = new NatGatewayPublicIpPrefixAssociation(this, "PublicIpPrefixAssociation", {
        natGatewayId,
        publicIpPrefixId,
      }).natGatewayId;
    }
  }
}
