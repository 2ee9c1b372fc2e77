import {
  VirtualNetworkPeering as VirtualNetworkPeeringResource,
  type VirtualNetworkPeeringConfig,
} from "@cdktf/provider-azurerm/lib/virtual-network-peering/index.js";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  providerFor,
  refuse,
  requireProps,
  subscriptionOf,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { assertNoOverlap } from "./no-overlap.js";
import type { IPeerNetwork } from "./peer-network.js";
import { requireClientPool } from "./vpn-gateway.js";

/** Options for a peering. */
export interface VirtualNetworkPeeringOptions {
  /**
   * Whether each network accepts traffic that comes through the other network but doesn't originate there.
   * @default false
   */
  readonly allowForwardedTraffic?: boolean | undefined;
  /**
   * Whether this network uses the gateway of the other one, for example to reach an on-premises network. The other half
   * of the peering then allows gateway transit. The gateway has to exist, and this network must not have its own.
   * @default false
   */
  readonly useRemoteGateways?: boolean | undefined;
  /**
   * Whether the other network's half is created as well. Set it to `false` if another team creates it, such as the
   * owner of a hub. Azure connects the networks when both halves exist.
   * @default true
   */
  readonly createReversePeering?: boolean | undefined;
  /**
   * Provider that writes the other network's half.
   * @default - the stack's provider of that network's subscription; a stack without one is rejected
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
   * Name of the peering in this network, 1 to 80 characters.
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
 * Connects two networks, for instance to administer both from one jumpbox. Networks are not peered by default, because
 * environments are isolated. Each half is written to the subscription of its network.
 * @throws InvalidInputError for networks that overlap each other or a VPN client's address pool, for a network with itself,
 * and for a network in a subscription that the stack has no provider for
 */
export class VirtualNetworkPeering extends BaseConstruct {
  /** Peering from this network to the other one (L1). */
  public readonly outward: VirtualNetworkPeeringResource;
  /** Peering from the other network to this one (L1). Undefined without `createReversePeering`. */
  public readonly inward: VirtualNetworkPeeringResource | undefined;

  constructor(scope: Construct, id: string, props: VirtualNetworkPeeringProps) {
    super(scope, id);
    requireProps(this, props, "vnet", "remote");
    const { vnet, remote } = props;
    this.#requireTwoNetworks(vnet, remote);
    assertNoOverlap([vnet, remote]);
    for (const [one, other] of [
      [vnet, remote],
      [remote, vnet],
    ] as const) {
      if (one.clientAddressPool) requireClientPool(one, one.clientAddressPool, other.addressSpace);
    }
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
    // Azure rejects a peering while the remote network is being changed.
    dependOn(this.inward, [this.outward]);
  }

  #requireTwoNetworks(vnet: IPeerNetwork, remote: IPeerNetwork): void {
    const [one, other] = [vnet, remote].map(({ virtualNetworkId }) =>
      isUnresolved(virtualNetworkId) ? undefined : virtualNetworkId.toLowerCase(),
    );
    if (vnet.node.path !== remote.node.path && (one === undefined || one !== other)) return;
    refuse(this, "remote", {
      value: remote.virtualNetworkName,
      allowed: "another network: a hub isn't peered with itself",
      fix: "remove the peering, or name the other network",
    });
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
