import { ROLES } from "@org/azure-catalog";
import { synthesized } from "@org/aml-testing";
import { describe, expect, it } from "vitest";
import { at, OUTBOUND_RULES, rolesBelow, SmallPlatform, SOMEONE } from "./fixture.js";

const resourceId = `/subscriptions/${SOMEONE}/resourceGroups/rg-sales/providers/Microsoft.Sql/servers/sql-sales`;
const options = { resourceId, subresourceTarget: "sqlServer" } as const;

describe("AmlWorkspace.addPrivateEndpointRule", () => {
  it("reaches any resource by a private endpoint that the workspace's identity may approve", () => {
    const platform = new SmallPlatform();
    platform.workspace().addPrivateEndpointRule("AllowSales", options);
    const model = synthesized(platform);
    expect(model).toHaveAzapiResource(OUTBOUND_RULES, {
      name: "AllowSales",
      body: { properties: { destination: { serviceResourceId: resourceId, subresourceTarget: "sqlServer" } } },
    });
    expect(rolesBelow(model, "Rule-AllowSales")).toEqual(["NetworkConnectionApprover", "Reader"]);
    expect(model).toHaveResource("azurerm_role_assignment", {
      scope: resourceId,
      role_definition_id: expect.stringContaining(ROLES.networkConnectionApprover.id),
    });
  });

  it("waits for the roles before the rule", () => {
    const platform = new SmallPlatform();
    platform.workspace().addPrivateEndpointRule("AllowSales", options);
    const model = synthesized(platform);
    const rule = at(model, "aml-dev/Workspace/OutboundRules/AllowSales");
    const wait = at(model, "aml-dev/Workspace/Rule-AllowSales/RolePropagation/Resource");
    expect(rule).toDependOn(wait);
    expect(wait.get("create_duration")).toBe("90s");
    expect(wait).toDependOn(at(model, "aml-dev/Workspace/Rule-AllowSales/NetworkConnectionApprover/Resource"));
  });

  it("leaves the approval to the resource's owner where asked", () => {
    const platform = new SmallPlatform();
    platform.workspace().addPrivateEndpointRule("AllowSales", { ...options, grantRoles: false });
    expect(rolesBelow(synthesized(platform), "Rule-AllowSales")).toEqual([]);
  });

  it("takes an id that only Terraform knows together with its type", () => {
    const workspace = new SmallPlatform().workspace();
    const later = { resourceId: "${var.server_id}", subresourceTarget: "sqlServer" };
    expect(() => workspace.addPrivateEndpointRule("AllowSales", later)).toThrow(
      "an id that only Terraform knows together with resourceType",
    );
    workspace.addPrivateEndpointRule("AllowOther", { ...later, resourceType: "Microsoft.Sql/servers" });
  });

  it("fails on a second rule of the same name or to the same resource", () => {
    const workspace = new SmallPlatform().workspace();
    workspace.addPrivateEndpointRule("AllowSales", options);
    expect(() => workspace.addPrivateEndpointRule("AllowSales", options)).toThrow("no other rule of the workspace");
    expect(() => workspace.addPrivateEndpointRule("Again", options)).toThrow("aml-dev/Workspace");
  });
});
