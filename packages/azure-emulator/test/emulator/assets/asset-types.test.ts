import { describe, expect, it } from "vitest";
import { makeAssets, versionId } from "../../support/assets.js";
import { REGISTRY, WORKSPACE } from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open({ failureModes: { "image-build": false, "registry-image-build": false } });
  await makeAssets(sandbox);
  return sandbox;
}

describe("A version of an asset", () => {
  it.each([
    ["a workspace", WORKSPACE],
    ["a registry", REGISTRY],
  ])("of %s is created with its container, which knows the latest and the next one", async (_, owner) => {
    const sandbox = await open();
    for (const version of ["1", "2"]) {
      await sandbox.make(versionId(owner, "models", "taxi", version), { properties: { modelUri: "azureml://jobs/j" } });
    }
    const { body } = await sandbox.get(`${owner}/models/taxi`);
    expect(body.properties).toEqual({ isArchived: false, latestVersion: "2", nextVersion: "3" });
  });

  it("has the service's defaults, and says when it was created by whom", async () => {
    const sandbox = await open();
    const { properties, systemData } = await sandbox.make(versionId(WORKSPACE, "models", "taxi"), {
      properties: { modelUri: "azureml://jobs/j", tags: { stage: "dev" } },
    });
    expect(properties).toMatchObject({
      isArchived: false,
      tags: { stage: "dev" },
      flavors: {},
      modelType: "custom_model",
    });
    expect(systemData).toMatchObject({ createdBy: sandbox.azure.identity.clientId, createdByType: "Application" });
  });

  it.each([
    ["models", { modelUri: "azureml://jobs/j" }, { modelUri: "azureml://jobs/other" }],
    ["environments", { image: "ubuntu" }, { image: "debian" }],
    ["components", { componentSpec: { a: 1, b: 2 } }, { componentSpec: { a: 1, b: 3 } }],
  ])("of %s takes other tags, but no other content", async (kind, content, other) => {
    const sandbox = await open();
    const id = versionId(WORKSPACE, kind, "asset");
    await sandbox.make(id, { properties: content });
    const { properties } = await sandbox.make(id, { properties: { ...content, tags: { approved: "yes" } } });
    expect(properties.tags).toEqual({ approved: "yes" });
    expect(await sandbox.fail(id, { properties: other })).toMatchObject({ status: 409, code: "Conflict" });
  });

  it("is listed unless it is archived, the newest first on request", async () => {
    const sandbox = await open();
    for (const version of ["1", "2", "3"]) {
      const isArchived = version === "2";
      const id = versionId(WORKSPACE, "data", "rides", version);
      await sandbox.make(id, { properties: { dataType: "uri_file", dataUri: "azureml://jobs/j", isArchived } });
    }
    const list = async (query = ""): Promise<string[]> => {
      const { body } = await sandbox.get(`${WORKSPACE}/data/rides/versions${query}`);
      return body.value.map(({ name }: { name: string }) => name);
    };
    expect(await list()).toEqual(["1", "3"]);
    expect(await list("?listViewType=All")).toEqual(["1", "2", "3"]);
    expect(await list("?listViewType=ArchivedOnly")).toEqual(["2"]);
    expect(await list("?$orderBy=createdtime desc&$top=1")).toEqual(["3"]);
  });

  it.each(["taxi.model", "-taxi", "t".repeat(256)])("in a registry can't be called %s", async (name) => {
    const sandbox = await open();
    const id = versionId(REGISTRY, "models", name);
    expect(await sandbox.fail(id)).toMatchObject({ status: 400, code: "ValidationError" });
  });

  it("has one place for the files of a pending upload", async () => {
    const sandbox = await open();
    const url = `${versionId(REGISTRY, "models", "sklearn")}/startPendingUpload`;
    const place = async (pendingUploadId?: string): Promise<unknown> =>
      (await sandbox.post(url, { pendingUploadId })).body.blobReferenceForConsumption.blobUri;
    const id = "00000000-0000-4000-8000-000000000001";
    expect(await place(id)).toBe(await place(id));
    expect(await place()).not.toBe(await place());
  });

  it("is refused to a principal without a role on the registry", async () => {
    const sandbox = await Sandbox.open();
    await makeAssets(sandbox);
    const other = REGISTRY.replace("mlr-shared", "mlr-other");
    await sandbox.make(other, { location: "canadacentral", properties: { regionDetails: [] } });
    expect(await sandbox.fail(versionId(other, "models", "taxi"))).toMatchObject({
      status: 403,
      code: "AuthorizationFailed",
      message: expect.stringContaining("Microsoft.MachineLearningServices/registries/assets/write"),
    });
  });

  it("of environments can't be created in a private registry", async () => {
    const sandbox = await Sandbox.open();
    await makeAssets(sandbox);
    expect(await sandbox.fail(versionId(REGISTRY, "environments", "sklearn"))).toMatchObject({
      status: 400,
      code: "ImageBuildFailure",
    });
  });
});

describe("A component of a registry", () => {
  const environment = "azureml://registries/mlr-shared/environments/sklearn/versions/1";
  const component = (spec: object) => ({ properties: { componentSpec: spec } });

  it("refers to an environment of a registry", async () => {
    const sandbox = await open();
    await sandbox.make(versionId(REGISTRY, "environments", "sklearn"), { properties: { image: "ubuntu" } });
    const id = versionId(REGISTRY, "components", "train");
    expect(await sandbox.fail(id, component({ environment }))).toBeUndefined();
  });

  it.each([environment, "azureml:sklearn:1"])(
    "is refused with an environment that isn't there: %s",
    async (missing) => {
      const sandbox = await open();
      const id = versionId(REGISTRY, "components", "train");
      expect(await sandbox.fail(id, component({ environment: missing }))).toMatchObject({
        status: 400,
        code: "ValidationError",
        message: expect.stringContaining(missing),
      });
    },
  );
});

describe("A component of a workspace", () => {
  const component = (code: string) => ({ properties: { componentSpec: { code } } });

  it("refers to code of the workspace, by its name and version or by its id", async () => {
    const sandbox = await open();
    const code = versionId(WORKSPACE, "codes", "train");
    await sandbox.make(code, { properties: { codeUri: "azureml://jobs/j" } });
    for (const reference of ["azureml:train:1", `azureml:${code}`]) {
      const id = versionId(WORKSPACE, "components", "train");
      expect(await sandbox.fail(id, component(reference))).toBeUndefined();
      await sandbox.delete(id);
    }
    expect(await sandbox.fail(versionId(WORKSPACE, "components", "train"), component("azureml:train:2"))).toMatchObject(
      { status: 400, code: "ValidationError" },
    );
  });
});
