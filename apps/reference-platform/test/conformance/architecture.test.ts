import { describe, expect, it } from "vitest";
import { platformOf } from "../fixture.js";
import { all, COMPUTES, ENVIRONMENTS, one, platform, REGISTRIES, stacksOf, targetOf, WORKSPACES } from "./support.js";

describe("architecture", () => {
  it("has two virtual networks, each in the network group of its environment (S0-ARC-01)", () => {
    expect(all("azurerm_virtual_network")).toHaveLength(2);
    for (const environment of ENVIRONMENTS) {
      const group = targetOf(one("azurerm_virtual_network", environment), "resource_group_name");
      expect(group.get("name")).toBe(`rg-aml-vnet-${environment}-cc-01`);
    }
  });

  it("has no peering (S0-ARC-02)", () => {
    expect(platform()).toHaveResourceCount("azurerm_virtual_network_peering", 0);
  });

  it("has no gateway of any kind (S0-ARC-03)", () => {
    const types = new Set(
      platform()
        .resources()
        .map(({ type }) => type),
    );
    expect([...types].filter((type) => /gateway|vpn/.test(type))).toEqual([]);
    expect(all("azurerm_subnet").map((subnet) => subnet.get("name"))).not.toContain("GatewaySubnet");
  });

  it("puts everything into one region (S0-ARC-05)", () => {
    for (const resource of platform().resources()) {
      const location = resource.get("location");
      if (location === undefined) continue;
      expect([
        resource.id,
        platform().resolve(resource.stack.name, String(location))?.element.get("location") ?? location,
      ]).toEqual([resource.id, "canadacentral"]);
    }
  });

  it.each([
    WORKSPACES,
    REGISTRIES,
    COMPUTES,
    "azurerm_storage_account",
    "azurerm_key_vault",
    "azurerm_container_registry",
    "azurerm_log_analytics_workspace",
    "azurerm_application_insights",
  ])("has one %s in each environment (S0-ARC-06)", (type) => {
    for (const environment of ENVIRONMENTS) expect(all(type, environment)).toHaveLength(1);
  });

  it("lets nothing of dev refer to prod, and of dev only the registry to prod (S0-ARC-06)", () => {
    const across = platform()
      .resources()
      .flatMap((resource) =>
        resource.references().map((reference) => ({ resource, target: reference.target?.element })),
      )
      .filter(({ resource, target }) => {
        const environmentOf = (stack: string) => stack.replace(/-base$/, "");
        return (
          target &&
          environmentOf(target.stack.name) !== environmentOf(resource.stack.name) &&
          target.stack.name !== "aml-dns-shared"
        );
      });
    expect(across.length).toBeGreaterThan(0);
    expect(new Set(across.map(({ resource }) => resource.stack.name))).toEqual(new Set(["aml-prod"]));
    expect(new Set(across.map(({ target }) => target?.address))).toEqual(new Set([one(REGISTRIES, "dev").address]));
  });

  it("has a registry for dev and one for prod (S0-ARC-07)", () => {
    expect(all(REGISTRIES).map((registry) => registry.get("name"))).toEqual(["mlrdevcc01", "mlrprodcc01"]);
  });

  it("has a single registry if prod has none (S0-ARC-08)", () => {
    const model = platformOf({
      environments: {
        dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" },
        prod: {
          addressSpace: "10.2.0.0/16",
          privateEndpointSubnet: "10.2.1.0/24",
          registry: false,
          connectTo: ["dev"],
        },
      },
    });
    expect(model).toHaveResourceCount(REGISTRIES, 1);
    expect(model).toHaveResourceCount("Microsoft.MachineLearningServices/workspaces/outboundRules", 2);
  });

  it("makes dev and prod alike: the same resources, but for prod's way to dev's registry (S0-ARC-09)", () => {
    const shape = (environment: "dev" | "prod") =>
      stacksOf(environment)
        .flatMap(({ resources }) => resources)
        .map(({ constructPath }) =>
          constructPath
            ?.replace(`aml-${environment}`, "")
            .replace(`Allow${environment === "dev" ? "Dev" : "Prod"}Registry`, "AllowOwnRegistry"),
        )
        .sort();
    const extra = shape("prod").filter((path) => !shape("dev").includes(path));
    expect(shape("dev").filter((path) => !shape("prod").includes(path))).toEqual([]);
    expect(extra).toHaveLength(4);
    expect(extra.every((path) => path?.includes("AllowDevRegistryAccess"))).toBe(true);
  });

  it("takes its differences from the configuration (S0-ARC-10)", () => {
    const model = platformOf({
      prefix: "ml",
      location: "westeurope",
      namingSuffix: "x7",
      environments: {
        test: {
          addressSpace: "172.20.0.0/16",
          privateEndpointSubnet: "172.20.1.0/24",
          logRetentionInDays: 90,
          diagnosticSettings: false,
          keyVaultPurgeProtection: true,
          waits: { workspaceNameRelease: "0s", rolePropagation: "30s" },
        },
      },
    });
    expect(model).toHaveResource("azurerm_virtual_network", {
      name: "vnet-ml-test-we-x7",
      address_space: ["172.20.0.0/16"],
    });
    expect(model).toHaveResource("azurerm_log_analytics_workspace", { retention_in_days: 90 });
    expect(model).toHaveResource("azurerm_key_vault", { purge_protection_enabled: true });
    expect(model).toHaveResourceCount("azurerm_monitor_diagnostic_setting", 0);
    expect(model).toHaveResource("time_sleep", { create_duration: "30s" });
    expect(model).not.toHaveResource("time_sleep", { create_duration: "150s" });
  });

  it("has no random name, no timestamp, no provisioner (S0-ARC-13, SX-08)", () => {
    const text = JSON.stringify(
      platform()
        .resources()
        .map(({ attributes }) => attributes),
    );
    expect(text).not.toMatch(/timestamp\(|local-exec|remote-exec/);
    expect(
      [
        ...new Set(
          platform()
            .resources()
            .map(({ type }) => type),
        ),
      ].filter((type) => /^(random|null)_/.test(type)),
    ).toEqual([]);
  });
});

describe("indicative counts of the default platform", () => {
  it.each([
    ["azurerm_resource_group", 7],
    ["azurerm_virtual_network", 2],
    ["azurerm_subnet", 6],
    ["azurerm_network_security_group", 4],
    ["azurerm_subnet_network_security_group_association", 4],
    ["azurerm_public_ip", 2],
    ["azurerm_bastion_host", 2],
    ["azurerm_network_interface", 2],
    ["azurerm_windows_virtual_machine", 2],
    ["azurerm_private_dns_zone", 9],
    ["azurerm_private_dns_zone_virtual_network_link", 18],
    ["azurerm_user_assigned_identity", 4],
    ["azurerm_log_analytics_workspace", 2],
    ["azurerm_application_insights", 2],
    ["azurerm_storage_account", 2],
    ["azurerm_key_vault", 2],
    ["azurerm_container_registry", 2],
    ["azurerm_private_endpoint", 16],
    ["azapi_resource", 9],
    ["azapi_update_resource", 2],
    ["azurerm_role_assignment", 65],
  ])("has %s %d times", (type, count) => {
    expect(platform()).toHaveResourceCount(type, count);
  });

  it("sends diagnostics of networks, security groups and Bastion beside the document's 22", () => {
    const types = (environment: "dev" | "prod") =>
      all("azurerm_monitor_diagnostic_setting", environment).map((setting) => {
        const { armType, type } = targetOf(setting, "target_resource_id");
        return armType ?? type;
      });
    expect(types("dev").sort()).toEqual(
      [
        WORKSPACES,
        REGISTRIES,
        "azurerm_application_insights",
        "azurerm_bastion_host",
        "azurerm_container_registry",
        "azurerm_key_vault",
        "azurerm_network_security_group",
        "azurerm_network_security_group",
        "azurerm_public_ip",
        ...Array.from({ length: 5 }, () => "azurerm_storage_account"),
        "azurerm_virtual_network",
      ].sort(),
    );
    expect(types("prod").sort()).toEqual(types("dev").sort());
  });
});
