import { beforeEach, describe, expect, it } from "vitest";
import { makeAssets, versionId } from "../../support/assets.js";
import { CANADA, REGISTRY, WORKSPACE } from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

const ENDPOINT = `${WORKSPACE}/onlineEndpoints/taxi`;
const IN_REGISTRY = "azureml://registries/mlr-shared/models/taxi/versions/1";
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.open();
  await makeAssets(sandbox);
  for (const owner of [WORKSPACE, REGISTRY]) {
    await sandbox.make(versionId(owner, "models", "taxi"), { properties: { modelUri: "azureml://jobs/j" } });
  }
  await sandbox.make(ENDPOINT, { ...CANADA, properties: { authMode: "AADToken" } });
});

describe("An online endpoint", () => {
  it("has a URI", async () => {
    const { properties } = (await sandbox.get(ENDPOINT)).body;
    expect(properties.scoringUri).toBe("https://taxi.canadacentral.inference.ml.azure.com/score");
  });

  it.each([IN_REGISTRY, "azureml:taxi:1", `azureml:${versionId(WORKSPACE, "models", "taxi")}`])(
    "deploys a model of a registry or of the workspace: %s",
    async (model) => {
      const { properties } = await sandbox.make(`${ENDPOINT}/deployments/blue`, { ...CANADA, properties: { model } });
      expect(properties).toMatchObject({ model, provisioningState: "Succeeded" });
    },
  );

  it.each([IN_REGISTRY.replace(/1$/, "2"), "azureml:none:1"])(
    "can't deploy a model that isn't there: %s",
    async (model) => {
      expect(await sandbox.fail(`${ENDPOINT}/deployments/blue`, { ...CANADA, properties: { model } })).toMatchObject({
        status: 400,
        code: "ValidationError",
        message: `The model '${model}' does not exist.`,
      });
    },
  );
});
