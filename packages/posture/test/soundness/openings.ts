import { ROLES } from "@org/azure-catalog";
import { assignment, fromStack, securityRule, type SmallPlatform, type Stack } from "../support/small-platform.js";
import { ABSENCE, PRESENCE, VALUES, type Place } from "./hidings.js";

/** A platform with an opening, and the check that must see it. */
export interface Mutant {
  readonly name: string;
  readonly check: string;
  change(platform: SmallPlatform): void;
}

const OPEN_RULE = {
  name: "Open",
  priority: 105,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  source: "Internet",
  destination: "*",
  destinationPorts: ["22"],
  description: "",
} as const;

const of = ({ dev }: SmallPlatform, type: string, name: string): Stack => dev["resource"][type][name] as Stack;
const add = ({ dev }: SmallPlatform, type: string, resource: Stack): Stack => {
  dev["resource"][type] = { ...(dev["resource"][type] as Stack | undefined), opening: resource };
  return resource;
};
const rules = (platform: SmallPlatform): Stack[] =>
  of(platform, "azurerm_network_security_group", "jumpbox")["security_rule"] as Stack[];
/** The other environment, as what this one must not reach. */
const lookAtProd = ({ dev, prod }: SmallPlatform, value: string): string => {
  dev["data"].terraform_remote_state.prod = { backend: "local", config: { path: "../prod.tfstate" } };
  prod["output"].target = { value };
  return fromStack("prod", "target");
};

interface Opening {
  readonly check: string;
  /** Whether what opens is a reference to something. */
  readonly isReference?: boolean;
  readonly at: (platform: SmallPlatform) => Omit<Place, "stack">;
}

const flag = (type: string, name: string, key: string, open: string | boolean): Opening["at"] => {
  return (platform) => {
    const resource = of(platform, type, name);
    return { resource, holder: resource, key, open };
  };
};
const property = (name: string, path: readonly string[], key: string, open: string | boolean): Opening["at"] => {
  return (platform) => {
    const resource = of(platform, "azapi_resource", name);
    let holder = resource["body"].properties as Stack;
    for (const step of path) holder = holder[step] as Stack;
    return { resource, holder, key, open };
  };
};
const inside = (
  type: string,
  resource: (platform: SmallPlatform) => Stack,
  key: string,
  open: (platform: SmallPlatform) => string,
) => {
  return (platform: SmallPlatform): Omit<Place, "stack"> => {
    const added = add(platform, type, resource(platform));
    return { resource: added, holder: added, key, open: open(platform) };
  };
};
const ruleField = (key: string, open: string): Opening["at"] => {
  return (platform) => {
    const rule = { ...securityRule(OPEN_RULE) } as Stack;
    rules(platform).push(rule);
    return { resource: of(platform, "azurerm_network_security_group", "jumpbox"), holder: rule, key, open };
  };
};

/** A cluster in the jumpbox's subnet that opens nothing. */
const cluster = (platform: SmallPlatform): Stack =>
  add(platform, "azurerm_kubernetes_cluster", {
    name: "aks",
    tags: { environment: "dev" },
    private_cluster_enabled: true,
    default_node_pool: { name: "system", vnet_subnet_id: "${azurerm_subnet.jumpbox.id}" },
  });
/** A scale set in the jumpbox's subnet that opens nothing. */
const scaleSet = (platform: SmallPlatform): { readonly resource: Stack; readonly holder: Stack } => {
  const holder = { name: "ip", subnet_id: "${azurerm_subnet.jumpbox.id}" };
  const resource = add(platform, "azurerm_linux_virtual_machine_scale_set", {
    name: "vmss",
    tags: { environment: "dev" },
    network_interface: [{ name: "nic", ip_configuration: [holder] }],
  });
  return { resource, holder };
};
/** A route of the jumpbox's subnet to a firewall. */
const route = (platform: SmallPlatform): { readonly resource: Stack; readonly holder: Stack } => {
  const holder = {
    name: "default",
    address_prefix: "0.0.0.0/0",
    next_hop_type: "VirtualAppliance",
    next_hop_in_ip_address: "${azurerm_firewall.opening.ip_configuration[0].private_ip_address}",
  };
  const resource = add(platform, "azurerm_route_table", { name: "rt", tags: { environment: "dev" }, route: [holder] });
  add(platform, "azurerm_subnet_route_table_association", {
    subnet_id: "${azurerm_subnet.jumpbox.id}",
    route_table_id: "${azurerm_route_table.opening.id}",
  });
  return { resource, holder };
};
/** Computes in the jumpbox's subnet without a managed network, whose firewall allows one host; gives its rule. */
const ownNetwork = (platform: SmallPlatform): { readonly resource: Stack; readonly holder: Stack; route: Stack } => {
  of(platform, "azapi_resource", "workspace")["body"].properties.managedNetwork = { isolationMode: "Disabled" };
  for (const name of ["cluster", "instance"]) {
    of(platform, "azapi_resource", name)["body"].properties.properties.subnet = { id: "${azurerm_subnet.jumpbox.id}" };
  }
  const { holder: ownRoute } = route(platform);
  const holder = { name: "python", destination_fqdns: ["pypi.org"] };
  add(platform, "azurerm_firewall", { name: "afw", firewall_policy_id: "${azurerm_firewall_policy.opening.id}" });
  add(platform, "azurerm_firewall_policy", { name: "afwp", threat_intelligence_mode: "Deny" });
  const resource = add(platform, "azurerm_firewall_policy_rule_collection_group", {
    name: "rules",
    firewall_policy_id: "${azurerm_firewall_policy.opening.id}",
    application_rule_collection: [{ name: "hosts", action: "Allow", rule: [holder] }],
  });
  return { resource, holder, route: ownRoute };
};

/** Openings by one value. */
const BY_VALUE: Readonly<Record<string, Opening>> = {
  "storage with public access": {
    check: "bastion-only",
    at: flag("azurerm_storage_account", "main", "public_network_access_enabled", true),
  },
  "vault with public access": {
    check: "bastion-only",
    at: flag("azurerm_key_vault", "main", "public_network_access_enabled", true),
  },
  "container registry with public access": {
    check: "bastion-only",
    at: flag("azurerm_container_registry", "main", "public_network_access_enabled", true),
  },
  "workspace with public access": {
    check: "bastion-only",
    at: property("workspace", [], "publicNetworkAccess", "Enabled"),
  },
  "registry with public access": {
    check: "bastion-only",
    at: property("registry", [], "publicNetworkAccess", "Enabled"),
  },
  "cluster with public nodes": {
    check: "bastion-only",
    at: property("cluster", ["properties"], "enableNodePublicIp", true),
  },
  "AKS cluster with a public API server": {
    check: "bastion-only",
    at: (platform) => {
      const resource = cluster(platform);
      return { resource, holder: resource, key: "private_cluster_enabled", open: false };
    },
  },
  "AKS nodes with public addresses": {
    check: "bastion-only",
    at: (platform) => {
      const resource = cluster(platform);
      return {
        resource,
        holder: resource["default_node_pool"] as Stack,
        key: "node_public_ip_enabled",
        open: true,
      };
    },
  },
  "AKS nodes in a subnet without a security group": {
    check: "bastion-only",
    isReference: true,
    at: (platform) => {
      const resource = cluster(platform);
      add(platform, "azurerm_subnet", {
        name: "nodes",
        resource_group_name: "${azurerm_resource_group.main.name}",
        virtual_network_name: "${azurerm_virtual_network.main.name}",
        address_prefixes: ["10.1.77.0/24"],
      });
      const open = "${azurerm_subnet.opening.id}";
      return { resource, holder: resource["default_node_pool"] as Stack, key: "vnet_subnet_id", open };
    },
  },
  "scale set with public addresses": {
    check: "bastion-only",
    at: (platform) => ({ ...scaleSet(platform), key: "public_ip_address", open: true }),
  },
  "interface in a hub that forwards": {
    check: "isolation",
    at: (platform) => {
      const tags = { environment: "shared" };
      add(platform, "azurerm_resource_group", { name: "rg-hub", tags });
      add(platform, "azurerm_subnet", {
        name: "snet",
        resource_group_name: "${azurerm_resource_group.opening.name}",
        virtual_network_name: "${azurerm_virtual_network.opening.name}",
      });
      platform.dev["output"].hub = { value: "${azurerm_virtual_network.opening.id}" };
      for (const [{ resource }, hub] of [
        [platform.dev, "${azurerm_virtual_network.opening.id}"],
        [platform.prod, fromStack("dev", "hub")],
      ] as const) {
        resource.azurerm_virtual_network_peering = {
          hub: {
            name: "hub",
            virtual_network_name: "${azurerm_virtual_network.main.name}",
            remote_virtual_network_id: hub,
          },
        };
      }
      add(platform, "azurerm_virtual_network", {
        name: "vnet-hub",
        resource_group_name: "${azurerm_resource_group.opening.name}",
        tags,
        address_space: ["10.0.0.0/16"],
      });
      route(platform);
      const holder = add(platform, "azurerm_network_interface", {
        name: "nic",
        resource_group_name: "${azurerm_resource_group.opening.name}",
        tags,
        ip_configuration: { name: "ip", subnet_id: "${azurerm_subnet.opening.id}" },
      });
      return { resource: holder, holder, key: "ip_forwarding_enabled", open: true };
    },
  },
  "route to the internet": {
    check: "bastion-only",
    at: (platform) => ({ ...route(platform), key: "next_hop_type", open: "Internet" }),
  },
  "computes with a route to the internet": {
    check: "egress",
    at: (platform) => {
      const { route: holder } = ownNetwork(platform);
      return {
        resource: of(platform, "azurerm_route_table", "opening"),
        holder,
        key: "next_hop_type",
        open: "Internet",
      };
    },
  },
  "firewall that allows any host to computes": {
    check: "egress",
    at: (platform) => {
      const { resource, holder } = ownNetwork(platform);
      const hosts = (holder["destination_fqdns"] = [""]) as unknown as Stack;
      return { resource, holder: hosts, key: "0", open: "*" };
    },
  },
  "rule from the internet": { check: "bastion-only", at: ruleField("source_address_prefix", "Internet") },
  "rule that allows": { check: "bastion-only", at: ruleField("access", "Allow") },
  "rule for what comes in": { check: "bastion-only", at: ruleField("direction", "Inbound") },
  "rule of its own": {
    check: "bastion-only",
    at: inside(
      "azurerm_network_security_rule",
      () => ({
        ...securityRule(OPEN_RULE),
        network_security_group_name: "${azurerm_network_security_group.jumpbox.name}",
      }),
      "source_address_prefix",
      () => "*",
    ),
  },
  "peering to production": {
    check: "isolation",
    isReference: true,
    at: inside(
      "azurerm_virtual_network_peering",
      () => ({ name: "peering", virtual_network_name: "${azurerm_virtual_network.main.name}" }),
      "remote_virtual_network_id",
      (platform) => lookAtProd(platform, "${azurerm_virtual_network.main.id}"),
    ),
  },
  "role in production": {
    check: "isolation",
    isReference: true,
    at: inside(
      "azurerm_role_assignment",
      () => assignment("", "${azurerm_user_assigned_identity.compute.principal_id}", ROLES.reader.id),
      "scope",
      (platform) => lookAtProd(platform, "${azurerm_storage_account.main.id}"),
    ),
  },
  "role for an identity of production": {
    check: "isolation",
    isReference: true,
    at: inside(
      "azurerm_role_assignment",
      () => assignment("${azurerm_storage_account.main.id}", "", ROLES.reader.id),
      "principal_id",
      (platform) => lookAtProd(platform, "${azurerm_user_assigned_identity.compute.principal_id}"),
    ),
  },
  "managed network that lets everything out": {
    check: "egress",
    at: property("workspace", ["managedNetwork"], "isolationMode", "AllowInternetOutbound"),
  },
  "delay of nothing": { check: "order", at: flag("time_sleep", "workspace", "create_duration", "0s") },
};

/** What keeps something shut or in order: without it, a check is violated. */
const NEEDED: Readonly<Record<string, { readonly check: string; readonly type: string; readonly name: string }>> = {
  "a link": { check: "resolution", type: "azurerm_private_dns_zone_virtual_network_link", name: "vault" },
  "a delay": { check: "order", type: "time_sleep", name: "workspace" },
};

/** Resources that open something by being there. */
const BY_PRESENCE: Readonly<
  Record<string, { readonly check: string; readonly add: (platform: SmallPlatform) => Stack }>
> = {
  "a gateway": {
    check: "bastion-only",
    add: (platform) => add(platform, "azurerm_virtual_network_gateway", { name: "vgw", tags: { environment: "dev" } }),
  },
  "an AKS cluster without a subnet": {
    check: "bastion-only",
    add: (platform) =>
      add(platform, "azurerm_kubernetes_cluster", {
        name: "aks",
        private_cluster_enabled: true,
        default_node_pool: { name: "system" },
      }),
  },
  "an application gateway of AKS": {
    check: "bastion-only",
    add: (platform) => {
      const resource = cluster(platform);
      resource["ingress_application_gateway"] = [{ gateway_name: "agw" }];
      return resource;
    },
  },
  "DNAT rules": {
    check: "bastion-only",
    add: (platform) => {
      add(platform, "azurerm_firewall_policy", { name: "afwp" });
      add(platform, "azurerm_public_ip", { name: "pip-afw", tags: { environment: "dev" } });
      add(platform, "azurerm_firewall", {
        name: "afw",
        firewall_policy_id: "${azurerm_firewall_policy.opening.id}",
        ip_configuration: [{ name: "ip", public_ip_address_id: "${azurerm_public_ip.opening.id}" }],
      });
      return add(platform, "azurerm_firewall_policy_rule_collection_group", {
        name: "dnat",
        firewall_policy_id: "${azurerm_firewall_policy.opening.id}",
        nat_rule_collection: [{ name: "in", action: "Dnat", rule: [{ name: "rdp", destination_ports: ["3389"] }] }],
      });
    },
  },
  "a public address": {
    check: "bastion-only",
    add: (platform) => add(platform, "azurerm_public_ip", { name: "pip", tags: { environment: "dev" } }),
  },
  "an open rule": {
    check: "bastion-only",
    add: (platform) =>
      add(platform, "azurerm_network_security_rule", {
        ...securityRule(OPEN_RULE),
        network_security_group_name: "${azurerm_network_security_group.jumpbox.name}",
      }),
  },
};

const dynamicRules: Readonly<Record<string, (platform: SmallPlatform) => unknown>> = {
  "a literal": () => [{ from: "Internet" }],
  "a local": ({ dev }) => {
    dev["locals"] = { hidden: { ssh: { from: "Internet" } } };
    return "${local.hidden}";
  },
  "a variable": ({ dev }) => {
    dev["variable"].hidden = { type: "any" };
    return "${var.hidden}";
  },
  "a data source": ({ dev }) => {
    dev["data"].external = { hidden: { program: ["true"] } };
    return "${data.external.hidden.result}";
  },
};

/** Every opening, written in every way. */
export function mutants(): readonly Mutant[] {
  const found: Mutant[] = [];
  for (const [opening, { check, at, isReference = false }] of Object.entries(BY_VALUE)) {
    for (const [hiding, hide] of Object.entries(VALUES)) {
      // Terraform takes no reference in a default.
      if (hiding === "variable with a default" && isReference) continue;
      found.push({
        name: `${opening}, by ${hiding}`,
        check,
        change: (platform) => hide({ stack: platform.dev, ...at(platform) }),
      });
    }
  }
  for (const [opening, one] of Object.entries(BY_PRESENCE)) {
    found.push({ name: opening, check: one.check, change: (platform) => void one.add(platform) });
    for (const [hiding, hide] of Object.entries(PRESENCE)) {
      found.push({
        name: `${opening}, ${hiding}`,
        check: one.check,
        change: (platform) => hide(platform.dev, one.add(platform)),
      });
    }
  }
  for (const [opening, { check, type, name }] of Object.entries(NEEDED)) {
    for (const [hiding, hide] of Object.entries(ABSENCE)) {
      found.push({ name: `${opening} with ${hiding}`, check, change: (platform) => hide(of(platform, type, name)) });
    }
    for (const [hiding, hide] of Object.entries(PRESENCE)) {
      const change = (platform: SmallPlatform): void => hide(platform.dev, of(platform, type, name));
      found.push({ name: `${opening} with ${hiding}`, check, change });
    }
  }
  for (const [hiding, forEach] of Object.entries(dynamicRules)) {
    found.push({
      name: `dynamic rules over ${hiding}`,
      check: "bastion-only",
      change: (platform) => {
        const content = { ...securityRule(OPEN_RULE), source_address_prefix: "${security_rule.value.from}" };
        of(platform, "azurerm_network_security_group", "jumpbox")["dynamic"] = {
          security_rule: [{ for_each: forEach(platform), content: [content] }],
        };
      },
    });
  }
  return found;
}
