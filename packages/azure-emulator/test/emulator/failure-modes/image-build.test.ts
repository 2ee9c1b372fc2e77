import { describe, expect, it } from "vitest";
import type { FailureModeSettings } from "../../../src/index.js";
import { CANADA, IMAGES, makeImages, makeWorkspace, WORKSPACE } from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

const CLUSTER = `${WORKSPACE}/computes/cluster`;
const IMAGE = `${WORKSPACE}/environments/training/versions/1`;
const cluster = {
  ...CANADA,
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount: 1 } },
  },
};
const WORDS =
  "The container registry 'acrdev' is behind a virtual network and the workspace 'mlw-dev' has no imageBuildCompute to build images on.";

async function open(failureModes: FailureModeSettings = {}): Promise<Sandbox> {
  const sandbox = await Sandbox.open({ failureModes });
  await makeWorkspace(sandbox);
  await sandbox.make(`${WORKSPACE}/environments/training`);
  return sandbox;
}

function choose(sandbox: Sandbox, imageBuildCompute = "cluster") {
  return sandbox.request("PATCH", WORKSPACE, { properties: { imageBuildCompute } });
}

describe("An image on a private container registry", () => {
  it("can't be built in Azure's words without imageBuildCompute (S0-WSP-17)", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(IMAGE)).toEqual({ status: 400, code: "ImageBuildFailure", message: WORDS });
  });

  it("is built on the cluster that is named (S0-WSP-17)", async () => {
    const sandbox = await open();
    await sandbox.make(CLUSTER, cluster);
    await choose(sandbox);
    sandbox.wait();
    expect(await sandbox.fail(IMAGE)).toBeUndefined();
  });

  it("is built without one where the registry is public", async () => {
    const sandbox = await open();
    await makeImages(sandbox, { publicNetworkAccess: "Enabled" });
    expect(await sandbox.fail(IMAGE)).toBeUndefined();
  });

  it("is built without one where the workspace has no registry", async () => {
    const sandbox = await open();
    await sandbox.request("PATCH", WORKSPACE, { properties: { containerRegistry: null } });
    sandbox.wait();
    expect(await sandbox.fail(IMAGE)).toBeUndefined();
  });

  it("is built without one where the failure mode is off", async () => {
    const sandbox = await open({ "image-build": false });
    expect(await sandbox.fail(IMAGE)).toBeUndefined();
  });

  it("is found out to be impossible though nobody has tried", async () => {
    const sandbox = await open();
    expect(sandbox.azure.inspect()).toEqual([{ id: WORKSPACE, problem: WORDS }]);
  });

  it("is not found out where the failure mode is off", async () => {
    expect((await open({ "image-build": false })).azure.inspect()).toEqual([]);
  });

  it("is found to be possible where the registry is gone", async () => {
    const sandbox = await open();
    await sandbox.delete(IMAGES);
    sandbox.wait();
    expect(sandbox.azure.inspect()).toEqual([]);
  });
});

describe("A cluster that is to build images", () => {
  it("is refused in Azure's words if it isn't there", async () => {
    const sandbox = await open();
    const reply = await choose(sandbox, "nowhere");
    expect(reply.status).toBe(400);
    expect(reply.body.error).toEqual({
      code: "ValidationError",
      message: "Image build compute 'nowhere' does not exist in workspace 'mlw-dev'.",
    });
  });

  it("is refused in Azure's words until it has settled, for two minutes (S0-WAI-05)", async () => {
    const sandbox = await open();
    await sandbox.put(CLUSTER, cluster);
    sandbox.wait(180);
    sandbox.wait(119.9);
    const reply = await choose(sandbox);
    expect(reply.status).toBe(409);
    expect(reply.body.error).toEqual({
      code: "Conflict",
      message: "Compute 'cluster' is not in a usable state yet. Please try again later.",
    });
    sandbox.wait(0.1);
    expect((await choose(sandbox)).status).toBe(200);
  });

  it("is refused while it's being created", async () => {
    const sandbox = await open();
    await sandbox.put(CLUSTER, cluster);
    sandbox.wait(170);
    expect((await choose(sandbox)).status).toBe(409);
  });

  it("is not usable for the configured time", async () => {
    const sandbox = await open({ "cluster-settling": 30 });
    await sandbox.put(CLUSTER, cluster);
    sandbox.wait(180 + 29);
    expect((await choose(sandbox)).status).toBe(409);
    sandbox.wait(1);
    expect((await choose(sandbox)).status).toBe(200);
  });

  it("is taken at once where the failure mode is off", async () => {
    const sandbox = await open({ "cluster-settling": false });
    await sandbox.put(CLUSTER, cluster);
    sandbox.wait(180);
    expect((await choose(sandbox)).status).toBe(200);
  });

  it("may be named again while something else changes", async () => {
    const sandbox = await open();
    await sandbox.make(CLUSTER, cluster);
    await choose(sandbox);
    sandbox.wait();
    await sandbox.delete(CLUSTER);
    sandbox.wait();
    expect((await choose(sandbox)).status).toBe(200);
  });
});
