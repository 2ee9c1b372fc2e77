import { ROLES } from "@org/azure-catalog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const ML = "Microsoft.MachineLearningServices";
const group: Resources = { azurerm_resource_group: { main: { name: "rg", location: "westeurope" } } };
const workspace = (properties: object, over: object = {}): Resources => ({
  ...group,
  azapi_resource: {
    main: {
      type: `${ML}/workspaces@2025-12-01`,
      name: "mlwdev",
      parent_id: "${azurerm_resource_group.main.id}",
      body: { properties },
      ...over,
    },
  },
});
const wrong = (resource: Resources, variable: object = {}) =>
  evaluated({ dev: { resource, variable } })
    .findings.filter(({ rule }) => rule === "arm-value")
    .map(({ severity, path, message }) => ({ severity, path, message }));

describe("a value of an azapi resource", () => {
  it("that an open choice doesn't have is a warning with the nearest one", () => {
    expect(wrong(workspace({ publicNetworkAccess: "Of" }))).toMatchObject([
      {
        severity: "warning",
        path: "body.properties.publicNetworkAccess",
        message: expect.stringContaining("known are"),
      },
    ]);
  });

  it("of another kind is an error, also where a variable's default gives it", () => {
    const flag = { severity: "error", path: "body.properties.v1LegacyMode" };
    expect(wrong(workspace({ v1LegacyMode: "perhaps" }))).toMatchObject([flag]);
    expect(wrong(workspace({ v1LegacyMode: "${var.legacy}" }), { legacy: { default: "perhaps" } })).toMatchObject([
      flag,
    ]);
  });

  it("is compared with the newest known version of an API that the catalogue doesn't have", () => {
    const found = wrong(
      workspace({ publicNetworkAccess: "Of", v1LegacyMode: "perhaps" }, { type: `${ML}/workspaces@2023-10-01` }),
    );
    expect(found.map(({ severity, path }) => `${severity} ${path ?? ""}`).sort()).toEqual([
      "error body.properties.v1LegacyMode",
      "warning body.properties.publicNetworkAccess",
    ]);
  });

  it("isn't below a parent of another type, whatever the type is", () => {
    const table = {
      type: "Microsoft.Network/routeTables/routes@2024-05-01",
      name: "r",
      parent_id: "${azapi_resource.main.id}",
    };
    const resources = workspace({});
    const found = wrong({ ...resources, azapi_resource: { ...resources["azapi_resource"], table } });
    expect(found).toMatchObject([{ severity: "error", path: "parent_id" }]);
  });

  it("that isn't known is not evaluated", () => {
    expect(wrong(workspace({ v1LegacyMode: "${var.legacy}" }), { legacy: { type: "bool" } })).toEqual([]);
  });

  it.each(["${azapi_resource.main.id}", `/subscriptions/0/resourceGroups/rg/providers/${ML}/registries/mlr`])(
    "that is a parent of another type is an error: %s",
    (parent) => {
      const rule = { type: `${ML}/registries/models/versions@2025-12-01`, name: "1", parent_id: parent, body: {} };
      const resources = workspace({});
      const found = wrong({ ...resources, azapi_resource: { ...resources["azapi_resource"], rule } });
      expect(found).toContainEqual(expect.objectContaining({ severity: "error", path: "parent_id" }));
    },
  );
});

describe("an ARM template that is a literal", () => {
  const deployed = (...resources: object[]) =>
    evaluated({
      dev: {
        resource: {
          azurerm_resource_group: { main: { name: "rg", location: "westeurope" } },
          azurerm_resource_group_template_deployment: {
            main: {
              resource_group_name: "${azurerm_resource_group.main.name}",
              template_content: JSON.stringify({ resources }),
            },
          },
        },
      },
    });
  const storage = (properties: object) => ({
    type: "Microsoft.Storage/storageAccounts",
    apiVersion: "2023-05-01",
    name: "stone",
    properties,
  });
  const rule = {
    access: "Allow",
    direction: "Inbound",
    priority: 100,
    protocol: "*",
    sourceAddressPrefix: "*",
    destinationPortRange: "*",
  };
  const peering = "/subscriptions/0/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";

  it.each<[string, object]>([
    ["storage-public-access", storage({ publicNetworkAccess: "Enabled" })],
    ["storage-public-access", storage({})],
    ["storage-shared-key", storage({ publicNetworkAccess: "Disabled", allowSharedKeyAccess: true })],
    ["public-address-holder", { type: "Microsoft.Network/publicIPAddresses", name: "pip" }],
    [
      "storage-public-access",
      {
        type: "Microsoft.Resources/deployments",
        name: "inner",
        properties: { template: { resources: [storage({})] } },
      },
    ],
    [
      "any-source-inbound",
      {
        type: "Microsoft.Network/networkSecurityGroups",
        name: "nsg",
        resources: [{ type: "securityRules", name: "open", properties: rule }],
      },
    ],
    [
      "role-owner",
      {
        type: "Microsoft.Authorization/roleAssignments",
        name: "owner",
        properties: {
          roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${ROLES.owner.id}')]`,
          principalId: "11111111-1111-4111-8111-111111111111",
        },
      },
    ],
  ])("has resources as others: %s", (id, resource) => {
    const [found] = deployed(resource).findings.filter((finding) => finding.rule === id);
    expect(found).toMatchObject({ address: "azurerm_resource_group_template_deployment.main", state: "violated" });
    expect(found?.message).toMatch(/^deploys Microsoft\./);
  });

  it("connects networks of environments", () => {
    const dev = {
      type: "Microsoft.Network/virtualNetworks",
      name: "vnet-dev",
      properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
    };
    const link = (name: string) => ({
      type: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
      name: `${name}/hub`,
      properties: { remoteVirtualNetwork: { id: peering } },
    });
    const deployment = (name: string) => ({
      resource: {
        azurerm_resource_group_template_deployment: {
          main: {
            resource_group_name: `rg-${name}`,
            template_content: JSON.stringify({ resources: [{ ...dev, name: `vnet-${name}` }, link(`vnet-${name}`)] }),
          },
        },
      },
    });
    expect(evaluated({ dev: deployment("dev"), prod: deployment("prod") }).outcome("isolation")).toBe("violated");
    expect(evaluated({ dev: deployment("dev") }).outcome("isolation")).toBe("undecided");
  });

  it("leaves nothing undecided if all of it can be read", () => {
    const { outcome, findings } = deployed(storage({ publicNetworkAccess: "Disabled" }));
    expect(findings.map(({ rule: id }) => id)).not.toContain("storage-public-access");
    expect(["isolation", "bastion-only", "egress"].map(outcome)).toEqual(["satisfied", "satisfied", "satisfied"]);
  });

  it.each<[string, object]>([
    ["a parameter without a value", storage({ publicNetworkAccess: "[parameters('access')]" })],
    ["a condition", { ...storage({ publicNetworkAccess: "Disabled" }), condition: "[parameters('deploy')]" }],
    [
      "a linked template",
      { type: "Microsoft.Resources/deployments", name: "l", properties: { templateLink: { uri: "x" } } },
    ],
  ])("leaves undecided what only Azure knows: %s", (_, resource) => {
    expect(deployed(resource).outcome("bastion-only")).toBe("undecided");
  });

  it("has no literal secret in it or beside it", () => {
    const given = (parameters_content: object) =>
      evaluated({
        dev: {
          resource: {
            azurerm_resource_group_template_deployment: {
              main: { template_content: "{}", parameters_content: JSON.stringify(parameters_content) },
            },
          },
        },
      }).rules;
    expect(given({ adminPassword: { value: "hunter2" } })).toContain("literal-secret");
    expect(given({ adminPassword: { value: "[parameters('password')]" } })).not.toContain("literal-secret");
  });

  it("is left out where it's no JSON", () => {
    const content = { azurerm_resource_group_template_deployment: { main: { template_content: "{ nothing" } } };
    expect(evaluated({ dev: { resource: content } }).outcome("bastion-only")).toBe("undecided");
  });
});

describe("a secret", () => {
  const found = (content: object) => evaluated({ dev: { resource: { azurerm_thing: { main: content } } } });

  it.each([
    "admin_password",
    "client_secret",
    "connection_string",
    "sas_token",
    "primary_access_key",
    "connectionString",
    "adminPassword",
    "token",
  ])("that is a literal is found, and not shown: %s", (name) => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{12,20}$/), (value) => {
        const { rules, findings } = found({ block: { [name]: value } });
        expect(rules).toContain("literal-secret");
        expect(JSON.stringify(findings)).not.toContain(value);
      }),
      { numRuns: 5 },
    );
  });

  it.each(["public_key", "key_vault_secret_id", "secret_name", "key_type"])("is none: %s", (name) => {
    expect(found({ [name]: "something" }).rules).not.toContain("literal-secret");
  });
});
