import { VirtualNetworkPeering as VirtualNetworkPeeringResource } from "@cdktf/provider-azurerm/lib/virtual-network-peering/index.js";
import type { IVirtualNetwork } from "@org/aml-core";
import { dependOn } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { Construct } from "constructs";
import { assertNoOverlap } from "./no-overlap.js";

/** Options for a peering. */
export interface VirtualNetworkPeeringOptions {
  /**
   * Whether each network takes in traffic that does not come from the other one itself.
   * @default false
   */
  readonly allowForwardedTraffic?: boolean | undefined;
}

/** Props of {@link VirtualNetworkPeering}. */
export interface VirtualNetworkPeeringProps extends VirtualNetworkPeeringOptions {
  /** One network. */
  readonly vnet: IVirtualNetwork;
  /** The other network. */
  readonly remote: IVirtualNetwork;
  /**
   * Name of the peering in the one network, 1 to 80 characters.
   * @default - `peer-` and the names of the environments, `peer-prod-to-dev`
   */
  readonly name?: string | undefined;
  /**
   * Name of the peering in the other network.
   * @default - `peer-` and the names of the environments, `peer-dev-to-prod`
   */
  readonly remoteName?: string | undefined;
}

/**
 * Connects two networks, for administration from one jumpbox. Networks are not peered by default: environments are
 * isolated. No gateway is shared by it.
 * @throws InvalidInputError for networks that overlap
 */
export class VirtualNetworkPeering extends Construct {
  /** From the one network to the other (L1). */
  public readonly outward: VirtualNetworkPeeringResource;
  /** From the other network to the one (L1). */
  public readonly inward: VirtualNetworkPeeringResource;

  constructor(scope: Construct, id: string, props: VirtualNetworkPeeringProps) {
    super(scope, id);
    const { vnet, remote } = props;
    assertNoOverlap([vnet, remote]);
    this.outward = this.#peer("Outward", vnet, remote, props.name, props);
    this.inward = this.#peer("Inward", remote, vnet, props.remoteName, props);
    // Azure refuses a peering while the network that it leads to is being written.
    dependOn(this.inward, [this.outward]);
  }

  #peer(
    id: string,
    from: IVirtualNetwork,
    to: IVirtualNetwork,
    name = `peer-${from.environmentName}-to-${to.environmentName}`,
    options: VirtualNetworkPeeringOptions,
  ): VirtualNetworkPeeringResource {
    assertName("virtualNetworkPeering", name, `${this.node.path}.name`);
    const peering = new VirtualNetworkPeeringResource(this, id, {
      name,
      resourceGroupName: from.resourceGroup.name,
      virtualNetworkName: from.virtualNetworkName,
      remoteVirtualNetworkId: to.virtualNetworkId,
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: options.allowForwardedTraffic ?? false,
      allowGatewayTransit: false,
      useRemoteGateways: false,
    });
    dependOn(peering, from.resourceGroup.dependencies ?? []);
    return peering;
  }
}
