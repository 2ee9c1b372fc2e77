import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { reportOf } from "../support/found.js";
import { prove } from "../support/prove.js";
import { assignment, fromStack, type SmallPlatform, type Stack } from "../support/small-platform.js";

const proof = (change?: (platform: SmallPlatform) => void) => prove("isolation", change);
const devReads = (platform: SmallPlatform, name: string, value: string): void => {
  platform.dev["data"].terraform_remote_state.prod = { backend: "local", config: { path: "../prod.tfstate" } };
  platform.prod["output"][name] = { value };
};

describe("isolation", () => {
  it("S0-RBC-16 S0-RBC-17 S0-OUT-03 holds with prod's rule and two roles on dev's registry", () => {
    const { holds, evidence } = proof();
    expect(holds).toBe(true);
    expect(evidence).toContain(
      "prod uses registry mlrdev of dev by outbound rule azapi_resource.other_rule, which is allowed",
    );
    expect(evidence).toContain(
      "prod: 3 references to other environments, 0 references from them, 0 peerings or connections of its 1 network",
    );
  });

  it("S0-RBC-18 is refuted by a role of a dev identity in prod", () => {
    const { against, ways } = proof((platform) => {
      devReads(platform, "storage", "${azurerm_storage_account.main.id}");
      platform.dev["resource"].azurerm_role_assignment.across = assignment(
        fromStack("prod", "storage"),
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.reader.id,
      );
    });
    expect(against).toContain("dev leads to prod: nothing outside production may reach it");
    expect(ways).toContainEqual(["dev/azurerm_role_assignment.across", "prod/azurerm_storage_account.main"]);
  });

  it("S0-RBC-19 is refuted by a role of a prod identity on dev's storage", () => {
    const { against } = proof(({ dev, prod }) => {
      dev["output"].storage = { value: "${azurerm_storage_account.main.id}" };
      prod["resource"].azurerm_role_assignment.across = assignment(
        fromStack("dev", "storage"),
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.storageBlobDataReader.id,
      );
    });
    expect(against).toEqual(["prod leads to dev: only a registry may be used by another environment"]);
  });

  it("is refuted by a role on the registry that is none of the allowed", () => {
    const { against } = proof(({ prod }) => {
      prod["resource"].azurerm_role_assignment.other_user = assignment(
        fromStack("dev", "registry"),
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.contributor.id,
      );
    });
    expect(against).toEqual([
      "prod leads to dev: Contributor is none of the roles that another environment may have on a registry",
    ]);
  });

  it("S0-RBC-32 allows a custom role that only reads registries", () => {
    const { holds } = proof(({ prod }) => {
      prod["resource"].azurerm_role_definition = {
        reader: {
          name: "Registry Reader",
          permissions: { actions: ["Microsoft.MachineLearningServices/registries/assets/read"] },
        },
      };
      (prod["resource"].azurerm_role_assignment.other_user as Stack)["role_definition_id"] =
        "${azurerm_role_definition.reader.role_definition_resource_id}";
    });
    expect(holds).toBe(true);
  });

  it("is refuted by a data reference, also one that goes through a local", () => {
    const { against, ways } = proof(({ dev, prod }) => {
      dev["output"].vault = { value: "${azurerm_key_vault.main.id}" };
      prod["locals"] = { vault: fromStack("dev", "vault") };
      prod["resource"].azapi_resource.workspace.body.properties.keyVault = "${local.vault}";
    });
    expect(against).toEqual(["prod leads to dev: only a registry may be used by another environment"]);
    expect(ways).toEqual([["prod/azapi_resource.workspace", "dev/azurerm_key_vault.main"]]);
  });

  it("is refuted by a peering, with the way over a hub", () => {
    const { against, ways } = proof((platform) => {
      platform.shared["resource"].azurerm_virtual_network = {
        hub: { name: "vnet-hub", tags: { environment: "shared" }, address_space: ["10.0.0.0/16"] },
      };
      platform.shared["output"].hub = { value: "${azurerm_virtual_network.hub.id}" };
      for (const stack of [platform.dev, platform.prod]) {
        stack["resource"].azurerm_virtual_network_peering = {
          hub: {
            name: "hub",
            virtual_network_name: "${azurerm_virtual_network.main.name}",
            remote_virtual_network_id: fromStack("shared", "hub"),
          },
        };
      }
    });
    expect(against).toContain("packets get from dev to prod: vnet-dev and vnet-prod are joined");
    expect(ways).toContainEqual([
      "dev/azurerm_virtual_network.main",
      "dev/azurerm_virtual_network_peering.hub",
      "shared/azurerm_virtual_network.hub",
      "prod/azurerm_virtual_network_peering.hub",
      "prod/azurerm_virtual_network.main",
    ]);
  });

  it("is refuted by a role of an identity on the whole subscription", () => {
    const { against } = proof(({ dev }) => {
      dev["resource"].azurerm_role_assignment.wide = assignment(
        "/subscriptions/${var.subscription}",
        "${azurerm_user_assigned_identity.compute.principal_id}",
        ROLES.reader.id,
      );
      dev["variable"].subscription = {};
    });
    expect(against).toEqual([
      "id-compute-dev of dev holds Reader on /subscriptions/{}, which takes in every environment",
    ]);
  });

  it("is refuted where shared things depend on an environment", () => {
    const { against } = proof(({ shared, dev }) => {
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
    expect(against).toContain("shared leads to dev: what environments share may not depend on one of them");
  });

  it("follows the configuration where it forbids what the name allows", () => {
    const report = reportOf(undefined, { environments: { prod: { mayUse: [] } } });
    expect(report.proofs.find(({ id }) => id === "isolation")?.holds).toBe(false);
    expect(report.findings.map(({ message }) => message)).toContain("prod leads to dev: prod may not use dev");
  });

  it("names principals from outside that hold roles in several environments", () => {
    const { information } = proof(({ dev, prod }) => {
      for (const stack of [dev, prod]) {
        stack["variable"].deployer = {};
        stack["resource"].azurerm_role_assignment.deployer = assignment(
          "${azurerm_resource_group.main.id}",
          "${var.deployer}",
          ROLES.contributor.id,
        );
      }
    });
    expect(information).toEqual([
      "var.deployer comes from outside the stacks and holds roles in dev, prod: Contributor",
    ]);
  });
});
