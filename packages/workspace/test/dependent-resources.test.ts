import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { synthesized } from "@org/aml-testing";
import { Token } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Monitoring } from "@org/aml-core";
import { WorkspaceContainerRegistry, WorkspaceInsights, WorkspaceKeyVault, WorkspaceStorage } from "../src/index.js";
import { defaultPlatform, platformWith, SmallPlatform, SOMEONE, WORKSPACES } from "./fixture.js";

describe("WorkspaceStorage", () => {
  it("is private, for Entra identities, with TLS 1.2 (S0-WSP-11, S0-SEC-01, S0-SEC-03, S2-ADD-02, S2-ADD-05)", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_storage_account", {
      name: "stdevcc01",
      account_kind: "StorageV2",
      account_tier: "Standard",
      account_replication_type: "LRS",
      min_tls_version: "TLS1_2",
      https_traffic_only_enabled: true,
      public_network_access_enabled: false,
      shared_access_key_enabled: false,
      default_to_oauth_authentication: true,
      local_user_enabled: false,
      allow_nested_items_to_be_public: false,
      cross_tenant_replication_enabled: false,
      network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
    });
  });

  it("leaves the access rule alone that the service makes for its workspace", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_storage_account", {
      lifecycle: { ignore_changes: ["network_rules[0].private_link_access"] },
    });
  });

  it("keeps deleted and changed blobs where asked (S0-WSP-25)", () => {
    expect(
      platformWith({
        storage: {
          replication: "GRS",
          recovery: { softDeleteDays: 30, versioning: true, pointInTimeRestoreDays: 7 },
        },
      }),
    ).toHaveResource("azurerm_storage_account", {
      account_replication_type: "GRS",
      blob_properties: {
        delete_retention_policy: { days: 30 },
        container_delete_retention_policy: { days: 30 },
        versioning_enabled: true,
        change_feed_enabled: true,
        restore_policy: { days: 7 },
      },
    });
  });

  it.each([
    { softDeleteDays: 7, versioning: true, pointInTimeRestoreDays: 7 },
    { softDeleteDays: 30, pointInTimeRestoreDays: 7 },
  ])("fails on a restore that soft delete and versions can't serve: %o (S0-WSP-25)", (recovery) => {
    expect(() => platformWith({ storage: { recovery } })).toThrow("recovery.pointInTimeRestoreDays");
  });

  it.each([0, 366, 1.5])("fails on a soft delete of %d days (S0-WSP-25)", (softDeleteDays) => {
    expect(() => platformWith({ storage: { recovery: { softDeleteDays } } })).toThrow(
      `aml-dev/Workspace/Storage.recovery.softDeleteDays: got ${softDeleteDays}; allowed: a whole number of days from 1 to 365`,
    );
  });

  it.each([1, 365])("keeps deleted blobs for %d days, without versions (S0-WSP-25)", (softDeleteDays) => {
    expect(platformWith({ storage: { recovery: { softDeleteDays } } })).toHaveResource("azurerm_storage_account", {
      blob_properties: {
        delete_retention_policy: { days: softDeleteDays },
        container_delete_retention_policy: { days: softDeleteDays },
        versioning_enabled: false,
      },
    });
  });

  it("does not evaluate days that only Terraform knows (S0-WSP-25)", () => {
    const days = Token.asNumber("${var.days}");
    for (const recovery of [
      { softDeleteDays: days, versioning: true, pointInTimeRestoreDays: 7 },
      { softDeleteDays: 7, versioning: true, pointInTimeRestoreDays: days },
    ]) {
      expect(() => platformWith({ storage: { recovery } })).not.toThrow();
    }
  });

  it.each([
    {},
    { coolAfterDays: 30, deleteAfterDays: 30 },
    { archiveAfterDays: 90, deleteAfterDays: 30 },
    { coolAfterDays: -1 },
    { coolAfterDays: 1.5 },
    { deleteAfterDays: 100_000 },
  ])("fails on tiers that are none or out of order: %o (S0-WSP-23)", (lifecycle) => {
    expect(() => platformWith({ storage: { lifecycle } })).toThrow("aml-dev/Workspace/Storage.lifecycle");
  });

  it("fails on the archive tier with a replication that doesn't have it", () => {
    const lifecycle = { archiveAfterDays: 90 };
    expect(() => platformWith({ storage: { lifecycle, replication: "GZRS" } })).toThrow(
      "Storage.lifecycle.archiveAfterDays: got 90; allowed: no value with the replication GZRS",
    );
    expect(() => platformWith({ storage: { replication: "lrs" as never } })).toThrow('got "lrs"; allowed: LRS, ZRS');
  });

  it.each([
    [{ coolAfterDays: 0 }, { tier_to_cool_after_days_since_modification_greater_than: 0 }],
    [{ archiveAfterDays: 90 }, { tier_to_archive_after_days_since_modification_greater_than: 90 }],
    [{ deleteAfterDays: 99_999 }, { delete_after_days_since_modification_greater_than: 99_999 }],
    [
      { coolAfterDays: Token.asNumber("${var.days}"), archiveAfterDays: 1 },
      {
        tier_to_cool_after_days_since_modification_greater_than: "${var.days}",
        tier_to_archive_after_days_since_modification_greater_than: 1,
      },
    ],
  ])("takes single tiers: %o (S0-WSP-23)", (lifecycle, baseBlob) => {
    const model = platformWith({ storage: { lifecycle } });
    expect(model.resource({ type: "azurerm_storage_management_policy" }).get("rule")).toEqual([
      { name: "age", enabled: true, filters: { blob_types: ["blockBlob"] }, actions: { base_blob: baseBlob } },
    ]);
  });

  it("moves blobs to cheaper tiers with age where asked (S0-WSP-23)", () => {
    expect(
      platformWith({ storage: { lifecycle: { coolAfterDays: 30, archiveAfterDays: 90, deleteAfterDays: 365 } } }),
    ).toHaveResource("azurerm_storage_management_policy", {
      rule: [
        {
          actions: {
            base_blob: {
              tier_to_cool_after_days_since_modification_greater_than: 30,
              tier_to_archive_after_days_since_modification_greater_than: 90,
              delete_after_days_since_modification_greater_than: 365,
            },
          },
        },
      ],
    });
    expect(defaultPlatform()).toHaveResourceCount("azurerm_storage_management_policy", 0);
  });

  it("accepts exactly the names that Azure accepts (S0-NAM-11)", () => {
    const platform = new SmallPlatform();
    const { resourceGroup, names } = platform;
    let count = 0;
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9-]{1,26}$/), (name) => {
        const make = () => new WorkspaceStorage(platform, `St${count++}`, { resourceGroup, names, name });
        if (/^[a-z0-9]{3,24}$/.test(name)) expect(make).not.toThrow();
        else expect(make).toThrow("storage account");
      }),
    );
  });

  it("sends what the account and its four services log (S0-WSP-19)", () => {
    const model = defaultPlatform();
    for (const suffix of [
      "",
      "/blobServices/default",
      "/fileServices/default",
      "/queueServices/default",
      "/tableServices/default",
    ]) {
      expect(model).toHaveResource("azurerm_monitor_diagnostic_setting", {
        target_resource_id: expect.stringMatching(
          new RegExp(`^\\$\\{azurerm_storage_account\\.\\w+\\.id\\}${suffix}$`),
        ),
      });
    }
  });
});

describe("WorkspaceKeyVault", () => {
  it("is private, with roles in place of access policies (S0-KV-02, S0-KV-03, S2-ADD-05)", () => {
    const model = defaultPlatform();
    expect(model).toHaveResource("azurerm_key_vault", {
      name: "kvdevcc01",
      tenant_id: "${var.tenant_id}",
      sku_name: "standard",
      rbac_authorization_enabled: true,
      public_network_access_enabled: false,
      network_acls: { default_action: "Deny", bypass: "AzureServices" },
    });
    expect(model).toHaveResourceCount("azurerm_key_vault_access_policy", 0);
    expect(model.resource({ type: "azurerm_key_vault" }).get("access_policy")).toBeUndefined();
  });

  it("is protected from purging for 90 days by default (S0-KV-04)", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_key_vault", {
      purge_protection_enabled: true,
      soft_delete_retention_days: 90,
    });
    expect(
      platformWith({ keyVault: { purgeProtection: false, softDeleteRetentionDays: 7, sku: "premium" } }),
    ).toHaveResource("azurerm_key_vault", {
      purge_protection_enabled: false,
      soft_delete_retention_days: 7,
      sku_name: "premium",
    });
  });

  it.each([6, 91, 10.5])("fails on %d days (S0-KV-04)", (softDeleteRetentionDays) => {
    expect(() => platformWith({ keyVault: { softDeleteRetentionDays } })).toThrow(
      "a whole number of days from 7 to 90",
    );
  });

  it("fails on a tenant that is no GUID", () => {
    const platform = new SmallPlatform();
    expect(
      () =>
        new WorkspaceKeyVault(platform, "Kv", {
          resourceGroup: platform.resourceGroup,
          names: platform.names,
          tenantId: "contoso.onmicrosoft.com",
        }),
    ).toThrow("aml-dev/Kv.tenantId");
  });

  it("sends audit events (S0-KV-12)", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_monitor_diagnostic_setting", {
      target_resource_id: expect.stringMatching(/azurerm_key_vault/),
      enabled_log: [{ category: "AuditEvent" }, { category: "AzurePolicyEvaluationDetails" }],
      enabled_metric: [{ category: "AllMetrics" }],
    });
  });
});

describe("WorkspaceContainerRegistry", () => {
  it("is Premium and private, without admin user and anonymous pull (S0-WSP-12, S2-CMK-07, S3-WSP-02, S4-ACR-01, S2-ADD-02)", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_container_registry", {
      name: "crdevcc01",
      sku: "Premium",
      admin_enabled: false,
      anonymous_pull_enabled: false,
      public_network_access_enabled: false,
      network_rule_bypass_option: "AzureServices",
      network_rule_set: [{ default_action: "Deny" }],
      identity: { type: "SystemAssigned" },
    });
  });

  it("is kept in several zones where asked", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_container_registry", { zone_redundancy_enabled: false });
    expect(platformWith({ containerRegistry: { zoneRedundancy: true } })).toHaveResource("azurerm_container_registry", {
      zone_redundancy_enabled: true,
    });
    const platform = new SmallPlatform();
    const { resourceGroup, names } = platform;
    new WorkspaceContainerRegistry(platform, "Cr", { resourceGroup, names });
    expect(synthesized(platform)).toHaveResource("azurerm_container_registry", { zone_redundancy_enabled: false });
  });

  it("fails on a tier without private endpoints (S2-CMK-07)", () => {
    const platform = new SmallPlatform();
    expect(
      () =>
        new WorkspaceContainerRegistry(platform, "Cr", {
          resourceGroup: platform.resourceGroup,
          names: platform.names,
          sku: "Standard" as never,
        }),
    ).toThrow('aml-dev/Cr.sku: got "Standard"; allowed: Premium');
  });
});

describe("dependent resources", () => {
  it("are waited for, and targeted, by their L1", () => {
    const { storage, keyVault, containerRegistry, applicationInsights } = new SmallPlatform().workspace();
    for (const dependent of [storage, keyVault, containerRegistry, applicationInsights]) {
      expect(dependent.resource).toBeDefined();
      expect(dependent.dependencies).toEqual([dependent.resource]);
      expect(dependent.target.construct).toBe(dependent.resource);
    }
  });

  it("of your own are named by the environment, reached by private endpoints, and send logs to the workspace's monitoring", () => {
    const platform = new SmallPlatform();
    const { resourceGroup, names, tenantId, monitoring } = platform;
    platform.workspace({
      storage: new WorkspaceStorage(platform, "Storage", { resourceGroup, names, replication: "ZRS" }),
      keyVault: new WorkspaceKeyVault(platform, "KeyVault", { resourceGroup, names, tenantId }),
      containerRegistry: new WorkspaceContainerRegistry(platform, "Acr", { resourceGroup, names, name: "crteam" }),
      applicationInsights: new WorkspaceInsights(platform, "Insights", { resourceGroup, names, monitoring }),
    });
    const model = synthesized(platform);
    expect(model).toHaveResource("azurerm_storage_account", { name: "stdevcc01", account_replication_type: "ZRS" });
    expect(model).toHaveResource("azurerm_private_endpoint", { name: "pestdevcc01blob" });
    expect(model).toHaveResource("azurerm_private_endpoint", { name: "pecrteamregistry" });
    expect(model).toHaveResourceCount("azurerm_private_endpoint", 7);
    expect(model).toHaveResourceCount("azurerm_monitor_diagnostic_setting", 9);
    expect(model).toHaveAzapiResource(WORKSPACES, {
      properties: { storageAccount: expect.stringMatching(/azurerm_storage_account\.Storage_/) },
    });
  });

  it("keep the monitoring that they were given", () => {
    const platform = new SmallPlatform();
    const { resourceGroup, names } = platform;
    const monitoring = new Monitoring(platform, "Other", { resourceGroup, workspaceName: "log-other" });
    platform.workspace({ storage: new WorkspaceStorage(platform, "Storage", { resourceGroup, names, monitoring }) });
    const settings = synthesized(platform)
      .resources({ type: "azurerm_monitor_diagnostic_setting" })
      .filter((setting) => String(setting.get("target_resource_id")).includes("azurerm_storage_account"));
    expect(settings).toHaveLength(5);
    for (const setting of settings) expect(setting.get("log_analytics_workspace_id")).toMatch(/\.Other_/);
  });

  it("take tags of their own in place of the workspace's", () => {
    const model = platformWith({ tags: { team: "all" }, storage: { tags: { team: "data" } }, keyVault: {} });
    expect(model).toHaveResource("azurerm_storage_account", { tags: { team: "data" } });
    expect(model).toHaveResource("azurerm_key_vault", { tags: { team: "all" } });
  });
});

describe("WorkspaceInsights", () => {
  it("keeps its telemetry in the environment's Log Analytics workspace (S0-WSP-13, S4-SEC-03)", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_application_insights", {
      name: "mlwindevcc01",
      application_type: "other",
      workspace_id: expect.stringMatching(/azurerm_log_analytics_workspace\.Monitoring/),
    });
  });
});

describe("diagnostics", () => {
  it("are sent for workspace, storage, vault, container registry and Application Insights (S0-WSP-19)", () => {
    const targets = defaultPlatform()
      .resources({ type: "azurerm_monitor_diagnostic_setting" })
      .map((setting) => String(setting.get("target_resource_id")).replace(/\$\{(\w+)\..*/, "$1"));
    expect(targets.sort()).toEqual([
      "azapi_resource",
      "azurerm_application_insights",
      "azurerm_container_registry",
      "azurerm_key_vault",
      ...Array.from({ length: 5 }, () => "azurerm_storage_account"),
    ]);
  });

  it("need no workspace: the constructs alone need a group and names (S0-RGS-02)", () => {
    const platform = new SmallPlatform();
    const resourceGroup = new ResourceGroup(platform, "Alone", { name: "rg-alone", location: "westeurope" });
    const { names } = platform;
    new WorkspaceStorage(platform, "St", { resourceGroup, names });
    new WorkspaceKeyVault(platform, "Kv", { resourceGroup, names, tenantId: SOMEONE });
    new WorkspaceContainerRegistry(platform, "Cr", { resourceGroup, names });
    expect(synthesized(platform)).toHaveResource("azurerm_storage_account", {
      location: "${azurerm_resource_group.Alone.location}",
    });
    expect(synthesized(platform)).toHaveResourceCount("azurerm_monitor_diagnostic_setting", 0);
  });
});
