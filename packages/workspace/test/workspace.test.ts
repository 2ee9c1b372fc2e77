import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { ROLES } from "@org/azure-catalog";
import { CONFLICT_ERRORS, PROPAGATION_ERRORS, resourceGroupAfter } from "@org/aml-core";
import { ManagedIdentity } from "@org/aml-rbac";
import type { Resource, SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { describe, expect, it } from "vitest";
import {
  AmlWorkspace,
  WorkspaceContainerRegistry,
  WorkspaceInsights,
  WorkspaceKeyVault,
  WorkspaceStorage,
} from "../src/index.js";
import {
  at,
  defaultPlatform,
  OUTBOUND_RULES,
  platformWith,
  rolesBelow,
  SmallPlatform,
  SOMEONE,
  WORKSPACES,
} from "./fixture.js";

const ID = (type: string, name: string) =>
  `/subscriptions/${SOMEONE}/resourceGroups/rg-existing/providers/${type}/${name}`;

describe("AmlWorkspace", () => {
  it("is an azapi workspace of the pinned api-version, kind Default, in its group (S0-WSP-01)", () => {
    expect(defaultPlatform()).toHaveAzapiResource(`${WORKSPACES}@2025-12-01`, {
      name: "mlwdevcc01",
      kind: "Default",
      location: "${azurerm_resource_group.WorkspaceGroup.location}",
      parent_id: "${azurerm_resource_group.WorkspaceGroup.id}",
    });
  });

  it("takes another api-version (S0-WSP-01)", () => {
    expect(platformWith({ apiVersion: "2026-05-01" })).toHaveAzapiResource(`${WORKSPACES}@2026-05-01`);
  });

  it("runs as its user-assigned identity, which is the primary one (S0-WSP-02)", () => {
    const identity = expect.stringMatching(/^\$\{azurerm_user_assigned_identity\.Workspace_Identity_\w+\.id\}$/);
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, {
      identity: { type: "UserAssigned", identity_ids: [identity] },
      properties: { primaryUserAssignedIdentity: identity },
    });
  });

  it("is private (S0-WSP-03, S0-ARC-11, S3-PRV-01)", () => {
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, { properties: { publicNetworkAccess: "Disabled" } });
  });

  it("lets its managed network reach only what was approved (S0-WSP-04, S3-WSP-01)", () => {
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, {
      properties: { managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" } },
    });
  });

  it("has its name on the resource, not in the body (S0-WSP-05)", () => {
    const workspace = defaultPlatform().resource({ armType: WORKSPACES, type: "azapi_resource" });
    expect(workspace.body).not.toHaveProperty("name");
    expect(workspace.get("name")).toBe("mlwdevcc01");
  });

  it("depends on its own storage, vault, container registry and Application Insights (S0-WSP-06)", () => {
    const reference = (type: string, path: string) =>
      expect.stringMatching(new RegExp(`^\\$\\{${type}\\.Workspace_${path}_\\w+\\.id\\}$`));
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, {
      properties: {
        storageAccount: reference("azurerm_storage_account", "Storage"),
        keyVault: reference("azurerm_key_vault", "KeyVault"),
        containerRegistry: reference("azurerm_container_registry", "ContainerRegistry"),
        applicationInsights: reference("azurerm_application_insights", "ApplicationInsights"),
      },
    });
  });

  it("provisions its network at once and opens datastores by identity (S0-WSP-21, S3-WSP-04, S0-SEC-03)", () => {
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, {
      properties: { provisionNetworkNow: true, systemDatastoresAuthMode: "Identity" },
    });
  });

  it("is encrypted with Microsoft's keys (S0-SEC-02)", () => {
    expect(defaultPlatform()).not.toHaveAzapiResource(WORKSPACES, { properties: { encryption: expect.anything() } });
  });

  it("answers the current API only (S4-LEG-01)", () => {
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, { properties: { v1LegacyMode: false } });
    expect(platformWith({ v1LegacyMode: true })).toHaveAzapiResource(WORKSPACES, {
      properties: { v1LegacyMode: true },
    });
  });

  it("is of high business impact where asked (S2-CMK-05)", () => {
    expect(platformWith({ hbiWorkspace: true })).toHaveAzapiResource(WORKSPACES, {
      properties: { hbiWorkspace: true },
    });
  });

  it("ignores the casing that the service answers ids in (SX-06)", () => {
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, { ignore_casing: true });
  });

  it("leaves foreign tag changes alone only where asked (SX-06)", () => {
    expect(defaultPlatform()).not.toHaveAzapiResource(WORKSPACES, { lifecycle: expect.anything() });
    expect(platformWith({ ignoreTagChanges: true })).toHaveAzapiResource(WORKSPACES, {
      lifecycle: { ignore_changes: ["tags"] },
    });
  });

  it("gives Azure ninety minutes, and retries what passes by itself", () => {
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, {
      timeouts: { create: "90m", update: "90m", delete: "90m" },
      retry: { error_message_regex: [...PROPAGATION_ERRORS, ...CONFLICT_ERRORS] },
    });
  });

  it("takes other retries and timeouts, for the write of its image-build compute as well", () => {
    const platform = new SmallPlatform();
    platform
      .workspace({
        retry: { errorMessageRegex: ["Busy"], intervalSeconds: 5 },
        timeouts: { create: "2h" },
        apiVersion: "2026-05-01",
      })
      .addComputeCluster("Cluster");
    const model = synthesized(platform);
    const retry = { error_message_regex: ["Busy"], interval_seconds: 5 };
    expect(model).toHaveAzapiResource(`${WORKSPACES}@2026-05-01`, {
      retry,
      timeouts: { create: "2h", update: "90m", delete: "90m" },
    });
    expect(model).toHaveAzapiUpdateResource(`${WORKSPACES}@2026-05-01`, {
      retry,
      timeouts: { create: "2h", update: "60m" },
    });
  });

  it("keeps its GUID and addresses in the output, or what else is asked for", () => {
    expect(defaultPlatform()).toHaveAzapiResource(WORKSPACES, {
      response_export_values: { workspaceId: "properties.workspaceId", notebookHost: "properties.notebookInfo.fqdn" },
    });
    expect(platformWith({ responseExportValues: ["properties.workspaceId"] })).toHaveAzapiResource(WORKSPACES, {
      response_export_values: ["properties.workspaceId"],
    });
  });

  it("purges on destroy only where asked", () => {
    expect(defaultPlatform()).not.toHaveAzapiResource(WORKSPACES, { delete_query_parameters: expect.anything() });
    expect(platformWith({ purgeOnDestroy: true })).toHaveAzapiResource(WORKSPACES, {
      delete_query_parameters: { forceToPurge: ["true"] },
    });
  });

  it("fails on a purge in production (S0-KV-05)", () => {
    expect(() => platformWith({ purgeOnDestroy: true }, { environment: "prod" })).toThrow(
      "aml-prod/Workspace.purgeOnDestroy: got true; allowed: false in production",
    );
    expect(() => platformWith({ purgeOnDestroy: true, production: true })).toThrow("purgeOnDestroy");
  });

  it.each(["prd", "production", "blue"])(
    "takes the environment %s for production, unless props say otherwise (S0-KV-05)",
    (environment) => {
      expect(() => platformWith({ purgeOnDestroy: true }, { environment })).toThrow("false in production");
      expect(() => platformWith({ purgeOnDestroy: true, production: false }, { environment })).not.toThrow();
    },
  );

  it.each(["dev", "test", "staging"])("takes the environment %s for one that may be purged", (environment) => {
    expect(() => platformWith({ purgeOnDestroy: true }, { environment })).not.toThrow();
  });

  it("fails on a public endpoint without the addresses that may come in (S2-ADD-08)", () => {
    expect(() => platformWith({ publicNetworkAccess: "Enabled" })).toThrow("set ipAllowlist");
    expect(() => platformWith({ publicNetworkAccess: "Enabled", ipAllowlist: [] })).toThrow("set ipAllowlist");
  });

  it("fails on a public endpoint in production, whatever the addresses (S2-ADD-08)", () => {
    expect(() =>
      platformWith({ publicNetworkAccess: "Enabled", ipAllowlist: ["203.0.113.0/24"] }, { environment: "prod" }),
    ).toThrow("allowed: Disabled in production");
  });

  it("fails on addresses while the public endpoint is closed, which no stable api-version takes (S2-ADD-08)", () => {
    expect(() => platformWith({ ipAllowlist: ["203.0.113.0/24"] })).toThrow("aml-dev/Workspace.ipAllowlist");
    expect(() => platformWith({ ipAllowlist: [] })).not.toThrow();
  });

  it.each(["0.0.0.0/0", "203.0.113.0/33", "203.0.113.0/24/24", "203.0.113.256", "2001:db8::/32", "everybody", ""])(
    "fails on %j as an address that may come in (S2-ADD-08)",
    (range) => {
      expect(() =>
        platformWith({
          publicNetworkAccess: "Enabled",
          ipAllowlist: ["203.0.113.7", range],
          apiVersion: "2025-10-01-preview",
        }),
      ).toThrow(`aml-dev/Workspace.ipAllowlist: got ${JSON.stringify(range)}`);
    },
  );

  it.each(["203.0.113.7", "128.0.0.0/1", "203.0.113.0/24", "203.0.113.7/32", "${var.office}"])(
    "lets %s in (S2-ADD-08)",
    (range) => {
      expect(
        platformWith({
          publicNetworkAccess: "Enabled",
          ipAllowlist: [range],
          apiVersion: "2025-10-01-preview",
        }),
      ).toHaveAzapiResource(WORKSPACES, { properties: { ipAllowlist: [range] } });
    },
  );

  it("opens to named addresses with an api-version that has them (S2-ADD-08)", () => {
    const ipAllowlist = ["203.0.113.0/24"];
    expect(() => platformWith({ publicNetworkAccess: "Enabled", ipAllowlist })).toThrow("a preview api-version");
    expect(
      platformWith({ publicNetworkAccess: "Enabled", ipAllowlist, apiVersion: "2025-10-01-preview" }),
    ).toHaveAzapiResource(`${WORKSPACES}@2025-10-01-preview`, {
      properties: { publicNetworkAccess: "Enabled", ipAllowlist },
    });
  });

  it("warns when everything may leave (SX-09)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace({ isolationMode: "AllowInternetOutbound" });
    expect(workspace.node.metadata).toContainEqual(
      expect.objectContaining({ type: "@cdktf/warn", data: expect.stringContaining("data can be exfiltrated") }),
    );
    expect(new SmallPlatform().workspace().node.metadata).not.toContainEqual(
      expect.objectContaining({ type: "@cdktf/warn" }),
    );
  });

  it("fails on a name that Azure refuses (S0-NAM-11)", () => {
    expect(() => platformWith({ workspaceName: "ml" })).toThrow('aml-dev/Workspace.workspaceName: got "ml"');
  });

  it.each([
    ["containerRegistry", "ContainerRegistry", "cr-team"],
    ["keyVault", "KeyVault", "1kv"],
    ["storage", "Storage", "st-team"],
    ["applicationInsights", "ApplicationInsights", "appi/team"],
  ])("fails on a name of %s that Azure refuses (S0-NAM-11)", (prop, construct, name) => {
    expect(() => platformWith({ [prop]: { name } })).toThrow(`aml-dev/Workspace/${construct}.name: got "${name}"`);
  });

  it("takes every name (S0-NAM-16)", () => {
    const model = platformWith({
      workspaceName: "mlwteam",
      storage: { name: "stteam" },
      keyVault: { name: "kvteam" },
      containerRegistry: { name: "crteam" },
      applicationInsights: { name: "appi-team" },
      friendlyName: "Team",
    });
    expect(model).toHaveAzapiResource(WORKSPACES, { name: "mlwteam", properties: { friendlyName: "Team" } });
    expect(model).toHaveResource("azurerm_storage_account", { name: "stteam" });
    expect(model).toHaveResource("azurerm_key_vault", { name: "kvteam" });
    expect(model).toHaveResource("azurerm_container_registry", { name: "crteam" });
    expect(model).toHaveResource("azurerm_application_insights", { name: "appi-team" });
  });

  it("makes no resource group (S0-RGS-02)", () => {
    const without = synthesized(new SmallPlatform()).resources({ type: "azurerm_resource_group" });
    expect(defaultPlatform()).toHaveResourceCount("azurerm_resource_group", without.length);
  });

  it("has a body that the azapi provider accepts", () => {
    for (const workspace of [
      defaultPlatform(),
      platformWith({ hbiWorkspace: true, description: "x", firewallSku: "Basic" }),
    ]) {
      const { type, apiVersion, body } = readArguments(
        workspace.resource({ armType: WORKSPACES, type: "azapi_resource" }),
      );
      expect(validateAzapiResource({ type: `${type}@${apiVersion}`, body, name: "mlwdevcc01" })).toEqual([]);
    }
  });

  it("lets its tags reach the resources that take tags", () => {
    const model = platformWith({ tags: { environment: "dev" } });
    const tagged = model.resources().filter((resource) => resource.get("tags.environment") === "dev");
    expect(new Set(tagged.map(({ type }) => type))).toEqual(
      new Set([
        "azapi_resource",
        "azurerm_application_insights",
        "azurerm_container_registry",
        "azurerm_key_vault",
        "azurerm_private_endpoint",
        "azurerm_storage_account",
        "azurerm_user_assigned_identity",
      ]),
    );
  });
});

function readArguments(resource: { armType: string | undefined; apiVersion: string | undefined; body: unknown }) {
  return { type: resource.armType, apiVersion: resource.apiVersion, body: resource.body };
}

describe("private endpoints", () => {
  it("are seven: workspace, blob, file, queue, table, vault, container registry (S0-WSP-08, S0-WSP-09, S0-WSP-10, S0-KV-11, S2-PE-01, S4-PE-01)", () => {
    const model = defaultPlatform();
    const subResources = model
      .resources({ type: "azurerm_private_endpoint" })
      .map((endpoint) => endpoint.get("private_service_connection.subresource_names[0]"));
    expect(subResources.sort()).toEqual(["amlworkspace", "blob", "file", "queue", "registry", "table", "vault"]);
  });

  it("registers the workspace in api and notebooks, and in instances where that zone is central (S0-DNS-09, S4-PE-02)", () => {
    const zones = (strategy: "central" | false) =>
      platformWith({}, { instances: strategy })
        .resources({ type: "azurerm_private_endpoint" })
        .find((endpoint) => endpoint.get("private_service_connection.subresource_names[0]") === "amlworkspace")
        ?.get("private_dns_zone_group.private_dns_zone_ids");
    expect(zones("central")).toHaveLength(3);
    expect(zones(false)).toHaveLength(2);
  });

  it("registers each dependent resource in its own zone (S0-DNS-10, S4-ACR-01)", () => {
    const model = defaultPlatform();
    for (const [subResource, zone] of Object.entries({
      blob: "privatelink.blob.core.windows.net",
      file: "privatelink.file.core.windows.net",
      queue: "privatelink.queue.core.windows.net",
      table: "privatelink.table.core.windows.net",
      vault: "privatelink.vaultcore.azure.net",
      registry: "privatelink.azurecr.io",
    })) {
      const endpoint = model
        .resources({ type: "azurerm_private_endpoint" })
        .find((candidate) => candidate.get("private_service_connection.subresource_names[0]") === subResource);
      const zones = endpoint?.references().filter(({ path }) => path.includes("private_dns_zone_ids")) ?? [];
      const names = zones.map(({ target }) => target?.element.get("name"));
      expect(names).toEqual([zone]);
    }
  });

  it("are named after target and sub-resource, their companions too (S0-NAM-13, SX-12)", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_private_endpoint", {
      name: "pestdevcc01blob",
      custom_network_interface_name: "nicpestdevcc01blob",
      private_service_connection: { name: "pecstdevcc01blob" },
      private_dns_zone_group: { name: "pezgcstdevcc01" },
    });
  });

  it("are written one after the other, the workspace's last (S0-WSP-24)", () => {
    const model = defaultPlatform();
    const endpoint = (subResource: string) =>
      model
        .resources({ type: "azurerm_private_endpoint" })
        .find((candidate) => candidate.get("private_service_connection.subresource_names[0]") === subResource);
    const order = ["blob", "file", "table", "queue", "vault", "registry", "amlworkspace"].map(endpoint);
    for (const [index, later] of order.entries()) {
      const earlier = order[index - 1];
      if (earlier && later) expect(later).toDependOn(earlier);
    }
  });

  it("never make one workspace wait for another's creation (S0-WSP-24)", () => {
    const platform = new SmallPlatform();
    const first = platform.workspace();
    const second = platform.workspace(
      {
        workspaceName: "mlwsecond",
        storage: { name: "stsecond" },
        keyVault: { name: "kvsecond" },
        containerRegistry: { name: "crsecond" },
      },
      "Second",
    );
    const model = synthesized(platform);
    expect(model).toHaveNoErrors();
    const resource = (workspace: AmlWorkspace) =>
      model
        .resources({ armType: WORKSPACES, type: "azapi_resource" })
        .find(({ constructPath }) => constructPath === workspace.resource.node.path);
    const [one, two] = [resource(first), resource(second)];
    if (!one || !two) throw new Error("two workspaces were expected");
    expect(two).not.toDependOnTransitively(one);
    expect(one).not.toDependOnTransitively(two);
  });
});

describe("identities and roles", () => {
  it("are made in the network's group (S0-RBC-06, S0-RBC-14)", () => {
    const model = defaultPlatform();
    for (const name of ["dev-mi-workspace", "dev-mi-compute"]) {
      expect(model).toHaveResource("azurerm_user_assigned_identity", {
        name,
        resource_group_name: "${azurerm_resource_group.NetworkGroup.name}",
      });
    }
  });

  it("are made in another group where asked (S0-RBC-06)", () => {
    const platform = new SmallPlatform();
    const identityResourceGroup = new ResourceGroup(platform, "Identities", {
      name: "rg-identities",
      location: "canadacentral",
    });
    platform.workspace({ identityResourceGroup });
    expect(synthesized(platform)).toHaveResource("azurerm_user_assigned_identity", {
      name: "dev-mi-workspace",
      resource_group_name: "${azurerm_resource_group.Identities.name}",
    });
  });

  it("may exist already", () => {
    const platform = new SmallPlatform();
    const existing = (id: string, principalId: string) =>
      ManagedIdentity.fromManagedIdentityAttributes(platform, id, {
        id: ID("Microsoft.ManagedIdentity/userAssignedIdentities", id),
        principalId,
        clientId: principalId,
      });
    platform.workspace({
      identity: existing("workspace", SOMEONE),
      computeIdentity: existing("compute", "00000000-0000-4000-8000-000000000002"),
    });
    const model = synthesized(platform);
    expect(model).toHaveResourceCount("azurerm_user_assigned_identity", 0);
    expect(model).toHaveAzapiResource(WORKSPACES, {
      identity: { identity_ids: [ID("Microsoft.ManagedIdentity/userAssignedIdentities", "workspace")] },
    });
  });

  it("hold the workspace's bundle (S0-KV-06, S0-KV-07, S0-RBC-07, S0-RBC-08, S0-RBC-10, S0-RBC-11, SX-01, SX-02)", () => {
    expect(rolesBelow(defaultPlatform(), "Roles")).toEqual([
      "AzureAiAdministrator",
      "KeyVaultReader",
      "KeyVaultSecretsOfficer",
      "KeyVaultSecretsUser",
      "NetworkConnectionApprover",
      "Reader",
      "StorageBlobDataContributor",
      "StorageBlobDataOwner",
    ]);
  });

  it("hold the computes' bundle (S0-RBC-15, S0-KV-08, S0-RBC-20)", () => {
    expect(rolesBelow(defaultPlatform(), "ComputeWorkspaceRoles")).toEqual(["AzureMlDataScientist", "Contributor"]);
    expect(rolesBelow(defaultPlatform(), "ComputeRoles")).toEqual([
      "AcrPull",
      "AcrPush",
      "KeyVaultSecretsUser",
      "Reader",
      "StorageBlobDataContributor",
      "StorageFileDataPrivilegedContributor",
    ]);
    expect(rolesBelow(platformWith({ computeIdentityRoles: { allowAcrPush: false } }), "ComputeRoles")).not.toContain(
      "AcrPush",
    );
  });

  it("read the endpoints of blob and file, for previews in studio (S0-RBC-12, S2-STU-01)", () => {
    const model = defaultPlatform();
    expect(rolesBelow(model, "EndpointReader")).toEqual(["BlobEndpointReader", "FileEndpointReader"]);
    expect(model).toHaveResource("azurerm_role_assignment", {
      scope: expect.stringMatching(/azurerm_private_endpoint\.Workspace_Endpoints_blob/),
      role_definition_id: expect.stringContaining(ROLES.reader.id),
    });
  });

  it("let the workspace read the computes' identity (SX-03)", () => {
    expect(rolesBelow(defaultPlatform(), "ComputeIdentityReader")).toEqual(["ComputeIdentityReader"]);
  });
});

describe("order", () => {
  const model = defaultPlatform();
  const workspace = model.resource({ armType: WORKSPACES, type: "azapi_resource" });
  const sleep = (path: string) => at(model, `aml-dev/Workspace/${path}/Resource`);

  it("puts every role of the workspace's identity before the workspace (S0-WSP-07, S0-KV-10)", () => {
    const roles = model
      .resources({ type: "azurerm_role_assignment" })
      .filter(({ constructPath }) => constructPath?.startsWith("aml-dev/Workspace/Roles/"));
    expect(roles).toHaveLength(8);
    for (const role of roles) expect(workspace).toDependOnTransitively(role);
  });

  it("puts the dependent resources before the workspace (S0-WSP-07)", () => {
    for (const type of [
      "azurerm_application_insights",
      "azurerm_storage_account",
      "azurerm_key_vault",
      "azurerm_container_registry",
    ]) {
      expect(workspace).toDependOn(model.resource({ type }));
    }
  });

  it("creates the endpoints of the dependent resources beside the workspace, which reaches these by its managed network", () => {
    for (const subResource of ["blob", "file", "table", "queue", "vault", "registry"]) {
      expect(workspace).not.toDependOnTransitively(sleep(`Endpoints/${subResource}`));
      expect(sleep("Endpoint")).toDependOnTransitively(sleep(`Endpoints/${subResource}`));
    }
  });

  it("waits 90 seconds behind the roles (S0-WAI-01)", () => {
    expect(sleep("Roles/Propagation").get("create_duration")).toBe("90s");
    expect(workspace).toDependOnTransitively(sleep("Roles/Propagation"));
  });

  it("waits another 150 seconds until Azure releases the name of a deleted workspace (S0-WAI-02)", () => {
    const release = sleep("Roles/NameRelease");
    expect(release.get("create_duration")).toBe("150s");
    expect(release).toDependOn(sleep("Roles/Propagation"));
    expect(workspace).toDependOn(release);
  });

  it("waits again when the assignments change (S0-WAI-07)", () => {
    expect(sleep("Roles/Propagation").get("triggers.awaited")).toMatch(/^\$\{sha256\(join\(/);
  });

  it("leaves a wait of zero out, and waits for the roles themselves (S0-WAI-04)", () => {
    const without = platformWith({
      waits: { rolePropagation: "0s", workspaceNameRelease: "0s", computeRolePropagation: "0s" },
    });
    expect(without).toHaveResourceCount("time_sleep", 0);
    expect(without.resource({ armType: WORKSPACES, type: "azapi_resource" })).toDependOn(
      at(without, "aml-dev/Workspace/Roles/Identity/KeyVaultReader/Resource"),
    );
  });

  it("waits for what the resource group waits for (S0-RBC-05)", () => {
    const platform = new SmallPlatform();
    const role = new ResourceGroup(platform, "Before", { name: "rg-before", location: "canadacentral" });
    platform.workspace({ resourceGroup: resourceGroupAfter(platform.resourceGroup, [role]) });
    const synth = synthesized(platform);
    for (const type of [
      "azurerm_storage_account",
      "azurerm_key_vault",
      "azurerm_container_registry",
      "azurerm_application_insights",
    ]) {
      expect(synth.resource({ type })).toDependOn(at(synth, "aml-dev/Before"));
    }
  });
});

describe("what holds data", () => {
  const STATEFUL = ["azurerm_storage_account", "azurerm_key_vault", "azurerm_container_registry"];
  const isProtected = (model: SynthModel) => [
    model.resource({ armType: WORKSPACES }).get("lifecycle.prevent_destroy") === true,
    ...STATEFUL.map((type) => model.resource({ type }).get("lifecycle.prevent_destroy") === true),
  ];

  it("is kept from being destroyed or replaced in production, and only there", () => {
    expect(isProtected(platformWith({}, { environment: "prod" }))).toEqual([true, true, true, true]);
    expect(isProtected(platformWith({ production: true }))).toEqual([true, true, true, true]);
    expect(isProtected(defaultPlatform())).toEqual([false, false, false, false]);
  });

  it("can be destroyed in production where that is said", () => {
    expect(isProtected(platformWith({ production: true, preventDestroy: false }))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isProtected(platformWith({ production: true, keyVault: { preventDestroy: false } }))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});

describe("imported dependent resources", () => {
  it("replace those that would be created, their endpoints left to their owner (S2-CMK-06)", () => {
    const platform = new SmallPlatform();
    platform.workspace({
      storage: WorkspaceStorage.fromStorageAccountId(
        platform,
        "St",
        ID("Microsoft.Storage/storageAccounts", "stexisting"),
      ),
      keyVault: WorkspaceKeyVault.fromKeyVaultId(platform, "Kv", ID("Microsoft.KeyVault/vaults", "kvexisting")),
      containerRegistry: WorkspaceContainerRegistry.fromContainerRegistryId(
        platform,
        "Cr",
        ID("Microsoft.ContainerRegistry/registries", "crexisting"),
      ),
      applicationInsights: WorkspaceInsights.fromApplicationInsightsId(
        platform,
        "Appi",
        ID("Microsoft.Insights/components", "appiexisting"),
      ),
    });
    const model = synthesized(platform);
    expect(model).toHaveAzapiResource(WORKSPACES, {
      properties: { storageAccount: ID("Microsoft.Storage/storageAccounts", "stexisting") },
    });
    for (const type of [
      "azurerm_storage_account",
      "azurerm_key_vault",
      "azurerm_container_registry",
      "azurerm_application_insights",
    ]) {
      expect(model).toHaveResourceCount(type, 0);
    }
    expect(model).toHaveResourceCount("azurerm_private_endpoint", 1);
  });

  const isApprover = ({ attributes }: Resource) =>
    String(attributes["role_definition_id"]).endsWith(ROLES.networkConnectionApprover.id);

  it("let the workspace's identity approve private endpoints to them, before the workspace is created", () => {
    const platform = new SmallPlatform();
    const ids = [
      ID("Microsoft.KeyVault/vaults", "kvexisting"),
      ID("Microsoft.Storage/storageAccounts", "stexisting"),
      ID("Microsoft.ContainerRegistry/registries", "crexisting"),
    ] as const;
    platform.workspace({
      keyVault: WorkspaceKeyVault.fromKeyVaultId(platform, "Kv", ids[0]),
      storage: WorkspaceStorage.fromStorageAccountId(platform, "St", ids[1]),
      containerRegistry: WorkspaceContainerRegistry.fromContainerRegistryId(platform, "Cr", ids[2]),
    });
    const model = synthesized(platform);
    const approvers = model
      .resources({ type: "azurerm_role_assignment" })
      .filter((one) => isApprover(one) && ids.some((id) => id === one.attributes["scope"]));
    expect(approvers.map(({ attributes }) => attributes["scope"]).sort()).toEqual([...ids].sort());
    for (const approver of approvers) {
      expect(at(model, "aml-dev/Workspace/Roles/Propagation/Resource")).toDependOn(approver);
    }
  });

  it("let it approve private endpoints to a vault that is created in another group", () => {
    const platform = new SmallPlatform();
    const { names, tenantId } = platform;
    const resourceGroup = new ResourceGroup(platform, "Security", { name: "rg-security", location: "canadacentral" });
    platform.workspace({ keyVault: new WorkspaceKeyVault(platform, "Kv", { resourceGroup, names, tenantId }) });
    expect(rolesBelow(synthesized(platform), "IdentityOutsideGroup")).toEqual([
      "KeyVaultConnectionApprover",
      "KeyVaultReader",
    ]);
  });

  it("need no roles of their own in the workspace's group", () => {
    expect(rolesBelow(defaultPlatform(), "IdentityOutsideGroup")).toEqual([]);
  });

  it.each([
    ID("Microsoft.KeyVault/vaults", "kvexisting"),
    ID("Microsoft_Storage/storageAccounts", "stexisting"),
    `${ID("Microsoft.Storage/storageAccounts", "stexisting")}/blobServices/default`,
    ID("Microsoft.Storage/storageAccounts", ""),
    `/providers/Microsoft.Storage/storageAccounts/stexisting`,
    "stexisting",
  ])("fail on an id of another type, or none: %s (S2-CMK-06)", (id) => {
    const platform = new SmallPlatform();
    expect(() => WorkspaceStorage.fromStorageAccountId(platform, "St", id)).toThrow("aml-dev/St.storageAccountId");
  });

  it("take ids in any casing, and those that only Terraform knows (S2-CMK-06)", () => {
    const platform = new SmallPlatform();
    for (const [index, id] of [
      ID("microsoft.storage/storageaccounts", "stexisting"),
      ID("Microsoft.Storage/storageAccounts", "stexisting").toUpperCase(),
      "${var.storage_account_id}",
    ].entries()) {
      expect(WorkspaceStorage.fromStorageAccountId(platform, `St${index}`, id).resourceId).toBe(id);
    }
  });

  it("show their resource (L1) where it was made here", () => {
    const platform = new SmallPlatform();
    const { storage, keyVault, containerRegistry, applicationInsights } = platform.workspace();
    storage.resource?.addOverride("min_tls_version", "TLS1_3");
    keyVault.resource?.addOverride("sku_name", "premium");
    containerRegistry.resource?.addOverride("export_policy_enabled", false);
    applicationInsights.resource?.addOverride("sampling_percentage", 50);
    const model = synthesized(platform);
    expect(model).toHaveResource("azurerm_storage_account", { min_tls_version: "TLS1_3" });
    expect(model).toHaveResource("azurerm_key_vault", { sku_name: "premium" });
    expect(model).toHaveResource("azurerm_container_registry", { export_policy_enabled: false });
    expect(model).toHaveResource("azurerm_application_insights", { sampling_percentage: 50 });
    const existing = WorkspaceStorage.fromStorageAccountId(platform, "St", "${var.storage_account_id}");
    expect(existing.resource).toBeUndefined();
  });

  it("AmlWorkspace.fromWorkspaceAttributes is an existing workspace whose outbound rules are written here", () => {
    const platform = new SmallPlatform();
    const identity = ManagedIdentity.fromManagedIdentityAttributes(platform, "Id", {
      id: ID("Microsoft.ManagedIdentity/userAssignedIdentities", "id"),
      principalId: SOMEONE,
      clientId: SOMEONE,
    });
    const workspace = AmlWorkspace.fromWorkspaceAttributes(platform, "Existing", {
      workspaceId: ID(WORKSPACES, "mlwexisting"),
      workspaceName: "mlwexisting",
      environmentName: "dev",
      identity,
      computeIdentity: identity,
    });
    workspace.outboundRules.addPrivateEndpointRule({
      name: "AllowStorage",
      target: { construct: platform, resourceId: ID("Microsoft.Storage/storageAccounts", "stexisting") },
      subresourceTarget: "blob",
    });
    expect(synthesized(platform)).toHaveAzapiResource(OUTBOUND_RULES, { parent_id: ID(WORKSPACES, "mlwexisting") });
  });
});

describe("sharing with a registry", () => {
  const registry = { registryId: ID("Microsoft.MachineLearningServices/registries", "mlrdevcc01") };

  it("is off: the storage account stays private (S0-PRO-20)", () => {
    expect(defaultPlatform()).toHaveResource("azurerm_storage_account", { public_network_access_enabled: false });
  });

  it("opens the storage account for that registry only, with a warning (S0-PRO-20)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.enableRegistrySharing(registry);
    expect(synthesized(platform)).toHaveResource("azurerm_storage_account", {
      public_network_access_enabled: true,
      network_rules: {
        default_action: "Deny",
        private_link_access: [{ endpoint_resource_id: registry.registryId }],
      },
    });
    expect(workspace.node.metadata).toContainEqual(
      expect.objectContaining({ type: "@cdktf/warn", data: expect.stringContaining("selected networks") }),
    );
  });

  it("fails for a storage account that existed before (S0-PRO-20)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace({
      storage: WorkspaceStorage.fromStorageAccountId(
        platform,
        "St",
        ID("Microsoft.Storage/storageAccounts", "stexisting"),
      ),
    });
    expect(() => workspace.enableRegistrySharing(registry)).toThrow("a storage account that this library created");
  });
});
