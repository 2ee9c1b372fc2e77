import { checkRoles, RoleMatrix } from "@org/aml-rbac";
import { synthesized } from "@org/aml-testing";
import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { everything } from "./all-options.js";

describe.each([4, 5] as const)("a cluster with all options, for azurerm %d", (azurermMajor) => {
  const app = Testing.app();
  everything(app, azurermMajor);
  const model = synthesized(app);

  it("has the provisioning mode only if azurerm knows it", () => {
    const mode = model.resource({ type: "azurerm_kubernetes_cluster" }).get("node_provisioning_profile.mode");
    expect(mode).toBe(azurermMajor === 5 ? "Manual" : undefined);
  });

  it("refers to nothing that isn't there", () => {
    expect(model).toHaveNoErrors();
  });

  it("has an extension that azapi accepts", () => {
    const [extension, ...others] = model.resources({ type: "azapi_resource" });
    expect(others).toEqual([]);
    expect(validateAzapiResource(extension?.attributes as never)).toEqual([]);
  });

  it("breaks no rule on who may hold which role", () => {
    expect(checkRoles(RoleMatrix.of(app))).toEqual([]);
  });
});
