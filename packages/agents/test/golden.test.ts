import { checkRoles, RoleMatrix } from "@org/aml-rbac";
import { terraformMatchers } from "@org/aml-testing";
import { type App, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { everything } from "./all-options.js";

expect.extend(terraformMatchers);

const app = (azurermMajor: 4 | 5 = 4): App => {
  const made = Testing.app();
  everything(made, azurermMajor);
  return made;
};

describe("agents with all options", () => {
  it.each([4, 5] as const)("hang together without errors, for azurerm %d", (azurermMajor) => {
    expect(app(azurermMajor)).toHaveNoErrors();
  });

  it("break no rule on who may hold which role", () => {
    expect(checkRoles(RoleMatrix.of(app()))).toEqual([]);
  });
});
