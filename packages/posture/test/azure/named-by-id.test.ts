import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const PROD = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-prod";
const STORAGE = `${PROD}/providers/Microsoft.Storage/storageAccounts/stprod`;
const prod = {
  resource: {
    azurerm_resource_group: { main: { name: "rg-prod", location: "westeurope" } },
    azurerm_storage_account: { main: { name: "stprod", resource_group_name: "${azurerm_resource_group.main.name}" } },
  },
};
const role = (scope: string): Resources => ({
  azurerm_user_assigned_identity: { main: { name: "id-dev", resource_group_name: "rg-dev" } },
  azurerm_role_assignment: {
    main: {
      scope,
      role_definition_name: "Reader",
      principal_id: "${azurerm_user_assigned_identity.main.principal_id}",
    },
  },
});
const endpoint = (target: string): Resources => ({
  azurerm_private_endpoint: {
    main: { name: "pe", private_service_connection: { name: "c", private_connection_resource_id: target } },
  },
});
const data = { azurerm_storage_account: { other: { name: "stprod", resource_group_name: "RG-Prod" } } };

describe("what another environment creates", () => {
  it.each<[string, { resource: Resources; data?: Resources }]>([
    ["a role on it, by its ARM id", { resource: role(STORAGE) }],
    ["a role on it, by its ARM id in another case", { resource: role(STORAGE.toUpperCase()) }],
    ["a role on its resource group", { resource: role(PROD) }],
    ["a role on it, by data source", { resource: role("${data.azurerm_storage_account.other.id}"), data }],
    ["a private endpoint to it, by its ARM id", { resource: endpoint(STORAGE) }],
    [
      "a private endpoint to it, by data source",
      { resource: endpoint("${data.azurerm_storage_account.other.id}"), data },
    ],
    [
      "a role on it, by an id that continues its resource group's",
      {
        resource: {
          azurerm_resource_group: { prod: { name: "rg-prod", location: "westeurope" } },
          ...role("${azurerm_resource_group.prod.id}/providers/Microsoft.Storage/storageAccounts/stprod"),
        },
      },
    ],
  ])("is not isolated from %s", (_, dev) => {
    expect(evaluated({ dev, prod }).outcome("isolation")).toBe("violated");
  });

  it("is none where a stack of each environment has one of that name", () => {
    const found = evaluated({ dev: { resource: role(PROD) }, prod, uat: prod });
    expect(found.messages("check-isolation").filter((text) => text.startsWith("dev leads to"))).toEqual([]);
  });
});

it("shows the roles on what no stack creates", () => {
  const { evidence, outcome } = evaluated({ dev: { resource: role("/subscriptions/0/resourceGroups/rg-other") } });
  expect(outcome("isolation")).toBe("satisfied");
  expect(evidence("isolation")).toContain(
    "dev has Reader on /subscriptions/0/resourceGroups/rg-other, outside of what was read, by id-dev",
  );
});

it("finds a custom role that can be assigned in a whole subscription, by a data source", () => {
  const definition = {
    name: "role",
    scope: "${data.azurerm_subscription.current.id}",
    permissions: { actions: ["a/read"] },
  };
  const { rules } = evaluated({
    dev: {
      resource: { azurerm_role_definition: { main: definition } },
      data: { azurerm_subscription: { current: {} } },
    },
  });
  expect(rules).toContain("custom-role-scope");
});
