import { describe, expect, it } from "vitest";
import { all, at, ENVIRONMENTS, grants, one, platform, REGISTRIES, RULES, targetOf, WORKSPACES } from "./support.js";

describe.each(ENVIRONMENTS)("registry of %s", (environment) => {
  it("is private, with its own identity, storage and container registry (S0-REG-01, S0-REG-02, S0-REG-03, S0-REG-05, S1-REG-01, S1-REG-02, S1-REG-03)", () => {
    const registry = one(REGISTRIES, environment);
    expect(registry.apiVersion).toBe("2025-12-01");
    expect(registry.arm?.["identity"] ?? registry.get("identity[0]")).toMatchObject({ type: "SystemAssigned" });
    expect(registry.properties).toMatchObject({
      publicNetworkAccess: "Disabled",
      regionDetails: [
        {
          acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }],
          storageAccountDetails: [
            { systemCreatedStorageAccount: { storageAccountType: "Standard_LRS", storageAccountHnsEnabled: false } },
          ],
        },
      ],
    });
    expect(targetOf(registry, "parent_id").get("name")).toBe(`rg-aml-reg-${environment}-cc-01`);
  });

  it("pre-authorises the deployment principal on its managed group (offline twin of S0-VER-02) (S0-REG-04, S0-VER-10)", () => {
    expect(one(REGISTRIES, environment).properties).toMatchObject({
      managedResourceGroupSettings: { assignedIdentities: [{ principalId: "${var.deployment_principal_object_id}" }] },
    });
  });

  it("has no role, also not on its managed resources (S0-REG-07)", () => {
    expect(
      grants()
        .map(({ principal }) => principal)
        .filter((principal) => principal.startsWith("mlr")),
    ).toEqual([]);
    // What a registry manages is known only from its output.
    for (const { resource } of grants()) expect(resource.get("scope")).not.toMatch(/\.output[.[]/);
  });

  it("gives its identity ten seconds before what depends on it (S0-WAI-06)", () => {
    const wait = all("time_sleep", environment).find((sleep) => sleep.get("create_duration") === "10s");
    expect(wait).toBeDefined();
    if (wait) expect(wait).toDependOn(one(REGISTRIES, environment));
  });
});

describe("outbound rules", () => {
  const led = () =>
    all(RULES).map((rule) => [
      targetOf(rule, "parent_id").get("name"),
      targetOf(rule, "body.properties.destination.serviceResourceId").get("name"),
    ]);

  it("lead dev to dev, prod to prod and prod to dev, never dev to prod (offline twin of S0-VER-03) (S0-OUT-01, S0-OUT-02, S0-OUT-03, S0-OUT-07, S0-VER-10)", () => {
    expect(led()).toEqual([
      ["mlwdevcc01", "mlrdevcc01"],
      ["mlwprodcc01", "mlrdevcc01"],
      ["mlwprodcc01", "mlrprodcc01"],
    ]);
  });

  it("have the shape that Azure takes (offline twin of S0-VER-04) (S0-OUT-04, S0-OUT-05, S0-OUT-09, S0-VER-10)", () => {
    for (const rule of all(RULES)) {
      expect(rule.apiVersion).toBe("2025-12-01");
      expect(rule.body).toEqual({
        properties: {
          type: "PrivateEndpoint",
          category: "UserDefined",
          destination: { serviceResourceId: expect.any(String), subresourceTarget: "amlregistry" },
        },
      });
    }
  });

  it("wait for registry, workspace and the approver's role, 90 seconds behind it (S0-OUT-06, S0-WAI-03)", () => {
    for (const rule of all(RULES)) {
      const workspace = targetOf(rule, "parent_id");
      const registry = targetOf(rule, "body.properties.destination.serviceResourceId");
      expect(rule).toDependOnTransitively(workspace);
      if (registry.stack === rule.stack) expect(rule).toDependOnTransitively(registry);
      const waits = rule
        .transitiveDependencies()
        .filter(
          ({ type, constructPath }) =>
            type === "time_sleep" && constructPath?.includes(`/${String(rule.get("name"))}/`),
        );
      expect(waits.map((wait) => wait.get("create_duration"))).toEqual(["90s"]);
      const approvers = waits[0]?.dependencies().filter(({ type }) => type === "azurerm_role_assignment") ?? [];
      expect(approvers.map((role) => targetOf(role, "scope").id)).toEqual([registry.id]);
    }
  });

  it("of one workspace are written one after the other, dev's last, then the image-build setting (S0-OUT-11)", () => {
    const own = at("prod", "Workspace/OutboundRules/AllowProdRegistryAccess");
    const dev = at("prod", "Workspace/OutboundRules/AllowDevRegistryAccess");
    expect(dev).toDependOn(own);
    expect(one("azapi_update_resource", "prod")).toDependOn(dev);
  });

  it("keep the registry that prod needs, and prod's own, from being destroyed (S0-PRO-15, S0-REG-11)", () => {
    expect(one(REGISTRIES, "dev").get("lifecycle.prevent_destroy")).toBe(true);
    expect(one(REGISTRIES, "prod").get("lifecycle.prevent_destroy")).toBe(true);
  });

  it("reach a registry that has its endpoint, its zone and its outputs (S1-REG-04, S0-DNS-11, S1-REG-05, S1-REG-20, S1-REG-08)", () => {
    for (const environment of ENVIRONMENTS) {
      const endpoint = at(environment, "Registry/Endpoint/Resource");
      expect(targetOf(endpoint, "private_service_connection.private_connection_resource_id").id).toBe(
        one(REGISTRIES, environment).id,
      );
      expect(targetOf(endpoint, "private_dns_zone_group.private_dns_zone_ids[0]").get("name")).toBe(
        "privatelink.api.azureml.ms",
      );
      expect(platform().stack(`aml-${environment}-base`)).toHaveOutput("registry_id");
    }
    expect(all(WORKSPACES)).toHaveLength(2);
  });
});
