import type { Element, Resource } from "@org/aml-synth-model";
import { nameOf, type Subnet } from "./network.js";
import type { Platform } from "./platform.js";
import { read } from "./reader.js";
import type { SecurityRule } from "./security-rule.js";
import { isWideDestination } from "./destinations.js";
import type { Route } from "./routing.js";

/** How traffic from a subnet leaves the network. */
export type Egress =
  /** Not at all, or only to destinations that a security group allows. */
  | { readonly kind: "closed"; readonly at: Element | undefined; readonly text: string }
  | { readonly kind: "firewall"; readonly firewall: Resource }
  /** To any destination. */
  | { readonly kind: "open"; readonly at: Element | undefined; readonly text: string }
  | { readonly kind: "unread"; readonly at: Element | undefined; readonly text: string };

/** How traffic from a subnet leaves: its security group is evaluated first, then its route and NAT gateway. */
export function egressFrom(platform: Platform, subnet: Subnet): Egress {
  const { routing } = platform;
  const group = subnet.securityGroup;
  if (group?.isRead && deniesOutbound(group.rules)) {
    return { kind: "closed", at: group.resource, text: `${nameOf(group.resource)} denies the internet` };
  }
  const route = routing.defaultRouteOf(subnet);
  if (route) return alongRoute(platform, route);
  const table = routing.tableOf(subnet);
  if (
    table &&
    (table.kind !== "resource" || routing.routes.some((one) => one.table === table && one.prefix === undefined))
  )
    return { kind: "unread", at: table, text: `the routes of ${table.name} aren't known here` };
  if (routing.isUnknown(subnet)) {
    return { kind: "unread", at: subnet.resource, text: `which routes ${subnet.name} uses isn't known here` };
  }
  const nat = routing.natGatewayOf(subnet);
  if (nat) return { kind: "open", at: nat, text: `the NAT gateway ${nat.name} leads to any address` };
  if (!subnet.resource || !subnet.network.isRead) {
    return { kind: "unread", at: subnet.resource, text: `the routes of ${subnet.name} aren't known here` };
  }
  const own = read(
    subnet.resource,
    `${subnet.at}default_outbound_access_enabled`,
    `${subnet.at}properties.defaultOutboundAccess`,
  );
  if (own === false) return { kind: "closed", at: subnet.resource, text: `${subnet.name} has no outbound access` };
  return { kind: "open", at: subnet.resource, text: "Azure's default outbound access leads to any address" };
}

function alongRoute(platform: Platform, { resource, nextHop, appliance }: Route): Egress {
  switch (nextHop) {
    case "None":
      return { kind: "closed", at: resource, text: "the default route leads nowhere" };
    case "VirtualAppliance": {
      const firewall = appliance?.resource;
      return firewall && platform.firewalls.isFirewall(firewall)
        ? { kind: "firewall", firewall }
        : {
            kind: "unread",
            at: resource,
            text: `the appliance ${appliance?.shape ?? ""} of the default route wasn't read`,
          };
    }
    case "VirtualNetworkGateway":
      return {
        kind: "unread",
        at: resource,
        text: "the default route leads to a gateway, and what is behind it isn't known here",
      };
    case undefined:
      return { kind: "unread", at: resource, text: "the next hop of the default route isn't known here" };
    default:
      return { kind: "open", at: resource, text: `the default route leads to ${nextHop}` };
  }
}

/**
 * Whether rules, by priority, deny all traffic to the internet that no earlier rule allows to named destinations. An
 * unknown destination may be any.
 */
function deniesOutbound(rules: readonly SecurityRule[]): boolean {
  for (const { direction, access, protocol, ports, destinations, sources } of rules) {
    if (direction.toLowerCase() !== "outbound") continue;
    if (access.toLowerCase() === "allow") {
      if (destinations.some((one) => isWideDestination(one) || one.includes("${"))) return false;
    } else if (
      protocol === "*" &&
      sources.includes("*") &&
      ports.some(([from, to]) => from <= 1 && to === 65_535) &&
      destinations.some((one) => /^(\*|any|internet|0\.0\.0\.0\/0)$/i.test(one))
    )
      return true;
  }
  return false;
}
