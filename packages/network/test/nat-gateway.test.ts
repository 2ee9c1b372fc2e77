import type { TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { NatGateway, type NatGatewayProps } from "../src/index.js";
import { FakeMonitoring, groupIn, later, stackFor } from "./fixture.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

const PREFIX =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-egress/providers/Microsoft.Network/publicIPPrefixes/ippre-egress";

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
    expect(stack).toHaveResource("azurerm_nat_gateway", {
      ...shared,
      name: "ng-aml-dev-cc-01",
      sku_name: "Standard",
    });
    expect(stack).toHaveResource("azurerm_public_ip", {
      ...shared,
      name: "pip-aml-nat-dev-cc-01",
      allocation_method: "Static",
      sku: "Standard",
    });
  });

  it("is named by what gives it its address, so that no subnet has a gateway without one (S0-BAS-11)", () => {
    const { natGatewayId } = natGateway();
    groupIn(stack, "Probe").tags = { id: natGatewayId };
    expect(stack).toHaveResource("azurerm_nat_gateway_public_ip_association", {
      nat_gateway_id: expect.stringMatching(/^\$\{azurerm_nat_gateway\.Nat_\w+\.id\}$/),
      public_ip_address_id: expect.stringMatching(/^\$\{azurerm_public_ip\.Nat_PublicIp_\w+\.id\}$/),
    });
    expect(JSON.stringify(stack.toTerraform())).toMatch(
      /azurerm_nat_gateway_public_ip_association\.Nat_PublicIpAssociation_\w+\.nat_gateway_id/,
    );
  });

  it("is placed by Azure, in another region when told to", () => {
    natGateway({ location: "canadaeast" });
    expect(stack).toHaveResource("azurerm_nat_gateway", { zones: undefined });
    expect(stack).toHaveResource("azurerm_nat_gateway", { location: "canadaeast" });
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

  describe("with an existing public IP prefix", () => {
    it("has the prefix's addresses and none of its own", () => {
      const { natGatewayId, publicIp } = natGateway({ publicIpName: undefined, publicIpPrefixId: PREFIX });
      groupIn(stack, "Probe").tags = { id: natGatewayId };
      expect(stack).toHaveResource("azurerm_nat_gateway_public_ip_prefix_association", {
        nat_gateway_id: expect.stringMatching(/^\$\{azurerm_nat_gateway\.Nat_\w+\.id\}$/),
        public_ip_prefix_id: PREFIX,
      });
      expect(JSON.stringify(stack.toTerraform())).toMatch(
        /azurerm_nat_gateway_public_ip_prefix_association\.Nat_PublicIpPrefixAssociation_\w+\.nat_gateway_id/,
      );
      expect(publicIp).toBeUndefined();
      expect(stack).not.toHaveResource("azurerm_public_ip");
      expect(stack).not.toHaveResource("azurerm_nat_gateway_public_ip_association");
    });

    it("sends no logs, as the prefix is its owner's", () => {
      const monitoring = new FakeMonitoring(stack, "Monitoring");
      natGateway({ publicIpName: undefined, publicIpPrefixId: PREFIX, monitoring });
      expect(monitoring.sent).toEqual([]);
    });

    it("takes an id that only Terraform knows", () => {
      natGateway({ publicIpName: undefined, publicIpPrefixId: later() });
      expect(stack).toHaveResource("azurerm_nat_gateway_public_ip_prefix_association", {
        public_ip_prefix_id: "${var.later}",
      });
    });

    it.each([PREFIX.replace("publicIPPrefixes", "publicIPAddresses"), "ippre-egress", ""])(
      "fails on the id %j, which is no prefix's",
      (publicIpPrefixId) => {
        expect(() => natGateway({ publicIpName: undefined, publicIpPrefixId })).toThrow(
          `stack/Nat.publicIpPrefixId: got ${JSON.stringify(publicIpPrefixId)}; allowed: an ARM id`,
        );
      },
    );

    it("fails on a new address beside it, and on neither", () => {
      expect(() => natGateway({ publicIpPrefixId: PREFIX })).toThrow(
        "allowed: either publicIpPrefixId or publicIpName, not both",
      );
      stack = stackFor();
      expect(() => natGateway({ publicIpName: undefined })).toThrow("either publicIpPrefixId or publicIpName");
    });
  });
});
