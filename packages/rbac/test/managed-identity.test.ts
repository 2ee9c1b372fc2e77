import { resourceGroupAfter } from "@org/aml-core";
import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { ManagedIdentity } from "../src/index.js";
import { devStack, OBJECT_IDS, theResource, resolve } from "./platform.js";

const TYPE = "azurerm_user_assigned_identity";

describe("ManagedIdentity", () => {
  it("is made in the group and region that it is given", () => {
    const stack = devStack();
    new ManagedIdentity(stack, "Identity", {
      resourceGroup: stack.group("vnet"),
      name: "dev-mi-workspace",
      tags: { environment: "dev" },
    });
    expect(theResource(stack, TYPE)).toEqual({
      name: "dev-mi-workspace",
      resource_group_name: "rg-aml-vnet-dev-cc-01",
      location: "canadacentral",
      tags: { environment: "dev" },
    });
  });

  it("waits for what its group waits for (S0-RBC-05)", () => {
    const stack = devStack();
    const first = stack.identity("compute");
    const resourceGroup = resourceGroupAfter(stack.group("vnet"), [first.resource]);
    const { resource: identity } = new ManagedIdentity(stack, "Identity", { resourceGroup, name: "dev-mi-workspace" });
    expect(resolve(stack, identity.dependsOn)).toEqual([`${TYPE}.${first.resource.friendlyUniqueId}`]);
  });

  it("passes its ids on by reference (S0-RBC-35)", () => {
    const stack = devStack();
    const { id, principalId, clientId, resource: identity } = stack.identity("workspace");
    expect(resolve(stack, [id, principalId, clientId])).toEqual(
      ["id", "principal_id", "client_id"].map((name) => `\${${TYPE}.${identity.friendlyUniqueId}.${name}}`),
    );
  });
});

describe("ManagedIdentity refuses", () => {
  it.each(["mi", "dev mi", "-dev-mi"])("the name %j, which Azure does not accept", (name) => {
    const stack = devStack();
    expect(() => new ManagedIdentity(stack, "Identity", { resourceGroup: stack.group("vnet"), name })).toThrow(
      /aml-dev\/Identity\.name: .*managed identity/,
    );
  });
});

describe("ManagedIdentity.fromManagedIdentityAttributes", () => {
  const attributes = {
    id: "/subscriptions/${var.subscription_id}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mi",
    principalId: OBJECT_IDS.pipeline,
    clientId: OBJECT_IDS.team,
  };

  it("refers to an existing identity without creating one", () => {
    const stack = devStack();
    expect(ManagedIdentity.fromManagedIdentityAttributes(stack, "Identity", attributes)).toMatchObject(attributes);
    expect(stack.toTerraform()).not.toHaveProperty("resource");
  });

  it("does not evaluate a token", () => {
    const principalId = Token.asString({ resolve: () => "later" });
    expect(
      ManagedIdentity.fromManagedIdentityAttributes(devStack(), "Identity", { ...attributes, principalId }).principalId,
    ).toBe(principalId);
  });

  it.each(["principalId", "clientId"])("refuses a %s that is no GUID", (prop) => {
    expect(() =>
      ManagedIdentity.fromManagedIdentityAttributes(devStack(), "Identity", { ...attributes, [prop]: "mi" }),
    ).toThrow(new RegExp(`aml-dev/Identity\\.${prop}: got "mi"; allowed: a GUID`));
  });
});
