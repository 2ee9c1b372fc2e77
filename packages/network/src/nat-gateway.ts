import { NatGatewayPublicIpAssociation } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association/index.js";
import { NatGateway as NatGatewayResource } from "@cdktf/provider-azurerm/lib/nat-gateway/index.js";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { dependOn } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import { Construct } from "constructs";

/** Props of {@link NatGateway}. */
export interface NatGatewayProps {
  /** Group to put it in. */
  readonly resourceGroup: IResourceGroup;
  /**
   * Azure region.
   * @default - that of the resource group
   */
  readonly location?: string | undefined;
  /** Name, 1 to 80 characters. */
  readonly name: string;
  /** Name of its public address, 1 to 80 characters. */
  readonly publicIpName: string;
  /**
   * Availability zone of gateway and address, one of `1`, `2`, `3`.
   * @default - Azure places them
   */
  readonly zone?: string | undefined;
  /**
   * Where the logs of its public address go.
   * @default - nowhere
   */
  readonly monitoring?: IMonitoring | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A way out to the internet for subnets without public addresses, in place of the implicit one that Azure is retiring. Nothing comes in by its address.
 */
export class NatGateway extends Construct {
  /** The gateway (L1). */
  public readonly resource: NatGatewayResource;
  /** Its static address (L1). */
  public readonly publicIp: PublicIp;
  /** ARM id, known once the gateway has its address. */
  public readonly natGatewayId: string;

  constructor(scope: Construct, id: string, props: NatGatewayProps) {
    super(scope, id);
    assertName("natGateway", props.name, `${this.node.path}.name`);
    assertName("publicIp", props.publicIpName, `${this.node.path}.publicIpName`);
    const shared = {
      resourceGroupName: props.resourceGroup.name,
      location: props.location ?? props.resourceGroup.location,
      zones: props.zone === undefined ? undefined : [props.zone],
      tags: props.tags,
    };
    this.publicIp = new PublicIp(this, "PublicIp", {
      ...shared,
      name: props.publicIpName,
      allocationMethod: "Static",
      sku: "Standard",
    });
    this.resource = new NatGatewayResource(this, "Resource", { ...shared, name: props.name, skuName: "Standard" });
    dependOn(this.publicIp, props.resourceGroup.dependencies ?? []);
    dependOn(this.resource, props.resourceGroup.dependencies ?? []);
    const association = new NatGatewayPublicIpAssociation(this, "PublicIpAssociation", {
      natGatewayId: this.resource.id,
      publicIpAddressId: this.publicIp.id,
    });
    // The id as the association gives it, so that a subnet is moved to the gateway when it has an address.
    this.natGatewayId = association.natGatewayId;
    props.monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.publicIp.id,
      categories: DIAGNOSTIC_CATEGORIES.publicIp,
    });
  }
}
