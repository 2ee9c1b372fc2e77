import { beforeEach, describe, expect, it } from "vitest";
import { makeAssets, openStorage, publish, versionId } from "../../support/assets.js";
import { ACCOUNT, REGISTRY, WORKSPACE } from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

const JOB = { modelUri: "azureml://jobs/train/outputs/model", tags: { stage: "dev" } };
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.open();
  await makeAssets(sandbox);
  await sandbox.make(versionId(WORKSPACE, "models", "taxi"), { properties: JOB });
});

describe("A workspace's asset that is published", () => {
  it("is in the registry under the new name after the operation, with its tags", async () => {
    await openStorage(sandbox);
    const reply = await publish(sandbox, "models", "taxi", "taxi-prod");
    expect(reply.status).toBe(202);
    expect(reply.headers["location"]).toMatch(/operationResults/);
    sandbox.wait();
    const { body } = await sandbox.get(versionId(REGISTRY, "models", "taxi-prod"));
    expect(body.properties.tags).toEqual({ stage: "dev" });
  });

  it("is refused if the registry has the version", async () => {
    await openStorage(sandbox);
    await publish(sandbox, "models", "taxi");
    sandbox.wait();
    expect(await publish(sandbox, "models", "taxi")).toMatchObject({
      status: 409,
      body: { error: { code: "Conflict" } },
    });
  });

  it("fails where the storage account doesn't let the registry in", async () => {
    const closed = await publish(sandbox, "models", "taxi");
    sandbox.wait();
    expect(await sandbox.failureOf(closed)).toMatchObject({ code: "AuthorizationFailure" });
    await sandbox.request("PATCH", ACCOUNT, { properties: { networkAcls: { defaultAction: "Deny" } } });
    const denied = await publish(sandbox, "models", "taxi");
    sandbox.wait();
    expect(await sandbox.failureOf(denied)).toMatchObject({ code: "AuthorizationFailure" });
  });

  it("needs no files if it is an environment", async () => {
    const open = await Sandbox.open({ failureModes: { "image-build": false } });
    await makeAssets(open);
    await open.make(versionId(WORKSPACE, "environments", "sklearn"), { properties: { image: "ubuntu" } });
    await publish(open, "environments", "sklearn");
    open.wait();
    const { body } = await open.get(versionId(REGISTRY, "environments", "sklearn"));
    expect(body.properties.image).toBe("ubuntu");
  });

  it.each([
    [{ registryName: "mlr-none" }, "taxi", "RegistryNotFound"],
    [{ registryName: "mlr-shared" }, "none", "ResourceNotFound"],
  ])("has to exist, and so has the registry: %j %s", async (body, name, code) => {
    const reply = await sandbox.post(`${versionId(WORKSPACE, "models", name)}/publish`, body);
    expect(reply).toMatchObject({ status: 404, body: { error: { code } } });
  });

  it("needs roles on the registry and on the workspace", async () => {
    for (const scope of [REGISTRY, WORKSPACE]) {
      const other = await Sandbox.open();
      await makeAssets(other);
      await other.make(versionId(WORKSPACE, "models", "taxi"), { properties: JOB });
      const { body } = await other.get(`${scope}/providers/Microsoft.Authorization/roleAssignments`);
      const { objectId } = other.azure.identity;
      for (const { id, properties } of body.value) if (properties.principalId === objectId) await other.delete(id);
      other.wait();
      expect(await publish(other, "models", "taxi")).toMatchObject({
        status: 403,
        body: { error: { code: "AuthorizationFailed", message: expect.stringContaining(`over scope '${scope}'`) } },
      });
    }
  });
});
