import { describe, expect, it } from "vitest";
import { CLUSTER, cluster, NODES, prepareCluster, SERVER_ZONE } from "../../../support/kubernetes.js";
import { IDENTITY, NETWORK } from "../../../support/platform.js";
import { idOf, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

const NODE_GROUP = `${SUBSCRIPTION}/resourceGroups/MC_rg_aks_canadacentral`;

async function open(prefix?: string): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await prepareCluster(sandbox, prefix);
  return sandbox;
}

describe("A cluster", () => {
  it("takes six minutes, and shows its pools with AKS's defaults", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(CLUSTER, cluster());
    expect(sandbox.azure.secondsSpentOn(CLUSTER)).toBe(360);
    expect(properties).toMatchObject({
      nodeResourceGroup: "MC_rg_aks_canadacentral",
      networkProfile: { loadBalancerSku: "standard", outboundType: "loadBalancer" },
      agentPoolProfiles: [{ name: "system", count: 2, maxPods: 30, osDiskType: "Managed" }],
    });
  });

  it("has the version that AKS recommends if it is given an empty one", async () => {
    const sandbox = await open();
    const given = cluster() as { readonly properties: object };
    const { properties } = await sandbox.make(CLUSTER, {
      ...given,
      properties: { ...given.properties, kubernetesVersion: "" },
    });
    expect(properties.kubernetesVersion).toMatch(/^1\./);
    expect(properties.agentPoolProfiles[0].orchestratorVersion).toBe(properties.kubernetesVersion);
  });

  it("has its nodes in a group of their own, which is deleted with it", async () => {
    const sandbox = await open();
    await sandbox.make(CLUSTER, cluster());
    const { managedBy } = (await sandbox.get(NODE_GROUP)).body;
    expect(managedBy).toBe(CLUSTER);
    const sets = await sandbox.get(`${NODE_GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets`);
    expect(sets.body.value).toMatchObject([{ sku: { name: "Standard_D4s_v5", capacity: 2 } }]);
    expect((await sandbox.delete(NODES)).body.error.code).toBe("InUseSubnetCannotBeDeleted");
    await sandbox.delete(CLUSTER);
    sandbox.wait();
    expect((await sandbox.get(NODE_GROUP)).status).toBe(404);
    expect((await sandbox.delete(NODES)).status).toBe(202);
  });

  it("takes addresses for its pods with Azure CNI, and only for its nodes with a pod network", async () => {
    const taken = async (network: object) => {
      const sandbox = await open();
      await sandbox.make(CLUSTER, cluster({ network }));
      return (await sandbox.get(NODES)).body.properties.ipConfigurations.length;
    };
    const apiServer = 1;
    expect(await taken({})).toBe(2 * 31 + apiServer);
    expect(await taken({ networkPluginMode: "overlay" })).toBe(2 + apiServer);
  });

  it("has its API server in its network, under a name in its zone that its network finds", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(CLUSTER, cluster());
    expect(properties.privateFQDN).toMatch(/^aks-[0-9a-f]{8}\.privatelink\.canadacentral\.azmk8s\.io$/);
    expect(properties.fqdn).toBeUndefined();
    expect(sandbox.azure.resolve(properties.privateFQDN, NETWORK)?.addresses).toEqual(["10.1.4.4"]);
    await sandbox.delete(CLUSTER);
    sandbox.wait();
    expect(sandbox.azure.resolve(properties.privateFQDN, NETWORK)?.addresses).toBeUndefined();
    expect((await sandbox.delete(SERVER_ZONE)).status).toBe(202);
  });

  it("has a zone of its own where no zone is given", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(CLUSTER, cluster({ access: { privateDNSZone: "System" } }));
    expect(sandbox.azure.resolve(properties.privateFQDN, NETWORK)?.record).toContain(NODE_GROUP);
  });

  it("has a public name if it's public", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(CLUSTER, cluster({ access: { enablePrivateCluster: false } }));
    expect(properties.fqdn).toMatch(/^aks-[0-9a-f]{8}\.hcp\.canadacentral\.azmk8s\.io$/);
  });

  it("has an identity for its nodes", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(CLUSTER, cluster());
    const { resourceId, objectId } = properties.identityProfile.kubeletidentity;
    expect(resourceId).toContain(`${NODE_GROUP}/`);
    expect((await sandbox.get(resourceId)).body.properties.principalId).toBe(objectId);
  });

  it("gives credentials for a sign-in by Microsoft Entra, and none for an account of its own", async () => {
    const sandbox = await open();
    await sandbox.make(CLUSTER, cluster());
    const { kubeconfigs } = (await sandbox.post(`${CLUSTER}/listClusterUserCredential`)).body;
    expect(Buffer.from(kubeconfigs[0].value, "base64").toString()).toContain("kubelogin");
    expect((await sandbox.post(`${CLUSTER}/listClusterAdminCredential`)).body.error.code).toBe("BadRequest");
  });

  it("has a zone of its region", async () => {
    const sandbox = await open();
    const zone = idOf("Microsoft.Network/privateDnsZones", "privatelink.westeurope.azmk8s.io");
    await sandbox.make(zone, { location: "global" });
    expect(await sandbox.fail(CLUSTER, cluster({ access: { privateDNSZone: zone } }))).toMatchObject({
      status: 400,
      code: "InvalidParameter",
    });
  });

  it("needs an identity", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(CLUSTER, { ...cluster(), identity: undefined })).toMatchObject({
      code: "InvalidParameter",
    });
  });
});

describe("A node pool", () => {
  const pool = (more: object = {}) => ({
    properties: { count: 1, vmSize: "Standard_D4s_v5", vnetSubnetID: NODES, ...more },
  });

  it("is shown by its cluster, and grows and shrinks", async () => {
    const sandbox = await open();
    await sandbox.make(CLUSTER, cluster());
    await sandbox.make(`${CLUSTER}/agentPools/gpu`, pool());
    await sandbox.make(`${CLUSTER}/agentPools/gpu`, pool({ count: 3 }));
    const { properties } = (await sandbox.get(CLUSTER)).body;
    expect(properties.agentPoolProfiles).toMatchObject([{ name: "system" }, { name: "gpu", mode: "User", count: 3 }]);
    await sandbox.delete(`${CLUSTER}/agentPools/gpu`);
    sandbox.wait();
    expect((await sandbox.get(CLUSTER)).body.properties.agentPoolProfiles).toHaveLength(1);
    const sets = await sandbox.get(`${NODE_GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets`);
    expect(sets.body.value).toHaveLength(1);
  });

  it("has the workload runtime that it is given, and reports none otherwise", async () => {
    const sandbox = await open();
    await sandbox.make(CLUSTER, cluster());
    const { properties } = await sandbox.make(`${CLUSTER}/agentPools/models`, pool());
    expect(properties).not.toHaveProperty("workloadRuntime");
    const isolated = await sandbox.make(`${CLUSTER}/agentPools/kata`, pool({ workloadRuntime: "KataVmIsolation" }));
    expect(isolated.properties.workloadRuntime).toBe("KataVmIsolation");
  });

  it("can't be deleted if it's the last of the system", async () => {
    const sandbox = await open();
    await sandbox.make(CLUSTER, cluster());
    expect((await sandbox.delete(`${CLUSTER}/agentPools/system`)).body.error.code).toBe("OperationNotAllowed");
  });

  it("is refused in a subnet without enough addresses", async () => {
    const sandbox = await open("10.1.4.0/25");
    await sandbox.make(CLUSTER, cluster());
    expect(await sandbox.fail(`${CLUSTER}/agentPools/gpu`, pool({ count: 2 }))).toMatchObject({
      code: "InsufficientSubnetSize",
    });
  });
});

it("keeps the identity of a cluster that is written again", async () => {
  const sandbox = await open();
  const { properties } = await sandbox.make(CLUSTER, cluster());
  const again = await sandbox.make(CLUSTER, { ...cluster(), tags: { a: "b" } });
  expect(again.properties.identityProfile).toEqual(properties.identityProfile);
  expect(Object.keys(again.identity.userAssignedIdentities)).toEqual([IDENTITY]);
});
