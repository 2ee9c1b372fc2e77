import { describe, expect, it } from "vitest";
import * as armTypes from "../../packages/azure-catalog/src/arm-types/index.js";
import { bodySummary, checkBodies, withBodies } from "./arm-bodies.mjs";
import type { Result } from "./validate-stack.mjs";

const TYPE = "Microsoft.MachineLearningServices/workspaces@2025-12-01";

function azapi(resource: Record<string, unknown>, terraformType = "azapi_resource") {
  return checkBodies({ json: { resource: { [terraformType]: { Workspace: resource } } } }, armTypes);
}

describe("checkBodies", () => {
  it("accepts a body that ARM takes, whatever its references come to", () => {
    const body = { properties: { publicNetworkAccess: "Disabled", keyVault: "${azurerm_key_vault.kv.id}" } };
    expect(azapi({ type: TYPE, name: "mlw", body })).toEqual({ checked: 1, unknown: [], findings: [] });
  });

  it("says where a body is wrong, what is allowed and what to do", () => {
    const { findings } = azapi({
      "//": { metadata: { path: "aml-dev/Workspace" } },
      type: TYPE,
      name: "mlw",
      body: { properties: { publicnetworkaccess: "Disabled" } },
    });
    expect(findings).toEqual([
      {
        severity: "error",
        message: expect.stringMatching(
          /^the ARM body of Microsoft\.MachineLearningServices\/workspaces@2025-12-01 is wrong: given "Disabled", allowed .+; spell it publicNetworkAccess$/,
        ),
        address: "azapi_resource.Workspace",
        property: "properties.publicnetworkaccess",
        constructPath: "aml-dev/Workspace",
      },
    ]);
  });

  it("says what is missing", () => {
    expect(azapi({ type: TYPE, name: "mlw", body: {} }).findings.map(({ message }) => message)).toEqual([
      expect.stringContaining("given nothing, allowed a value: the property is required; set properties"),
    ]);
  });

  it("misses nothing in an update, which is merged into what Azure has, but checks what it says", () => {
    expect(azapi({ type: TYPE, body: {} }, "azapi_update_resource").findings).toEqual([]);
    const wrong = azapi({ type: TYPE, body: { properties: { imageBuildComput: "x" } } }, "azapi_update_resource");
    expect(wrong.findings.map(({ property }) => property)).toEqual(["properties.imageBuildComput"]);
  });

  it("names what it has no shape for instead of passing it", () => {
    const type = "Microsoft.Foo/bars@2024-01-01";
    expect(azapi({ type, body: { anything: 1 } })).toEqual({ checked: 0, unknown: [type], findings: [] });
  });
});

describe("withBodies", () => {
  const accepted = { outcome: "accepted", findings: [] } as unknown as Result;

  it("refuses a stack that Terraform accepts if a body is wrong", () => {
    const finding = { severity: "error" as const, message: "wrong" };
    expect(withBodies(accepted, { checked: 1, unknown: [], findings: [finding] })).toMatchObject({
      outcome: "refused",
      findings: [finding],
    });
  });

  it("doesn't change Terraform's result otherwise", () => {
    expect(withBodies(accepted, { checked: 1, unknown: [], findings: [] })).toBe(accepted);
  });
});

describe("bodySummary", () => {
  it("says how many were checked, and by whom not", () => {
    const good = { checked: 2, unknown: [], findings: [] };
    const bad = { checked: 1, unknown: ["B@1", "A@1", "B@1"], findings: [{ severity: "error" as const, message: "" }] };
    expect(bodySummary([good])).toBe(
      "ARM bodies: 2 validated with the catalog's types (not by azapi), invalid in 0 of 1 stacks",
    );
    expect(bodySummary([good, bad])).toBe(
      "ARM bodies: 3 validated with the catalog's types (not by azapi), invalid in 1 of 2 stacks; NOT CHECKED, unknown types: A@1, B@1",
    );
  });
});
