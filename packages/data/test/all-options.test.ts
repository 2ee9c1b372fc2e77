import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { synthesized } from "@org/aml-testing";
import { Testing } from "cdktf";
import { expect, it } from "vitest";
import { defaults, everything } from "./all-options.js";
import { DATASTORES } from "./fixture.js";

it.each([4, 5] as const)("for azurerm %d, stores with every option have bodies that azapi accepts", (azurermMajor) => {
  const app = Testing.app();
  defaults(app, azurermMajor);
  everything(app, azurermMajor);
  const model = synthesized(app);
  expect(model).toHaveNoErrors();
  const datastores = model.resources({ armType: DATASTORES });
  expect(datastores).toHaveLength(3 + 7);
  for (const { id, attributes } of datastores) {
    expect([id, validateAzapiResource(attributes as never)]).toEqual([id, []]);
  }
});
