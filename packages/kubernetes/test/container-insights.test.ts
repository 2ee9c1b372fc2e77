/** Container insights with the L1 of the cluster, as the README describes it. */
import { MonitorDataCollectionRuleAssociation } from "@cdktf/provider-azurerm/lib/monitor-data-collection-rule-association/index.js";
import { MonitorDataCollectionRule } from "@cdktf/provider-azurerm/lib/monitor-data-collection-rule/index.js";
import { synthesized } from "@org/aml-testing";
import { expect, it } from "vitest";
import { CLUSTER, SmallPlatform } from "./fixture.js";

it("takes the agent of Container insights on the cluster, with a rule for what it collects and where to", () => {
  const platform = new SmallPlatform();
  const { monitoring, resourceGroup } = platform;
  const cluster = platform.cluster();

  const workspaceResourceId = monitoring.logAnalyticsWorkspaceId;
  cluster.resource.putOmsAgent({ logAnalyticsWorkspaceId: workspaceResourceId, msiAuthForMonitoringEnabled: true });
  const streams = ["Microsoft-ContainerLogV2", "Microsoft-KubeEvents", "Microsoft-KubePodInventory"];
  const rule = new MonitorDataCollectionRule(platform, "ContainerInsights", {
    name: "MSCI-canadacentral-aks-aml-dev-cc-01",
    resourceGroupName: resourceGroup.name,
    location: resourceGroup.location,
    kind: "Linux",
    destinations: { logAnalytics: [{ name: "logs", workspaceResourceId }] },
    dataFlow: [{ streams, destinations: ["logs"] }],
    dataSources: {
      extension: [
        {
          name: "ContainerInsightsExtension",
          extensionName: "ContainerInsights",
          streams,
          extensionJson: JSON.stringify({
            dataCollectionSettings: {
              interval: "1m",
              namespaceFilteringMode: "Include",
              namespaces: ["default"],
              enableContainerLogV2: true,
            },
          }),
        },
      ],
    },
  });
  new MonitorDataCollectionRuleAssociation(platform, "ContainerInsightsOfCluster", {
    name: "ContainerInsightsExtension",
    targetResourceId: cluster.clusterId,
    dataCollectionRuleId: rule.id,
  });

  const model = synthesized(platform);
  expect(model.resource({ type: CLUSTER }).get("oms_agent")).toMatchObject({ msi_auth_for_monitoring_enabled: true });
  expect(model).toHaveResource("azurerm_monitor_data_collection_rule_association", {
    data_collection_rule_id: expect.stringMatching(/^\$\{azurerm_monitor_data_collection_rule\./),
    target_resource_id: expect.stringMatching(/^\$\{azurerm_kubernetes_cluster\./),
  });
  expect(model).toHaveNoErrors();
});
