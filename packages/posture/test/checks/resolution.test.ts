import { describe, expect, it } from "vitest";
import { runCheck } from "../support/run-check.js";
import { fromStack, type SmallPlatform, type Stack } from "../support/small-platform.js";

const run = (change?: (platform: SmallPlatform) => void) => runCheck("resolution", change);

/** A central zone for compute instances, linked to both networks. */
function instancesZone({ shared, dev, prod }: SmallPlatform): void {
  shared["resource"].azurerm_private_dns_zone.instances = {
    name: "instances.azureml.ms",
    tags: { environment: "shared" },
    lifecycle: { prevent_destroy: true },
  };
  shared["output"].instances = { value: "${azurerm_private_dns_zone.instances.id}" };
  for (const stack of [dev, prod]) {
    stack["resource"].azurerm_private_dns_zone_virtual_network_link.instances = {
      name: "instances",
      private_dns_zone_id: fromStack("shared", "instances"),
      virtual_network_id: "${azurerm_virtual_network.main.id}",
    };
  }
}

function record(stack: Stack, name: string): void {
  stack["resource"].azurerm_private_dns_a_record = {
    instances: {
      name,
      private_dns_zone_id: fromStack("shared", "instances"),
      records: ["${azurerm_private_endpoint.workspace.private_service_connection[0].private_ip_address}"],
    },
  };
}

describe("resolution", () => {
  it("is satisfied where each network is linked to the zones of its endpoints", () => {
    const { outcome, evidence } = run();
    expect(outcome).toBe("satisfied");
    expect(evidence[0]).toMatch(
      /^vnet-dev resolves its 6 private endpoints through 6 linked zones: privatelink.api.azureml.ms, /,
    );
  });

  it("is violated where a network isn't linked to a zone that it must use", () => {
    const { violations } = run(({ dev }) => {
      delete dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault;
    });
    expect(violations).toEqual(["vnet-dev needs kvdev, but isn't linked to privatelink.vaultcore.azure.net"]);
  });

  it("is violated where no zone gets an endpoint's record", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_private_endpoint.workspace.private_dns_zone_group.private_dns_zone_ids = [
        fromStack("shared", "api"),
      ];
    });
    expect(violations).toEqual(["vnet-dev needs mlwdev, but no zone privatelink.notebooks.azure.net gets its record"]);
  });

  it("is violated by a wildcard that has addresses of both environments (S0-DNS-13)", () => {
    const { violations } = run((platform) => {
      instancesZone(platform);
      record(platform.dev, "*.canadacentral");
      record(platform.prod, "*.canadacentral");
    });
    expect(violations).toEqual([
      "*.canadacentral.instances.azureml.ms has an address of 10.1.1.0/24 in vnet-dev/snet-endpoints and an address of 10.2.1.0/24 in vnet-prod/snet-endpoints: clients alternately get an address that they can't reach",
    ]);
  });

  it("is violated by a wildcard that answers a network with the other's address (S0-DNS-13)", () => {
    const { violations, paths } = run((platform) => {
      instancesZone(platform);
      record(platform.dev, "*.canadacentral");
    });
    expect(violations).toEqual([
      "vnet-prod needs *.canadacentral.instances.azureml.ms, which resolves to an address of 10.1.1.0/24 in vnet-dev/snet-endpoints, and can't reach it",
    ]);
    expect(paths[0]).toEqual([
      "prod/azurerm_virtual_network.main",
      "prod/azurerm_private_dns_zone_virtual_network_link.instances",
      "dev/azurerm_private_dns_a_record.instances",
      "dev/azurerm_private_endpoint.workspace",
    ]);
  });

  it("is satisfied with a record for each instance (S0-DNS-13)", () => {
    const { outcome } = run((platform) => {
      instancesZone(platform);
      record(platform.dev, "instance-dev.canadacentral");
      record(platform.prod, "instance-prod.canadacentral");
    });
    expect(outcome).toBe("satisfied");
  });

  it("is violated by two endpoints to one resource that write into one zone", () => {
    const { violations } = run(({ dev, prod }) => {
      dev["output"].storage = { value: "${azurerm_storage_account.main.id}" };
      prod["resource"].azurerm_private_endpoint.blob.private_service_connection.private_connection_resource_id =
        fromStack("dev", "storage");
    });
    expect(violations).toEqual([
      "several endpoints to stdev write the same record into privatelink.blob.core.windows.net (an address of 10.1.1.0/24 in vnet-dev/snet-endpoints and an address of 10.2.1.0/24 in vnet-prod/snet-endpoints): the last one replaces the others",
    ]);
  });

  it("is violated by two links of a network to zones of one name", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_private_dns_zone = {
        own: { name: "privatelink.azurecr.io", tags: { environment: "dev" } },
      };
      dev["resource"].azurerm_private_dns_zone_virtual_network_link.own = {
        name: "own",
        private_dns_zone_id: "${azurerm_private_dns_zone.own.id}",
        virtual_network_id: "${azurerm_virtual_network.main.id}",
      };
    });
    expect(violations).toEqual([
      "vnet-dev is linked to privatelink.azurecr.io twice; a network can be linked to only one zone with this name",
    ]);
  });

  it("is undecided over servers that may not ask the zones", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_virtual_network.main.dns_servers = ["10.9.9.9"];
    });
    expect(violations).toEqual([
      "vnet-dev uses the DNS servers 10.9.9.9, and whether these use the private zones isn't known here",
    ]);
  });

  it("tells which names resolve from the other network, and why nothing answers there", () => {
    const { information } = run();
    expect(information).toContain(
      "vnet-prod can resolve kvdev through privatelink.vaultcore.azure.net, and gets an address of 10.1.1.0/24 of vnet-dev: it is unreachable from there, because no peering or connection leads to it",
    );
  });

  it("reads links and records by name, as azurerm 4 has them", () => {
    const { outcome } = run((platform) => {
      platform.shared["output"].vault_name = { value: "${azurerm_private_dns_zone.vault.name}" };
      platform.dev["resource"].azurerm_private_dns_zone_virtual_network_link.vault = {
        name: "vault",
        resource_group_name: "rg-dns",
        private_dns_zone_name: fromStack("shared", "vault_name"),
        virtual_network_id: "${azurerm_virtual_network.main.id}",
      };
    });
    expect(outcome).toBe("satisfied");
  });
});
