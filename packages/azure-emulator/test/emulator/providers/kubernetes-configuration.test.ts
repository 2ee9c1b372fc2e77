import { describe, expect, it } from "vitest";
import { CLUSTER, cluster, EXTENSION, machineLearningExtension, prepareCluster } from "../../support/kubernetes.js";
import { Sandbox } from "../../support/sandbox.js";

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await prepareCluster(sandbox);
  await sandbox.make(CLUSTER, cluster());
  return sandbox;
}

describe("Azure Machine Learning's extension of a cluster", () => {
  it("takes seven minutes, and never shows its protected settings", async () => {
    const sandbox = await open();
    const secrets = { configurationProtectedSettings: { sslKeyPemFile: "never" } };
    const { properties } = await sandbox.make(EXTENSION, machineLearningExtension({}, secrets));
    expect(sandbox.azure.secondsSpentOn(EXTENSION)).toBe(420);
    expect(properties).toMatchObject({ releaseTrain: "Stable", scope: { cluster: { releaseNamespace: "azureml" } } });
    expect(JSON.stringify(properties)).not.toContain("never");
  });

  it.each<[string, object, object?]>([
    ["enableTraining or enableInference", { enableTraining: "False", enableInference: "False" }],
    ["inferenceRouterServiceType is required", { inferenceRouterServiceType: undefined }],
    ["allowInsecureConnections is required", { allowInsecureConnections: "False" }],
    ["Invalid scope 'namespace'", {}, { scope: { namespace: { targetNamespace: "team" } } }],
  ])("fails: %s", async (problem, settings, more = {}) => {
    const sandbox = await open();
    expect(await sandbox.fail(EXTENSION, machineLearningExtension(settings, more))).toMatchObject({
      code: "ExtensionOperationFailed",
      message: expect.stringContaining(problem) as string,
    });
  });

  it("needs its cluster, and goes with it", async () => {
    const sandbox = await Sandbox.open();
    expect(await sandbox.fail(EXTENSION, machineLearningExtension())).toMatchObject({ status: 404 });
    const other = await open();
    await other.make(EXTENSION, machineLearningExtension());
    await other.delete(CLUSTER);
    other.wait();
    expect((await other.get(EXTENSION)).status).toBe(404);
  });
});
