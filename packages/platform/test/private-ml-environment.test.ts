import { describe, expect, it } from "vitest";
import type { PrivateMlEnvironmentProps } from "../src/index.js";
import { DEPLOYER, Platform, SCIENTISTS } from "./fixture.js";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";

function environmentWith(props: Partial<PrivateMlEnvironmentProps> = {}) {
  const platform = new Platform();
  platform.environment("dev", 1, props);
  return platform.synth();
}

describe("PrivateMlEnvironment", () => {
  it("S0-ARC-06 is a network, monitoring, a workspace with a cluster, and a registry that the workspace may use", () => {
    const model = environmentWith();
    for (const type of [
      "azurerm_virtual_network",
      "azurerm_log_analytics_workspace",
      WORKSPACES,
      COMPUTES,
      REGISTRIES,
      RULES,
    ]) {
      expect(model).toHaveResourceCount(type, 1);
    }
    expect(model).toHaveNoErrors();
  });

  it("S0-BAS-01 S0-BAS-02 has Bastion and jumpbox where they are given their subnets", () => {
    const without = environmentWith();
    expect(without).toHaveResourceCount("azurerm_bastion_host", 0);
    expect(without).toHaveResourceCount("azurerm_public_ip", 0);
    const model = environmentWith({
      bastion: { subnet: "10.1.2.0/26" },
      jumpbox: { subnet: "10.1.3.0/24", adminUsername: "operator", adminPassword: "${var.password}" },
    });
    expect(model).toHaveResourceCount("azurerm_bastion_host", 1);
    expect(model).toHaveResource("azurerm_windows_virtual_machine", { admin_username: "operator" });
  });

  it("S0-RGS-02 makes no resource group", () => {
    expect(environmentWith()).toHaveResourceCount("azurerm_resource_group", 4);
  });

  it("S0-RBC-01 gives the deployment principal its roles on each group, and the registry's managed group", () => {
    const platform = new Platform(DEPLOYER);
    platform.environment("dev", 1, { deploymentPrincipal: DEPLOYER });
    const model = platform.synth();
    const held = model
      .resources({ type: "azurerm_role_assignment" })
      .filter((assignment) => assignment.get("principal_id") === DEPLOYER.principalId);
    expect(held).toHaveLength(12);
    expect(model).toHaveAzapiResource(REGISTRIES, {
      properties: { managedResourceGroupSettings: { assignedIdentities: [{ principalId: DEPLOYER.principalId }] } },
    });
  });

  it("S0-OUT-03 S0-OUT-11 connects to registries of other environments after its own", () => {
    const platform = new Platform();
    const dev = platform.environment("dev", 1);
    if (!dev.registry) throw new Error("dev has a registry");
    platform.environment("prod", 2, { connectTo: [dev.registry] });
    const model = platform.synth();
    const rule = (name: string) => {
      const found = model
        .resources({ armType: RULES, stack: "aml-prod" })
        .find((candidate) => candidate.get("name") === name);
      if (!found) throw new Error(`no rule ${name}`);
      return found;
    };
    expect(rule("AllowDevRegistryAccess")).toDependOn(rule("AllowProdRegistryAccess"));
    expect(model.resource({ armType: REGISTRIES, stack: "aml-dev" }).get("lifecycle.prevent_destroy")).toBe(true);
  });

  it("S0-ARC-08 may use another environment's registry in place of its own", () => {
    const platform = new Platform();
    const dev = platform.environment("dev", 1);
    platform.environment("test", 2, { registry: "none", connectTo: dev.registry ? [dev.registry] : [] });
    const model = platform.synth();
    expect(model).toHaveResourceCount(REGISTRIES, 1);
    expect(model.resources({ armType: RULES, stack: "aml-test" }).map((rule) => rule.get("name"))).toEqual([
      "AllowDevRegistryAccess",
    ]);
  });

  it("S0-WSP-17 sets the image-build cluster after the outbound rules", () => {
    const model = environmentWith();
    expect(model.resource({ type: "azapi_update_resource" })).toDependOn(model.resource({ armType: RULES }));
    expect(environmentWith({ computeCluster: "none" })).toHaveResourceCount(COMPUTES, 0);
  });

  it("S0-RBC-28 S0-RBC-30 gives people their roles last, and nobody by default", () => {
    const model = environmentWith({ people: { principals: [SCIENTISTS] } });
    const held = model
      .resources({ type: "azurerm_role_assignment" })
      .filter((assignment) => assignment.get("principal_id") === SCIENTISTS.principalId);
    expect(held).toHaveLength(7);
    for (const assignment of held) {
      expect(assignment).toDependOnTransitively(model.resource({ armType: WORKSPACES, type: "azapi_resource" }));
      expect(assignment).toDependOnTransitively(model.resource({ armType: REGISTRIES }));
    }
  });

  it("S0-PRO-20 opens storage for its registry only where asked", () => {
    expect(environmentWith()).toHaveResource("azurerm_storage_account", { public_network_access_enabled: false });
    expect(environmentWith({ registrySharing: true })).toHaveResource("azurerm_storage_account", {
      public_network_access_enabled: true,
      network_rules: { default_action: "Deny" },
    });
  });

  it("S0-NET-06 S0-WSP-19 sends no diagnostics where they are off", () => {
    expect(environmentWith({ diagnosticSettings: false })).toHaveResourceCount("azurerm_monitor_diagnostic_setting", 0);
  });

  it("S0-TAG-01 tags by environment and purpose, over the tags that it is given", () => {
    const model = environmentWith({ tags: { project: "forecast", environment: "overridden" } });
    expect(model).toHaveResource("azurerm_virtual_network", {
      tags: { project: "forecast", environment: "dev", purpose: "network", component: "private-aml-platform" },
    });
    expect(model).toHaveResource("azurerm_private_dns_zone", {
      tags: { project: "test", environment: "shared", purpose: "dns" },
    });
  });

  it("takes computes for persons, public hosts, retention and DNS servers", () => {
    const model = environmentWith({
      computeInstances: [
        { name: "ci-dev-anna", assignedUser: { objectId: SCIENTISTS.principalId, tenantId: SCIENTISTS.principalId } },
      ],
      fqdnPresets: ["python"],
      logRetentionInDays: 90,
      dnsServers: ["10.0.0.4"],
    });
    expect(model).toHaveAzapiResource(COMPUTES, { name: "ci-dev-anna" });
    expect(model).toHaveAzapiResource(RULES, { properties: { type: "FQDN", destination: "pypi.org" } });
    expect(model).toHaveResource("azurerm_log_analytics_workspace", { retention_in_days: 90 });
    expect(model).toHaveResource("azurerm_virtual_network", { dns_servers: ["10.0.0.4"] });
  });

  it("keeps its Terraform addresses", async () => {
    const platform = new Platform(DEPLOYER);
    const dev = platform.environment("dev", 1, { deploymentPrincipal: DEPLOYER });
    platform.environment("prod", 2, {
      deploymentPrincipal: DEPLOYER,
      ...(dev.registry ? { connectTo: [dev.registry] } : {}),
      bastion: { subnet: "10.2.2.0/26" },
      jumpbox: { subnet: "10.2.3.0/24", adminUsername: "operator", adminPassword: "${var.password}" },
      people: { principals: [SCIENTISTS] },
    });
    const addresses = platform
      .synth()
      .resources()
      .map(({ id }) => id)
      .sort();
    await expect(`${JSON.stringify(addresses, null, 2)}\n`).toMatchFileSnapshot("golden/addresses.json");
  });
});
