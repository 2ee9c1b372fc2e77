import { describe, expect, it } from "vitest";
import { armIdOfTerraform } from "../src/index.js";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-aml";
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-aml`;

function idOf(type: string, id: string): string | undefined {
  return armIdOfTerraform(type, id)?.toString();
}

describe("the ARM id of a resource in a state", () => {
  it("is its id, where that is ARM's", () => {
    expect(idOf("azurerm_resource_group", GROUP)).toBe(GROUP);
    expect(idOf("time_sleep", "2026-01-01T00:00:00Z")).toBeUndefined();
  });

  it("is that of the network for its DNS servers", () => {
    expect(idOf("azurerm_virtual_network_dns_servers", `${NETWORK}/dnsServers/default`)).toBe(NETWORK);
  });

  it("combines azurerm's two parts for a diagnostic setting", () => {
    expect(idOf("azurerm_monitor_diagnostic_setting", `${NETWORK}|logs`)).toBe(
      `${NETWORK}/providers/Microsoft.Insights/diagnosticSettings/logs`,
    );
  });

  it("is the first of azurerm's two parts for an association", () => {
    expect(idOf("azurerm_subnet_network_security_group_association", `${NETWORK}|${GROUP}`)).toBe(NETWORK);
  });
});
