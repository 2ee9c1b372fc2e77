import type { TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { NatGateway, type NatGatewayProps } from "../src/index.js";
import { FakeMonitoring, groupIn, only, stackFor } from "./fixture.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

const natGateway = (props: Partial<NatGatewayProps> = {}) =>
  new NatGateway(stack, "Nat", {
    resourceGroup: { name: "rg", id: "/rg", location: "canadacentral", dependencies: [groupIn(stack, "Role")] },
    name: "ng-aml-dev-cc-01",
    publicIpName: "pip-aml-nat-dev-cc-01",
    ...props,
  });

describe("NatGateway", () => {
  it("is a gateway with a static address (S0-BAS-11)", () => {
    natGateway({ zone: "1", tags: { environment: "dev" } });
    const shared = {
      resource_group_name: "rg",
      location: "canadacentral",
      zones: ["1"],
      tags: { environment: "dev" },
      depends_on: ["azurerm_resource_group.Role"],
    };
    expect(only(stack, "azurerm_nat_gateway")).toMatchObject({
      ...shared,
      name: "ng-aml-dev-cc-01",
      sku_name: "Standard",
    });
    expect(only(stack, "azurerm_public_ip")).toMatchObject({
      ...shared,
      name: "pip-aml-nat-dev-cc-01",
      allocation_method: "Static",
      sku: "Standard",
    });
  });

  it("is named by what gives it its address, so that no subnet has a gateway without one (S0-BAS-11)", () => {
    const { natGatewayId } = natGateway();
    groupIn(stack, "Probe").tags = { id: natGatewayId };
    expect(only(stack, "azurerm_nat_gateway_public_ip_association")).toMatchObject({
      nat_gateway_id: expect.stringMatching(/^\$\{azurerm_nat_gateway\.Nat_\w+\.id\}$/),
      public_ip_address_id: expect.stringMatching(/^\$\{azurerm_public_ip\.Nat_PublicIp_\w+\.id\}$/),
    });
    expect(JSON.stringify(stack.toTerraform())).toMatch(
      /azurerm_nat_gateway_public_ip_association\.Nat_PublicIpAssociation_\w+\.nat_gateway_id/,
    );
  });

  it("is placed by Azure, in another region when told to", () => {
    natGateway({ location: "canadaeast" });
    expect(only(stack, "azurerm_nat_gateway")).not.toHaveProperty("zones");
    expect(only(stack, "azurerm_nat_gateway").location).toBe("canadaeast");
  });

  it("sends the logs of its address", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    natGateway({ monitoring });
    expect(monitoring.sent).toEqual([
      [
        "stack/Nat/Diagnostics",
        ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"],
        ["AllMetrics"],
      ],
    ]);
  });

  it("fails on names that Azure refuses", () => {
    expect(() => natGateway({ name: "-" })).toThrow('stack/Nat.name: got "-"');
    stack = stackFor();
    expect(() => natGateway({ publicIpName: "-" })).toThrow('stack/Nat.publicIpName: got "-"');
  });
});
