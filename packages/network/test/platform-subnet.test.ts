import { WriteChain } from "@org/aml-core/internal";
import type { TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { PlatformSubnet, type PlatformSubnetProps } from "../src/index.js";
import { dependenciesOf, groupIn, only, stackFor } from "./fixture.js";

let stack: TerraformStack;
let writes: WriteChain;

beforeEach(() => {
  stack = stackFor();
  writes = new WriteChain();
});

function subnet(id: string, props: Partial<PlatformSubnetProps> = {}): PlatformSubnet {
  return new PlatformSubnet(stack, id, {
    resourceGroup: { name: "rg", id: "/rg", location: "canadacentral" },
    virtualNetworkName: "vnet",
    writes,
    name: "snet-aml-pe-dev-cc-01",
    addressPrefix: "10.1.1.0/24",
    ...props,
  });
}

describe("PlatformSubnet", () => {
  it("is a subnet of its network", () => {
    subnet("Subnet");
    const written = only(stack, "azurerm_subnet");
    expect(written).toMatchObject({
      name: "snet-aml-pe-dev-cc-01",
      resource_group_name: "rg",
      virtual_network_name: "vnet",
      address_prefixes: ["10.1.1.0/24"],
      private_endpoint_network_policies: "Disabled",
    });
    expect(written).not.toHaveProperty("default_outbound_access_enabled");
    expect(written).not.toHaveProperty("service_endpoints");
  });

  it("leaves Azure's implicit outbound access on or off", () => {
    subnet("Subnet", { defaultOutboundAccessEnabled: false });
    expect(stack).toHaveResource("azurerm_subnet", { default_outbound_access_enabled: false });
  });

  it("applies its rules to private endpoints (S0-NET-11)", () => {
    subnet("Subnet", { privateEndpointNetworkPolicies: "Enabled" });
    expect(stack).toHaveResource("azurerm_subnet", { private_endpoint_network_policies: "Enabled" });
  });

  it("writes service endpoints as azurerm 4 takes them, and as azurerm 5 does (S2-NET-02, S3-PRV-02)", () => {
    const serviceEndpoints = ["Microsoft.Storage", "Microsoft.Sql"];
    subnet("Subnet", { serviceEndpoints });
    expect(stack).toHaveResource("azurerm_subnet", { service_endpoints: serviceEndpoints });
    stack = stackFor(5);
    subnet("Subnet", { serviceEndpoints });
    expect(stack).toHaveResource("azurerm_subnet", {
      service_endpoint: [{ service: "Microsoft.Storage" }, { service: "Microsoft.Sql" }],
    });
    expect(stack).toHaveResource("azurerm_subnet", { service_endpoints: undefined });
  });

  it("is written with its associations before the next subnet, so that no two writes of the network meet (S0-NET-05)", () => {
    subnet("First", { networkSecurityGroupId: "/nsg", natGatewayId: "/nat" });
    subnet("Second");
    expect(dependenciesOf(stack, "azurerm_subnet_network_security_group_association", "First")).toEqual([
      expect.stringMatching(/^azurerm_subnet\.First/),
    ]);
    expect(dependenciesOf(stack, "azurerm_subnet_nat_gateway_association", "First")).toEqual([
      expect.stringMatching(/^azurerm_subnet_network_security_group_association\.First/),
    ]);
    expect(dependenciesOf(stack, "azurerm_subnet", "Second")).toEqual([
      expect.stringMatching(/^azurerm_subnet_nat_gateway_association\.First/),
    ]);
  });

  it("associates a security group and a NAT gateway, which what is put in it waits for", () => {
    const { dependencies } = subnet("Subnet", { networkSecurityGroupId: "/nsg", natGatewayId: "/nat" });
    expect(stack).toHaveResource("azurerm_subnet_network_security_group_association", {
      subnet_id: expect.stringMatching(/azurerm_subnet\.Subnet/),
      network_security_group_id: "/nsg",
    });
    expect(stack).toHaveResource("azurerm_subnet_nat_gateway_association", { nat_gateway_id: "/nat" });
    expect(dependencies).toHaveLength(2);
  });

  it("is waited for itself, or by what is associated to it", () => {
    const bare = subnet("Bare");
    const guarded = subnet("Guarded", { networkSecurityGroupId: "/nsg" });
    expect(bare.dependencies).toEqual([bare.resource]);
    expect(guarded.dependencies).toEqual([guarded.node.findChild("SecurityGroupAssociation")]);
  });

  it("waits for what its group waits for", () => {
    const dependencies = [groupIn(stack, "Role")];
    subnet("Subnet", { resourceGroup: { name: "rg", id: "/rg", location: "canadacentral", dependencies } });
    expect(stack).toHaveResource("azurerm_subnet", { depends_on: ["azurerm_resource_group.Role"] });
  });

  it("fails on a name that Azure refuses", () => {
    expect(() => subnet("Subnet", { name: "-pe" })).toThrow('stack/Subnet.name: got "-pe"');
  });

  it("can be an existing one", () => {
    const existing = PlatformSubnet.fromSubnetAttributes(stack, "Existing", {
      subnetId: "/subnet",
      addressPrefix: "10.1.1.0/24",
    });
    expect(existing).toMatchObject({ subnetId: "/subnet", addressPrefix: "10.1.1.0/24", dependencies: [] });
    expect(stack).not.toHaveResource("azurerm_subnet");
  });
});
