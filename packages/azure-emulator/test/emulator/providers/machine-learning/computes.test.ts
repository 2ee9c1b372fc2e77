import { describe, expect, it } from "vitest";
import {
  assignAttachRoles,
  cluster as aks,
  CLUSTER as AKS,
  EXTENSION,
  machineLearningExtension,
  prepareCluster,
} from "../../../support/kubernetes.js";
import {
  CANADA,
  makeDependentResources,
  makeNetwork,
  makeWorkspace,
  SUBNET,
  WORKSPACE,
  workspaceBody,
} from "../../../support/platform.js";
import { Sandbox } from "../../../support/sandbox.js";

const CLUSTER = `${WORKSPACE}/computes/cluster`;
const INSTANCE = `${WORKSPACE}/computes/instance`;
const cluster = (properties: object = {}) => ({
  ...CANADA,
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount: 1 }, ...properties },
  },
});
const instance = {
  ...CANADA,
  properties: { computeType: "ComputeInstance", properties: { vmSize: "Standard_DS3_v2" } },
};

describe("A compute", () => {
  it("takes three minutes in a managed network that has been made", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(CLUSTER, cluster());
    expect(sandbox.azure.secondsSpentOn(CLUSTER)).toBe(180);
  });

  it("makes the managed network if it is the first, which takes half an hour more", async () => {
    const sandbox = await Sandbox.open();
    await makeDependentResources(sandbox);
    sandbox.wait();
    await sandbox.make(WORKSPACE, workspaceBody());
    await sandbox.make(CLUSTER, cluster());
    expect(sandbox.azure.secondsSpentOn(CLUSTER)).toBe(1980);
    expect((await sandbox.get(WORKSPACE)).body.properties.managedNetwork.status.status).toBe("Active");
  });

  it("has what Azure sets where nothing is said", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    expect((await sandbox.make(CLUSTER, cluster())).properties).toMatchObject({
      computeLocation: "canadacentral",
      disableLocalAuth: true,
      isAttachedCompute: false,
      provisioningErrors: null,
      provisioningState: "Succeeded",
    });
  });

  it("keeps the date of its creation", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    const { properties } = await sandbox.make(CLUSTER, cluster());
    const again = await sandbox.make(CLUSTER, cluster());
    expect(again.properties.createdOn).toBe(properties.createdOn);
    expect(again.properties.modifiedOn).not.toBe(properties.modifiedOn);
  });

  it("is in no subnet if the workspace has a managed network", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    const failure = await sandbox.fail(CLUSTER, cluster({ subnet: { id: "/subnets/one" } }));
    expect(failure).toEqual({
      status: 400,
      code: "ValidationError",
      message: "Compute 'cluster' can't be put into a subnet: workspace 'mlw-dev' has a managed network.",
    });
  });

  it("needs its workspace", async () => {
    const sandbox = await Sandbox.open();
    expect(await sandbox.fail(CLUSTER, cluster())).toMatchObject({ status: 404, code: "ParentResourceNotFound" });
  });
});

describe("A compute instance", () => {
  async function open(): Promise<{ sandbox: Sandbox; elsewhere: string }> {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(`${WORKSPACE}2`, workspaceBody());
    return { sandbox, elsewhere: INSTANCE.replace("/mlw-dev/", "/mlw-dev2/") };
  }

  it("has a name that no other one of the region has, in any workspace", async () => {
    const { sandbox, elsewhere } = await open();
    await sandbox.make(INSTANCE, instance);
    expect(await sandbox.fail(elsewhere, { ...instance, location: "Canada Central" })).toEqual({
      status: 400,
      code: "BadRequest",
      message: "Compute name 'instance' is already taken in region 'Canada Central'.",
    });
  });

  it("may have the name of one in another region, and of a cluster", async () => {
    const { sandbox, elsewhere } = await open();
    await sandbox.make(INSTANCE, instance);
    expect(await sandbox.fail(elsewhere, { ...instance, location: "canadaeast" })).toBeUndefined();
    await sandbox.make(CLUSTER, cluster());
    expect(await sandbox.fail(CLUSTER.replace("/mlw-dev/", "/mlw-dev2/"), instance)).toBeUndefined();
  });
});

describe("A compute in a network of your own", () => {
  const open = { managedNetwork: { isolationMode: "Disabled" } };

  it("is in a subnet that exists, which its machines hold", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox, open);
    const subnet = { id: SUBNET };
    expect(await sandbox.fail(CLUSTER, cluster({ subnet }))).toMatchObject({ code: "InvalidResourceReference" });
    await makeNetwork(sandbox);
    await sandbox.make(CLUSTER, cluster({ subnet }));
    const settings = { vmSize: "Standard_DS3_v2", subnet };
    await sandbox.make(INSTANCE, { ...CANADA, properties: { computeType: "ComputeInstance", properties: settings } });
    expect((await sandbox.delete(SUBNET)).body.error).toMatchObject({
      code: "InUseSubnetCannotBeDeleted",
      message: expect.stringContaining(`is in use by ${INSTANCE}`) as string,
    });
    await sandbox.delete(INSTANCE);
    sandbox.wait();
    expect((await sandbox.delete(SUBNET)).status).toBe(202);
  });
});

describe("A Kubernetes cluster as a compute", () => {
  const ATTACHED = `${WORKSPACE}/computes/aks`;
  const attached = (properties: object = {}) => ({
    ...CANADA,
    properties: { computeType: "Kubernetes", resourceId: AKS, properties: { namespace: "default" }, ...properties },
  });

  async function open(isolationMode = "Disabled", network: object = {}): Promise<Sandbox> {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox, { managedNetwork: { isolationMode } });
    await prepareCluster(sandbox);
    await sandbox.make(AKS, aks({ network }));
    await assignAttachRoles(sandbox);
    sandbox.wait();
    return sandbox;
  }

  it("is attached in a minute", async () => {
    const sandbox = await open();
    await sandbox.make(EXTENSION, machineLearningExtension());
    expect((await sandbox.make(ATTACHED, attached())).properties.isAttachedCompute).toBe(true);
    expect(sandbox.azure.secondsSpentOn(ATTACHED)).toBe(60);
  });

  it("needs the cluster", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(ATTACHED, attached({ resourceId: `${AKS}-none` }))).toEqual({
      status: 400,
      code: "ClusterNotFound",
      message: `Cannot find Kubernetes cluster '${AKS}-none'.`,
    });
  });

  it("fails without Azure Machine Learning's extension", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(ATTACHED, attached())).toMatchObject({ code: "ClusterServiceNotFound" });
  });

  it("can't be attached to a workspace with a managed network", async () => {
    const sandbox = await open("AllowOnlyApprovedOutbound");
    expect(await sandbox.fail(ATTACHED, attached())).toEqual({
      status: 400,
      code: "ValidationError",
      message: "Compute 'aks' of type 'Kubernetes' can't be attached: workspace 'mlw-dev' has a managed network.",
    });
  });

  it("of the retired type has an internal load balancer only with Azure CNI", async () => {
    const body = attached({ computeType: "AKS", properties: { loadBalancerType: "InternalLoadBalancer" } });
    const sandbox = await open("Disabled", { networkPlugin: "kubenet" });
    expect(await sandbox.fail(ATTACHED, body)).toMatchObject({ status: 400, code: "BadRequest" });
    const other = await open();
    expect(await other.fail(ATTACHED, body)).toBeUndefined();
  });
});
