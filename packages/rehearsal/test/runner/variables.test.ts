import { describe, expect, it } from "vitest";
import { dummyVariables } from "../../src/runner/variables.js";
import { stackOf } from "../support/model.js";

const DUMMIES = { subscriptionId: "sub", tenantId: "tenant", clientId: "client", objectId: "object" };

const dummiesFor = (variable: object, given: string[] = []) => dummyVariables(stackOf({ variable }), given, DUMMIES);

describe("dummyVariables", () => {
  it.each([
    ["subscription_id", "sub"],
    ["hubSubscriptionId", "sub"],
    ["tenant_id", "tenant"],
    ["client_id", "client"],
    ["applicationId", "client"],
    ["principal_id", "object"],
    ["object_id", "object"],
    ["admin_password", "Rehearsal-1-Rehearsal"],
    ["client_secret", "Rehearsal-1-Rehearsal"],
    ["admin_user_name", "rehearsal"],
    ["username", "rehearsal"],
  ])("knows a value for %s by its name", (name, value) => {
    expect(dummiesFor({ [name]: {} })).toEqual({ [name]: value });
  });

  it("gives anything sensitive a password", () => {
    expect(dummiesFor({ key: { sensitive: true } })).toEqual({ key: "Rehearsal-1-Rehearsal" });
  });

  it("leaves what has a default, and what the user gives", () => {
    expect(dummiesFor({ region: { default: "westeurope" }, empty: { default: null }, zone: {} }, ["zone"])).toEqual({});
  });

  it("asks for what a name doesn't tell", () => {
    expect(() => dummiesFor({ zone: {} })).toThrow(
      "stack dev has the variable zone without a default: give --var zone=VALUE, or a --var-file",
    );
  });
});
