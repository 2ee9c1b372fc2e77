import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { checkRoles, RoleMatrix } from "@org/aml-rbac";
import { synthesized, terraformMatchers } from "@org/aml-testing";
import { type App, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { everything } from "./all-options.js";

expect.extend(terraformMatchers);

const app = (azurermMajor: 4 | 5 = 4): App => {
  const made = Testing.app();
  everything(made, azurermMajor);
  return made;
};
const text = () => {
  const { stacks } = synthesized(app());
  return JSON.stringify(stacks.map(({ elements }) => [...elements].map(({ id, content }) => [id, content])));
};

describe("two environments with all options", () => {
  it("are synthesized the same each time", () => {
    expect(text()).toBe(text());
  });

  it.each([4, 5] as const)("hang together without errors, for azurerm %d", (azurermMajor) => {
    expect(app(azurermMajor)).toHaveNoErrors();
  });

  it("have bodies that the schemas of Machine Learning accept", () => {
    const written = synthesized(app()).resources({ type: "azapi_resource" });
    expect(written).not.toHaveLength(0);
    for (const resource of written) expect(validateAzapiResource(resource.attributes as never)).toEqual([]);
  });

  it("break no rule on who may hold which role (S0-RBC-18, S0-RBC-19)", () => {
    expect(checkRoles(RoleMatrix.of(app()))).toEqual([]);
  });
});
