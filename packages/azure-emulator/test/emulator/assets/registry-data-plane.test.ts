/** What the Python SDK and the Azure CLI use instead of Azure Resource Manager. */
import { ROLES } from "@org/azure-catalog";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AzureEmulator, type AzureEmulatorOptions } from "../../../src/index.js";
import { ask, signIn } from "../../support/client.js";
import { assignment, REGISTRY, registryBody } from "../../support/platform.js";
import { GROUP } from "../../support/sandbox.js";

const LOOK_UP = "https://eastus.api.azureml.ms/registrymanagement/v1.0/registries/mlr-shared/discovery";
const PLANE = `https://cert-canadacentral.experiments.azureml.net/mferp/managementfrontend${REGISTRY}`;
const VERSION = "2021-10-01-dataplanepreview";
const OTHER = REGISTRY.replace("mlr-shared", "mlr-other");
let inside: Client;
let outside: Client;

beforeAll(async () => {
  inside = await start({ privateAccess: true });
  outside = await start({ snapshot: inside.azure.snapshot() });
});

afterAll(() => Promise.all([inside, outside].map(({ azure }) => azure.stop())));

/** A signed-in client of an emulator, with a role on one of two registries. */
async function start(options: AzureEmulatorOptions) {
  const azure = await AzureEmulator.start({ speed: 36_000, ...options });
  if (!options.snapshot) {
    await azure.put(GROUP, { location: "canadacentral" });
    for (const registry of [REGISTRY, OTHER]) await azure.put(registry, registryBody() as Record<string, unknown>);
    const { objectId } = azure.identity;
    const role = assignment(ROLES.azureMlRegistryUser, objectId) as Record<string, unknown>;
    await azure.put(`${REGISTRY}/providers/Microsoft.Authorization/roleAssignments/${objectId}`, role);
  }
  const headers = { authorization: `Bearer ${await signIn(azure)}` };
  const send = async (method: string, url: string, content?: object) => {
    const body = content === undefined ? "" : JSON.stringify(content);
    const reply = await ask(azure, method, url, { headers, body });
    return { ...reply, body: reply.body === "" ? undefined : JSON.parse(reply.body) };
  };
  const plane = (method: string, path: string, content?: object) =>
    send(method, `${PLANE}/${path}?api-version=${VERSION}`, content);
  return { azure, send, plane };
}

type Client = Awaited<ReturnType<typeof start>>;

describe("The look-up of a registry", () => {
  it("says where the registry and its data plane are, also from outside of its network", async () => {
    const { send, azure } = outside;
    expect(await send("GET", LOOK_UP)).toMatchObject({
      status: 200,
      body: {
        registryName: "mlr-shared",
        primaryRegion: "canadacentral",
        regions: ["canadacentral"],
        resourceGroup: "rg",
        tenantId: azure.identity.tenantId,
        primaryRegionResourceProviderUri: "https://cert-canadacentral.experiments.azureml.net/",
      },
    });
  });

  it("knows no other registry", async () => {
    const { send } = outside;
    const reply = await send("GET", LOOK_UP.replace("mlr-shared", "mlr-none"));
    expect(reply).toMatchObject({ status: 404, body: { error: { code: "UserError" } } });
  });

  it("needs a token", async () => {
    expect((await ask(outside.azure, "GET", LOOK_UP)).status).toBe(401);
  });
});

describe("The data plane of a private registry", () => {
  it("lets nobody in from outside of its network", async () => {
    const { plane } = outside;
    expect(await plane("GET", "models")).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringContaining("private link") } },
    });
  });

  it("creates a version by an operation that ends with its id", async () => {
    const { plane, send } = inside;
    const created = await plane("PUT", "models/taxi/versions/1", {
      properties: { modelUri: "azureml://jobs/j", stage: null },
    });
    expect(created).toMatchObject({ status: 202, body: null });
    const location = String(created.headers.location);
    expect(location).toMatch(/^https:\/\/canadacentral\.api\.azureml\.ms\/assetstore\/v1\.0\/operations\//);
    const assetId = "azureml://registries/mlr-shared/models/taxi/versions/1";
    expect(await send("GET", location)).toMatchObject({ status: 200, body: { assetId } });
    expect((await plane("GET", "models/taxi/versions/1")).body).toMatchObject({ id: assetId, name: "1" });
    expect((await plane("GET", "models")).body.value).toMatchObject([
      { name: "taxi", properties: { nextVersion: "2" } },
    ]);
    expect((await plane("GET", "models/taxi/versions")).body.value).toHaveLength(1);
    expect((await plane("GET", "models/none/versions")).body.value).toEqual([]);
  });

  it("reserves a container for the files of a new version, and none for an existing one", async () => {
    const { plane, send } = inside;
    const body = { assetId: "azureml://registries/mlr-shared/models/files/versions/1" };
    const { blobReferenceForConsumption: reserved } = (await plane("PUT", "tempdatarefs/files/versions/1", body)).body;
    expect(reserved.credential.sasUri).toContain(`${reserved.blobUri}?sv=`);
    const created = await plane("PUT", "models/files/versions/1", { properties: { modelUri: reserved.blobUri } });
    await send("GET", String(created.headers.location));
    expect((await plane("PUT", "tempdatarefs/files/versions/1", body)).status).toBe(409);
  });

  it("answers errors as Azure Machine Learning does", async () => {
    const { plane, send } = inside;
    expect(await plane("GET", "models/none/versions/1")).toMatchObject({
      status: 404,
      body: { error: { code: "UserError", innerError: { code: "NotFoundError" } } },
    });
    const denied = await send("GET", `${PLANE.replace("mlr-shared", "mlr-other")}/models?api-version=${VERSION}`);
    expect(denied).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining("registries/assets/read") } },
    });
  });

  it("fails the operation of an environment that it can't build", async () => {
    const { plane, send } = inside;
    const created = await plane("PUT", "environments/sklearn/versions/1", { properties: { image: "ubuntu" } });
    const location = String(created.headers.location);
    expect(location).toContain("/environment/v1.0/operations/");
    expect(await send("GET", location)).toMatchObject({ status: 400, body: { error: { code: "UserError" } } });
  });

  it("archives a container", async () => {
    const { plane, send } = inside;
    const created = await plane("PUT", "data/taxi/versions/1", { properties: { dataUri: "azureml://jobs/j" } });
    await send("GET", String(created.headers.location));
    const archived = await plane("PUT", "data/taxi", { properties: { isArchived: true } });
    await send("GET", String(archived.headers.location));
    expect((await plane("GET", "data")).body.value).toEqual([]);
  });

  it("reports what it doesn't support", async () => {
    const { azure, plane } = inside;
    expect((await plane("POST", "models/taxi/versions/1/package", {})).status).toBe(404);
    expect(azure.unknown).toMatchObject([{ kind: "request" }]);
  });
});
