import type { Resource } from "@org/aml-synth-model";
import { armTypeOf } from "./arm-types.js";
import type { Firewalls } from "./firewall.js";
import type { Inventory } from "./inventory.js";

/** Use of an address: inbound, outbound only, or unknown, because the resource that uses it wasn't read completely. */
export type Holder = "bastion" | "outbound" | "way-in" | "not-known";

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
  return resources.map((resource) => ({
    resource,
    holders: resource
      .dependents()
      .filter((holder) => names(holder, resource) && !BYSTANDERS.has(holder.type))
      .map((holder) => ({ resource: holder, kind: kindOf(holder, firewalls) })),
  }));
}

/** Whether a resource refers to another, not only in `depends_on`. */
function names(holder: Resource, resource: Resource): boolean {
  return holder.references().some((reference) => !reference.explicit && reference.target.element === resource);
}

function kindOf(holder: Resource, firewalls: Firewalls): Holder {
  const type = armTypeOf(holder);
  if (type === "microsoft.network/azurefirewalls") {
    const letsIn = firewalls.letsIn(holder);
    if (letsIn === undefined) return "not-known";
    return letsIn ? "way-in" : "outbound";
  }
  if (type === "microsoft.network/bastionhosts") return "bastion";
  if (OUTBOUND.has(holder.type) || type === "microsoft.network/natgateways") return "outbound";
  return type === "microsoft.network/publicipprefixes" || type === "microsoft.network/publicipaddresses"
    ? "outbound"
    : "way-in";
}
