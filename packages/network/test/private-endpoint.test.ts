import type { IResourceGroup } from "@org/aml-core";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import { TerraformOutput, type TerraformStack, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import { beforeEach, describe, expect, it } from "vitest";
import { PlatformSubnet, PlatformVnet, PrivateEndpoint, type PrivateEndpointProps } from "../src/index.js";
import { FakeNetwork, FakeZones, groupIn, namesOf, only, resourcesOf, stackFor } from "./fixture.js";

let stack: TerraformStack;
let vnet: FakeNetwork;

beforeEach(() => {
  stack = stackFor();
  vnet = new FakeNetwork(stack, "Network", { name: "rg-vnet", id: "/rg", location: "canadacentral" });
});

const importedTarget = (id: string) => ({ construct: new Construct(stack, id), resourceId: `\${var.${id}}` });
function endpoint(id: string, props: Partial<PrivateEndpointProps> = {}): PrivateEndpoint {
  return new PrivateEndpoint(stack, id, {
    vnet,
    target: importedTarget(`${id}Target`),
    subResource: "vault",
    name: `pe${id.toLowerCase()}`,
    ...props,
  });
}
const dependsOn = (id: string) =>
  Object.entries(resourcesOf(stack, "azurerm_private_endpoint")).find(([key]) => key.startsWith(`${id}_`))?.[1]
    .depends_on;
const idOf = (id: string) => expect.stringMatching(new RegExp(`^azurerm_private_endpoint\\.${id}_`));

describe("a network in another subscription than the group", () => {
  it("is refused: Azure puts no private endpoint there", () => {
    const idIn = (subscription: string, rest: string) => `/subscriptions/${subscription}/resourceGroups/rg-net${rest}`;
    const [own, other] = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"] as const;
    const network = idIn(other, "/providers/Microsoft.Network/virtualNetworks/vnet-spoke");
    const vnet = PlatformVnet.fromVirtualNetworkAttributes(stack, "Spoke", {
      virtualNetworkId: network,
      names: namesOf("dev"),
      location: "canadacentral",
      privateEndpointSubnet: { subnetId: `${network}/subnets/snet-pe` },
      defaultResourceGroup: { name: "rg-ml", id: idIn(own, ""), location: "canadacentral" },
    });
    const resourceId = idIn(own, "/providers/Microsoft.KeyVault/vaults/kv");
    expect(
      () =>
        new PrivateEndpoint(stack, "Vault", {
          vnet,
          target: { construct: stack, resourceId },
          subResource: "vault",
          name: "pe-vault",
        }),
    ).toThrow(`a group in the subscription ${other} of the network`);
  });
});

describe("PrivateEndpoint", () => {
  it("reaches a sub-resource of a target from a network, in its group, region and endpoint subnet (S2-PE-02)", () => {
    const vault = new KeyVault(stack, "Vault", {
      name: "kvdevcc01",
      resourceGroupName: "rg",
      location: "canadacentral",
      tenantId: "${var.tenant_id}",
      skuName: "premium",
    });
    endpoint("Endpoint", { target: { construct: vault, resourceId: vault.id }, name: "pekvdevcc01vault" });
    expect(stack).toHaveResource("azurerm_private_endpoint", {
      name: "pekvdevcc01vault",
      resource_group_name: "rg-vnet",
      location: "canadacentral",
      subnet_id: vnet.privateEndpointSubnet.subnetId,
      private_service_connection: {
        name: "conpekvdevcc01vault",
        private_connection_resource_id: "${azurerm_key_vault.Vault.id}",
        subresource_names: ["vault"],
        is_manual_connection: false,
      },
    });
  });

  it("names its network interface, so that it can be found (SX-12)", () => {
    endpoint("Endpoint", { name: "pekvdevcc01vault" });
    expect(stack).toHaveResource("azurerm_private_endpoint", { custom_network_interface_name: "nicpekvdevcc01vault" });
  });

  it("takes other names", () => {
    endpoint("Endpoint", {
      networkInterfaceName: "nic-x",
      connectionName: "con-x",
      zoneGroupName: "group-x",
      zones: new FakeZones(stack, "Zones"),
    });
    expect(stack).toHaveResource("azurerm_private_endpoint", {
      custom_network_interface_name: "nic-x",
      private_service_connection: { name: "con-x" },
      private_dns_zone_group: { name: "group-x" },
    });
  });

  it("registers in the zones of its sub-resource, once they are linked to the network (S0-DNS-18)", () => {
    const link = groupIn(stack, "Link");
    endpoint("Endpoint", { zones: new FakeZones(stack, "Zones", [link]) });
    expect(stack).toHaveResource("azurerm_private_endpoint", {
      private_dns_zone_group: {
        name: "default",
        private_dns_zone_ids: [expect.stringMatching(/privateDnsZones\/vault$/)],
      },
      depends_on: ["azurerm_resource_group.Link"],
    });
  });

  it("reserves its records, so that a second endpoint of the target is refused by the zones (S2-PE-02)", () => {
    const zones = new FakeZones(stack, "Zones");
    endpoint("Endpoint", { zones });
    expect(zones.reserved).toEqual(["Endpoint EndpointTarget Network vault"]);
  });

  it("has no zone group without zones: the second endpoint of a target (S2-PE-02)", () => {
    endpoint("Endpoint");
    const written = only(stack, "azurerm_private_endpoint");
    expect(written).not.toHaveProperty("private_dns_zone_group");
    expect(written).not.toHaveProperty("lifecycle");
  });

  it("leaves the zone group to Azure Policy where the zones say so, and still reserves the records (SX-12)", () => {
    const zones = new FakeZones(stack, "Zones", [groupIn(stack, "Link")], "policy");
    endpoint("Endpoint", { zones });
    const written = only(stack, "azurerm_private_endpoint");
    expect(written).not.toHaveProperty("private_dns_zone_group");
    expect(written.lifecycle).toEqual({ ignore_changes: ["private_dns_zone_group"] });
    expect(written.depends_on).toEqual(["azurerm_resource_group.Link"]);
    expect(zones.reserved).toHaveLength(1);
  });

  it("puts a changed zone group right, or leaves it alone when told to (SX-12)", () => {
    endpoint("Right", { zones: new FakeZones(stack, "Zones") });
    expect(stack).toHaveResource("azurerm_private_endpoint", { lifecycle: undefined });
    stack = stackFor();
    endpoint("Alone", { zones: new FakeZones(stack, "Zones"), ignoreZoneGroupChanges: true });
    expect(only(stack, "azurerm_private_endpoint").lifecycle).toEqual({ ignore_changes: ["private_dns_zone_group"] });
  });

  it("comes after the subnet's endpoints before it (S0-WSP-24)", () => {
    endpoint("Blob");
    endpoint("File");
    endpoint("Vault");
    expect(dependsOn("Blob")).toBeUndefined();
    expect(dependsOn("File")).toEqual([idOf("Blob")]);
    expect(dependsOn("Vault")).toEqual([idOf("File")]);
  });

  it.each(["amlworkspace", "amlregistry"] as const)(
    "comes after the endpoints before it but keeps no later one waiting when it is to an %s (S0-WSP-24)",
    (subResource) => {
      endpoint("Blob");
      endpoint("Late", { subResource });
      endpoint("Vault");
      expect(dependsOn("Late")).toEqual([idOf("Blob")]);
      expect(dependsOn("Vault")).toEqual([idOf("Blob")]);
    },
  );

  it("can be told whether others wait for it (S0-WSP-24)", () => {
    endpoint("Workspace", { subResource: "amlworkspace", late: false });
    endpoint("Vault", { late: true });
    endpoint("Blob");
    expect(dependsOn("Vault")).toEqual([idOf("Workspace")]);
    expect(dependsOn("Blob")).toEqual([idOf("Workspace")]);
  });

  it("waits for what its group, its subnet and its maker wait for", () => {
    const [role, association, earlier] = [
      groupIn(stack, "Role"),
      groupIn(stack, "Association"),
      groupIn(stack, "Earlier"),
    ];
    const resourceGroup: IResourceGroup = { name: "rg", id: "/rg", location: "canadacentral", dependencies: [role] };
    vnet = new FakeNetwork(stack, "Guarded", resourceGroup, [association]);
    endpoint("Endpoint", { dependsOn: [earlier] });
    expect(dependsOn("Endpoint")).toEqual([
      "azurerm_resource_group.Role",
      "azurerm_resource_group.Association",
      "azurerm_resource_group.Earlier",
    ]);
  });

  it("goes to another subnet and group, with tags, when told to", () => {
    const other = new FakeNetwork(stack, "Other", { name: "rg-other", id: "/rg", location: "canadaeast" });
    endpoint("Endpoint", {
      subnet: Object.assign(other.privateEndpointSubnet, { subnetId: "/other" }),
      resourceGroup: other.resourceGroup,
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource("azurerm_private_endpoint", {
      subnet_id: "/other",
      resource_group_name: "rg-other",
      location: "canadacentral",
      tags: { environment: "dev" },
    });
  });

  it("asks for approval by hand, with a message (S2-CMK-08)", () => {
    endpoint("Endpoint", { manualApproval: "dev environment, for training" });
    expect(only(stack, "azurerm_private_endpoint").private_service_connection).toMatchObject({
      is_manual_connection: true,
      request_message: "dev environment, for training",
    });
  });

  it.each(["", "x".repeat(141)])("fails on a message for approval of %j", (manualApproval) => {
    expect(() => endpoint("Endpoint", { manualApproval })).toThrow("stack/Endpoint.manualApproval: got");
  });

  it.each([1, 140])("accepts a message for approval of %d characters", (length) => {
    endpoint("Endpoint", { manualApproval: "x".repeat(length) });
  });

  it("takes a static address, for the member as Azure calls it", () => {
    endpoint("Endpoint", { privateIpAddress: "10.1.1.20" });
    expect(only(stack, "azurerm_private_endpoint").ip_configuration).toEqual([
      { name: "default", member_name: "default", subresource_name: "vault", private_ip_address: "10.1.1.20" },
    ]);
  });

  it("takes a static address for each member", () => {
    endpoint("Endpoint", {
      subResource: "registry",
      privateIpAddress: { registry: "10.1.1.20", registry_data_canadacentral: "10.1.1.21" },
    });
    expect(only(stack, "azurerm_private_endpoint").ip_configuration).toEqual([
      { name: "registry", member_name: "registry", subresource_name: "registry", private_ip_address: "10.1.1.20" },
      {
        name: "registry_data_canadacentral",
        member_name: "registry_data_canadacentral",
        subresource_name: "registry",
        private_ip_address: "10.1.1.21",
      },
    ]);
  });

  it("fails on a static address that another endpoint of the subnet has", () => {
    endpoint("First", { privateIpAddress: "10.1.1.20" });
    expect(() => endpoint("Second", { privateIpAddress: "10.1.1.20" })).toThrow(
      'stack/Second.privateIpAddress: got "10.1.1.20"; allowed: an IP address of the subnet that is not in use; stack/First uses',
    );
    const members = { registry: "10.1.1.21", registry_data_canadacentral: "10.1.1.21" };
    expect(() => endpoint("Registry", { subResource: "registry", privateIpAddress: members })).toThrow(
      "stack/Registry uses this one",
    );
  });

  it("takes an address again in another subnet", () => {
    endpoint("First", { privateIpAddress: "10.1.1.20" });
    const subnet = PlatformSubnet.fromSubnetAttributes(stack, "Elsewhere", { subnetId: "/subnets/elsewhere" });
    endpoint("Second", { subnet, privateIpAddress: "10.1.1.20" });
    expect(() => endpoint("Third", { subnet, privateIpAddress: "10.1.1.20" })).toThrow("stack/Second uses this one");
  });

  it.each(["registry", "amlworkspace"] as const)(
    "fails on one static address for %s, which has several",
    (subResource) => {
      expect(() => endpoint("Endpoint", { subResource, privateIpAddress: "10.1.1.20" })).toThrow(
        'stack/Endpoint.privateIpAddress: got "10.1.1.20"; allowed: an address for each member',
      );
    },
  );

  it.each(["10.1.2.4", "10.1.1.3", "10.1.1.255", "10.1.1", "10.1.1.20/24", "somewhere"])(
    "fails on the static address %s in 10.1.1.0/24",
    (privateIpAddress) => {
      expect(() => endpoint("Endpoint", { privateIpAddress })).toThrow(
        `stack/Endpoint.privateIpAddress: got "${privateIpAddress}"; allowed: an address from 10.1.1.4 to 10.1.1.254`,
      );
    },
  );

  it.each(["10.1.1.4", "10.1.1.254"])("accepts the static address %s in 10.1.1.0/24", (privateIpAddress) => {
    endpoint("Endpoint", { privateIpAddress });
  });

  it("does not evaluate an address or a message that only Terraform knows", () => {
    const later = () => Token.asString({ resolve: () => "${var.later}" });
    endpoint("Endpoint", { privateIpAddress: later(), manualApproval: later() });
    expect(stack).toHaveResource("azurerm_private_endpoint", {
      ip_configuration: [{ private_ip_address: "${var.later}" }],
    });
  });

  it("fails on a sub-resource that the target does not offer (S0-OUT-10)", () => {
    const target = { ...importedTarget("Target"), resourceType: "Microsoft.Storage/storageAccounts" };
    expect(() => endpoint("Endpoint", { target })).toThrow(
      'stack/Endpoint.subResource: got "vault"; allowed: blob, file',
    );
  });

  it("tells its id, address, network interface and names", () => {
    const { privateEndpointId, privateIpAddress, networkInterfaceId, customDnsConfigs } = endpoint("Endpoint");
    const value = [privateEndpointId, privateIpAddress, networkInterfaceId, customDnsConfigs];
    const first = customDnsConfigs.get(0);
    new TerraformOutput(stack, "Told", { value: [...value, first.fqdn, first.ipAddresses] });
    expect(JSON.parse(Testing.synth(stack)).output.Told.value).toEqual([
      expect.stringMatching(/^\$\{azurerm_private_endpoint\.Endpoint_\w+\.id\}$/),
      expect.stringMatching(/\.private_service_connection\[0\]\.private_ip_address\}$/),
      expect.stringMatching(/\.network_interface\[0\]\.id\}$/),
      expect.stringMatching(/\.custom_dns_configs\}$/),
      expect.stringMatching(/\.custom_dns_configs\[0\]\.fqdn\}$/),
      expect.stringMatching(/\.custom_dns_configs\[0\]\.ip_addresses\}$/),
    ]);
  });

  it("can be an existing one", () => {
    const attributes = { privateEndpointId: "/pe", privateIpAddress: "10.1.1.20" };
    expect(PrivateEndpoint.fromPrivateEndpointAttributes(stack, "Existing", attributes)).toMatchObject(attributes);
    expect(stack).not.toHaveResource("azurerm_private_endpoint");
  });
});
