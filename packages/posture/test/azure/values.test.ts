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
          azurerm_resource_group_template_deployment: {
            main: { name: "t", template_content: JSON.stringify({ resources }).replaceAll("${", "$${") },
          },
        },
      },
    });
  const storage = (properties: object) => ({ type: "Microsoft.Storage/storageAccounts", name: "st", properties });

  it.each([
    ["public access", storage({ publicNetworkAccess: "Enabled" })],
    ["public access by default", storage({})],
    ["a public address", { type: "Microsoft.Network/publicIPAddresses", name: "pip" }],
    [
      "those in a deployment of its own",
      {
        type: "Microsoft.Resources/deployments",
        name: "inner",
        properties: { template: { resources: [storage({})] } },
      },
    ],
  ])("is read: %s", (_, resource) => {
    const { rules, outcome } = deployed(resource);
    expect(rules).toContain("template-public-access");
    expect(outcome("bastion-only")).toBe("violated");
  });

  it.each<[string, object]>([
    ["storage-shared-key", storage({ publicNetworkAccess: "Disabled", allowSharedKeyAccess: true })],
    [
      "any-source-inbound",
      {
        type: "Microsoft.Network/networkSecurityGroups",
        name: "nsg",
        properties: {
          securityRules: [
            {
              name: "open",
              properties: {
                access: "Allow",
                direction: "Inbound",
                priority: 100,
                protocol: "*",
                sourceAddressPrefix: "*",
                sourcePortRange: "*",
                destinationAddressPrefix: "*",
                destinationPortRange: "*",
              },
            },
          ],
        },
      },
    ],
  ])("has resources that rules on settings are for: %s", (rule, resource) => {
    expect(deployed(resource).messages("template-setting").join()).toContain(`(${rule})`);
  });

  it("may have settings that its own expressions give", () => {
    const settings = storage({ allowSharedKeyAccess: "[parameters('keys')]" });
    expect(deployed(settings).messages("template-setting").join()).not.toContain("(storage-shared-key)");
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

  it("may be closed, and leaves undecided what its own expressions make", () => {
    expect(deployed(storage({ publicNetworkAccess: "Disabled" })).rules).not.toContain("template-public-access");
    const { findings } = deployed(storage({ publicNetworkAccess: "[parameters('access')]" }));
    expect(findings.find(({ rule }) => rule === "template-public-access")?.state).toBe("undecided");
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
