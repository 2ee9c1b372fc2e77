import { describe, expect, it } from "vitest";
import { runCheck } from "../support/run-check.js";
import { securityRule, type SmallPlatform, type Stack } from "../support/small-platform.js";

const run = (change?: (platform: SmallPlatform) => void) => runCheck("bastion-only", change);

describe("Bastion only", () => {
  it("is satisfied, and shows the path from the internet to the machines (S0-ARC-12)", () => {
    const { outcome, evidence } = run();
    expect(outcome).toBe("satisfied");
    expect(evidence).toContain(
      "internet → bas-dev (port 443) → vnet-dev: sessions to 1 machine subnet on port 3389, after an Azure login",
    );
    expect(evidence).toContain("machines in vnet-dev/snet-jumpbox are reached from 10.1.2.0/26 on port 3389");
    expect(evidence).toContain("the public access of 5 services was evaluated: crdev, kvdev, mlrdev, mlwdev, stdev");
  });

  const jumpboxRules = ({ dev }: SmallPlatform): Stack[] =>
    dev["resource"].azurerm_network_security_group.jumpbox.security_rule as Stack[];
  const sessions = (change: (platform: SmallPlatform) => void) =>
    /sessions to (.*), after/.exec(run(change).evidence.join("\n"))?.[1];

  it("shows every port that the machines let Bastion in by", () => {
    expect(
      sessions((platform) => {
        for (const rule of jumpboxRules(platform)) {
          if (rule["direction"] === "Inbound" && rule["access"] === "Allow") rule["destination_port_range"] = "*";
        }
      }),
    ).toBe("1 machine subnet on port 22, 3389");
  });

  it("shows that Bastion is let in by no port", () => {
    expect(
      sessions((platform) => {
        for (const rule of jumpboxRules(platform)) {
          if (rule["direction"] === "Inbound" && rule["access"] === "Allow") rule["access"] = "Deny";
        }
      }),
    ).toBe("1 machine subnet on no port");
  });

  it("names no port if the rules of Bastion's subnet let nothing in from the internet", () => {
    const { evidence } = run(({ dev }) => {
      for (const rule of dev["resource"].azurerm_network_security_group.bastion.security_rule as Stack[]) {
        if (rule["direction"] === "Inbound" && rule["access"] === "Allow") rule["access"] = "Deny";
      }
    });
    expect(evidence.join("\n")).toContain("internet → bas-dev → vnet-dev: sessions");
  });

  it("is violated by a public address on a machine", () => {
    const { paths } = run(({ dev }) => {
      dev["resource"].azurerm_public_ip.vm = { name: "pip-vm", tags: { environment: "dev" } };
      dev["resource"].azurerm_network_interface.jumpbox.ip_configuration[0].public_ip_address_id =
        "${azurerm_public_ip.vm.id}";
    });
    expect(paths).toEqual([["internet", "dev/azurerm_public_ip.vm", "dev/azurerm_network_interface.jumpbox"]]);
  });

  it("says who reaches a workspace with public access: everybody, or a list of addresses (S2-ADD-08)", () => {
    const open = (properties: object) =>
      run(({ dev }) => Object.assign(dev["resource"].azapi_resource.workspace.body.properties, properties)).violations;
    const publicNetworkAccess = "Enabled";
    expect(open({ publicNetworkAccess })).toEqual([expect.stringContaining("anyone who knows its name reaches it")]);
    expect(open({ publicNetworkAccess, ipAllowlist: ["203.0.113.0/24", "198.51.100.7"] })).toEqual([
      expect.stringContaining("anyone at one of the addresses 203.0.113.0/24, 198.51.100.7 reaches it"),
    ]);
  });

  it("is violated by an address that nothing holds", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_public_ip.idle = { name: "pip-idle", tags: { environment: "dev" } };
    });
    expect(violations).toEqual(["pip-idle is an unused public address"]);
  });

  it("lets a NAT gateway have an address, as nothing comes in by it", () => {
    const { outcome, evidence } = run(({ dev }) => {
      dev["resource"].azurerm_public_ip.nat = { name: "pip-nat", tags: { environment: "dev" } };
      dev["resource"].azurerm_nat_gateway_public_ip_association = {
        nat: { public_ip_address_id: "${azurerm_public_ip.nat.id}" },
      };
    });
    expect(outcome).toBe("satisfied");
    expect(evidence).toContain("pip-nat serves outbound traffic only: azurerm_nat_gateway_public_ip_association.nat");
  });

  it("is violated by a security rule that lets the internet in, but not by one that an earlier rule denies", () => {
    const open = (priority: number, port: string): Stack =>
      securityRule({
        name: `Open${port}`,
        priority,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        source: "203.0.113.0/24",
        destination: "*",
        destinationPorts: [port],
        description: "",
      });
    const deny: Stack = { ...open(140, "8000-8999"), name: "Deny", access: "Deny", source_address_prefix: "*" };
    const { violations, paths } = run(({ dev }) => {
      (dev["resource"].azurerm_network_security_group.jumpbox.security_rule as Stack[]).push(
        open(150, "8443"),
        deny,
        open(160, "9443"),
      );
    });
    expect(violations).toEqual(["rule Open9443 allows 203.0.113.0/24 on port 9443"]);
    expect(paths).toEqual([
      ["203.0.113.0/24", "dev/azurerm_network_security_group.jumpbox", "dev/azurerm_subnet.jumpbox"],
    ]);
  });

  it("reads security rules that are resources of their own", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_network_security_rule = {
        open: {
          name: "Open",
          network_security_group_name: "${azurerm_network_security_group.jumpbox.name}",
          priority: 100,
          direction: "Inbound",
          access: "Allow",
          protocol: "*",
          source_address_prefix: "*",
          destination_address_prefix: "*",
          destination_port_range: "*",
        },
      };
    });
    expect(violations).toEqual(["rule Open allows * on any port"]);
  });

  it("is violated by a Bastion host in a subnet with other resources", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_bastion_host.main.ip_configuration.subnet_id = "${azurerm_subnet.jumpbox.id}";
    });
    expect(violations).toEqual(["bas-dev is in snet-jumpbox, together with other resources"]);
  });

  it("is violated by a gateway into a network", () => {
    const { violations, paths } = run(({ dev }) => {
      dev["resource"].azurerm_virtual_network_gateway = { vpn: { name: "vgw", tags: { environment: "dev" } } };
    });
    expect(violations).toEqual(["vgw is a gateway into a network, past Bastion: whatever its connections let in"]);
    expect(paths).toEqual([["internet", "dev/azurerm_virtual_network_gateway.vpn"]]);
    const express = run(({ dev }) => {
      const ip_configuration = [{ subnet_id: "${azurerm_subnet.jumpbox.id}" }];
      dev["resource"].azurerm_virtual_network_gateway = {
        express: { name: "ergw", type: "ExpressRoute", ip_configuration, tags: { environment: "dev" } },
      };
    });
    expect(express.violations).toEqual([
      "ergw is a gateway into vnet-dev, past Bastion: the networks at the other end of ExpressRoute",
    ]);
    expect(express.paths).toEqual([
      ["private networks", "dev/azurerm_virtual_network_gateway.express", "dev/azurerm_virtual_network.main"],
    ]);
  });

  it.each([
    ["0.0.0.0/0", true],
    ["8.0.0.0/7", true],
    ["AzureCloud.westeurope", true],
    ["8.0.0.0/8", false],
    ["AzureMonitor", false],
  ])("is violated by a route of a machine's subnet to the internet: %s, %s", (address_prefix, isViolated) => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_route_table = { main: { name: "rt", tags: { environment: "dev" } } };
      dev["resource"].azurerm_route = {
        out: {
          name: "out",
          route_table_name: "${azurerm_route_table.main.name}",
          address_prefix,
          next_hop_type: "Internet",
        },
      };
      dev["resource"].azurerm_subnet_route_table_association = {
        main: { subnet_id: "${azurerm_subnet.jumpbox.id}", route_table_id: "${azurerm_route_table.main.id}" },
      };
    });
    expect(violations).toEqual(isViolated ? ["sends what snet-jumpbox answers straight to the internet"] : []);
  });
});
