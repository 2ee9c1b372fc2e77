import { Annotations } from "cdktf";
import type { IVirtualNetwork } from "@org/aml-core";
import type { IPlatformVnet } from "./virtual-network-base.js";

/**
 * Warns about networks that no jumpbox can reach, if other networks have one: without public access, users can't reach
 * the resources there. If no network has a jumpbox, users are assumed to have other access, and there is no warning.
 * @returns the networks with a warning
 */
export function warnUnreachable(networks: readonly IPlatformVnet[]): readonly IPlatformVnet[] {
  const served = networks.filter(({ jumpboxes }) => jumpboxes.length > 0);
  if (served.length === 0) return [];
  const unreachable = networks.filter(
    (network) => !served.includes(network) && !served.some((other) => arePeered(network, other)),
  );
  for (const network of unreachable) {
    const others = served.map(({ environmentName }) => environmentName).join(", ");
    Annotations.of(network).addWarning(
      `No jumpbox reaches the environment ${network.environmentName}: the only ones are in ${others}, and the networks are ` +
        `not peered. Add a jumpbox to ${network.node.path}, or peer it with a network that has one.`,
    );
  }
  return unreachable;
}

/** Whether one of two networks is peered with the other by this program. */
export function arePeered(one: IVirtualNetwork, other: IVirtualNetwork): boolean {
  return names(one, other) || names(other, one);
}

function names(one: IVirtualNetwork & Partial<Pick<IPlatformVnet, "peers">>, other: IVirtualNetwork): boolean {
  return one.peers?.some((peer) => peer.node.path === other.node.path) ?? false;
}
