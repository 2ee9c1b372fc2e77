import { describe, expect, it } from "vitest";
import {
  all,
  at,
  COMPUTES,
  ENVIRONMENTS,
  grants,
  isAfter,
  one,
  platform,
  REGISTRIES,
  stacksOf,
  targetOf,
  WORKSPACES,
} from "./support.js";

describe.each(ENVIRONMENTS)("workspace of %s", (environment) => {
  it("is private, closed and provisioned at once (S0-WSP-01, S0-WSP-02, S0-WSP-03, S0-WSP-04, S0-WSP-05, S0-WSP-21, S0-ARC-11, S3-WSP-01, S3-WSP-04, S3-PRV-01)", () => {
    const workspace = one(WORKSPACES, environment);
    expect(workspace.apiVersion).toBe("2025-12-01");
    expect(workspace.body).not.toHaveProperty("name");
    expect(workspace.properties).toMatchObject({
      publicNetworkAccess: "Disabled",
      managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
      provisionNetworkNow: true,
      systemDatastoresAuthMode: "Identity",
    });
    expect(workspace.get("identity[0].type")).toBe("UserAssigned");
    expect(targetOf(workspace, "body.properties.primaryUserAssignedIdentity").get("name")).toBe(
      `${environment}-mi-workspace`,
    );
  });

  it("uses the dependent resources of its environment (S0-WSP-06, S4-SEC-03)", () => {
    const workspace = one(WORKSPACES, environment);
    for (const [property, type] of Object.entries({
      storageAccount: "azurerm_storage_account",
      keyVault: "azurerm_key_vault",
      containerRegistry: "azurerm_container_registry",
      applicationInsights: "azurerm_application_insights",
    })) {
      expect(targetOf(workspace, `body.properties.${property}`).id).toBe(one(type, environment).id);
    }
  });

  it("uses private dependent resources for Entra identities (S0-KV-02, S0-KV-03, S0-WSP-11, S0-WSP-12, S0-SEC-01, S0-SEC-03, S2-ADD-02, S2-ADD-05, S4-ACR-01, S2-CMK-07)", () => {
    expect(one("azurerm_storage_account", environment).attributes).toMatchObject({
      public_network_access_enabled: false,
      shared_access_key_enabled: false,
      min_tls_version: "TLS1_2",
      network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
    });
    expect(one("azurerm_key_vault", environment).attributes).toMatchObject({
      public_network_access_enabled: false,
      rbac_authorization_enabled: true,
      network_acls: { default_action: "Deny", bypass: "AzureServices" },
    });
    expect(one("azurerm_container_registry", environment).attributes).toMatchObject({
      sku: "Premium",
      public_network_access_enabled: false,
      admin_enabled: false,
      anonymous_pull_enabled: false,
      network_rule_bypass_option: "AzureServices",
    });
  });

  it("has eight private endpoints in its own subnet (S0-WSP-08, S0-WSP-09, S0-WSP-10, S0-KV-11, S0-REG-06, S2-PE-01, S3-PRV-03, S4-PE-01)", () => {
    const endpoints = all("azurerm_private_endpoint", environment);
    expect(endpoints.map((endpoint) => endpoint.get("private_service_connection.subresource_names[0]")).sort()).toEqual(
      ["amlregistry", "amlworkspace", "blob", "file", "queue", "registry", "table", "vault"],
    );
    for (const endpoint of endpoints) {
      expect(targetOf(endpoint, "subnet_id").get("name")).toBe(`snet-aml-pe-${environment}-cc-01`);
      expect(endpoint.get("private_service_connection.is_manual_connection")).toBe(false);
    }
  });

  it("keeps logs for 30 days and telemetry with them (S0-WSP-13)", () => {
    expect(one("azurerm_log_analytics_workspace", environment).attributes).toMatchObject({
      sku: "PerGB2018",
      retention_in_days: 30,
    });
    expect(targetOf(one("azurerm_application_insights", environment), "workspace_id").id).toBe(
      one("azurerm_log_analytics_workspace", environment).id,
    );
  });

  it("has a cluster without public addresses and without nodes when idle (S0-WSP-14, S2-CMP-02, S4-CMP-03)", () => {
    const cluster = one(COMPUTES, environment);
    expect(cluster.properties?.["properties"]).toMatchObject({
      enableNodePublicIp: false,
      remoteLoginPortPublicAccess: "Disabled",
      scaleSettings: { minNodeCount: 0 },
    });
    expect(targetOf(cluster, "identity[0].identity_ids[0]").get("name")).toBe(`${environment}-mi-compute`);
  });

  it("builds images on that cluster (S0-WSP-17, S2-TST-02)", () => {
    expect(one("azapi_update_resource", environment).properties).toEqual({
      imageBuildCompute: `amlcc-${environment}-cc01`,
    });
  });

  it("is made in the order that Azure needs (S0-WSP-07, S0-WSP-16, S0-KV-10, S0-WAI-01, S0-WAI-02, S0-WAI-05)", () => {
    const workspace = one(WORKSPACES, environment);
    const cluster = one(COMPUTES, environment);
    const update = one("azapi_update_resource", environment);
    const delay = (path: string) => at(environment, `Workspace/${path}/Resource`);
    expect(isAfter(workspace, delay("Roles/NameRelease"))).toBe(true);
    expect(delay("Roles/NameRelease")).toDependOn(delay("Roles/Propagation"));
    for (const role of [
      "KeyVaultReader",
      "KeyVaultSecretsUser",
      "Reader",
      "NetworkConnectionApprover",
      "AzureAiAdministrator",
    ]) {
      expect(delay("Roles/Propagation")).toDependOn(delay(`Roles/Identity/${role}`));
    }
    expect(cluster).toDependOnTransitively(workspace);
    expect(isAfter(cluster, delay("ComputeRolePropagation"))).toBe(true);
    for (const { resource, principal } of grants(environment)) {
      if (principal === `${environment}-mi-compute` && targetOf(resource, "scope").armType !== REGISTRIES) {
        expect([resource.id, isAfter(cluster, resource)]).toEqual([resource.id, true]);
      }
    }
    expect(update).toDependOnTransitively(cluster);
    expect(
      [delay("Roles/Propagation"), delay("Roles/NameRelease"), delay("ImageBuildCompute/Wait")].map((wait) =>
        wait.get("create_duration"),
      ),
    ).toEqual(["90s", "150s", "180s"]);
  });

  it("writes its endpoints one after the other (S0-WSP-24)", () => {
    const order = ["blob", "file", "table", "queue", "vault", "registry"].map((subResource) =>
      at(environment, `Workspace/Endpoints/${subResource}/Resource`),
    );
    for (const [index, later] of order.entries()) if (index > 0) expect(later).toDependOn(order[index - 1] ?? later);
  });

  it("protects the vault as the environment needs (S0-KV-04)", () => {
    expect(one("azurerm_key_vault", environment).attributes).toMatchObject(
      environment === "prod"
        ? { purge_protection_enabled: true, soft_delete_retention_days: 90 }
        : { purge_protection_enabled: false, soft_delete_retention_days: 7 },
    );
  });

  it("purges on destroy in dev only (S0-KV-05)", () => {
    expect(one(WORKSPACES, environment).get("delete_query_parameters")).toEqual(
      environment === "prod" ? undefined : { forceToPurge: ["true"] },
    );
  });

  it("sends what is audited to its own logs (S0-KV-12, S0-WSP-19, S0-REG-10, S1-REG-09)", () => {
    const logs = Object.fromEntries(
      all("azurerm_monitor_diagnostic_setting", environment).map((setting) => {
        const { armType, type } = targetOf(setting, "target_resource_id");
        return [
          armType ?? type,
          ((setting.get("enabled_log") ?? []) as { category: string }[]).map(({ category }) => category),
        ];
      }),
    );
    expect(logs[REGISTRIES]).toEqual(["RegistryAssetReadEvent", "RegistryAssetWriteEvent"]);
    expect(logs["azurerm_key_vault"]).toEqual(["AuditEvent", "AzurePolicyEvaluationDetails"]);
    expect(logs[WORKSPACES]?.length).toBeGreaterThan(20);
  });

  it("outputs names, ids, principals and the endpoint's address, and no secret (S0-WSP-26, S0-VER-11)", () => {
    const outputs = stacksOf(environment).flatMap((stack) => stack.outputs.map(({ name }) => name));
    for (const name of [
      "workspace_id",
      "workspace_name",
      "workspace_private_ip_address",
      "workspace_identity_principal_id",
      "compute_identity_principal_id",
      "storage_account_id",
      "key_vault_id",
      "container_registry_id",
      "registry_id",
      "workspace_resource_group_name",
    ]) {
      expect(outputs).toContain(name);
    }
    expect(outputs.filter((name) => /password|secret|key$/.test(name))).toEqual([]);
  });
});

describe("both environments", () => {
  it("output the ids of the shared zones, by key (S0-VER-11)", () => {
    const output = platform()
      .stack("aml-dns-shared")
      .outputs.find(({ name }) => name === "private_dns_zone_ids");
    expect(Object.keys(output?.get("value") as object)).toHaveLength(9);
  });

  it("have four identities in all: none for online endpoints (S0-WSP-18, S0-RBC-34)", () => {
    expect(platform()).toHaveResourceCount("azurerm_user_assigned_identity", 4);
  });

  it("are encrypted with Microsoft's keys (S0-SEC-02)", () => {
    for (const workspace of all(WORKSPACES)) expect(workspace.properties).not.toHaveProperty("encryption");
  });

  it("configure in azurerm how vaults and groups are deleted (S0-KV-01, S0-RGS-04)", () => {
    expect(platform().stack("aml-prod")).toHaveProvider("azurerm", {
      features: [
        {
          key_vault: [{ purge_soft_delete_on_destroy: true, recover_soft_deleted_key_vaults: true }],
          resource_group: [{ prevent_deletion_if_contains_resources: false }],
          storage: [{ data_plane_available: false }],
        },
      ],
      storage_use_azuread: true,
    });
  });

  it("take subscription and tenant from variables, and providers by range (S0-ARC-04, S0-DEP-02, S0-DEP-03)", () => {
    for (const stack of platform().stacks) {
      expect(stack).toHaveVariable("subscription_id", { type: "string" });
      expect(stack).toHaveVariable("tenant_id", { type: "string" });
      expect(stack).toHaveProvider("azurerm", { subscription_id: "${var.subscription_id}" });
    }
  });

  it("have no public access flag anywhere, and a private endpoint for every service (S0-ARC-11, S0-SEC-05)", () => {
    for (const resource of platform().resources()) {
      for (const flag of ["public_network_access_enabled", "admin_enabled", "anonymous_pull_enabled"]) {
        expect([resource.id, flag, resource.get(flag) ?? false]).toEqual([resource.id, flag, false]);
      }
      if (resource.properties && "publicNetworkAccess" in resource.properties) {
        expect([resource.id, resource.properties["publicNetworkAccess"]]).toEqual([resource.id, "Disabled"]);
      }
    }
    const reached = new Set(
      all("azurerm_private_endpoint").map(
        (endpoint) => targetOf(endpoint, "private_service_connection.private_connection_resource_id").id,
      ),
    );
    for (const type of [
      WORKSPACES,
      REGISTRIES,
      "azurerm_storage_account",
      "azurerm_key_vault",
      "azurerm_container_registry",
    ]) {
      for (const service of all(type)) expect(reached).toContain(service.id);
    }
  });
});
