import { describe, expect, it } from "vitest";
import { all, COMPUTES, ENVIRONMENTS, one, platform, REGISTRIES, RULES, WORKSPACES } from "./support.js";

describe("names", () => {
  it.each(ENVIRONMENTS)(
    "follow the document's formulae in %s (S0-NAM-01, S0-NAM-02, S0-NAM-03, S0-NAM-04, S0-NAM-05, S0-NAM-06, S0-NAM-07, S0-NAM-10)",
    (environment) => {
      const names = {
        azurerm_virtual_network: `vnet-aml-${environment}-cc-01`,
        [WORKSPACES]: `mlw${environment}cc01`,
        [REGISTRIES]: `mlr${environment}cc01`,
        azurerm_storage_account: `st${environment}cc01`,
        azurerm_container_registry: `cr${environment}cc01`,
        azurerm_key_vault: `kv${environment}cc01`,
        azurerm_log_analytics_workspace: `log-aml-${environment}-cc-01`,
        azurerm_application_insights: `mlwin${environment}cc01`,
        azurerm_bastion_host: `bas-aml-${environment}-cc-01`,
        azurerm_public_ip: `pip-aml-bastion-${environment}-cc-01`,
        azurerm_windows_virtual_machine: `vm-aml-jumpbox-${environment}-cc-01`,
        azurerm_network_interface: `nic-aml-jumpbox-${environment}-cc-01`,
        [COMPUTES]: `amlcc-${environment}-cc01`,
      };
      for (const [type, name] of Object.entries(names))
        expect([type, one(type, environment).get("name")]).toEqual([type, name]);
    },
  );

  it("has exactly the seven resource groups (S0-NAM-08, S0-RGS-01)", () => {
    expect(
      all("azurerm_resource_group")
        .map((group) => group.get("name"))
        .sort(),
    ).toEqual([
      "rg-aml-dns-shared-cc-01",
      "rg-aml-reg-dev-cc-01",
      "rg-aml-reg-prod-cc-01",
      "rg-aml-vnet-dev-cc-01",
      "rg-aml-vnet-prod-cc-01",
      "rg-aml-ws-dev-cc-01",
      "rg-aml-ws-prod-cc-01",
    ]);
  });

  it("names identities by environment (S0-NAM-09)", () => {
    expect(
      all("azurerm_user_assigned_identity")
        .map((identity) => identity.get("name"))
        .sort(),
    ).toEqual(["dev-mi-compute", "dev-mi-workspace", "prod-mi-compute", "prod-mi-workspace"]);
  });

  it("gives jumpboxes a computer name that Windows takes (S0-NAM-11, S0-BAS-02)", () => {
    for (const machine of all("azurerm_windows_virtual_machine")) {
      expect(String(machine.get("computer_name"))).toMatch(/^[a-z][a-z0-9-]{0,14}$/);
    }
  });

  it.each(ENVIRONMENTS)("names subnets and security groups by their role in %s (S0-NAM-13)", (environment) => {
    expect(
      all("azurerm_subnet", environment)
        .map((subnet) => subnet.get("name"))
        .sort(),
    ).toEqual(["AzureBastionSubnet", `snet-aml-pe-${environment}-cc-01`, `snet-aml-vm-${environment}-cc-01`]);
    for (const group of all("azurerm_network_security_group", environment)) {
      expect(group.get("name")).toMatch(new RegExp(`^nsg-aml-\\w+-${environment}-cc-01$`));
    }
  });

  it("names outbound rules by the registry that they lead to (S0-NAM-14)", () => {
    expect(all(RULES, "dev").map((rule) => rule.get("name"))).toEqual(["AllowDevRegistryAccess"]);
    expect(all(RULES, "prod").map((rule) => rule.get("name"))).toEqual([
      "AllowDevRegistryAccess",
      "AllowProdRegistryAccess",
    ]);
  });

  it("names role assignments by what they are, with Terraform's uuidv5 (S0-NAM-15, S0-TRB-04)", () => {
    for (const assignment of all("azurerm_role_assignment")) expect(assignment.get("name")).toMatch(/^\$\{uuidv5\(/);
  });
});

describe("tags", () => {
  /** Types of azurerm that take no tags. */
  const UNTAGGED = new Set([
    "azapi_update_resource",
    "azurerm_monitor_diagnostic_setting",
    "azurerm_role_assignment",
    "azurerm_subnet",
    "azurerm_subnet_network_security_group_association",
    "time_sleep",
  ]);

  it("are on every resource that takes tags: environment, purpose and component (S0-TAG-01, S1-REG-14)", () => {
    for (const resource of platform().resources()) {
      if (UNTAGGED.has(resource.type) || resource.armType === RULES) continue;
      const environment = resource.stack.name.replace(/^aml-(dns-)?|-base$/g, "");
      expect([resource.id, resource.get("tags")]).toEqual([
        resource.id,
        expect.objectContaining({ environment, purpose: expect.any(String), component: "private-aml-platform" }),
      ]);
    }
  });

  it("identify costs by environment and purpose (S0-TAG-02)", () => {
    expect(
      new Set(
        all("azurerm_resource_group").map((group) => `${group.get("tags.environment")} ${group.get("tags.purpose")}`),
      ),
    ).toHaveProperty("size", 7);
  });
});
