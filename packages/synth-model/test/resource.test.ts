import { describe, expect, it } from "vitest";
import { SynthModel, type Resource } from "../src/index.js";

function azapi(attributes: object, type = "azapi_resource"): Resource {
  return SynthModel.fromStacks({
    s: { locals: { version: "2025-12-01" }, resource: { [type]: { r: attributes } } },
  }).resource(`${type}.r`);
}

const WORKSPACE = "Microsoft.MachineLearningServices/workspaces";

describe("Resource", () => {
  it("knows what CDKTF noted of its construct", () => {
    const model = SynthModel.fromStacks({
      dev: {
        resource: {
          azurerm_subnet: {
            Network_Subnet_A1: {
              "//": { metadata: { path: "dev/Network/Subnet", uniqueId: "Network_Subnet_A1" } },
              name: "s",
            },
            plain: { "//": "a comment", name: "t" },
          },
        },
      },
    });
    expect(model.resource("azurerm_subnet.Network_Subnet_A1")).toMatchObject({
      type: "azurerm_subnet",
      constructPath: "dev/Network/Subnet",
      uniqueId: "Network_Subnet_A1",
      attributes: { name: "s" },
    });
    expect(model.resource("azurerm_subnet.plain")).toMatchObject({ constructPath: undefined, uniqueId: undefined });
    expect(model.resource("azurerm_subnet.plain").attributes).toEqual({ name: "t" });
  });

  it.each([
    ["azurerm_subnet", {}, "azurerm"],
    ["azapi_resource", {}, "azapi"],
    ["time_sleep", {}, "time"],
    ["azurerm_subnet", { provider: "azurerm.hub" }, "azurerm.hub"],
    ["azurerm_subnet", { provider: "${azurerm.hub}" }, "azurerm.hub"],
  ])("of %s %j uses provider %s", (type, attributes, provider) => {
    expect(azapi(attributes, type).providerName).toBe(provider);
  });

  it.each(["azapi_resource", "azapi_update_resource", "azapi_resource_action"])(
    "of type %s has an ARM type and api-version",
    (type) => {
      const resource = azapi({ type: `${WORKSPACE}@2025-12-01`, body: { properties: { a: 1 } } }, type);
      expect(resource.armType).toBe(WORKSPACE);
      expect(resource.apiVersion).toBe("2025-12-01");
      expect(resource.properties).toEqual({ a: 1 });
    },
  );

  it("follows an api-version that stands elsewhere", () => {
    expect(azapi({ type: `${WORKSPACE}@\${local.version}` }).apiVersion).toBe("2025-12-01");
  });

  it("has an ARM type even if the api-version is Terraform's to know", () => {
    const model = SynthModel.fromStacks({
      s: { variable: { v: {} }, resource: { azapi_resource: { r: { type: `${WORKSPACE}@\${var.v}` } } } },
    });
    expect(model.resource({ armType: WORKSPACE }).apiVersion).toBe("${var.v}");
  });

  it.each([undefined, "${x.y}", "no-slash@1", 3])("has no ARM type if its type is %j", (type) => {
    expect(azapi({ type }).armType).toBeUndefined();
  });

  it("has no ARM type if it isn't azapi's", () => {
    const resource = azapi({ type: `${WORKSPACE}@2025-12-01`, body: { properties: {} } }, "other_resource");
    expect([resource.armType, resource.body, resource.properties, resource.arm]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("reads a body that is text", () => {
    expect(azapi({ type: `${WORKSPACE}@1`, body: '{"properties":{"a":1}}' }).properties).toEqual({ a: 1 });
  });

  it("has no properties where the body has none", () => {
    expect(azapi({ type: `${WORKSPACE}@1`, body: { kind: "Default" } }).properties).toBeUndefined();
    expect(azapi({ type: `${WORKSPACE}@1` }).body).toBeUndefined();
  });

  it("shows itself as ARM sees it", () => {
    const resource = azapi({
      type: `${WORKSPACE}@1`,
      name: "mlw",
      parent_id: "${azurerm_resource_group.main.id}",
      location: "canadacentral",
      tags: { a: "b" },
      identity: [{ type: "UserAssigned", identity_ids: ["${azurerm_user_assigned_identity.id.id}"] }],
      schema_validation_enabled: false,
      body: { kind: "Default", properties: { a: 1 } },
    });
    expect(resource.arm).toEqual({
      name: "mlw",
      parent_id: "${azurerm_resource_group.main.id}",
      location: "canadacentral",
      tags: { a: "b" },
      identity: { type: "UserAssigned", userAssignedIdentities: { "${azurerm_user_assigned_identity.id.id}": {} } },
      kind: "Default",
      properties: { a: 1 },
    });
  });

  it("prefers what the body says of identity and location", () => {
    const body = { identity: { type: "None" }, location: "westeurope" };
    expect(azapi({ type: `${WORKSPACE}@1`, location: "x", identity: { type: "SystemAssigned" }, body }).arm).toEqual(
      body,
    );
  });

  it("has an identity without user-assigned ones", () => {
    expect(azapi({ type: `${WORKSPACE}@1`, identity: { type: "SystemAssigned" } }).arm).toEqual({
      identity: { type: "SystemAssigned" },
    });
  });
});
