import { ROLES } from "@org/azure-catalog";
import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check, type CheckOptions } from "../../src/index.js";
import { reportOf, TODAY } from "../support/found.js";
import { runCheck } from "../support/run-check.js";
import { assignment, fromStack, type SmallPlatform, type Stack } from "../support/small-platform.js";

const run = (change?: (platform: SmallPlatform) => void) => runCheck("isolation", change);
const devReads = (platform: SmallPlatform, name: string, value: string): void => {
  platform.dev["data"].terraform_remote_state.prod = { backend: "local", config: { path: "../prod.tfstate" } };
  platform.prod["output"][name] = { value };
};
const HUB_SUBNET = "${azurerm_subnet.hub.id}";
const peeringOf = (stack: Stack): Stack => stack["resource"].azurerm_virtual_network_peering.hub as Stack;
const routeOf = ({ resource }: Stack, nextHop: string | undefined): void => {
  const route = { name: "default", address_prefix: "0.0.0.0/0", next_hop_type: nextHop ?? "${var.next_hop}" };
  resource.azurerm_route_table = { main: { name: "rt", tags: { environment: "dev" }, route: [route] } };
  resource.azurerm_subnet_route_table_association = {
    main: { subnet_id: "${azurerm_subnet.jumpbox.id}", route_table_id: "${azurerm_route_table.main.id}" },
  };
};
/** A platform whose environments are peered with a hub that has a jumpbox. */
const withHub =
  (change: (hub: Stack, spokes: readonly Stack[]) => unknown) =>
  (platform: SmallPlatform): void => {
    const hub = platform.shared["resource"] as Stack;
    const tags = { environment: "shared" };
    hub["azurerm_virtual_network"] = { hub: { name: "vnet-hub", tags, address_space: ["10.0.0.0/16"] } };
    hub["azurerm_subnet"] = { hub: { name: "snet-hub", virtual_network_name: "${azurerm_virtual_network.hub.name}" } };
    hub["azurerm_network_interface"] = {
      jumpbox: { name: "nic-jumpbox", tags, ip_configuration: { name: "ip", subnet_id: HUB_SUBNET } },
    };
    platform.shared["output"].hub = { value: "${azurerm_virtual_network.hub.id}" };
    for (const { resource } of [platform.dev, platform.prod]) {
      resource.azurerm_virtual_network_peering = {
        hub: {
          name: "hub",
          virtual_network_name: "${azurerm_virtual_network.main.name}",
          remote_virtual_network_id: fromStack("shared", "hub"),
        },
      };
    }
    change(hub, [platform.dev, platform.prod]);
  };

describe("isolation", () => {
  it("is satisfied with prod's rule and two roles on dev's registry (S0-RBC-16, S0-RBC-17, S0-OUT-03)", () => {
    const { outcome, evidence } = run();
    expect(outcome).toBe("satisfied");
    expect(evidence).toContain(
      "prod uses registry mlrdev of dev through outbound rule azapi_resource.other_rule, which is allowed",
    );
    expect(evidence).toContainEqual(
      expect.stringMatching(
        /^prod: in \d+ resources, 3 references to other environments, 0 references from them; 0 peerings or connections of its 1 network$/,
      ),
    );
  });

  it("is violated by a role of a dev identity in prod (S0-RBC-18)", () => {
    const { violations, paths } = run((platform) => {
      devReads(platform, "storage", "${azurerm_storage_account.main.id}");
      platform.dev["resource"].azurerm_role_assignment.across = assignment(
        fromStack("prod", "storage"),
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.reader.id,
      );
    });
    expect(violations).toContain("dev leads to prod: other environments must not reach production");
    expect(paths).toContainEqual(["dev/azurerm_role_assignment.across", "prod/azurerm_storage_account.main"]);
  });

  it("is violated by a role of a prod identity on dev's storage (S0-RBC-19)", () => {
    const { violations } = run(({ dev, prod }) => {
      dev["output"].storage = { value: "${azurerm_storage_account.main.id}" };
      prod["resource"].azurerm_role_assignment.across = assignment(
        fromStack("dev", "storage"),
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.storageBlobDataReader.id,
      );
    });
    expect(violations).toEqual(["prod leads to dev: another environment may use only a registry"]);
  });

  it("is violated by a role on the registry that is none of the allowed", () => {
    const { violations } = run(({ prod }) => {
      prod["resource"].azurerm_role_assignment.other_user = assignment(
        fromStack("dev", "registry"),
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.contributor.id,
      );
    });
    expect(violations).toEqual([
      "prod leads to dev: Contributor is not a role that another environment may have on a registry",
    ]);
  });

  it("allows a custom role that only reads registries (S0-RBC-32)", () => {
    const { outcome } = run(({ prod }) => {
      prod["resource"].azurerm_role_definition = {
        reader: {
          name: "Registry Reader",
          permissions: { actions: ["Microsoft.MachineLearningServices/registries/assets/read"] },
        },
      };
      (prod["resource"].azurerm_role_assignment.other_user as Stack)["role_definition_id"] =
        "${azurerm_role_definition.reader.role_definition_resource_id}";
    });
    expect(outcome).toBe("satisfied");
  });

  it("is violated by a data reference, also one that goes through a local", () => {
    const { violations, paths } = run(({ dev, prod }) => {
      dev["output"].vault = { value: "${azurerm_key_vault.main.id}" };
      prod["locals"] = { vault: fromStack("dev", "vault") };
      prod["resource"].azapi_resource.workspace.body.properties.keyVault = "${local.vault}";
    });
    expect(violations).toEqual(["prod leads to dev: another environment may use only a registry"]);
    expect(paths).toEqual([["prod/azapi_resource.workspace", "dev/azurerm_key_vault.main"]]);
  });

  it.each<[string, (hub: Stack, spokes: readonly Stack[]) => void]>([
    [
      "a firewall to which one of them sends traffic",
      (hub, [dev]) => {
        hub["azurerm_firewall"] = { main: { name: "afw", ip_configuration: { subnet_id: HUB_SUBNET } } };
        routeOf(dev as Stack, "VirtualAppliance");
      },
    ],
    [
      "a machine that forwards traffic, where it isn't known which routes one of them has",
      (hub, [dev]) => {
        (hub["azurerm_network_interface"] as Stack)["jumpbox"].ip_forwarding_enabled = true;
        routeOf(dev as Stack, undefined);
      },
    ],
    [
      "scale sets of which it isn't known whether they forward traffic, with routes from a route server",
      (hub) => {
        hub["azurerm_linux_virtual_machine_scale_set"] = {
          agents: {
            name: "vmss",
            network_interface: { ip_forwarding_enabled: "${var.forward}", ip_configuration: { subnet_id: HUB_SUBNET } },
          },
        };
        hub["azurerm_route_server"] = { main: { name: "rs", subnet_id: HUB_SUBNET } };
      },
    ],
    [
      "its gateway, which both use",
      (_, spokes) => spokes.forEach((spoke) => (peeringOf(spoke)["use_remote_gateways"] = true)),
    ],
  ])("is violated by a hub that forwards, with the way over it: %s", (_, change) => {
    const { violations, paths } = run(withHub(change));
    expect(violations).toContain("traffic can flow from dev to prod: vnet-dev and vnet-prod are connected");
    expect(paths).toContainEqual([
      "dev/azurerm_virtual_network.main",
      "dev/azurerm_virtual_network_peering.hub",
      "shared/azurerm_virtual_network.hub",
      "prod/azurerm_virtual_network_peering.hub",
      "prod/azurerm_virtual_network.main",
    ]);
  });

  it.each<[string, (hub: Stack, spokes: readonly Stack[]) => void]>([
    ["nothing that forwards", () => undefined],
    [
      "a firewall to which none of them sends traffic",
      (hub) => (hub["azurerm_firewall"] = { main: { name: "afw", ip_configuration: { subnet_id: HUB_SUBNET } } }),
    ],
    ["a gateway that one of them uses", (_, [dev]) => (peeringOf(dev as Stack)["use_remote_gateways"] = true)],
    ["routes to nothing that forwards", (_, [dev]) => routeOf(dev as Stack, "VirtualAppliance")],
  ])("is satisfied with a hub, and says who reaches both, if it has %s (S4-NET-01)", (_, change) => {
    const { outcome, information } = run(withHub(change));
    expect(outcome).toBe("satisfied");
    expect(information).toEqual([
      "vnet-hub forwards no traffic between dev and prod, with which it is connected; nic-jumpbox can reach all of them",
    ]);
  });

  it("is violated by a role of an identity on the whole subscription", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azurerm_role_assignment.wide = assignment(
        "/subscriptions/${var.subscription}",
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.reader.id,
      );
      dev["variable"].subscription = {};
    });
    expect(violations).toEqual([
      "id-compute-dev of dev has Reader on /subscriptions/{}, which includes every environment",
    ]);
  });

  it("is violated where shared things depend on an environment", () => {
    const { violations } = run(({ shared, dev }) => {
      dev["output"].vnet = { value: "${azurerm_virtual_network.main.id}" };
      shared["data"] = { terraform_remote_state: { dev: { backend: "local", config: { path: "../dev.tfstate" } } } };
      shared["resource"].azurerm_private_dns_zone_virtual_network_link = {
        dev: {
          name: "dev",
          private_dns_zone_id: "${azurerm_private_dns_zone.api.id}",
          virtual_network_id: fromStack("dev", "vnet"),
        },
      };
    });
    expect(violations).toContain("shared leads to dev: shared resources must not depend on an environment");
  });

  it("follows the configuration where it forbids what the name allows", () => {
    const report = reportOf(undefined, { environments: { prod: { mayUse: [] } } });
    expect(report.checks.find(({ id }) => id === "isolation")?.outcome).toBe("violated");
    expect(report.findings.map(({ message }) => message)).toContain("prod leads to dev: prod may not use dev");
  });

  it("names principals from outside that hold roles in several environments", () => {
    const { information } = run(({ dev, prod }) => {
      for (const stack of [dev, prod]) {
        stack["variable"].deployer = {};
        stack["resource"].azurerm_role_assignment.deployer = assignment(
          "${azurerm_resource_group.main.id}",
          "${var.deployer}",
          ROLES.contributor.id,
        );
      }
    });
    expect(information).toEqual(["var.deployer comes from outside the stacks and has roles in dev, prod: Contributor"]);
  });
});

describe("stacks without a tag", () => {
  const layers = (): Record<string, Stack> => ({
    network: {
      terraform: { backend: { local: { path: "../network.tfstate" } } },
      resource: { azurerm_virtual_network: { v: { name: "vnet", address_space: ["10.1.0.0/16"] } } },
      output: { id: { value: "${azurerm_virtual_network.v.id}" } },
    },
    machines: {
      data: { terraform_remote_state: { network: { backend: "local", config: { path: "../network.tfstate" } } } },
      resource: { azurerm_subnet: { s: { name: "snet", virtual_network_id: fromStack("network", "id") } } },
    },
  });
  const isolation = (options: CheckOptions = {}) =>
    check(SynthModel.fromStacks(layers()), { today: TODAY, ...options }).checks.find(({ id }) => id === "isolation");

  it("may be layers of one environment: a reference between them is undecided", () => {
    expect(isolation()?.outcome).toBe("undecided");
  });

  it("are one where the configuration says so", () => {
    expect(isolation({ environments: { dev: { stacks: ["network", "machines"] } } })?.outcome).toBe("satisfied");
  });
});
