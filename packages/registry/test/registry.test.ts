import { CONFLICT_ERRORS, Monitoring, PROPAGATION_ERRORS, resourceGroupAfter } from "@org/aml-core";
import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { Principal } from "@org/aml-rbac";
import { resourceOf, synthesized, terraformMatchers } from "@org/aml-testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StorageAccountType } from "../src/index.js";
import {
  at,
  devStack,
  type EnvironmentStack,
  OBJECT_ID,
  OUTBOUND_RULES,
  REGISTRIES,
  subnetIn,
  told,
  zoneId,
} from "./fixture.js";

expect.extend(terraformMatchers);

const DIAGNOSTIC_SETTING = "azurerm_monitor_diagnostic_setting";
const ENDPOINT = "azurerm_private_endpoint";

/** The registry of a stack as Terraform reads it. */
const registryOf = (stack: EnvironmentStack) => synthesized(stack).resource({ armType: REGISTRIES });
const named = (stack: EnvironmentStack, type: string, name: string) => {
  const found = synthesized(stack)
    .resources({ type })
    .find((resource) => resource.get("name") === name);
  if (!found) throw new Error(`no ${type} is called ${name}`);
  return found;
};

describe("AmlRegistry", () => {
  it("is an azapi resource in the group given, api-version 2025-12-01 (S0-REG-01, S0-REG-09, S1-REG-13)", () => {
    const stack = devStack();
    stack.registry();
    expect(stack).toHaveAzapiResource(`${REGISTRIES}@2025-12-01`, {
      name: "mlrdevcc01",
      parent_id: "${azurerm_resource_group.Group.id}",
      location: "${azurerm_resource_group.Group.location}",
    });
    expect(stack).toHaveResourceCount("azurerm_resource_group", 2);
  });

  it("writes exactly the documented body (S0-REG-02, S0-REG-03, S0-REG-04, S0-REG-05, S1-REG-01, S1-REG-02, S1-REG-03)", () => {
    const stack = devStack();
    stack.registry();
    expect(registryOf(stack).get("identity")).toEqual([{ type: "SystemAssigned" }]);
    expect(registryOf(stack).body).toEqual({
      properties: {
        publicNetworkAccess: "Disabled",
        regionDetails: [
          {
            location: "${azurerm_resource_group.Group.location}",
            storageAccountDetails: [
              { systemCreatedStorageAccount: { storageAccountType: "Standard_LRS", storageAccountHnsEnabled: false } },
            ],
            acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }],
          },
        ],
        managedResourceGroupSettings: { assignedIdentities: [{ principalId: "${var.deployer_object_id}" }] },
      },
    });
  });

  it("lets nobody into the managed resource group with deployer: false (S0-REG-04)", () => {
    const stack = devStack();
    stack.registry({ deployer: false });
    expect(registryOf(stack).properties).not.toHaveProperty("managedResourceGroupSettings");
  });

  it("refuses a deployer whose object id is no GUID (S0-REG-04)", () => {
    const deployer = Principal.deployment({ objectId: "sp-aml-deployment-platform" });
    expect(() => devStack().registry({ deployer })).toThrow(
      'aml-dev/Registry.deployer.principalId: got "sp-aml-deployment-platform"; allowed: a GUID',
    );
  });

  it.each(["Standard_GRS", "Premium_ZRS"] satisfies StorageAccountType[])(
    "stores assets on %s",
    (storageAccountType) => {
      const stack = devStack();
      stack.registry({ storageAccountType, hierarchicalNamespace: true });
      expect(
        registryOf(stack).get("body.properties.regionDetails[0].storageAccountDetails[0].systemCreatedStorageAccount"),
      ).toEqual({ storageAccountType, storageAccountHnsEnabled: true });
    },
  );

  it("is in several regions, each with storage and container registry (S1-REG-11)", () => {
    const stack = devStack();
    stack.registry({
      location: "canadacentral",
      additionalLocations: ["canadaeast"],
      storageAccountType: "Standard_ZRS",
    });
    const region = {
      storageAccountDetails: [
        { systemCreatedStorageAccount: { storageAccountType: "Standard_ZRS", storageAccountHnsEnabled: false } },
      ],
      acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }],
    };
    expect(registryOf(stack).get("location")).toBe("canadacentral");
    expect(registryOf(stack).properties?.["regionDetails"]).toEqual([
      { location: "canadacentral", ...region },
      { location: "canadaeast", ...region },
    ]);
  });

  it("is accepted by the schema of its api-version, with every option (S0-REG-01)", () => {
    const stack = devStack();
    stack.registry({
      registryName: "contoso_models-1",
      location: "canadacentral",
      additionalLocations: ["canadaeast", "eastus2"],
      storageAccountType: "Standard_RAGZRS",
      hierarchicalNamespace: true,
      tags: { environment: "dev" },
    });
    expect(validateAzapiResource(registryOf(stack).attributes as never)).toEqual([]);
  });

  it("has Azure's names derived, each of which can be overridden", () => {
    const stack = devStack();
    stack.registry({
      registryName: "contoso-models",
      lock: true,
      lockName: "keep",
      endpoint: {
        name: "pe-models",
        networkInterfaceName: "nic-models",
        connectionName: "con-models",
        zoneGroupName: "zones",
      },
    });
    expect(registryOf(stack).get("name")).toBe("contoso-models");
    expect(stack).toHaveResource("azurerm_management_lock", { name: "keep" });
    expect(stack).toHaveResource(ENDPOINT, {
      name: "pe-models",
      custom_network_interface_name: "nic-models",
      private_service_connection: { name: "con-models" },
      private_dns_zone_group: { name: "zones" },
    });
  });

  it("refuses a name that Azure refuses, with the path (S0-NAM-11)", () => {
    expect(() => devStack().registry({ registryName: "my registry" })).toThrow(
      'aml-dev/Registry.registryName: got "my registry"',
    );
  });

  it("accepts every name that Azure accepts, and names the endpoint after it", () => {
    const name = fc
      .tuple(fc.stringMatching(/^[a-z0-9]$/), fc.stringMatching(/^[a-z0-9_-]{1,30}$/), fc.stringMatching(/^[a-z0-9]$/))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(name, (registryName) => {
        const registry = devStack().registry({ registryName });
        expect(registry.resource.nameInput).toBe(registryName);
        expect(registry.endpoint.resource.nameInput).toBe(`pe${registryName}amlregistry`);
      }),
      { numRuns: 25 },
    );
  });

  it("can be written in another api-version, with other timeouts and retries (S0-REG-01)", () => {
    const stack = devStack();
    stack.registry({
      apiVersion: "2026-05-01",
      timeouts: { create: "2h" },
      retry: { errorMessageRegex: ["Busy"], intervalSeconds: 30, maxIntervalSeconds: 60 },
    });
    expect(stack).toHaveAzapiResource(`${REGISTRIES}@2026-05-01`, {
      timeouts: { create: "2h", update: "60m", delete: "60m" },
      retry: { error_message_regex: ["Busy"], interval_seconds: 30, max_interval_seconds: 60 },
    });
  });

  it("takes up to an hour, and retries what passes by itself", () => {
    const stack = devStack();
    stack.registry();
    expect(registryOf(stack).get("timeouts")).toEqual({ create: "60m", update: "60m", delete: "60m" });
    expect(registryOf(stack).get("retry")).toEqual({
      error_message_regex: [...PROPAGATION_ERRORS, ...CONFLICT_ERRORS],
    });
  });

  it("comes after what its resource group waits for (S0-RBC-05)", () => {
    const stack = devStack();
    const roles = stack.group("Roles", "rg-roles");
    const registry = stack.registry({ resourceGroup: resourceGroupAfter(stack.resourceGroup, [roles]) });
    expect(registry.resource).toDependOn(roles);
  });

  it("hands its tags on to the endpoints (S1-REG-14)", () => {
    const stack = devStack();
    stack.registry({ tags: { purpose: "registry" }, managedResourceEndpoints: true });
    expect(registryOf(stack).get("tags")).toEqual({ purpose: "registry" });
    const endpoints = synthesized(stack).resources({ type: ENDPOINT });
    expect(endpoints.map((endpoint) => endpoint.get("tags"))).toEqual(Array(3).fill({ purpose: "registry" }));
  });
});

describe("AmlRegistry's way in", () => {
  it("is one endpoint in the network's subnet and region, in the api zone (S0-REG-06, S1-REG-04, S1-REG-05, S1-REG-20)", () => {
    const stack = devStack();
    stack.registry();
    expect(stack).toHaveResourceCount(ENDPOINT, 1);
    expect(stack).toHaveResource(ENDPOINT, {
      name: "pemlrdevcc01amlregistry",
      resource_group_name: "${azurerm_resource_group.NetworkGroup.name}",
      location: "canadaeast",
      subnet_id: expect.stringContaining("Network_EndpointSubnet"),
      custom_network_interface_name: "nicpemlrdevcc01amlregistry",
      private_service_connection: {
        name: "pecmlrdevcc01amlregistry",
        private_connection_resource_id: expect.stringMatching(/^\$\{azapi_resource\.Registry_\w+\.id\}$/),
        subresource_names: ["amlregistry"],
        is_manual_connection: false,
      },
      private_dns_zone_group: { name: "pezgcmlrdevcc01", private_dns_zone_ids: [zoneId("api")] },
    });
  });

  it("reserves its record in the zones by the construct of the registry (S2-PE-02)", () => {
    const stack = devStack();
    stack.registry();
    expect(stack.zones.reserved).toEqual(["aml-dev/Registry amlregistry"]);
  });

  it("makes no endpoint of a workspace wait for the registry (S0-WSP-24)", () => {
    const stack = devStack();
    stack.registry({ managedResourceEndpoints: true });
    expect(stack.vnet.privateEndpointSubnet.endpointChain.last).toBeUndefined();
  });

  it("goes to another subnet and group, at a static address", () => {
    const stack = devStack();
    const subnet = subnetIn(stack, "Other");
    const resourceGroup = stack.group("EndpointGroup", "rg-endpoints");
    stack.registry({ endpoint: { subnet, resourceGroup, privateIpAddress: "10.1.1.20" } });
    expect(stack).toHaveResource(ENDPOINT, {
      subnet_id: subnet.subnet,
      resource_group_name: "${azurerm_resource_group.EndpointGroup.name}",
      ip_configuration: [{ private_ip_address: "10.1.1.20", subresource_name: "amlregistry" }],
    });
  });

  it("leads to the registry's own storage and container registry too, when asked (SX-05)", () => {
    const stack = devStack();
    stack.registry({ managedResourceEndpoints: true });
    expect(stack).toHaveResourceCount(ENDPOINT, 3);
    expect(named(stack, ENDPOINT, "pemlrdevcc01blob").attributes).toMatchObject({
      resource_group_name: "${azurerm_resource_group.NetworkGroup.name}",
      private_service_connection: {
        private_connection_resource_id: expect.stringMatching(/\.output\.storageAccountId\}$/),
        subresource_names: ["blob"],
      },
      private_dns_zone_group: { private_dns_zone_ids: [zoneId("blob")] },
    });
    expect(named(stack, ENDPOINT, "pemlrdevcc01registry").attributes).toMatchObject({
      private_service_connection: {
        private_connection_resource_id: expect.stringMatching(/\.output\.containerRegistryId\}$/),
        subresource_names: ["registry"],
      },
      private_dns_zone_group: { private_dns_zone_ids: [zoneId("acr")] },
    });
  });

  it("puts them where the registry's own endpoint goes (SX-05)", () => {
    const stack = devStack();
    const subnet = subnetIn(stack, "Other");
    const resourceGroup = stack.group("EndpointGroup", "rg-endpoints");
    stack.registry({ managedResourceEndpoints: true, endpoint: { subnet, resourceGroup } });
    for (const name of ["pemlrdevcc01blob", "pemlrdevcc01registry"]) {
      expect(stack).toHaveResource(ENDPOINT, {
        name,
        subnet_id: subnet.subnet,
        resource_group_name: "${azurerm_resource_group.EndpointGroup.name}",
      });
    }
  });

  it("replaces these endpoints with the registry, not for each change of it (SX-05)", () => {
    const stack = devStack();
    const registry = stack.registry({ managedResourceEndpoints: true });
    for (const { storage, containerRegistry } of registry.managedResourceEndpoints) {
      for (const { resource: endpoint } of [storage, containerRegistry]) {
        expect(resourceOf(stack, endpoint).get("lifecycle")).toEqual({
          ignore_changes: ["private_service_connection[0].private_connection_resource_id"],
          replace_triggered_by: [`azapi_resource.${registry.resource.friendlyUniqueId}.id`],
        });
      }
    }
  });

  it("leaves zone groups to Azure Policy where it writes them (SX-05)", () => {
    const stack = devStack();
    stack.zones.zoneGroupsManagedBy = "policy";
    stack.registry({ managedResourceEndpoints: true });
    for (const endpoint of synthesized(stack).resources({ type: ENDPOINT })) {
      expect(endpoint.get("private_dns_zone_group")).toBeUndefined();
      expect(endpoint.get("lifecycle.ignore_changes")).toContain("private_dns_zone_group");
    }
  });

  it("writes the endpoints of one registry one after the other (SX-05)", () => {
    const stack = devStack();
    const registry = stack.registry({
      location: "canadacentral",
      additionalLocations: ["canadaeast"],
      managedResourceEndpoints: true,
    });
    const order = [
      registry.endpoint,
      ...registry.managedResourceEndpoints.flatMap(({ storage, containerRegistry }) => [storage, containerRegistry]),
    ].map(({ resource: endpoint }) => endpoint);
    expect(order.map(({ nameInput }) => nameInput)).toEqual([
      "pemlrdevcc01amlregistry",
      "pemlrdevcc01blob",
      "pemlrdevcc01registry",
      "pemlrdevcc01canadaeastblob",
      "pemlrdevcc01canadaeastregistry",
    ]);
    for (const [index, endpoint] of order.slice(1).entries()) {
      expect(endpoint).toDependOn(order[index] ?? "the one before");
    }
  });

  it("reserves the records of storage and container registry by constructs of their own (S2-PE-02)", () => {
    const stack = devStack();
    stack.registry({ managedResourceEndpoints: true });
    expect(stack.zones.reserved).toEqual([
      "aml-dev/Registry amlregistry",
      "aml-dev/Registry/ManagedResources/Storage blob",
      "aml-dev/Registry/ManagedResources/ContainerRegistry registry",
    ]);
  });

  it.each(["managedResourceEndpoints", "managedResourceDiagnostics"] as const)(
    "refuses %s where nobody is let into the managed resource group",
    (option) => {
      const stack = devStack();
      expect(() => stack.registry({ deployer: false, monitoring: stack.monitoring(), [option]: true })).toThrow(
        `aml-dev/Registry.${option}: got true; allowed: false together with deployer: false`,
      );
    },
  );
});

describe("AmlRegistry's wait", () => {
  it("is 10 s between the registry and its endpoint and diagnostics (S0-WAI-06)", () => {
    const stack = devStack();
    const registry = stack.registry({ monitoring: stack.monitoring() });
    expect(stack).toHaveResource("time_sleep", { create_duration: "10s" });
    const model = synthesized(stack);
    const wait = model.resource({ type: "time_sleep" });
    expect(wait).toDependOn(resourceOf(model, registry.resource));
    expect(resourceOf(model, registry.endpoint.resource)).toDependOn(wait);
    expect(at(model, "aml-dev/Registry/Diagnostics/Resource")).toDependOn(wait);
  });

  it("can be longer (S0-WAI-04)", () => {
    const stack = devStack();
    stack.registry({ waits: { identity: "1m" } });
    expect(stack).toHaveResource("time_sleep", { create_duration: "1m" });
  });

  it("is left out at zero; the order stays (S0-WAI-04)", () => {
    const stack = devStack();
    const registry = stack.registry({ waits: { identity: "0s" } });
    expect(stack).toHaveResourceCount("time_sleep", 0);
    expect(registry.endpoint.resource).toDependOn(registry.resource);
  });
});

describe("AmlRegistry's logs", () => {
  it("are reads and writes of assets (S0-REG-10, S1-REG-09)", () => {
    const stack = devStack();
    const monitoring = stack.monitoring();
    const registry = stack.registry({ monitoring });
    expect(stack).toHaveResourceCount(DIAGNOSTIC_SETTING, 1);
    expect(stack).toHaveResource(DIAGNOSTIC_SETTING, {
      target_resource_id: registry.resource,
      log_analytics_workspace_id: monitoring.resource,
      enabled_log: [{ category: "RegistryAssetReadEvent" }, { category: "RegistryAssetWriteEvent" }],
    });
  });

  it("go nowhere where no monitoring is given, or where it is off (S0-REG-10)", () => {
    const [without, off] = [devStack(), devStack()];
    without.registry();
    const monitoring = Monitoring.fromMonitoringAttributes(off, "Monitoring", {
      logAnalyticsWorkspaceId: "${var.law}",
      diagnosticSettings: false,
    });
    off.registry({ monitoring });
    expect(without).toHaveResourceCount(DIAGNOSTIC_SETTING, 0);
    expect(off).toHaveResourceCount(DIAGNOSTIC_SETTING, 0);
  });

  it("come from the registry's own storage and container registry too, when asked (S1-REG-10)", () => {
    const stack = devStack();
    stack.registry({
      monitoring: stack.monitoring(),
      managedResourceDiagnostics: true,
      location: "canadacentral",
      additionalLocations: ["canadaeast"],
    });
    const sent = synthesized(stack)
      .resources({ type: DIAGNOSTIC_SETTING })
      .map((setting) => String(setting.get("target_resource_id")).replace(/^.*\.output/, ""))
      .sort();
    expect(sent.filter((target) => target.startsWith("."))).toEqual([
      ".containerRegistryId_canadaeast}",
      ".containerRegistryId}",
      ".storageAccountId_canadaeast}",
      ".storageAccountId_canadaeast}/blobServices/default",
      ".storageAccountId}",
      ".storageAccountId}/blobServices/default",
    ]);
    expect(stack).toHaveResource(DIAGNOSTIC_SETTING, {
      enabled_metric: [{ category: "Transaction" }, { category: "Capacity" }],
    });
    expect(stack).toHaveResource(DIAGNOSTIC_SETTING, {
      enabled_log: [{ category: "StorageRead" }, { category: "StorageWrite" }, { category: "StorageDelete" }],
    });
    expect(stack).toHaveResource(DIAGNOSTIC_SETTING, {
      enabled_log: [{ category: "ContainerRegistryRepositoryEvents" }, { category: "ContainerRegistryLoginEvents" }],
    });
  });

  it("refuses to send logs of the managed resources where no monitoring is given (S1-REG-10)", () => {
    expect(() => devStack().registry({ managedResourceDiagnostics: true })).toThrow(
      "aml-dev/Registry.managedResourceDiagnostics: got true; allowed: false without monitoring",
    );
  });
});

describe("What AmlRegistry tells", () => {
  it("is name, id, group and the object id of its identity, as Azure answers (S1-REG-08)", () => {
    const stack = devStack();
    const registry = stack.registry();
    expect(registry.registryName).toBe("mlrdevcc01");
    expect(told(stack, registry.resourceGroupName)).toBe("${azurerm_resource_group.Group.name}");
    expect(told(stack, registry.registryId)).toMatch(/^\$\{azapi_resource\.Registry_\w+\.id\}$/);
    expect(told(stack, registry.identityPrincipalId)).toMatch(/\.output\.identityPrincipalId\}$/);
    expect(registryOf(stack).get("response_export_values.identityPrincipalId")).toBe("identity.principalId");
  });

  it("is the managed resource group, id and name (S0-REG-08)", () => {
    const stack = devStack();
    const registry = stack.registry();
    expect(registryOf(stack).get("response_export_values.managedResourceGroupId")).toBe(
      "properties.managedResourceGroup.resourceId",
    );
    expect(told(stack, registry.managedResourceGroupId)).toMatch(/\.output\.managedResourceGroupId\}$/);
    expect(told(stack, registry.managedResourceGroupName)).toMatch(
      /^\$\{element\(split\("\/", azapi_resource\.Registry_\w+\.output\.managedResourceGroupId\), 4\)\}$/,
    );
  });

  it("is what Azure made for it in its only region (S1-REG-10)", () => {
    const stack = devStack();
    const { managedResources } = stack.registry();
    expect(told(stack, managedResources)).toEqual([
      {
        location: "${azurerm_resource_group.Group.location}",
        storageAccountId: expect.stringMatching(/\.output\.storageAccountId\}$/),
        containerRegistryId: expect.stringMatching(/\.output\.containerRegistryId\}$/),
      },
    ]);
    expect(registryOf(stack).get("response_export_values")).toMatchObject({
      storageAccountId:
        "properties.regionDetails[0].storageAccountDetails[0].systemCreatedStorageAccount.armResourceId.resourceId",
      containerRegistryId: "properties.regionDetails[0].acrDetails[0].systemCreatedAcrAccount.armResourceId.resourceId",
    });
  });

  it("is found by region among several, in whatever order Azure answers (S1-REG-11)", () => {
    const stack = devStack();
    const { managedResources } = stack.registry({ additionalLocations: ["canadaeast"] });
    expect(
      told(
        stack,
        managedResources.map(({ location }) => location),
      ),
    ).toEqual(["${azurerm_resource_group.Group.location}", "canadaeast"]);
    expect(registryOf(stack).get("response_export_values")).toMatchObject({
      storageAccountId:
        "properties.regionDetails[?location=='${azurerm_resource_group.Group.location}'].storageAccountDetails[0].systemCreatedStorageAccount.armResourceId.resourceId | [0]",
      containerRegistryId_canadaeast:
        "properties.regionDetails[?location=='canadaeast'].acrDetails[0].systemCreatedAcrAccount.armResourceId.resourceId | [0]",
    });
  });
});

describe("AmlRegistry's protection", () => {
  const lifecycle = (stack: EnvironmentStack) => registryOf(stack).get("lifecycle");

  it("is off by default (S0-REG-11)", () => {
    const stack = devStack();
    stack.registry().allowConnectionFrom(stack.workspace());
    expect(lifecycle(stack)).toBeUndefined();
    expect(stack).toHaveResourceCount("azurerm_management_lock", 0);
  });

  it("keeps Terraform from destroying it (S0-REG-11)", () => {
    const stack = devStack();
    stack.registry({ preventDestroy: true });
    expect(lifecycle(stack)).toEqual({ prevent_destroy: true });
  });

  it("locks it in Azure, after everything on it so that it goes first (S0-REG-11)", () => {
    const stack = devStack();
    const registry = stack.registry({ lock: true, monitoring: stack.monitoring(), managedResourceEndpoints: true });
    registry.allowConnectionFrom(stack.workspace());
    const model = synthesized(stack);
    const lock = model.resource({ type: "azurerm_management_lock" });
    expect(lock.attributes).toMatchObject({ name: "lock-mlrdevcc01", lock_level: "CanNotDelete" });
    expect(lock.get("notes")).toBe(
      "Workspaces, including those of other environments, use assets and images of this registry.",
    );
    const before = [
      ...model.resources({ type: ENDPOINT }),
      ...model.resources({ type: "azurerm_role_assignment" }),
      model.resource({ armType: OUTBOUND_RULES }),
      at(model, "aml-dev/Registry/Diagnostics/Resource"),
      resourceOf(model, registry.resource),
    ];
    for (const resource of before) expect(lock).toDependOn(resource);
  });

  it("refuses a name for the lock that Azure refuses", () => {
    expect(() => devStack().registry({ lock: true, lockName: "no/slash" })).toThrow('lockName: got "no/slash"');
  });

  it("gives its identity no role (S0-REG-07, S1-REG-32)", () => {
    const stack = devStack();
    stack.registry({
      managedResourceEndpoints: true,
      monitoring: stack.monitoring(),
      managedResourceDiagnostics: true,
    });
    expect(stack).toHaveResourceCount("azurerm_role_assignment", 0);
  });

  it("has no prop that opens it to the public (S0-ARC-11)", () => {
    const stack = devStack();
    stack.registry({ ...({ publicNetworkAccess: "Enabled" } as object) });
    expect(registryOf(stack).properties).toHaveProperty("publicNetworkAccess", "Disabled");
  });

  it("knows somebody who is pre-authorised by a literal object id", () => {
    const stack = devStack();
    stack.registry({ deployer: Principal.deployment({ objectId: OBJECT_ID }) });
    expect(registryOf(stack).get("body.properties.managedResourceGroupSettings.assignedIdentities")).toEqual([
      { principalId: OBJECT_ID },
    ]);
  });
});
