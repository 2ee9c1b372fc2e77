import { describe, expect, it } from "vitest";
import type { CheckOptions } from "../../src/index.js";
import { reportOf } from "../support/found.js";
import type { SmallPlatform, Stack } from "../support/small-platform.js";

const resolution = (change: (platform: SmallPlatform) => void, options: CheckOptions = {}) => {
  const { checks, findings } = reportOf(change, options);
  const check = checks.find(({ id }) => id === "resolution");
  const rules = findings.map(({ rule, state }) => `${state} ${rule}`);
  return { outcome: check?.outcome, information: check?.information.map(({ text }) => text) ?? [], rules };
};
const vaultEndpoint = ({ dev }: SmallPlatform): Stack => dev["resource"].azurerm_private_endpoint.vault as Stack;

describe("zone groups that Azure Policy adds", () => {
  const byPolicy = (platform: SmallPlatform): void => {
    delete vaultEndpoint(platform)["private_dns_zone_group"];
    vaultEndpoint(platform)["lifecycle"] = { ignore_changes: ["private_dns_zone_group"] };
  };

  it("leave the check undecided where only ignore_changes hints at them", () => {
    expect(resolution(byPolicy).outcome).toBe("undecided");
  });

  it("are information where the configuration says who adds them", () => {
    const { outcome, information, rules } = resolution(byPolicy, { dns: { zoneGroupsManagedBy: "Azure Policy" } });
    expect([outcome, rules]).toEqual(["satisfied", []]);
    expect(information).toContain(
      "Azure Policy writes the records of kvdev into privatelink.vaultcore.azure.net, according to the configuration",
    );
  });

  it("are missed where nothing hints at them", () => {
    expect(resolution((platform) => void delete vaultEndpoint(platform)["private_dns_zone_group"]).outcome).toBe(
      "violated",
    );
  });
});

describe("links that others make", () => {
  const id =
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-hub/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net";
  const hubZone = (platform: SmallPlatform): void => {
    vaultEndpoint(platform)["private_dns_zone_group"].private_dns_zone_ids = [id];
    delete platform.dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault;
  };

  it("leave the check undecided where the zone is created elsewhere", () => {
    expect(resolution(hubZone).outcome).toBe("undecided");
  });

  it("are information where the configuration says who makes them", () => {
    const { outcome, information } = resolution(hubZone, { dns: { linksManagedBy: "the hub team" } });
    expect(outcome).toBe("satisfied");
    expect(information).toContain(
      "the hub team links privatelink.vaultcore.azure.net to vnet-dev, according to the configuration",
    );
  });

  it("are missed for a zone that the stacks create, whatever the configuration says", () => {
    const lost = ({ dev }: SmallPlatform): void =>
      void delete dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault;
    expect(resolution(lost, { dns: { linksManagedBy: "the hub team" } }).outcome).toBe("violated");
  });

  it("are information where the stack of the network says who makes them", () => {
    const { outcome, information } = resolution((platform) => {
      delete platform.dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault;
      platform.dev["output"] = {
        ...(platform.dev["output"] as Stack),
        dns_links_managed_by: { value: "the hub team" },
      };
    });
    expect(outcome).toBe("satisfied");
    expect(information).toContain(
      "the hub team links privatelink.vaultcore.azure.net to vnet-dev, according to stack dev",
    );
  });
});
