import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { GROUP, idOf, Sandbox, SUBSCRIPTION } from "../../support/sandbox.js";

const DEPLOYMENT = idOf("Microsoft.Resources/deployments", "one");
const VNET = "Microsoft.Network/virtualNetworks";
const STORAGE = "Microsoft.Storage/storageAccounts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.open();
});

/** Deploys a template, and returns the deployment or its error. */
// oxlint-disable-next-line typescript/no-explicit-any
async function deploy(template: object, parameters: object = {}, more: object = {}, id = DEPLOYMENT): Promise<any> {
  const put = await sandbox.put(id, { properties: { mode: "Incremental", template, parameters, ...more } });
  if (put.status >= 400) return put.body.error;
  for (let turns = 0; turns < 20; turns += 1) {
    await setImmediate();
    sandbox.wait(60);
  }
  return (await sandbox.failureOf(put)) ?? (await sandbox.get(id)).body;
}

const network = {
  type: VNET,
  apiVersion: "2024-05-01",
  name: "[parameters('name')]",
  location: "[resourceGroup().location]",
  properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
};
const account = {
  type: STORAGE,
  apiVersion: "2023-05-01",
  name: "[concat('st', uniqueString(resourceGroup().id))]",
  location: "[resourceGroup().location]",
  sku: { name: "Standard_LRS" },
  kind: "StorageV2",
  properties: {},
};

describe("a deployment", () => {
  it("creates the resources of its template, and shows parameters and outputs, but no secrets", async () => {
    const deployed = await deploy(
      {
        parameters: { name: { type: "string" }, key: { type: "securestring" }, size: { type: "int", defaultValue: 2 } },
        variables: { subnet: "[format('{0}-pe', parameters('name'))]" },
        resources: [
          {
            type: `${VNET}/subnets`,
            apiVersion: "2024-05-01",
            name: "[concat(parameters('name'), '/', variables('subnet'))]",
            dependsOn: [`[resourceId('${VNET}', parameters('name'))]`],
            properties: { addressPrefix: "10.0.1.0/24" },
          },
          network,
        ],
        outputs: {
          space: { type: "array", value: "[reference(parameters('name')).addressSpace.addressPrefixes]" },
          none: { condition: false, type: "string", value: "x" },
        },
      },
      { name: { value: "vnet" }, key: { value: "secret" } },
    );
    expect(deployed.properties).toMatchObject({
      provisioningState: "Succeeded",
      mode: "Incremental",
      outputs: { space: { type: "array", value: ["10.0.0.0/16"] } },
    });
    expect(deployed.properties.parameters).toEqual({
      name: { type: "string", value: "vnet" },
      key: { type: "securestring" },
      size: { type: "int", value: 2 },
    });
    expect(deployed.properties.template).toBeUndefined();
    expect((await sandbox.get(idOf(`${VNET}/subnets`, "vnet/vnet-pe"))).status).toBe(200);
  });

  it("lists what it did, with the resources", async () => {
    await deploy({ parameters: { name: { defaultValue: "vnet" } }, resources: [network] });
    for (const list of [`${DEPLOYMENT}/operations`, `${GROUP}/deployments/one/operations`]) {
      const { body } = await sandbox.get(list);
      expect(body.value).toMatchObject([
        {
          operationId: expect.any(String),
          properties: {
            provisioningState: "Succeeded",
            targetResource: { id: idOf(VNET, "vnet"), resourceType: VNET, resourceName: "vnet" },
          },
        },
      ]);
    }
  });

  it("deploys a resource after those that it reads, also without dependsOn", async () => {
    const deployed = await deploy({
      resources: [
        {
          ...network,
          name: "vnet",
          tags: { account: `[reference(resourceId('${STORAGE}', 'stone')).primaryEndpoints.blob]` },
        },
        { ...account, name: "stone" },
      ],
    });
    expect(deployed.properties.provisioningState).toBe("Succeeded");
    expect((await sandbox.get(idOf(VNET, "vnet"))).body.tags).toEqual({
      account: "https://stone.blob.core.windows.net/",
    });
  });

  it("takes null for a parameter without a value, as Azure does", async () => {
    const deployed = await deploy(
      { parameters: { name: { defaultValue: "vnet", allowedValues: ["vnet"] } }, resources: [network] },
      { name: { value: null } },
    );
    expect(deployed.properties.outputResources).toEqual([{ id: idOf(VNET, "vnet") }]);
  });

  it("leaves out what its conditions leave out, and ignores dependencies on it", async () => {
    const deployed = await deploy({
      resources: [
        { ...network, name: "never", condition: "[equals('a', 'b')]" },
        { ...network, name: "vnet", dependsOn: [`[resourceId('${VNET}', 'never')]`] },
      ],
    });
    expect(deployed.properties.outputResources).toEqual([{ id: idOf(VNET, "vnet") }]);
  });

  it("deploys nested templates, each in its scope", async () => {
    const nested = (name: string, scope: string, network_: object) => ({
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name,
      properties: {
        mode: "Incremental",
        expressionEvaluationOptions: { scope },
        parameters: scope === "inner" ? { name: { value: "inside" } } : {},
        template: { parameters: { name: { defaultValue: "unused" } }, resources: [network_] },
      },
    });
    const deployed = await deploy({
      parameters: { name: { defaultValue: "outside" } },
      resources: [nested("inner", "inner", network), nested("outer", "outer", { ...network, tags: { text: "[[x]" } })],
    });
    expect(deployed.properties.provisioningState).toBe("Succeeded");
    for (const name of ["inside", "outside"]) expect((await sandbox.get(idOf(VNET, name))).status).toBe(200);
    expect((await sandbox.get(idOf(VNET, "outside"))).body.tags).toEqual({ text: "[x]" });
  });

  it("to a subscription creates resource groups", async () => {
    const id = `${SUBSCRIPTION}/providers/Microsoft.Resources/deployments/groups`;
    const group = {
      type: "Microsoft.Resources/resourceGroups",
      apiVersion: "2022-09-01",
      name: "rg-new",
      location: "canadacentral",
    };
    const deployed = await deploy({ resources: [group] }, {}, {}, id);
    expect(deployed.properties.outputResources).toEqual([{ id: `${SUBSCRIPTION}/resourceGroups/rg-new` }]);
  });

  it("fails with the errors of its resources, and deploys nothing after them", async () => {
    const broken = { ...network, name: "broken", location: "[parameters('none')]" };
    const failed = await deploy({
      parameters: { none: { defaultValue: "" } },
      resources: [broken, { ...network, name: "after", dependsOn: ["broken"] }, { ...network, name: "beside" }],
    });
    expect(failed).toMatchObject({ code: "DeploymentFailed", details: [{ code: "LocationRequired" }] });
    expect((await sandbox.get(idOf(VNET, "after"))).status).toBe(404);
    expect((await sandbox.get(idOf(VNET, "beside"))).status).toBe(200);
    expect((await sandbox.get(DEPLOYMENT)).body.properties.provisioningState).toBe("Failed");
  });

  it("can be validated alone", async () => {
    const template = { parameters: { name: { type: "string" } }, resources: [network] };
    const validate = (parameters: object) =>
      sandbox.post(`${DEPLOYMENT}/validate`, { properties: { mode: "Incremental", template, parameters } });
    expect((await validate({ name: { value: "vnet" } })).body.properties.validatedResources).toEqual([
      { id: idOf(VNET, "vnet") },
    ]);
    expect((await validate({})).body.error.message).toContain("the parameter name has no value");
    expect((await sandbox.get(idOf(VNET, "vnet"))).status).toBe(404);
  });
});

describe("a template is refused", () => {
  const thing = (more: object) => ({ ...network, name: "vnet", ...more });

  it.each([
    [
      "for a function that isn't supported, by its name",
      { resources: [thing({ tags: { key: "[listKeys(resourceId('a/b', 'c'), '2023-01-01').keys[0].value]" } })] },
      "the function listKeys() isn't supported",
    ],
    [
      "although a supported one is around it",
      { resources: [thing({ tags: { key: "[toLower(pickZones('a', 'b', 'c'))]" } })] },
      "the function pickZones() isn't supported",
    ],
    ["for a parameter that it doesn't have", { parameters: {}, resources: [] }, "the template has no parameter extra"],
    [
      "for a value that isn't allowed",
      { parameters: { extra: { allowedValues: ["a", "b"] } }, resources: [] },
      'the parameter extra is "x"; allowed are ["a","b"]',
    ],
    [
      "for a dependency that isn't there",
      { parameters: { extra: {} }, resources: [thing({ dependsOn: ["[resourceId('a/b', 'c')]"] })] },
      `dependsOn names ${GROUP}/providers/a/b/c`.toLowerCase(),
    ],
    [
      "for a circle of dependencies",
      {
        parameters: { extra: {} },
        resources: [thing({ name: "a", dependsOn: ["b"] }), thing({ name: "b", dependsOn: ["a"] })],
      },
      "circular dependency",
    ],
    [
      "for copies of properties",
      {
        parameters: { extra: {} },
        resources: [thing({ properties: { copy: [{ name: "subnets", count: 2, input: {} }] } })],
      },
      "copies of properties aren't supported",
    ],
  ])("%s", async (_, template, message) => {
    const parameters = "parameters" in template ? { extra: { value: "x" } } : {};
    const { code, message: text } = await deploy(template, parameters);
    expect(code).toBe("InvalidTemplate");
    expect(text.toLowerCase()).toContain(message.toLowerCase());
  });

  it.each([{ mode: "Complete" }, { templateLink: { uri: "https://example.com" } }])("with %j", async (more) => {
    expect(await deploy({ resources: [] }, {}, more)).toMatchObject({ code: "InvalidTemplate" });
  });
});
