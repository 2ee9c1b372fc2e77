import type { TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { zoneLink } from "../../src/azurerm/zone-link.js";
import { LINK, only, stackIn, zoneId } from "../fixture.js";

const link = (stack: TerraformStack) =>
  zoneLink(stack, "Link", {
    name: "dev-shared-api",
    zone: { zoneId: zoneId("z.example.com"), zoneName: "z.example.com", resourceGroupName: "rg-hub-dns" },
    virtualNetworkId: "${azurerm_virtual_network.dev.id}",
    resolutionPolicy: "NxDomainRedirect",
  });

describe("a link", () => {
  it("names zone and group in azurerm 4", () => {
    const stack = stackIn(undefined, "stack", 4);
    link(stack);
    expect(only(stack, LINK)).toEqual({
      name: "dev-shared-api",
      private_dns_zone_name: "z.example.com",
      resource_group_name: "rg-hub-dns",
      virtual_network_id: "${azurerm_virtual_network.dev.id}",
      registration_enabled: false,
      resolution_policy: "NxDomainRedirect",
    });
  });

  it("names the zone by its id in azurerm 5", () => {
    const stack = stackIn(undefined, "stack", 5);
    link(stack);
    expect(only(stack, LINK)).toEqual({
      name: "dev-shared-api",
      private_dns_zone_id: zoneId("z.example.com"),
      virtual_network_id: "${azurerm_virtual_network.dev.id}",
      registration_enabled: false,
      resolution_policy: "NxDomainRedirect",
    });
  });
});
