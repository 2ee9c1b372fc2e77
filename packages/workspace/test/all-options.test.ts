import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { synthesized } from "@org/aml-testing";
import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { defaults, everything } from "./all-options.js";

describe.each([4, 5] as const)("for azurerm %d", (azurermMajor) => {
  const app = Testing.app();
  defaults(app, azurermMajor);
  everything(app, azurermMajor);
  const model = synthesized(app);

  it("a workspace with every option refers to nothing that isn't there", () => {
    expect(model).toHaveNoErrors();
  });

  it("every body is one that azapi accepts", () => {
    const resources = model
      .resources({ type: "azapi_resource" })
      .filter(({ armType }) => armType?.startsWith("Microsoft.MachineLearningServices/"));
    expect(resources.length).toBeGreaterThan(10);
    for (const resource of resources) {
      const { type, name, location, tags, identity, body, sensitive_body } = resource.attributes;
      expect([
        resource.id,
        validateAzapiResource({ type: String(type), name, location, tags, identity, body, sensitive_body }),
      ]).toEqual([resource.id, []]);
    }
  });
});
