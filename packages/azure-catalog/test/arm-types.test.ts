import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { armResourceType, validateArmBody, validateAzapiResource } from "../src/arm-types/index.js";

const ML = "Microsoft.MachineLearningServices";
const workspace = (properties: object) =>
  validateArmBody(`${ML}/workspaces`, "2025-12-01", { name: "mlwdevcc01", properties });
const compute = (properties: object, name = "amlcc-dev-cc01") =>
  validateArmBody(`${ML}/workspaces/computes`, "2025-12-01", { name, properties });

describe("validateArmBody", () => {
  it("accepts the workspace that the platform writes", () => {
    const body = {
      name: "mlwdevcc01",
      location: "canadacentral",
      kind: "Default",
      tags: { environment: "dev" },
      identity: { type: "UserAssigned", userAssignedIdentities: { "${azurerm_user_assigned_identity.ws.id}": {} } },
      properties: {
        publicNetworkAccess: "Disabled",
        systemDatastoresAuthMode: "Identity",
        provisionNetworkNow: true,
        managedNetwork: {
          isolationMode: "AllowOnlyApprovedOutbound",
          outboundRules: { AllowPypi: { type: "FQDN", category: "UserDefined", destination: "pypi.org" } },
        },
        keyVault: "${azurerm_key_vault.kv.id}",
      },
    };
    expect(validateArmBody(`${ML}/workspaces`, "2025-12-01", body)).toEqual([]);
  });

  it("names an unknown property, what is allowed, and the spelling that was meant", () => {
    expect(workspace({ publicnetworkaccess: "Disabled" })).toMatchObject([
      {
        path: "properties.publicnetworkaccess",
        value: "Disabled",
        allowed: expect.stringContaining("publicNetworkAccess"),
        fix: "spell it publicNetworkAccess",
      },
    ]);
    expect(workspace({ ipAllowlist: [] })).toMatchObject([{ fix: expect.stringContaining("remove it") }]);
  });

  it("refuses a read-only property, also with null in it", () => {
    for (const value of ["00000000-0000-0000-0000-000000000000", null, "${x.y.z}"]) {
      expect(workspace({ workspaceId: value })).toMatchObject([
        { path: "properties.workspaceId", allowed: expect.stringContaining("read-only") },
      ]);
    }
  });

  it("does not offer read-only properties where one is unknown", () => {
    expect(workspace({ nothing: 1 })[0]?.allowed).not.toContain("provisioningState");
  });

  it("names what is required and missing, null included", () => {
    const missing = (identity: object) =>
      validateArmBody(`${ML}/registries`, "2025-12-01", {
        name: "mlrdevcc01",
        location: "canadacentral",
        properties: {},
        identity,
      });
    for (const identity of [{}, { type: null }]) {
      expect(missing(identity)).toEqual([
        {
          path: "identity.type",
          value: undefined,
          allowed: expect.stringContaining("required"),
          fix: "set identity.type",
          ofProperty: true,
        },
      ]);
    }
  });

  it("validates closed choices and leaves open ones to the service", () => {
    const withTier = (tier: string) =>
      validateArmBody(`${ML}/workspaces`, "2025-12-01", { name: "ws1", properties: {}, sku: { name: "Basic", tier } });
    expect(withTier("Basic")).toEqual([]);
    expect(withTier("basic")).toMatchObject([
      { path: "sku.tier", allowed: "Free, Basic, Standard, Premium", fix: "spell it Basic" },
    ]);
    expect(workspace({ publicNetworkAccess: "SecuredByPerimeter" })).toEqual([]);
  });

  it.each([
    ["a boolean", { v1LegacyMode: "false" }, "use true or false, without quotes"],
    ["a string", { description: 1 }, "put it into quotes"],
    ["a list", { associatedWorkspaces: "one" }, "put it into a list"],
    ["an object", { managedNetwork: [] }, "put an object here"],
    [
      "a whole number",
      { serviceManagedResourcesSettings: { cosmosDb: { collectionsThroughput: 1.5 } } },
      "use a number, without quotes",
    ],
    ["Enabled, Disabled", { publicNetworkAccess: true }, "use one of these strings"],
  ])("wants %s", (allowed, properties, fix) => {
    expect(workspace(properties)).toMatchObject([{ allowed, fix }]);
  });

  it("takes an empty string where no length is asked for", () => {
    expect(workspace({ description: "" })).toEqual([]);
  });

  it("validates the items of lists and says which one", () => {
    expect(workspace({ sharedPrivateLinkResources: [{ name: "a" }, { name: 2 }] })).toMatchObject([
      { path: "properties.sharedPrivateLinkResources.1.name", value: 2 },
    ]);
  });

  it("validates lengths and patterns", () => {
    const assigned = (principalId: string) =>
      validateArmBody(`${ML}/registries`, "2025-12-01", {
        name: "mlrdevcc01",
        location: "canadacentral",
        properties: { managedResourceGroupSettings: { assignedIdentities: [{ principalId }] } },
      });
    expect(assigned("00000000-0000-0000-0000-000000000000")).toEqual([]);
    expect(assigned("someone")).toMatchObject([
      {
        path: "properties.managedResourceGroupSettings.assignedIdentities.0.principalId",
        allowed: "36 to 36 characters",
        fix: "give 36 to 36 characters, not 7",
      },
    ]);
    expect(assigned("g".repeat(36))).toMatchObject([{ allowed: expect.stringContaining("text that matches") }]);
  });

  it("validates the smallest number allowed", () => {
    expect(compute({ computeType: "AKS", properties: { agentCount: 0 } })).toEqual([]);
    expect(compute({ computeType: "AKS", properties: { agentCount: -1 } })).toMatchObject([
      { allowed: "a whole number of at least 0" },
    ]);
  });

  it("refuses a cluster name that ends in a dash and digits, which azapi cannot", () => {
    const cluster = { computeType: "AmlCompute", properties: {} };
    expect(compute(cluster, "amlcc-dev-cc01")).toEqual([]);
    expect(compute(cluster, "amlcc-dev-01")).toMatchObject([{ path: "name", value: "amlcc-dev-01" }]);
  });

  it("picks the variant that the discriminator names", () => {
    expect(compute({ computeType: "AmlCompute", properties: { scaleSettings: { maxNodeCount: 4 } } })).toEqual([]);
    expect(compute({ computeType: "ComputeInstance", properties: { scaleSettings: {} } })).toMatchObject([
      { path: "properties.properties.scaleSettings" },
    ]);
  });

  it("names the variants where the discriminator is missing or wrong", () => {
    expect(compute({ properties: {} })).toMatchObject([
      { path: "properties.computeType", allowed: expect.stringContaining("AmlCompute, ComputeInstance") },
    ]);
    expect(compute({ computeType: "amlCompute" })).toMatchObject([{ fix: "spell it AmlCompute" }]);
    for (const computeType of ["constructor", 1, ["AKS"]]) {
      expect(compute({ computeType })).toMatchObject([{ fix: "set computeType to one of these" }]);
    }
  });

  it("does not evaluate what depends on an unresolved discriminator", () => {
    expect(compute({ computeType: "${var.kind}", properties: { scaleSettings: 1 } })).toEqual([]);
  });

  it("refuses the shape of an outbound rule that ARM does not know (S0-OUT-08)", () => {
    const rule = { type: "PrivateEndpoint", privateEndpointDestination: {} };
    expect(
      validateArmBody(`${ML}/workspaces/outboundRules`, "2025-12-01", { name: "AllowDev", properties: rule }),
    ).toMatchObject([{ path: "properties.privateEndpointDestination" }]);
  });

  it("never validates a string that contains a Terraform expression, at any position", () => {
    fc.assert(
      fc.property(fc.constantFrom("managedNetwork", "v1LegacyMode", "description", "associatedWorkspaces"), (key) => {
        expect(workspace({ [key]: "a-${local.b}" })).toEqual([]);
      }),
    );
    expect(workspace({ "${local.key}": 1 })).toEqual([]);
  });

  it("has the same shapes in later stable versions of the main types, and says what it does not have", () => {
    expect(armResourceType(`${ML}/Workspaces`, "2026-05-01")).toBe(armResourceType(`${ML}/workspaces`, "2025-12-01"));
    expect(armResourceType(`${ML}/workspaces/datastores`, "2026-05-01")).toBeUndefined();
    expect(validateArmBody(`${ML}/workspaces`, "2020-01-01", {})).toMatchObject([
      { path: "type", allowed: expect.stringContaining(`${ML}/workspaces@2025-12-01|2026-03-01|2026-05-01`) },
    ]);
  });

  it("never throws, whatever the body", () => {
    fc.assert(
      fc.property(fc.anything(), (properties) => {
        expect(Array.isArray(workspace({ properties, managedNetwork: properties }))).toBe(true);
      }),
    );
  });
});

describe("validateAzapiResource", () => {
  it("puts name, location, tags and identity into the body as azapi does", () => {
    const resource = {
      type: `${ML}/registries@2025-12-01`,
      name: "mlrdevcc01",
      location: "canadacentral",
      tags: { environment: "dev" },
      identity: [{ type: "UserAssigned", identity_ids: ["${azurerm_user_assigned_identity.id.id}"] }],
      body: { properties: { publicNetworkAccess: "Disabled" } },
    };
    expect(validateAzapiResource(resource)).toEqual([]);
    expect(validateAzapiResource({ ...resource, name: "1" })).toMatchObject([{ path: "name" }]);
    for (const identity of [[{ type: null }], { type: null }]) {
      expect(validateAzapiResource({ ...resource, identity })).toMatchObject([{ path: "identity.type" }]);
    }
    expect(validateAzapiResource({ ...resource, location: undefined })).toMatchObject([{ path: "location" }]);
  });
});

describe("values that azapi lets through", () => {
  const given = (properties: object, over: object = {}) =>
    validateAzapiResource({
      type: `${ML}/workspaces@2025-12-01`,
      name: "mlwdevcc01",
      location: "canadacentral",
      identity: [{ type: "SystemAssigned" }],
      body: { properties },
      ...over,
    });

  it("are warned of where the catalog doesn't know them, with the nearest spelling", () => {
    expect(given({ publicNetworkAccess: "disabled" })).toMatchObject([
      { severity: "warning", fix: "spell it Disabled" },
    ]);
    expect(given({ publicNetworkAccess: "Disabld" })).toMatchObject([
      { path: "properties.publicNetworkAccess", severity: "warning", fix: "use Disabled, if you mean that" },
    ]);
  });

  it("are refused where they are of another kind", () => {
    const [wrong] = given({ v1LegacyMode: "perhaps" });
    expect(wrong).toMatchObject({ path: "properties.v1LegacyMode", allowed: "a boolean" });
    expect(wrong?.severity).toBeUndefined();
  });

  it("are refused as a parent of another type", () => {
    const parent = (name: string) =>
      given({}, { parent_id: `/subscriptions/0/resourceGroups/rg${name}` }).filter(({ path }) => path === "parent_id");
    expect(parent("")).toEqual([]);
    expect(parent(`/providers/${ML}/registries/mlr`)).toMatchObject([
      { allowed: "the id of a Microsoft.Resources/resourceGroups" },
    ]);
  });

  it("are any but those that the catalog has, for every open choice", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(!text.includes("${"));
        const known = ["Enabled", "Disabled", "SecuredByPerimeter"].includes(text);
        const found = given({ publicNetworkAccess: text });
        expect(found.filter(({ severity }) => severity === "warning").length === 0).toBe(known);
      }),
    );
  });
});

describe("the schema file", () => {
  it("is what the script makes of the trees", () => {
    const script = join(import.meta.dirname, "../scripts/arm-types.mjs");
    expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
  });
});
