import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const ARM_COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01";
const ARM_STORAGE = "Microsoft.Storage/storageAccounts@2025-06-01";
const ARM_VAULTS = "Microsoft.KeyVault/vaults@2024-11-01";
const ARM_WORKSPACES = "Microsoft.MachineLearningServices/workspaces@2025-12-01";
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const place = { resource_group_name: "rg", location: "westeurope" };

describe("network rules of a storage account in a resource of their own", () => {
  const withRules = (rules: object) =>
    evaluated({
      dev: {
        resource: {
          azurerm_storage_account: { main: { name: "stdev", ...place, public_network_access_enabled: false } },
          azurerm_storage_account_network_rules: {
            main: { storage_account_id: "${azurerm_storage_account.main.id}", ...rules },
          },
        },
      },
    });

  it("count as the account's own", () => {
    expect(withRules({ default_action: "Deny" }).rules).not.toContain("storage-default-deny");
    const [open] = withRules({ default_action: "Allow" }).findings.filter(
      ({ rule }) => rule === "storage-default-deny",
    );
    expect(open?.address).toBe("azurerm_storage_account_network_rules.main");
  });
});

/** Azure's defaults that a rule finds fault with, in resources that have nothing but a name. */
const defaultsIn = (resource: Resources): object =>
  Object.fromEntries(
    evaluated({ dev: { resource } })
      .findings.filter(({ rule }) => !rule.startsWith("check-"))
      .flatMap(({ rule, message }) => {
        const [, value] = /is not set; Azure's default is (.*)$/.exec(message) ?? [];
        return value === undefined ? [] : [[rule, value]];
      }),
  );

const DEFAULTS = {
  "acr-data-endpoint": "false",
  "acr-export": "enabled",
  "acr-public-access": "Enabled",
  "acr-zones": "Disabled",
  "aks-azure-roles": "false",
  "aks-local-accounts": "false",
  "aks-network-policy": "none",
  "aks-outbound": "loadBalancer",
  "aks-upgrades": "none",
  "firewall-threat-intelligence": "Alert",
  "insights-local-authentication": "false",
  "logs-public-ingestion": "Enabled",
  "logs-public-query": "Enabled",
  "ml-workspace-datastore-identity": "AccessKey",
  "ml-workspace-isolation": "Disabled",
  "ml-workspace-public-access": "Enabled",
  "sql-entra-only": "false",
  "sql-public-access": "Enabled",
  "storage-default-deny": "Allow",
  "storage-oauth-default": "false",
  "storage-public-access": "Enabled",
  "storage-shared-key": "true",
  "vault-default-deny": "Allow",
  "vault-public-access": "Enabled",
  "vault-purge-protection": "false",
  "vault-role-based": "false",
  "vm-encryption-at-host": "false",
  "vm-secure-boot": "false",
  "vm-vtpm": "false",
};

describe("a setting that isn't written", () => {
  it("has Azure's default, in azurerm's words", () => {
    const types = [
      "application_insights",
      "bastion_host",
      "container_registry",
      "firewall_policy",
      "key_vault",
      "kubernetes_cluster",
      "linux_virtual_machine",
      "log_analytics_workspace",
      "machine_learning_compute_cluster",
      "machine_learning_compute_instance",
      "machine_learning_workspace",
      "mssql_database",
      "mssql_server",
      "network_interface",
      "public_ip",
      "storage_account",
      "windows_virtual_machine",
    ];
    expect(defaultsIn(Object.fromEntries(types.map((type) => [`azurerm_${type}`, { main: { name: "x" } }])))).toEqual({
      ...DEFAULTS,
      "acr-content-trust": "false",
      "acr-quarantine": "false",
      "aks-run-command": "true",
      "logs-local-authentication": "true",
      "ml-compute-local-auth": "true",
      "ml-compute-public-address": "true",
      "storage-anonymous-blobs": "true",
      "storage-local-users": "true",
      "vm-extensions": "true",
    });
  });

  it("has Azure's own default in a body of azapi", () => {
    const types = [
      "Compute/virtualMachines",
      "ContainerRegistry/registries",
      "ContainerService/managedClusters",
      "Insights/components",
      "KeyVault/vaults",
      "MachineLearningServices/registries",
      "MachineLearningServices/workspaces",
      "Network/bastionHosts",
      "Network/firewallPolicies",
      "Network/networkInterfaces",
      "Network/publicIPAddresses",
      "OperationalInsights/workspaces",
      "Sql/servers",
      "Storage/storageAccounts",
    ];
    const bare = types.map((type) => [type, { type: `Microsoft.${type}@2025-01-01`, name: "x", body: {} }]);
    expect(defaultsIn({ azapi_resource: Object.fromEntries(bare) })).toEqual({
      ...DEFAULTS,
      "acr-content-trust": "disabled",
      "acr-quarantine": "disabled",
      "aks-run-command": "false",
      "logs-local-authentication": "false",
      "ml-registry-public-access": "Enabled",
      "public-address-standard": "Basic",
      "sql-tls": "None",
      "storage-tls": "TLS1_0",
    });
  });
});

/** A rule, what its title says of a resource, and the resource. */
type Row = readonly [rule: string, what: string, type: string, content: object];

const ACCEPTED: readonly Row[] = [
  ["acr-premium", "written in lower case", "azurerm_container_registry", { sku: "premium" }],
  [
    "custom-role-wildcard",
    "for reading",
    "azurerm_role_definition",
    { permissions: { actions: ["Microsoft.Sql/*/read"] } },
  ],
  [
    "insights-local-authentication",
    "by azurerm 5's flag",
    "azurerm_application_insights",
    { local_authentication_enabled: false },
  ],
  [
    "logs-public-ingestion",
    "within a perimeter",
    "azurerm_log_analytics_workspace",
    { internet_ingestion_access_type: "SecuredByPerimeter" },
  ],
  [
    "logs-public-query",
    "within a perimeter",
    "azurerm_log_analytics_workspace",
    { internet_query_access_type: "SecuredByPerimeter" },
  ],
  [
    "ml-compute-remote-login",
    "as azapi reads it back",
    ARM_COMPUTES,
    { computeType: "AmlCompute", properties: { remoteLoginPortPublicAccess: "NotSpecified" } },
  ],
  [
    "ml-workspace-datastore-identity",
    "by signatures of an identity",
    ARM_WORKSPACES,
    { systemDatastoresAuthMode: "UserDelegationSAS" },
  ],
  ["public-address-standard", "zone-redundant", "azurerm_public_ip", { sku: "StandardV2" }],
  ["sql-tls", "1.3", "azurerm_mssql_server", { minimum_tls_version: "1.3" }],
  ["storage-tls", "1.3", "azurerm_storage_account", { min_tls_version: "TLS1_3" }],
  ["storage-soft-delete", "in a service that azapi's body doesn't have", ARM_STORAGE, {}],
  ["storage-container-soft-delete", "in a service that azapi's body doesn't have", ARM_STORAGE, {}],
  ["storage-share-soft-delete", "in a service that azapi's body doesn't have", ARM_STORAGE, {}],
  ["storage-name", "of 24 characters", "azurerm_storage_account", { name: "a".repeat(24) }],
  ["vault-key-expiry", "by a date", "azurerm_key_vault_key", { expiration_date: "2027-01-01T00:00:00Z" }],
  ["vault-key-hsm", "for elliptic curves", "azurerm_key_vault_key", { key_type: "EC-HSM" }],
  ["vm-private-disk", "by private links", "azurerm_managed_disk", { network_access_policy: "AllowPrivate" }],
];

const REJECTED: readonly Row[] = [
  ["storage-signature-expiry", "keys, which are on by default", "azurerm_storage_account", {}],
  [
    "custom-role-scope",
    "a management group",
    "azurerm_role_definition",
    { assignable_scopes: ["/providers/Microsoft.Management/managementGroups/root"] },
  ],
  [
    "custom-role-wildcard",
    "an action on data",
    "azurerm_role_definition",
    { permissions: { data_actions: ["Microsoft.Storage/*"] } },
  ],
  ["storage-name", "a name of 25 characters", "azurerm_storage_account", { name: "a".repeat(25) }],
  ["storage-name", "a name of 2 characters", "azurerm_storage_account", { name: "st" }],
  ["vault-soft-delete", "soft delete that is off", ARM_VAULTS, { enableSoftDelete: false }],
  [
    "vm-automatic-updates",
    "a scale set",
    "azurerm_windows_virtual_machine_scale_set",
    { automatic_updates_enabled: false },
  ],
  ["vm-custom-data-secret", "a secret", "azurerm_linux_virtual_machine", { custom_data: base64("CLIENT_SECRET=x") }],
  ["vm-custom-data-secret", "a key", "azurerm_linux_virtual_machine", { custom_data: base64("AccountKey=x") }],
  ["vm-custom-data-secret", "a token", "azurerm_linux_virtual_machine", { custom_data: base64("--token x") }],
];

describe("a rule for a setting", () => {
  const stackOf = (rows: readonly Row[]): Resources => {
    const stack: Record<string, Record<string, object>> = {};
    for (const [index, [, , type, content]] of rows.entries()) {
      const isArm = type.includes("/");
      (stack[isArm ? "azapi_resource" : type] ??= {})[`row${index}`] = isArm
        ? { type, name: "x", body: { properties: content } }
        : { name: "x", ...content };
    }
    return stack;
  };
  const evaluate = (rows: readonly Row[]) => {
    const { findings } = evaluated({ dev: { resource: stackOf(rows) } });
    return rows.map(([rule, what], index) => {
      const isFound = findings.some((one) => one.rule === rule && one.address.endsWith(`.row${index}`));
      return `${rule}, ${what}: ${isFound ? "rejected" : "accepted"}`;
    });
  };

  it("accepts every value that is as safe", () => {
    expect(evaluate(ACCEPTED).filter((row) => row.endsWith("rejected"))).toEqual([]);
  });

  it("rejects every value that isn't", () => {
    expect(evaluate(REJECTED).filter((row) => row.endsWith("accepted"))).toEqual([]);
  });
});

describe("local authentication of a Log Analytics workspace", () => {
  it.each([
    ["azurerm's flag", { local_authentication_enabled: true }, { local_authentication_enabled: false }],
    ["its older, opposite flag", { local_authentication_disabled: false }, { local_authentication_disabled: true }],
  ])("is evaluated by %s", (_, open, closed) => {
    const rules = (over: object) =>
      evaluated({ dev: { resource: { azurerm_log_analytics_workspace: { main: { name: "log", ...over } } } } }).rules;
    expect(rules(open)).toContain("logs-local-authentication");
    expect(rules(closed)).not.toContain("logs-local-authentication");
  });

  it.each([true, false])("is evaluated by the body of azapi: disableLocalAuth is %s", (disableLocalAuth) => {
    const main = {
      type: "Microsoft.OperationalInsights/workspaces@2025-02-01",
      name: "log",
      body: { properties: { features: { disableLocalAuth } } },
    };
    const { rules } = evaluated({ dev: { resource: { azapi_resource: { main } } } });
    expect(rules.includes("logs-local-authentication")).toBe(!disableLocalAuth);
  });

  it("is said as written, also where a variable's default gives it", () => {
    const { messages } = evaluated({
      dev: {
        resource: { azurerm_log_analytics_workspace: { main: { local_authentication_enabled: "${var.keys}" } } },
        variable: { keys: { default: true } },
      },
    });
    expect(messages("logs-local-authentication")).toEqual(["local_authentication_enabled is true"]);
  });
});

describe("an AI Foundry hub", () => {
  const foundry = (hub: object, project: object = {}) =>
    evaluated({
      dev: {
        resource: {
          azurerm_ai_foundry: { main: { name: "hub", ...place, ...hub } },
          azurerm_ai_foundry_project: {
            main: {
              name: "project",
              location: "westeurope",
              ai_services_hub_id: "${azurerm_ai_foundry.main.id}",
              ...project,
            },
          },
        },
      },
    });

  it("is a workspace", () => {
    const { findings } = foundry({ public_network_access: "Enabled" });
    const broken = findings.filter(({ address }) => address === "azurerm_ai_foundry.main").map(({ rule }) => rule);
    expect(broken).toEqual(
      expect.arrayContaining(["ml-workspace-public-access", "ml-workspace-isolation", "private-endpoint-missing"]),
    );
  });

  it("without public access is right, and its projects have what it has", () => {
    const { findings } = foundry({
      public_network_access: "Disabled",
      managed_network: { isolation_mode: "AllowOnlyApprovedOutbound" },
    });
    const rules = findings.map(({ rule, address }) => `${rule} ${address}`);
    expect(rules).not.toContain("ml-workspace-public-access azurerm_ai_foundry.main");
    expect(rules).not.toContain("ml-workspace-isolation azurerm_ai_foundry.main");
    expect(rules.filter((rule) => rule.startsWith("ml-") && rule.endsWith("project.main"))).toEqual([]);
  });

  it.each(["Project", "project"])("has projects of azapi too, whose own public access counts: %s", (kind) => {
    const project = {
      type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
      name: "project",
      parent_id: "${azurerm_resource_group.main.id}",
      body: { kind, properties: { publicNetworkAccess: "Enabled" } },
    };
    const { findings } = evaluated({
      dev: {
        resource: {
          azurerm_resource_group: { main: { name: "rg", location: "westeurope" } },
          azapi_resource: { project },
        },
      },
    });
    const broken = findings.map(({ rule }) => rule);
    expect(broken).toContain("ml-workspace-public-access");
    expect(broken).not.toContain("ml-workspace-isolation");
  });
});

describe("public access of a type that nobody listed", () => {
  const arm = (properties: object): Resources => ({
    azapi_resource: {
      main: {
        type: "Microsoft.Some/things@2026-01-01",
        name: "x",
        parent_id: "/subscriptions/0",
        body: { properties },
      },
    },
  });

  it.each([
    ["azurerm's flag", { azurerm_new_thing: { main: { public_network_access_enabled: true } } }],
    ["azurerm's text", { azurerm_new_thing: { main: { public_network_access: "Enabled" } } }],
    ["ARM's property", arm({ publicNetworkAccess: "Enabled" })],
    ["nothing, where Azure takes that for open", { azurerm_search_service: { main: { name: "search" } } }],
  ])("gives inbound access: %s", (_, resource) => {
    const { rules, outcome } = evaluated({ dev: { resource } });
    expect(rules).toContain("public-access");
    expect(outcome("bastion-only")).toBe("violated");
  });

  it.each([
    ["azurerm's flag", { azurerm_new_thing: { main: { public_network_access_enabled: false } } }],
    ["azurerm's text", { azurerm_new_thing: { main: { public_network_access: "Disabled" } } }],
    ["ARM's property", arm({ publicNetworkAccess: "Disabled" })],
  ])("may be off: %s", (_, resource) => {
    expect(evaluated({ dev: { resource } }).rules).not.toContain("public-access");
  });
});

describe("a service's firewall rule", () => {
  const rule = (start: string, end: string) =>
    evaluated({
      dev: { resource: { azurerm_mssql_firewall_rule: { main: { start_ip_address: start, end_ip_address: end } } } },
    });

  it("lets the internet in by a public address, or by 0.0.0.0 for all of Azure", () => {
    expect(rule("198.51.100.1", "198.51.100.9").rules).toContain("service-firewall-rule");
    expect(rule("0.0.0.0", "0.0.0.0").outcome("bastion-only")).toBe("violated");
  });

  it("lets the internet in by a range from one private block to another", () => {
    expect(rule("10.0.0.0", "192.168.255.255").rules).toContain("service-firewall-rule");
    expect(rule("10.0.0.0", "10.255.255.255").rules).not.toContain("service-firewall-rule");
  });

  it("of Cosmos DB is in the account itself", () => {
    const account = (ip_range_filter: unknown) =>
      evaluated({ dev: { resource: { azurerm_cosmosdb_account: { main: { name: "cosmos", ip_range_filter } } } } });
    expect(account(["10.1.0.0/16", "198.51.100.0/24"]).messages("service-firewall-rule")).toEqual([
      "allows 198.51.100.0/24",
    ]);
    expect(account("10.1.0.0/16").rules).not.toContain("service-firewall-rule");
  });

  it("for what a server itself reaches lets nobody in", () => {
    const resource = { azurerm_mssql_outbound_firewall_rule: { main: { name: "example.com" } } };
    expect(evaluated({ dev: { resource } }).rules).not.toContain("service-firewall-rule");
  });

  it("lets nobody in by private ones", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (b, c) => {
        const address = `10.${String(b)}.${String(c)}.1`;
        expect(rule(address, address).rules).not.toContain("service-firewall-rule");
      }),
      { numRuns: 10 },
    );
  });
});

it("reads flags that are texts as Terraform does", () => {
  const { rules } = evaluated({
    dev: {
      resource: {
        azurerm_storage_account: { main: { name: "stdev", shared_access_key_enabled: "false" } },
        azurerm_key_vault: { main: { name: "kv", public_network_access_enabled: "true" } },
      },
    },
  });
  expect(rules).toContain("vault-public-access");
  expect(rules).not.toContain("storage-shared-key");
});
