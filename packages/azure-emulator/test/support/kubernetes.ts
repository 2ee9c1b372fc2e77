import { ROLES } from "@org/azure-catalog";
import { assign, CANADA, IDENTITY, makeIdentity, makeNetwork, NETWORK, zoneId } from "./platform.js";
import { idOf, type Sandbox } from "./sandbox.js";

export const CLUSTER = idOf("Microsoft.ContainerService/managedClusters", "aks");
export const NODES = `${NETWORK}/subnets/nodes`;
export const SERVER_ZONE = zoneId("privatelink.canadacentral.azmk8s.io");
export const EXTENSION = `${CLUSTER}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`;

/** The body of a private cluster with one pool in the network. */
export function cluster({ network = {}, pool = {}, access = {} }: Record<string, object> = {}): object {
  return {
    ...CANADA,
    identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } },
    properties: {
      dnsPrefix: "aks",
      disableLocalAccounts: true,
      apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: SERVER_ZONE, ...access },
      networkProfile: {
        networkPlugin: "azure",
        serviceCidr: "10.200.0.0/16",
        dnsServiceIP: "10.200.0.10",
        ...network,
      },
      agentPoolProfiles: [
        { name: "system", mode: "System", count: 2, vmSize: "Standard_D4s_v5", vnetSubnetID: NODES, ...pool },
      ],
    },
  };
}

/** A network and a zone for a cluster, with the roles that its identity needs, in effect. */
export async function prepareCluster(sandbox: Sandbox, prefix = "10.1.4.0/24"): Promise<void> {
  await makeNetwork(sandbox, { nodes: prefix });
  await sandbox.make(SERVER_ZONE, { location: "global" });
  const principal = await makeIdentity(sandbox);
  await assign(sandbox, ROLES.networkContributor, NODES, principal);
  await assign(sandbox, ROLES.privateDnsZoneContributor, SERVER_ZONE, principal);
  sandbox.wait();
}

/** Assigns the roles with which a workspace attaches the cluster to the workspace's identity, not in effect yet. */
export async function assignAttachRoles(sandbox: Sandbox, without?: { readonly id: string }): Promise<void> {
  const { principalId } = (await sandbox.get(IDENTITY)).body.properties;
  for (const role of [
    ROLES.reader,
    ROLES.kubernetesExtensionContributor,
    ROLES.kubernetesClusterAdmin,
    ROLES.contributor,
  ]) {
    if (role !== without) await assign(sandbox, role, CLUSTER, principalId);
  }
}

/** The body of Azure Machine Learning's extension. */
export function machineLearningExtension(settings: object = {}, more: object = {}): object {
  return {
    properties: {
      extensionType: "Microsoft.AzureML.Kubernetes",
      configurationSettings: {
        enableTraining: "True",
        enableInference: "True",
        inferenceRouterServiceType: "LoadBalancer",
        allowInsecureConnections: "True",
        ...settings,
      },
      ...more,
    },
  };
}
