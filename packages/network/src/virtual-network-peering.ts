import {
  VirtualNetworkPeering as VirtualNetworkPeeringResource,
  type VirtualNetworkPeeringConfig,
} from "@cdktf/provider-azurerm/lib/virtual-network-peering/index.js";
import { dependOn, providerFor, subscriptionOf } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { assertNoOverlap } from "./no-overlap.js";
import type { IPeerNetwork } from "./peer-network.js";

/** Options for a peering. */
export interface VirtualNetworkPeeringOptions {
  /**
   * Whether each network takes in traffic that does not come from the other one itself.
   * @default false
   */
  readonly allowForwardedTraffic?: boolean | undefined;
  /**
   * Whether the one network reaches other networks, such as the ones on premises, by the gateway of the other network,
   * whose half of the peering then allows it. The gateway has to exist, and the network must not have one of its own.
   * @default false
   */
  readonly useRemoteGateways?: boolean | undefined;
  /**
   * Whether the other network's half is created, too. Set false where another team creates it, such as that of a hub;
   * Azure connects the networks when both halves exist.
   * @default true
   */
  readonly createReversePeering?: boolean | undefined;
  /**
   * Provider that writes the other network's half.
   * @default - the stack's provider of that network's subscription; a stack without one is refused
   */
  readonly remoteProvider?: TerraformProvider | undefined;
}

/** Props of {@link VirtualNetworkPeering}. */
export interface VirtualNetworkPeeringProps extends VirtualNetworkPeeringOptions {
  /** One network. */
  readonly vnet: IPeerNetwork;
  /** The other network. */
  readonly remote: IPeerNetwork;
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
 * isolated. Each half is written to the subscription of its network.
 * @throws InvalidInputError for networks that overlap, or a network in a subscription that the stack has no provider for
 */
export class VirtualNetworkPeering extends Construct {
  /** From the one network to the other (L1). */
  public readonly outward: VirtualNetworkPeeringResource;
  /** From the other network to the one (L1). Undefined without `createReversePeering`. */
  public readonly inward: VirtualNetworkPeeringResource | undefined;

  constructor(scope: Construct, id: string, props: VirtualNetworkPeeringProps) {
    super(scope, id);
    const { vnet, remote } = props;
    assertNoOverlap([vnet, remote]);
    const { name, remoteName, allowForwardedTraffic = false, useRemoteGateways = false, remoteProvider } = props;
    this.outward = this.#peer("Outward", vnet, remote, name, undefined, {
      allowForwardedTraffic,
      allowGatewayTransit: false,
      useRemoteGateways,
    });
    if (props.createReversePeering === false) return;
    this.inward = this.#peer("Inward", remote, vnet, remoteName, remoteProvider, {
      allowForwardedTraffic,
      allowGatewayTransit: useRemoteGateways,
      useRemoteGateways: false,
    });
    // Azure refuses a peering while the network that it leads to is being written.
    dependOn(this.inward, [this.outward]);
  }

  #peer(
    id: string,
    from: IPeerNetwork,
    to: IPeerNetwork,
    name = `peer-${from.environmentName}-to-${to.environmentName}`,
    provider: TerraformProvider | undefined,
    traffic: Pick<VirtualNetworkPeeringConfig, "allowForwardedTraffic" | "allowGatewayTransit" | "useRemoteGateways">,
  ): VirtualNetworkPeeringResource {
    assertName("virtualNetworkPeering", name, `${this.node.path}.name`);
    const peering = new VirtualNetworkPeeringResource(this, id, {
      name,
      resourceGroupName: from.resourceGroup.name,
      virtualNetworkName: from.virtualNetworkName,
      remoteVirtualNetworkId: to.virtualNetworkId,
      allowVirtualNetworkAccess: true,
      ...traffic,
      provider: providerFor(this, {
        subscription: subscriptionOf(from.virtualNetworkId, from),
        provider,
        required: true,
      }),
    });
    dependOn(peering, from.resourceGroup.dependencies ?? []);
    return peering;
  }
}
