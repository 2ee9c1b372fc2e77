import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const place = { resource_group_name: "rg", location: "westeurope" };
const ZONE = "privatelink.vaultcore.azure.net";
const zoneId = (group = "rg-dns", zone = ZONE) =>
  `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/${group}/providers/Microsoft.Network/privateDnsZones/${zone}`;

/** A vault with a private endpoint. */
function vault(endpoint: object, extra: Resources = {}): { resource: Resources; variable: object } {
  return {
    variable: { hub: { type: "string" } },
    resource: {
      azurerm_virtual_network: { main: { name: "vnet", ...place, address_space: ["10.1.0.0/16"] } },
      azurerm_subnet: {
        endpoints: {
          name: "endpoints",
          resource_group_name: "rg",
          virtual_network_name: "${azurerm_virtual_network.main.name}",
          address_prefixes: ["10.1.1.0/24"],
        },
      },
      azurerm_key_vault: { main: { name: "kv", ...place, public_network_access_enabled: false } },
      azurerm_private_endpoint: {
        vault: {
          name: "pe-vault",
          ...place,
          subnet_id: "${azurerm_subnet.endpoints.id}",
          private_service_connection: {
            name: "vault",
            is_manual_connection: false,
            private_connection_resource_id: "${azurerm_key_vault.main.id}",
            subresource_names: ["vault"],
          },
          ...endpoint,
        },
      },
      ...extra,
    },
  };
}

const group = (...ids: string[]) => ({ private_dns_zone_group: { name: "default", private_dns_zone_ids: ids } });
const link = (zone: object): Resources => ({
  azurerm_private_dns_zone_virtual_network_link: {
    main: { name: "link", virtual_network_id: "${azurerm_virtual_network.main.id}", ...zone },
  },
});
const byName = { private_dns_zone_name: ZONE, resource_group_name: "rg-dns" };
const ownZone: Resources = { azurerm_private_dns_zone: { main: { name: ZONE, resource_group_name: "rg-dns" } } };

describe("a zone", () => {
  it.each([
    ["an id, linked by name and group", zoneId(), byName],
    ["an id in another case", zoneId().toUpperCase(), byName],
    [
      "an id whose subscription isn't known",
      zoneId().replace(/subscriptions\/[^/]+/, "subscriptions/${var.hub}"),
      byName,
    ],
  ])("is one, given by %s", (_, id, zone) => {
    const { outcome } = evaluated({ dev: vault(group(id), link(zone)) });
    expect(outcome("resolution")).toBe("satisfied");
  });

  it("that the stacks create is the one that an id names", () => {
    const { outcome } = evaluated({
      dns: { resource: ownZone },
      dev: vault(group(zoneId()), link(byName)),
    });
    expect(outcome("resolution")).toBe("satisfied");
  });

  it("of one name in another group is another", () => {
    const { outcome } = evaluated({ dev: vault(group(zoneId("rg-other")), link(byName)) });
    expect(outcome("resolution")).toBe("undecided");
  });

  it("is one in every spelling of its id", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), (upper) => {
        const spelled = [...zoneId()].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join("");
        expect(evaluated({ dev: vault(group(spelled), link(byName)) }).outcome("resolution")).toBe("satisfied");
      }),
      { numRuns: 25 },
    );
  });

  it("created elsewhere and not linked here leaves resolution undecided, unless the configuration says who links it", () => {
    const dev = vault(group(zoneId()));
    expect(evaluated({ dev }).outcome("resolution")).toBe("undecided");
    expect(evaluated({ dev }, { dns: { linksManagedBy: "the hub team" } }).outcome("resolution")).toBe("satisfied");
  });

  it("created here and not linked is a violation, even if others are linked", () => {
    const dev = vault(group("${azurerm_private_dns_zone.main.id}"), ownZone);
    expect(evaluated({ dev }).outcome("resolution")).toBe("violated");
    expect(evaluated({ dev }, { dns: { linksManagedBy: "the hub team" } }).outcome("resolution")).toBe("violated");
  });
});

describe("a zone group that is left to others", () => {
  const dev = vault({ lifecycle: { ignore_changes: ["private_dns_zone_group"] } });

  it("leaves resolution undecided", () => {
    const { outcome, rules } = evaluated({ dev });
    expect(outcome("resolution")).toBe("undecided");
    expect(rules).not.toContain("private-endpoint-zone-group");
  });

  it("is written by who the configuration names", () => {
    const { outcome, rules } = evaluated({ dev }, { dns: { zoneGroupsManagedBy: "Azure Policy" } });
    expect(outcome("resolution")).toBe("satisfied");
    expect(rules).not.toContain("private-endpoint-zone-group");
  });

  it("is not assumed where nothing says so", () => {
    expect(evaluated({ dev: vault({}) }).outcome("resolution")).toBe("violated");
  });
});

describe("a record by hand", () => {
  const record = (value: string): Resources => ({
    ...ownZone,
    ...link({ ...byName, private_dns_zone_name: "${azurerm_private_dns_zone.main.name}" }),
    azurerm_private_dns_a_record: {
      vault: {
        name: "kv",
        zone_name: "${azurerm_private_dns_zone.main.name}",
        resource_group_name: "rg-dns",
        ttl: 300,
        records: [value],
      },
    },
  });

  it("serves as a zone group does, for an endpoint or its address", () => {
    const private_ip = "${azurerm_private_endpoint.vault.private_service_connection[0].private_ip_address}";
    expect(evaluated({ dev: vault({}, record(private_ip)) }).outcome("resolution")).toBe("satisfied");
    const fixed = { ip_configuration: { name: "ip", private_ip_address: "10.1.1.4" } };
    expect(evaluated({ dev: vault(fixed, record("10.1.1.4")) }).outcome("resolution")).toBe("satisfied");
    expect(evaluated({ dev: vault(fixed, record("10.1.1.5")) }).outcome("resolution")).toBe("violated");
  });
});

describe("a sub-resource", () => {
  it.each(["vault", "Vault", "VAULT"])("is taken in any case: %s", (name) => {
    const connection = {
      name: "vault",
      is_manual_connection: false,
      private_connection_resource_id: "${azurerm_key_vault.main.id}",
      subresource_names: [name],
    };
    const { rules } = evaluated({ dev: vault({ private_service_connection: connection }) });
    expect(rules).not.toContain("private-endpoint-sub-resource");
    expect(rules).not.toContain("private-endpoint-missing");
  });

  it("is one of its target, also where the target is given by id", () => {
    const connection = {
      name: "sql",
      is_manual_connection: false,
      private_connection_resource_id: zoneId().replace(/Microsoft.Network.*/, "Microsoft.Sql/servers/sql"),
      subresource_names: ["SQLSERVER"],
    };
    const right = evaluated({ dev: vault({ private_service_connection: connection }) });
    expect(right.rules).not.toContain("private-endpoint-sub-resource");
    const wrong = { ...connection, subresource_names: ["blob"] };
    expect(
      evaluated({ dev: vault({ private_service_connection: wrong }) }).messages("private-endpoint-sub-resource"),
    ).toEqual(["names blob; microsoft.sql/servers has sqlServer"]);
  });
});

/** A hub whose network has the zone's link and a firewall, and a spoke that asks a server. */
function hubAndSpoke(server: string, proxy: boolean, extra: Resources = {}) {
  const hub = { tags: { environment: "hub" } };
  const spoke = vault(group("${azurerm_private_dns_zone.main.id}"), {
    ...ownZone,
    ...link({ ...byName, virtual_network_id: "${azurerm_virtual_network.hub.id}" }),
    azurerm_firewall: {
      main: {
        name: "fw",
        ...place,
        ...hub,
        firewall_policy_id: "${azurerm_firewall_policy.main.id}",
        ip_configuration: [
          {
            name: "ip",
            subnet_id: "${azurerm_subnet.firewall.id}",
            public_ip_address_id: "${azurerm_public_ip.fw.id}",
          },
        ],
      },
    },
    azurerm_public_ip: { fw: { name: "pip-fw", ...place, ...hub, sku: "Standard" } },
    azurerm_firewall_policy: { main: { name: "policy", ...place, ...hub, dns: { proxy_enabled: proxy } } },
    ...extra,
  });
  const { azurerm_virtual_network: networks, azurerm_subnet: subnets } = spoke.resource;
  Object.assign(networks?.["main"] ?? {}, { dns_servers: [server] });
  Object.assign(networks ?? {}, { hub: { name: "vnet-hub", ...place, ...hub, address_space: ["10.0.0.0/16"] } });
  Object.assign(subnets ?? {}, {
    firewall: {
      name: "AzureFirewallSubnet",
      resource_group_name: "rg",
      virtual_network_name: "${azurerm_virtual_network.hub.name}",
      address_prefixes: ["10.0.1.0/26"],
    },
  });
  return evaluated({ dev: spoke });
}

describe("a network that asks another server", () => {
  const firewall = "${azurerm_firewall.main.ip_configuration[0].private_ip_address}";

  it.each([firewall, "10.0.1.4"])("finds what the network of a firewall with DNS proxy finds: %s", (server) => {
    const { outcome, rules } = hubAndSpoke(server, true);
    expect(outcome("resolution")).toBe("satisfied");
    expect(rules).not.toContain("network-custom-dns");
  });

  it.each([
    ["a firewall without proxy", firewall, false],
    ["a server that nobody knows", "10.9.9.9", true],
  ])("is undecided for %s", (_, server, proxy) => {
    expect(hubAndSpoke(server, proxy).outcome("resolution")).toBe("undecided");
  });

  it("finds what the network of a resolver's inbound endpoint finds", () => {
    const { outcome } = hubAndSpoke("10.0.1.5", false, {
      azurerm_firewall: {},
      azurerm_private_dns_resolver_inbound_endpoint: {
        main: { name: "in", ip_configurations: [{ subnet_id: "${azurerm_subnet.firewall.id}" }] },
      },
    });
    expect(outcome("resolution")).toBe("satisfied");
  });
});

describe("a firewall's public address", () => {
  it("gives no inbound access without DNAT rules", () => {
    const { outcome, rules } = hubAndSpoke("10.0.1.4", true);
    expect(outcome("bastion-only")).toBe("satisfied");
    expect(rules).not.toContain("public-address-holder");
  });

  it("is one with DNAT rules", () => {
    const { outcome } = hubAndSpoke("10.0.1.4", true, {
      azurerm_firewall_policy_rule_collection_group: {
        in: {
          name: "in",
          firewall_policy_id: "${azurerm_firewall_policy.main.id}",
          nat_rule_collection: [{ name: "rdp", priority: 100, action: "Dnat", rule: [] }],
        },
      },
    });
    expect(outcome("bastion-only")).toBe("violated");
  });

  it("is undecided under a policy that wasn't read", () => {
    const policy = zoneId().replace(/Microsoft.Network.*/, "Microsoft.Network/firewallPolicies/central");
    const firewall = {
      name: "fw",
      ...place,
      firewall_policy_id: policy,
      ip_configuration: [{ name: "ip", public_ip_address_id: "${azurerm_public_ip.fw.id}" }],
    };
    const { outcome } = hubAndSpoke("168.63.129.16", true, { azurerm_firewall: { main: firewall } });
    expect(outcome("bastion-only")).toBe("undecided");
  });
});

describe("the zones of a private endpoint", () => {
  const place = { resource_group_name: "rg", location: "westeurope" };
  const resolution = (target: Resources, subResource: string, zone: string) => {
    const [[type, byName] = ["", {}]] = Object.entries(target);
    const resource: Resources = {
      azurerm_virtual_network: { main: { name: "vnet", ...place, address_space: ["10.1.0.0/16"] } },
      azurerm_subnet: {
        pe: {
          name: "pe",
          resource_group_name: "rg",
          virtual_network_name: "${azurerm_virtual_network.main.name}",
          address_prefixes: ["10.1.1.0/24"],
        },
      },
      azurerm_private_dns_zone: { main: { name: zone, resource_group_name: "rg" } },
      azurerm_private_dns_zone_virtual_network_link: {
        main: {
          resource_group_name: "rg",
          private_dns_zone_name: "${azurerm_private_dns_zone.main.name}",
          virtual_network_id: "${azurerm_virtual_network.main.id}",
        },
      },
      azurerm_private_endpoint: {
        main: {
          name: "pe",
          ...place,
          subnet_id: "${azurerm_subnet.pe.id}",
          private_service_connection: {
            name: "c",
            private_connection_resource_id: `\${${type}.${Object.keys(byName)[0] ?? ""}.id}`,
            subresource_names: [subResource],
          },
          private_dns_zone_group: { name: "g", private_dns_zone_ids: ["${azurerm_private_dns_zone.main.id}"] },
        },
      },
      ...target,
    };
    return evaluated({ dev: { resource } }).outcome("resolution");
  };
  const account = (kind: string): Resources => ({
    azurerm_cognitive_account: { main: { name: "ai", ...place, kind } },
  });

  it.each<[string, Resources, string, string]>([
    ["OpenAI", account("OpenAI"), "account", "privatelink.openai.azure.com"],
    ["another Azure AI service", account("FormRecognizer"), "account", "privatelink.cognitiveservices.azure.com"],
    [
      "another type with a sub-resource of that name",
      { azurerm_synapse_workspace: { main: { name: "syn", ...place } } },
      "Sql",
      "privatelink.sql.azuresynapse.net",
    ],
  ])("are those of its target: %s", (_, target, subResource, zone) => {
    expect(resolution(target, subResource, zone)).toBe("satisfied");
  });

  it("are more for an account with all Azure AI services", () => {
    expect(resolution(account("AIServices"), "account", "privatelink.openai.azure.com")).toBe("violated");
  });
});
