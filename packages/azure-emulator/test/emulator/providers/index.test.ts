import { describe, expect, it } from "vitest";
import type { ResourceType } from "../../../src/emulator/arm/resource-type.js";
import { ManualClock } from "../../../src/emulator/clock.js";
import { PROVIDERS } from "../../../src/emulator/providers/index.js";
import { createEmulatorState } from "../../../src/emulator/emulator-state.js";
import { place } from "../../support/place.js";
import { requestTo } from "../../support/request.js";
import { idOf, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

const types: readonly ResourceType[] = PROVIDERS.flatMap((provider) => provider.types);

describe("The resource types of which something is known", () => {
  it("are each described once, under their provider's namespace", () => {
    const names = types.map(({ type }) => type.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const { namespace, types: own } of PROVIDERS) {
      for (const { type } of own) expect(type.startsWith(`${namespace || "Microsoft.Resources"}/`)).toBe(true);
    }
  });

  it("take Azure these seconds", () => {
    expect(Object.fromEntries(types.flatMap(({ type, latency }) => (latency ? [[type, latency]] : []))))
      .toMatchInlineSnapshot(`
        {
          "Microsoft.Compute/diskEncryptionSets": {
            "create": 5,
            "delete": 5,
          },
          "Microsoft.Compute/disks": {
            "create": 5,
            "delete": 5,
          },
          "Microsoft.Compute/virtualMachineScaleSets": {
            "create": 120,
            "delete": 90,
            "update": 60,
          },
          "Microsoft.Compute/virtualMachineScaleSets/virtualMachines": {
            "delete": 60,
          },
          "Microsoft.Compute/virtualMachines": {
            "create": 90,
            "delete": 60,
            "update": 30,
          },
          "Microsoft.Compute/virtualMachines/extensions": {
            "create": 60,
            "delete": 30,
            "update": 60,
          },
          "Microsoft.ContainerRegistry/registries": {
            "create": 20,
            "delete": 10,
            "update": 10,
          },
          "Microsoft.ContainerService/managedClusters": {
            "create": 360,
            "delete": 300,
            "update": 120,
          },
          "Microsoft.ContainerService/managedClusters/agentPools": {
            "create": 180,
            "delete": 120,
            "update": 90,
          },
          "Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings": {
            "create": 30,
            "delete": 30,
          },
          "Microsoft.Insights/components": {
            "create": 5,
          },
          "Microsoft.KeyVault/vaults": {
            "create": 30,
            "update": 10,
          },
          "Microsoft.KeyVault/vaults/keys": {
            "create": 2,
          },
          "Microsoft.KubernetesConfiguration/extensions": {
            "create": 420,
            "delete": 180,
            "update": 240,
          },
          "Microsoft.MachineLearningServices/registries": {
            "create": 150,
            "delete": 120,
            "update": 60,
          },
          "Microsoft.MachineLearningServices/registries/codes/versions": {
            "create": 20,
          },
          "Microsoft.MachineLearningServices/registries/components/versions": {
            "create": 20,
          },
          "Microsoft.MachineLearningServices/registries/data/versions": {
            "create": 20,
          },
          "Microsoft.MachineLearningServices/registries/environments/versions": {
            "create": 300,
          },
          "Microsoft.MachineLearningServices/registries/models/versions": {
            "create": 20,
          },
          "Microsoft.MachineLearningServices/workspaces": {
            "create": 90,
            "delete": 300,
            "update": 20,
          },
          "Microsoft.MachineLearningServices/workspaces/computes": {
            "create": 180,
            "delete": 120,
            "update": 30,
          },
          "Microsoft.MachineLearningServices/workspaces/environments/versions": {
            "create": 300,
          },
          "Microsoft.MachineLearningServices/workspaces/onlineEndpoints": {
            "create": 90,
            "delete": 60,
            "update": 30,
          },
          "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments": {
            "create": 480,
            "delete": 120,
            "update": 480,
          },
          "Microsoft.MachineLearningServices/workspaces/outboundRules": {
            "create": 180,
            "delete": 60,
            "update": 180,
          },
          "Microsoft.Network/azureFirewalls": {
            "create": 600,
            "delete": 360,
            "update": 240,
          },
          "Microsoft.Network/bastionHosts": {
            "create": 600,
            "delete": 300,
            "update": 300,
          },
          "Microsoft.Network/connections": {
            "create": 60,
            "delete": 60,
          },
          "Microsoft.Network/firewallPolicies": {
            "create": 30,
            "delete": 10,
            "update": 60,
          },
          "Microsoft.Network/firewallPolicies/ruleCollectionGroups": {
            "create": 60,
            "delete": 60,
            "update": 60,
          },
          "Microsoft.Network/localNetworkGateways": {
            "create": 10,
            "delete": 10,
          },
          "Microsoft.Network/natGateways": {
            "create": 30,
            "delete": 30,
          },
          "Microsoft.Network/networkInterfaces": {
            "create": 4,
            "delete": 4,
            "update": 4,
          },
          "Microsoft.Network/networkSecurityGroups": {
            "create": 4,
            "delete": 4,
            "update": 4,
          },
          "Microsoft.Network/networkWatchers/flowLogs": {
            "create": 10,
          },
          "Microsoft.Network/privateDnsZones": {
            "create": 30,
            "delete": 10,
          },
          "Microsoft.Network/privateDnsZones/virtualNetworkLinks": {
            "create": 30,
            "delete": 20,
          },
          "Microsoft.Network/privateEndpoints": {
            "create": 60,
            "delete": 30,
            "update": 20,
          },
          "Microsoft.Network/privateEndpoints/privateDnsZoneGroups": {
            "create": 15,
            "delete": 5,
            "update": 15,
          },
          "Microsoft.Network/publicIPAddresses": {
            "create": 4,
            "delete": 12,
          },
          "Microsoft.Network/virtualNetworkGateways": {
            "create": 1800,
            "delete": 600,
            "update": 600,
          },
          "Microsoft.Network/virtualNetworks": {
            "create": 5,
            "delete": 10,
            "update": 5,
          },
          "Microsoft.Network/virtualNetworks/subnets": {
            "create": 4,
            "delete": 5,
            "update": 4,
          },
          "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": {
            "create": 10,
            "delete": 10,
            "update": 10,
          },
          "Microsoft.OperationalInsights/workspaces": {
            "create": 30,
            "delete": 10,
          },
          "Microsoft.Resources/resourceGroups": {
            "delete": 15,
          },
          "Microsoft.Sql/servers": {
            "create": 60,
            "delete": 30,
            "update": 10,
          },
          "Microsoft.Sql/servers/databases": {
            "create": 60,
            "delete": 10,
            "update": 20,
          },
          "Microsoft.Storage/storageAccounts": {
            "create": 30,
          },
        }
      `);
  });

  it("answer 200 to every action, or take some seconds for it", () => {
    const state = createEmulatorState(new ManualClock(), {}, () => undefined);
    for (const { type, actions = {} } of types) {
      const id = idOf(type, "a/b/c".slice(0, 2 * type.split("/").length - 3));
      const resource = place(state, id, { credentials: { credentialsType: "AccountKey" }, containerName: "files" });
      for (const [name, action] of Object.entries(actions)) {
        expect(name).toBe(name.toLowerCase());
        const outcome = action(resource, state, requestTo("POST", "https://management.azure.com/"));
        if ("status" in outcome) expect(outcome.status).toBe(200);
        else expect(outcome.seconds).toBeGreaterThan(0);
      }
    }
  });

  it("answer 200 to every list", async () => {
    const sandbox = await Sandbox.open();
    for (const { namespace, endpoints = [] } of PROVIDERS) {
      for (const { method, path } of endpoints.filter((one) => one.method === "GET" && !one.path.includes("{"))) {
        const scope = namespace === "" ? "" : `${SUBSCRIPTION}/providers/${namespace}`;
        expect((await sandbox.request(method, `${scope}/${path}`)).status).toBe(200);
      }
      for (const { method, path } of endpoints.filter((one) => one.path === "checkNameAvailability")) {
        const url = `${SUBSCRIPTION}/providers/${namespace}/${path}`;
        expect((await sandbox.request(method, url, { name: "name" })).status).toBe(200);
      }
    }
  });

  it("have a location, these only", () => {
    expect(types.filter(({ tracked }) => tracked).map(({ type }) => type)).toMatchInlineSnapshot(`
      [
        "Microsoft.Resources/resourceGroups",
        "Microsoft.Compute/virtualMachines",
        "Microsoft.Compute/disks",
        "Microsoft.Compute/virtualMachines/extensions",
        "Microsoft.Compute/virtualMachineScaleSets",
        "Microsoft.Compute/diskEncryptionSets",
        "Microsoft.Compute/images",
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.ContainerRegistry/registries/replications",
        "Microsoft.ContainerService/managedClusters",
        "Microsoft.DevTestLab/schedules",
        "Microsoft.Insights/actionGroups",
        "Microsoft.Insights/activityLogAlerts",
        "Microsoft.Insights/components",
        "Microsoft.Insights/scheduledQueryRules",
        "Microsoft.Insights/workbooks",
        "Microsoft.Insights/autoscaleSettings",
        "Microsoft.KeyVault/vaults",
        "Microsoft.MachineLearningServices/workspaces",
        "Microsoft.MachineLearningServices/workspaces/computes",
        "Microsoft.MachineLearningServices/registries",
        "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
        "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.Network/networkSecurityGroups",
        "Microsoft.Network/routeTables",
        "Microsoft.Network/networkInterfaces",
        "Microsoft.Network/publicIPAddresses",
        "Microsoft.Network/natGateways",
        "Microsoft.Network/azureFirewalls",
        "Microsoft.Network/firewallPolicies",
        "Microsoft.Network/virtualNetworkGateways",
        "Microsoft.Network/localNetworkGateways",
        "Microsoft.Network/connections",
        "Microsoft.Network/bastionHosts",
        "Microsoft.Network/networkWatchers",
        "Microsoft.Network/networkWatchers/flowLogs",
        "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/privateDnsZones",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Sql/servers",
        "Microsoft.Sql/servers/databases",
        "Microsoft.Storage/storageAccounts",
      ]
    `);
  });

  it("show a provisioning state, but for these", () => {
    expect(types.filter(({ provisioningState }) => provisioningState === false).map(({ type }) => type))
      .toMatchInlineSnapshot(`
        [
          "Microsoft.Authorization/roleAssignments",
          "Microsoft.Authorization/roleDefinitions",
          "Microsoft.Authorization/policyAssignments",
          "Microsoft.Authorization/policyExemptions",
          "Microsoft.Authorization/locks",
          "Microsoft.Consumption/budgets",
          "Microsoft.CostManagement/scheduledActions",
          "Microsoft.Insights/actionGroups",
          "Microsoft.Insights/activityLogAlerts",
          "Microsoft.Insights/diagnosticSettings",
          "Microsoft.Insights/scheduledQueryRules",
          "Microsoft.Insights/workbooks",
          "Microsoft.Insights/autoscaleSettings",
          "Microsoft.MachineLearningServices/workspaces/outboundRules",
          "Microsoft.MachineLearningServices/workspaces/datastores",
          "Microsoft.MachineLearningServices/workspaces/codes",
          "Microsoft.MachineLearningServices/workspaces/components",
          "Microsoft.MachineLearningServices/workspaces/data",
          "Microsoft.MachineLearningServices/workspaces/environments",
          "Microsoft.MachineLearningServices/workspaces/models",
          "Microsoft.MachineLearningServices/registries/codes",
          "Microsoft.MachineLearningServices/registries/components",
          "Microsoft.MachineLearningServices/registries/data",
          "Microsoft.MachineLearningServices/registries/environments",
          "Microsoft.MachineLearningServices/registries/models",
          "Microsoft.MachineLearningServices/workspaces/jobs",
          "Microsoft.ManagedIdentity/userAssignedIdentities",
          "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
          "Microsoft.Network/privateDnsZones/A",
          "Microsoft.Network/privateDnsZones/AAAA",
          "Microsoft.Network/privateDnsZones/CNAME",
          "Microsoft.Network/privateDnsZones/MX",
          "Microsoft.Network/privateDnsZones/PTR",
          "Microsoft.Network/privateDnsZones/SOA",
          "Microsoft.Network/privateDnsZones/SRV",
          "Microsoft.Network/privateDnsZones/TXT",
          "Microsoft.Sql/servers",
          "Microsoft.Sql/servers/databases",
          "Microsoft.Sql/servers/administrators",
          "Microsoft.Sql/servers/azureADOnlyAuthentications",
          "Microsoft.Sql/servers/firewallRules",
          "Microsoft.Sql/servers/extendedAuditingSettings",
          "Microsoft.Sql/servers/databases/extendedAuditingSettings",
          "Microsoft.Sql/servers/databases/backupLongTermRetentionPolicies",
          "Microsoft.Sql/servers/connectionPolicies",
          "Microsoft.Sql/servers/encryptionProtector",
          "Microsoft.Sql/servers/outboundFirewallRules",
          "Microsoft.Sql/servers/restorableDroppedDatabases",
          "Microsoft.Sql/servers/securityAlertPolicies",
          "Microsoft.Sql/servers/sqlVulnerabilityAssessments",
          "Microsoft.Sql/servers/virtualNetworkRules",
          "Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies",
          "Microsoft.Sql/servers/databases/geoBackupPolicies",
          "Microsoft.Sql/servers/databases/replicationLinks",
          "Microsoft.Sql/servers/databases/securityAlertPolicies",
          "Microsoft.Sql/servers/databases/transparentDataEncryption",
          "Microsoft.Storage/storageAccounts/blobServices",
          "Microsoft.Storage/storageAccounts/fileServices",
          "Microsoft.Storage/storageAccounts/queueServices",
          "Microsoft.Storage/storageAccounts/tableServices",
          "Microsoft.Storage/storageAccounts/blobServices/containers",
          "Microsoft.Storage/storageAccounts/fileServices/shares",
          "Microsoft.Storage/storageAccounts/managementPolicies",
        ]
      `);
  });
});
