import { describe, expect, it } from "vitest";
import { dummyVariables, isVariableFile } from "../../src/deployment-test/variables.js";
import { stackOf } from "../support/model.js";

const DUMMIES = { subscriptionId: "sub", tenantId: "tenant", clientId: "client", objectId: "object" };

const dummiesFor = (variable: object, names: string[] = [], files = false) =>
  dummyVariables(stackOf({ variable }), names, DUMMIES, files);

describe("dummyVariables", () => {
  it.each([
    ["subscription_id", "sub"],
    ["hubSubscriptionId", "sub"],
    ["tenant_id", "tenant"],
    ["client_id", "client"],
    ["applicationId", "client"],
    ["principal_id", "object"],
    ["object_id", "object"],
    ["admin_password", "Emulator-1-Emulator"],
    ["client_secret", "Emulator-1-Emulator"],
    ["admin_user_name", "emulator"],
    ["username", "emulator"],
  ])("knows a value for %s by its name", (name, value) => {
    expect(dummiesFor({ [name]: {} })).toEqual({ [name]: value });
  });

  it("gives anything sensitive a password", () => {
    expect(dummiesFor({ key: { sensitive: true } })).toEqual({ key: "Emulator-1-Emulator" });
  });

  it("leaves what has a default, and what the user gives", () => {
    expect(dummiesFor({ region: { default: "westeurope" }, empty: { default: null }, zone: {} }, ["zone"])).toEqual({});
  });

  it("requires a value for an unknown name", () => {
    expect(() => dummiesFor({ zone: {} })).toThrow(
      "stack dev has the variable zone without a default: set --var zone=VALUE, or a --var-file",
    );
  });

  it("leaves unknown names to files, if there are some", () => {
    expect(dummiesFor({ zone: {}, tenant_id: {} }, [], true)).toEqual({ tenant_id: "tenant" });
  });
});

describe("isVariableFile", () => {
  it.each(["terraform.tfvars", "terraform.tfvars.json", "dev.auto.tfvars", "dev.auto.tfvars.json"])("is %s", (name) => {
    expect(isVariableFile(name)).toBe(true);
  });

  it.each(["dev.tfvars", "main.tf", "terraform.tfvars.bak", "my-terraform.tfvars"])("isn't %s", (name) => {
    expect(isVariableFile(name)).toBe(false);
  });
});
