import { describe, expect, it } from "vitest";
import { CANADA, makeDependentResources, makeWorkspace, WORKSPACE, workspaceBody } from "../../../support/platform.js";
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
