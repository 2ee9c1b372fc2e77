import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { evaluated } from "../support/evaluated.js";

const OBJECT_ID = "11111111-1111-4111-8111-111111111111";

describe("a role of an object id", () => {
  const roleIn = (principal_id: string) =>
    evaluated({
      dev: {
        resource: {
          azurerm_resource_group: { dev: { name: "rg-dev", location: "westeurope", tags: { environment: "dev" } } },
          azurerm_user_assigned_identity: {
            jobs: {
              name: "id-dev",
              resource_group_name: "rg-dev",
              location: "westeurope",
              principal_id: OBJECT_ID,
              tags: { environment: "dev" },
            },
          },
        },
      },
      prod: {
        resource: {
          azurerm_resource_group: { prod: { name: "rg-prod", location: "westeurope", tags: { environment: "prod" } } },
          azurerm_role_assignment: {
            one: {
              scope: "${azurerm_resource_group.prod.id}",
              principal_id,
              principal_type: "ServicePrincipal",
              role_definition_id: `/providers/Microsoft.Authorization/roleDefinitions/${ROLES.reader.id}`,
            },
          },
        },
      },
    });

  it("is one of the identity that has it, as in plans and states of deployed stacks", () => {
    expect(roleIn(OBJECT_ID).outcome("isolation")).toBe("violated");
  });

  it("is one of somebody else otherwise", () => {
    expect(roleIn("22222222-2222-4222-8222-222222222222").outcome("isolation")).not.toBe("violated");
  });
});
