import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check } from "../src/index.js";
import { TODAY } from "./support/found.js";
import type { Stack } from "./support/small-platform.js";

const tags = { environment: "dev" };
const arm = (type: string, name: string, properties: Stack, more: Stack = {}): Stack => ({
  type,
  name,
  location: "canadacentral",
  parent_id: "/subscriptions/x/resourceGroups/rg",
  tags,
  body: { properties, ...more },
});
const child = (type: string, name: string, parent: string, properties: Stack): Stack => ({
  type,
  name,
  parent_id: `\${azapi_resource.${parent}.id}`,
  body: { properties },
});

/** A network with Bastion, a storage account and its endpoint, all by azapi, with a fault in each. */
function stack(): Stack {
  return {
    resource: {
      azapi_resource: {
        vnet: arm("Microsoft.Network/virtualNetworks@2025-05-01", "vnet", {
          addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
        }),
        nsg: arm("Microsoft.Network/networkSecurityGroups@2025-05-01", "nsg", {
          securityRules: [
            {
              name: "Ssh",
              properties: {
                priority: 100,
                direction: "Inbound",
                access: "Allow",
                protocol: "Tcp",
                sourceAddressPrefix: "*",
                destinationAddressPrefix: "*",
                destinationPortRange: "22",
              },
            },
          ],
        }),
        subnet: child("Microsoft.Network/virtualNetworks/subnets@2025-05-01", "snet", "vnet", {
          addressPrefix: "10.1.1.0/24",
          networkSecurityGroup: { id: "${azapi_resource.nsg.id}" },
        }),
        address: arm("Microsoft.Network/publicIPAddresses@2025-05-01", "pip", {}, { sku: { name: "Standard" } }),
        nic: arm("Microsoft.Network/networkInterfaces@2025-05-01", "nic", {
          ipConfigurations: [
            {
              name: "one",
              properties: {
                subnet: { id: "${azapi_resource.subnet.id}" },
                publicIPAddress: { id: "${azapi_resource.address.id}" },
              },
            },
          ],
        }),
        storage: arm("Microsoft.Storage/storageAccounts@2025-06-01", "st", { minimumTlsVersion: "TLS1_1" }),
        endpoint: arm("Microsoft.Network/privateEndpoints@2025-05-01", "pe", {
          subnet: { id: "${azapi_resource.subnet.id}" },
          privateLinkServiceConnections: [
            { name: "c", properties: { privateLinkServiceId: "${azapi_resource.storage.id}", groupIds: ["blob"] } },
          ],
        }),
        zone: arm("Microsoft.Network/privateDnsZones@2024-06-01", "privatelink.blob.core.windows.net", {}),
        group: child("Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01", "default", "endpoint", {
          privateDnsZoneConfigs: [{ name: "blob", properties: { privateDnsZoneId: "${azapi_resource.zone.id}" } }],
        }),
        role: {
          type: "Microsoft.Authorization/roleAssignments@2022-04-01",
          name: '${uuidv5("url", azapi_resource.storage.id)}',
          parent_id: "/subscriptions/${var.subscription}",
          body: {
            properties: {
              principalId: "11111111-1111-1111-1111-111111111111",
              roleDefinitionId:
                "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
            },
          },
        },
      },
    },
    variable: { subscription: {} },
  };
}
const found = (change: (resources: Record<string, Stack>) => void = () => undefined) => {
  const dev = stack();
  change(dev["resource"].azapi_resource as Record<string, Stack>);
  return check(SynthModel.fromStacks({ dev }), { today: TODAY }).findings;
};
const messages = (rule: string, change?: (resources: Record<string, Stack>) => void) =>
  found(change)
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => message);

describe("what azapi makes is evaluated as what azurerm makes", () => {
  it("settings, with ARM's own defaults", () => {
    expect(messages("storage-tls")).toEqual(["body.properties.minimumTlsVersion is TLS1_1"]);
    expect(messages("storage-public-access")).toEqual([
      "body.properties.publicNetworkAccess is not set; Azure's default is Enabled",
    ]);
    expect(messages("storage-local-users")).toEqual([]);
  });

  it("a body given as JSON text", () => {
    const text = (resources: Record<string, Stack>): void => {
      const { storage } = resources;
      if (storage) storage["body"] = JSON.stringify(storage["body"]);
    };
    expect(messages("storage-tls", text)).toEqual(["body.properties.minimumTlsVersion is TLS1_1"]);
  });

  it("security rules", () => {
    expect(messages("any-source-inbound")).toEqual(["rule Ssh allows * on port 22"]);
    expect(messages("admin-ports-from-bastion")).toContain("rule Ssh allows * on port 22");
  });

  it("public addresses and interfaces", () => {
    expect(messages("public-address-holder")).toEqual(["is held by azapi_resource.nic"]);
    expect(messages("nic-public-address")).toHaveLength(1);
  });

  it("endpoints, zone groups, zones and links", () => {
    expect(messages("check-resolution")).toEqual([
      "vnet needs st, but isn't linked to privatelink.blob.core.windows.net",
    ]);
    const link = (resources: Record<string, Stack>): void => {
      resources["link"] = child("Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01", "link", "zone", {
        virtualNetwork: { id: "${azapi_resource.vnet.id}" },
      });
    };
    expect(messages("check-resolution", link)).toEqual([]);
  });

  it("role assignments", () => {
    expect(messages("role-owner")).toEqual([
      "makes 11111111-1111-1111-1111-111111111111 an Owner of /subscriptions/{}",
    ]);
    expect(messages("role-scope")).toHaveLength(1);
  });
});
