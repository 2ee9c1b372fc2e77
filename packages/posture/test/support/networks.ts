import type { Resources } from "./evaluated.js";

const place = { resource_group_name: "rg", location: "westeurope" };

/** A network with a subnet of machines that a security group with those rules protects. */
export function networkWith(rules: readonly object[], extra: Resources = {}): { resource: Resources } {
  return {
    resource: {
      azurerm_virtual_network: { main: { name: "vnet", ...place, address_space: ["10.1.0.0/16"] } },
      azurerm_subnet: {
        machines: {
          name: "machines",
          resource_group_name: "rg",
          virtual_network_name: "${azurerm_virtual_network.main.name}",
          address_prefixes: ["10.1.1.0/24"],
        },
      },
      azurerm_network_interface: {
        machine: {
          name: "nic",
          ...place,
          ip_configuration: { name: "ip", subnet_id: "${azurerm_subnet.machines.id}" },
        },
      },
      azurerm_network_security_group: { main: { name: "nsg", ...place, security_rule: rules } },
      azurerm_subnet_network_security_group_association: {
        main: {
          subnet_id: "${azurerm_subnet.machines.id}",
          network_security_group_id: "${azurerm_network_security_group.main.id}",
        },
      },
      ...extra,
    },
  };
}

/** A security rule that allows TCP on a port. */
export function inbound(source: object | string, port: string, over: object = {}): object {
  return {
    name: `in-${port}`,
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source_port_range: "*",
    ...(typeof source === "string" ? { source_address_prefix: source } : source),
    destination_address_prefix: "*",
    destination_port_range: port,
    ...over,
  };
}

/** The last rule of a group, which denies whatever comes in. */
export const DENY_ALL: object = inbound("*", "*", { name: "deny", priority: 4096, access: "Deny", protocol: "*" });
