import { BUILT_IN_POLICIES, type BuiltInPolicyName } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { CANADA } from "../../../support/platform.js";
import { GROUP, Sandbox } from "../../../support/sandbox.js";

const ASSIGNMENT = `${GROUP}/providers/Microsoft.Authorization/policyAssignments/policy`;
const EXEMPTION = `${GROUP}/providers/Microsoft.Authorization/policyExemptions/policy`;
const assigned = (name: BuiltInPolicyName, parameters: object = {}, more: object = {}) => ({
  properties: {
    policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${BUILT_IN_POLICIES[name].id}`,
    parameters,
  },
  ...more,
});

describe("A policy assignment", () => {
  it("is shown with its scope and enforcement", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(ASSIGNMENT, assigned("workspacePrivateLink"));
    expect(properties).toMatchObject({ scope: GROUP, enforcementMode: "Default" });
    expect(sandbox.azure.unknown).toEqual([]);
  });

  it("of a policy that changes resources needs an identity, which it gets", async () => {
    const sandbox = await Sandbox.open();
    const without = assigned("computeLocalAuthenticationDisabled");
    expect(await sandbox.fail(ASSIGNMENT, without)).toMatchObject({ status: 400, code: "ResourceIdentityRequired" });
    const { identity } = await sandbox.make(ASSIGNMENT, {
      ...without,
      ...CANADA,
      identity: { type: "SystemAssigned" },
    });
    expect(identity).toMatchObject({ principalId: expect.any(String) });
  });

  it.each([
    ["a definition that doesn't exist", { properties: { policyDefinitionId: "/none" } }, "PolicyDefinitionNotFound"],
    [
      "a parameter that it doesn't have",
      assigned("workspacePrivateLink", { a: { value: 1 } }),
      "UndefinedPolicyParameter",
    ],
    [
      "an effect that it doesn't have",
      assigned("workspacePrivateLink", { effect: { value: "Deny" } }),
      "PolicyParameterValueNotAllowed",
    ],
  ])("refuses %s", async (_, body, code) => {
    expect(await (await Sandbox.open()).fail(ASSIGNMENT, body)).toMatchObject({ code });
  });
});

describe("A policy exemption", () => {
  it("is one from an assignment that exists", async () => {
    const sandbox = await Sandbox.open();
    const body = { properties: { policyAssignmentId: ASSIGNMENT, exemptionCategory: "Waiver" } };
    expect(await sandbox.fail(EXEMPTION, body)).toMatchObject({ status: 404, code: "PolicyAssignmentNotFound" });
    await sandbox.make(ASSIGNMENT, assigned("workspacePrivateLink"));
    await sandbox.make(EXEMPTION, body);
  });
});
