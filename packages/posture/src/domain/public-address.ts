import type { Resource } from "@org/aml-synth-model";
import { armTypeOf } from "./arm-types.js";
import type { Firewalls } from "./firewall.js";
import type { Inventory } from "./inventory.js";
import { isArm, pointerOf, pointTo, readingAt } from "./reader.js";

/** Use of an address: inbound, outbound only, or unknown, because the resource that uses it wasn't read completely. */
export type Holder = "bastion" | "outbound" | "inbound" | "not-known";

/** A public address or prefix, with the resource that uses it. */
export interface PublicAddress {
  readonly resource: Resource;
  readonly holders: readonly { readonly resource: Resource; readonly kind: Holder }[];
}

/** Types of resources that refer to an address without using it. */
const BYSTANDERS: ReadonlySet<string> = new Set([
  "azurerm_monitor_diagnostic_setting",
  "azurerm_management_lock",
  "azurerm_role_assignment",
  "azurerm_private_dns_a_record",
  "azurerm_dns_a_record",
  "azurerm_resource_group",
  "time_sleep",
]);
const OUTBOUND: ReadonlySet<string> = new Set([
  "azurerm_nat_gateway",
  "azurerm_nat_gateway_public_ip_association",
  "azurerm_nat_gateway_public_ip_prefix_association",
]);

/** The public addresses of a platform, each with the resource that uses it. */
export function publicAddresses(inventory: Inventory, firewalls: Firewalls): readonly PublicAddress[] {
  const resources = [
    ...inventory.created("Microsoft.Network/publicIPAddresses"),
    ...inventory.created("Microsoft.Network/publicIPPrefixes"),
  ];
  const read = new Set(inventory.model.deployments.map((deployment) => deployment.resource));
  return resources.map((resource) => ({
    resource,
    holders: resource
      .dependents()
      .filter((holder) => names(holder, resource) && !BYSTANDERS.has(holder.type) && !read.has(holder))
      .map((holder) => ({
        // An association with a NAT gateway represents the gateway.
        resource: pointTo(holder, "nat_gateway_id")?.resource ?? holder,
        kind: kindOf(holder, resource, firewalls),
      })),
  }));
}

/** Whether a resource refers to another, not only in `depends_on`. */
function names(holder: Resource, resource: Resource): boolean {
  return holder.references().some((reference) => !reference.explicit && reference.target.element === resource);
}

function kindOf(holder: Resource, address: Resource, firewalls: Firewalls): Holder {
  const type = armTypeOf(holder);
  if (type === "microsoft.network/azurefirewalls") {
    const letsIn = firewalls.letsIn(holder);
    if (letsIn === undefined) return "not-known";
    return letsIn ? "inbound" : "outbound";
  }
  if (type === "microsoft.network/bastionhosts") return "bastion";
  if (type === "microsoft.network/loadbalancers") return onlyLeads(holder) ? "outbound" : "inbound";
  if (type === "microsoft.network/applicationgateways") return listensAt(holder, address) ? "inbound" : "outbound";
  if (OUTBOUND.has(holder.type) || type === "microsoft.network/natgateways") return "outbound";
  return type === "microsoft.network/publicipprefixes" || type === "microsoft.network/publicipaddresses"
    ? "outbound"
    : "inbound";
}

const INBOUND_OF_BALANCERS = /^azurerm_lb_(rule|nat_rule|nat_pool)$/;
const INBOUND_IN_BALANCERS = ["loadBalancingRules", "inboundNatRules", "inboundNatPools"];

/** Whether a load balancer has outbound rules and no inbound ones. */
function onlyLeads(balancer: Resource): boolean {
  if (isArm(balancer)) {
    const has = (name: string): boolean => balancer.readArm(`properties.${name}`).items().length > 0;
    return has("outboundRules") && !INBOUND_IN_BALANCERS.some(has);
  }
  const own = balancer.dependents();
  return (
    own.some(({ type }) => type === "azurerm_lb_outbound_rule") &&
    !own.some(({ type }) => INBOUND_OF_BALANCERS.test(type))
  );
}

/** Whether an application gateway listens at an address: with its newer SKUs it has one even if no listener uses it. */
function listensAt(gateway: Resource, address: Resource): boolean {
  if (isArm(gateway)) return true;
  const frontends = readingAt(gateway, "frontend_ip_configuration")?.items() ?? [];
  const listeners = readingAt(gateway, "http_listener")?.items() ?? [];
  const names = frontends
    .filter((frontend) => pointerOf(frontend.at("public_ip_address_id"))?.resource === address)
    .map((frontend) => frontend.at("name"));
  const used = listeners.map((listener) => listener.at("frontend_ip_configuration_name"));
  const areKnown = used.length > 0 && names.length > 0 && [...names, ...used].every(({ state }) => state === "known");
  return !areKnown || used.some(({ value }) => names.some((name) => name.value === value));
}
