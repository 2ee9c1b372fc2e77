import { describe, expect, it } from "vitest";
import { all, ENVIRONMENTS, type Environment, one, platform, targetOf } from "./support.js";

const OCTET = { dev: 1, prod: 2 } as const;
const subnet = (environment: Environment, name: RegExp) => {
  const found = all("azurerm_subnet", environment).find((candidate) => name.test(String(candidate.get("name"))));
  if (!found) throw new Error(`no subnet ${name} in ${environment}`);
  return found;
};
const rulesOf = (environment: Environment, name: RegExp) => {
  const group = all("azurerm_network_security_group", environment).find((candidate) =>
    name.test(String(candidate.get("name"))),
  );
  return (group?.get("security_rule") ?? []) as Record<string, unknown>[];
};

describe("networks", () => {
  it.each(ENVIRONMENTS)(
    "have the document's addresses in %s (S0-NET-01, S0-NET-02, S0-NET-03, S0-NET-04)",
    (environment) => {
      const second = OCTET[environment];
      expect(one("azurerm_virtual_network", environment).get("address_space")).toEqual([`10.${second}.0.0/16`]);
      expect(subnet(environment, /-pe-/).get("address_prefixes")).toEqual([`10.${second}.1.0/24`]);
    },
  );

  it("send their logs to the workspace of their environment (S0-NET-06)", () => {
    for (const environment of ENVIRONMENTS) {
      const setting = all("azurerm_monitor_diagnostic_setting", environment).find(
        (candidate) => targetOf(candidate, "target_resource_id").type === "azurerm_virtual_network",
      );
      expect(setting?.get("enabled_log")).toEqual([{ category: "VMProtectionAlerts" }]);
      expect(setting?.get("enabled_metric")).toEqual([{ category: "AllMetrics" }]);
      for (const other of all("azurerm_monitor_diagnostic_setting", environment)) {
        expect(targetOf(other, "log_analytics_workspace_id").id).toBe(
          one("azurerm_log_analytics_workspace", environment).id,
        );
      }
    }
  });

  it("leave name resolution to Azure (S0-NET-09)", () => {
    for (const network of all("azurerm_virtual_network")) expect(network.get("dns_servers")).toBeUndefined();
  });
});

describe("Bastion and jumpbox", () => {
  it.each(ENVIRONMENTS)("Bastion is in %s on a /26, Standard, with a static address (S0-BAS-01)", (environment) => {
    expect(subnet(environment, /^AzureBastionSubnet$/).get("address_prefixes")).toEqual([
      `10.${OCTET[environment]}.2.0/26`,
    ]);
    expect(one("azurerm_bastion_host", environment).get("sku")).toBe("Standard");
    expect(one("azurerm_public_ip", environment).attributes).toMatchObject({
      allocation_method: "Static",
      sku: "Standard",
    });
  });

  it("the jumpbox is a Data Science VM in the subnet of machines (S0-BAS-02, S2-ACC-06)", () => {
    for (const environment of ENVIRONMENTS) {
      expect(one("azurerm_windows_virtual_machine", environment).get("source_image_reference")).toMatchObject({
        publisher: "microsoft-dsvm",
        offer: "dsvm-win-2022",
        sku: "winserver-2022",
      });
      expect(subnet(environment, /-vm-/).get("address_prefixes")).toEqual([`10.${OCTET[environment]}.3.0/24`]);
    }
  });

  it("its network card has a private address only (S0-BAS-03, S0-ARC-12)", () => {
    for (const card of all("azurerm_network_interface"))
      expect(JSON.stringify(card.attributes)).not.toContain("public_ip");
  });

  it.each(ENVIRONMENTS)("in %s only Bastion reaches it, by RDP (S0-BAS-04)", (environment) => {
    const inbound = rulesOf(environment, /-vm-/).filter((rule) => rule["direction"] === "Inbound");
    const portsOf = (rule: Record<string, unknown>) =>
      rule["destination_port_range"] ?? (rule["destination_port_ranges"] as string[]).join();
    expect(
      inbound.map((rule) => [rule["priority"], rule["access"], rule["source_address_prefix"], portsOf(rule)]),
    ).toEqual([
      [200, "Allow", `10.${OCTET[environment]}.2.0/26`, "3389"],
      [4096, "Deny", "*", "*"],
    ]);
  });

  it("its administrator comes from variables, the password a sensitive one (S0-BAS-05)", () => {
    for (const environment of ENVIRONMENTS) {
      const machine = one("azurerm_windows_virtual_machine", environment);
      expect(machine.get("admin_username")).toBe("${var.jumpbox_admin_username}");
      expect(machine.get("admin_password")).toBe("${var.jumpbox_admin_password}");
      expect(machine.stack).toHaveVariable("jumpbox_admin_password", { sensitive: true });
    }
  });

  it("Bastion offers RDP in the browser and nothing else (S0-BAS-06)", () => {
    for (const host of all("azurerm_bastion_host")) {
      for (const feature of [
        "tunneling_enabled",
        "ip_connect_enabled",
        "shareable_link_enabled",
        "file_copy_enabled",
      ]) {
        expect([feature, host.get(feature) ?? false]).toEqual([feature, false]);
      }
    }
  });

  it("the Bastion subnet has the eight rules that Azure asks for (S0-BAS-08, S2-ACC-07)", () => {
    for (const environment of ENVIRONMENTS) {
      const rules = rulesOf(environment, /bastion/i);
      expect(rules.filter((rule) => rule["access"] === "Allow")).toHaveLength(8);
      expect(
        rules
          .filter((rule) => rule["direction"] === "Inbound" && rule["access"] === "Allow")
          .map(({ source_address_prefix }) => source_address_prefix)
          .sort(),
      ).toEqual(["AzureLoadBalancer", "GatewayManager", "Internet", "VirtualNetwork"]);
    }
  });

  it("the jumpbox has a premium disk and managed boot diagnostics (S0-BAS-13)", () => {
    for (const machine of all("azurerm_windows_virtual_machine")) {
      expect(machine.get("os_disk.storage_account_type")).toBe("Premium_LRS");
      expect(machine.get("boot_diagnostics")).toBeDefined();
    }
    for (const card of all("azurerm_network_interface")) {
      expect(card.get("ip_configuration[0].private_ip_address_allocation")).toBe("Dynamic");
    }
  });

  it("the only public addresses are Bastion's, and no rule lets RDP or SSH in from elsewhere (S0-ARC-12)", () => {
    expect(
      all("azurerm_public_ip").map((address) =>
        address
          .dependents()
          .map(({ type }) => type)
          .filter((type) => type !== "azurerm_monitor_diagnostic_setting"),
      ),
    ).toEqual([["azurerm_bastion_host"], ["azurerm_bastion_host"]]);
    for (const group of all("azurerm_network_security_group")) {
      for (const rule of group.get("security_rule") as Record<string, unknown>[]) {
        const ports = [
          rule["destination_port_range"],
          ...((rule["destination_port_ranges"] as string[] | undefined) ?? []),
        ];
        if (
          rule["direction"] !== "Inbound" ||
          rule["access"] !== "Allow" ||
          !ports.some((port) => port === "22" || port === "3389")
        )
          continue;
        expect(rule["source_address_prefix"]).toMatch(/^10\.[12]\.2\.0\/26$/);
      }
    }
  });
});

describe("private DNS", () => {
  it("has the nine zones, each once, in the shared group (S0-DNS-01, S0-DNS-02, S0-DNS-03, S0-DNS-04, S0-DNS-05)", () => {
    expect(
      all("azurerm_private_dns_zone")
        .map((zone) => zone.get("name"))
        .sort(),
    ).toEqual([
      "instances.azureml.ms",
      "privatelink.api.azureml.ms",
      "privatelink.azurecr.io",
      "privatelink.blob.core.windows.net",
      "privatelink.file.core.windows.net",
      "privatelink.notebooks.azure.net",
      "privatelink.queue.core.windows.net",
      "privatelink.table.core.windows.net",
      "privatelink.vaultcore.azure.net",
    ]);
    for (const zone of all("azurerm_private_dns_zone")) {
      expect(targetOf(zone, "resource_group_name").get("name")).toBe("rg-aml-dns-shared-cc-01");
    }
  });

  it("keeps zones from being destroyed (S0-DNS-06)", () => {
    for (const zone of all("azurerm_private_dns_zone")) expect(zone.get("lifecycle.prevent_destroy")).toBe(true);
  });

  it("links each zone to each network, without registration, with unique names (S0-DNS-07)", () => {
    const links = all("azurerm_private_dns_zone_virtual_network_link");
    for (const environment of ENVIRONMENTS) {
      const zones = all("azurerm_private_dns_zone_virtual_network_link", environment).map(
        (link) => targetOf(link, "private_dns_zone_name").id,
      );
      expect(new Set(zones).size).toBe(9);
    }
    for (const link of links) expect(link.get("registration_enabled")).toBe(false);
    expect(new Set(links.map((link) => link.get("name"))).size).toBe(18);
  });

  it("has no zone in an environment's stack (S0-DNS-08)", () => {
    for (const environment of ENVIRONMENTS) expect(all("azurerm_private_dns_zone", environment)).toEqual([]);
  });

  it.each(ENVIRONMENTS)(
    "registers each endpoint of %s in the zones of its sub-resource (S0-DNS-09, S0-DNS-10, S0-DNS-11, S4-PE-02)",
    (environment) => {
      const zones = Object.fromEntries(
        all("azurerm_private_endpoint", environment).map((endpoint) => [
          endpoint.get("private_service_connection.subresource_names[0]"),
          (endpoint.get("private_dns_zone_group.private_dns_zone_ids") as string[]).map((_, index) =>
            targetOf(endpoint, `private_dns_zone_group.private_dns_zone_ids[${index}]`).get("name"),
          ),
        ]),
      );
      expect(zones).toEqual({
        amlworkspace: ["privatelink.api.azureml.ms", "privatelink.notebooks.azure.net", "instances.azureml.ms"],
        amlregistry: ["privatelink.api.azureml.ms"],
        blob: ["privatelink.blob.core.windows.net"],
        file: ["privatelink.file.core.windows.net"],
        queue: ["privatelink.queue.core.windows.net"],
        table: ["privatelink.table.core.windows.net"],
        vault: ["privatelink.vaultcore.azure.net"],
        registry: ["privatelink.azurecr.io"],
      });
    },
  );

  it("has no hand-made record (S0-DNS-12, S0-DNS-13)", () => {
    expect(platform()).toHaveResourceCount("azurerm_private_dns_a_record", 0);
  });

  it("has every endpoint wait for its zones' links (S0-DNS-18)", () => {
    for (const environment of ENVIRONMENTS) {
      for (const endpoint of all("azurerm_private_endpoint", environment)) {
        for (const link of all("azurerm_private_dns_zone_virtual_network_link", environment)) {
          expect(endpoint).toDependOnTransitively(link);
        }
      }
    }
  });
});
