import type { AzurermMajor } from "@org/aml-core";
import type { App } from "cdktf";
import { AksCluster } from "../src/index.js";
import { SmallPlatform } from "./fixture.js";

const SOMEONE = "00000000-0000-4000-8000-000000000001";
const existing = (type: string, name: string) =>
  `/subscriptions/${SOMEONE}/resourceGroups/rg-existing/providers/${type}/${name}`;

/** A cluster by default. */
export function defaults(app: App, azurermMajor: AzurermMajor): void {
  new SmallPlatform({}, app, azurermMajor).cluster();
}

/** A cluster with every option, and an existing one. */
export function everything(app: App, azurermMajor: AzurermMajor): void {
  const platform = new SmallPlatform({}, app, azurermMajor, "aml-everything");
  platform.cluster({
    clusterName: "aks-everything",
    kubernetesVersion: "1.33",
    skuTier: "Premium",
    networkPluginMode: "overlay",
    networkPolicy: "azure",
    serviceCidr: "172.25.0.0/16",
    dnsServiceIp: "172.25.0.53",
    outboundType: "userAssignedNATGateway",
    systemNodePool: { vmSize: "Standard_D8s_v5", minCount: 1, maxCount: 3, zones: ["1", "2", "3"], osDiskSizeGb: 128 },
    nodePools: {
      gpu: {
        vmSize: "Standard_NC4as_T4_v3",
        maxCount: 2,
        maxPods: 20,
        nodeLabels: { sku: "gpu" },
        nodeTaints: ["sku=gpu:NoSchedule"],
        hostEncryptionEnabled: true,
      },
      spot: { spot: true },
    },
    adminGroupObjectIds: [SOMEONE],
    localAccounts: true,
    diskEncryptionSetId: existing("Microsoft.Compute/diskEncryptionSets", "des"),
    rolePropagation: "2m",
    extension: {
      inference: { router: "ClusterIP", allowInsecureConnections: true },
      training: false,
      installNvidiaDevicePlugin: true,
      configurationSettings: { installPromOp: "False" },
      version: "1.1.90",
    },
    tags: { environment: "dev" },
  });
  const clusterId = existing("Microsoft.ContainerService/managedClusters", "aks");
  AksCluster.fromClusterId(platform, "Existing", clusterId, { location: "canadacentral", environmentName: "dev" });
}
