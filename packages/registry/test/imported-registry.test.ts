import { ROLES } from "@org/azure-catalog";
import { synthesized, terraformMatchers } from "@org/aml-testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AmlRegistry } from "../src/index.js";
import { devAndProd, devStack, OUTBOUND_RULES, REGISTRIES, told } from "./fixture.js";

expect.extend(terraformMatchers);

const idOf = (name: string, subscription = "${var.subscription_id}") =>
  `/subscriptions/${subscription}/resourceGroups/rg-aml-reg-dev-cc-01/providers/${REGISTRIES}/${name}`;
const SUBSCRIPTION = "00000000-0000-4000-8000-000000000009";

describe("AmlRegistry.fromRegistryId", () => {
  it("is known by its id, and makes nothing", () => {
    const stack = devStack();
    const before = Object.keys(synthesized(stack).resources()).length;
    const registry = AmlRegistry.fromRegistryId(stack, "Existing", idOf("mlrdevcc01"), {
      environmentName: "dev",
    });
    expect(registry).toMatchObject({
      registryId: idOf("mlrdevcc01"),
      registryName: "mlrdevcc01",
      environmentName: "dev",
      ruleName: "AllowDevRegistryAccess",
      dependencies: [],
      target: { construct: registry, resourceId: idOf("mlrdevcc01"), resourceType: REGISTRIES },
    });
    expect(Object.keys(synthesized(stack).resources())).toHaveLength(before);
  });

  it("connects a workspace as one that is made does, without the other environment's state (S0-OUT-03)", () => {
    const { prod } = devAndProd();
    const registry = AmlRegistry.fromRegistryId(prod, "DevRegistry", idOf("mlrdevcc01"), {
      environmentName: "dev",
    });
    const connection = registry.allowConnectionFrom(prod.workspace());
    expect(connection.withinEnvironment).toBe(false);
    expect(prod).toHaveAzapiResource(OUTBOUND_RULES, {
      name: "AllowDevRegistryAccess",
      properties: { destination: { serviceResourceId: idOf("mlrdevcc01"), subresourceTarget: "amlregistry" } },
    });
    for (const role of [ROLES.networkConnectionApprover, ROLES.azureMlRegistryUser]) {
      expect(prod).toHaveResource("azurerm_role_assignment", {
        scope: idOf("mlrdevcc01"),
        role_definition_id: expect.stringContaining(role.id),
      });
    }
    expect(synthesized(prod).stack("aml-prod").dependencies()).toEqual([]);
  });

  it("belongs to no environment where only the rule is named", () => {
    const stack = devStack();
    const registry = AmlRegistry.fromRegistryId(stack, "Shared", idOf("contoso"), {
      ruleName: "AllowSharedRegistryAccess",
    });
    expect(registry.environmentName).toBeUndefined();
    expect(registry.allowConnectionFrom(stack.workspace()).withinEnvironment).toBe(false);
    expect(stack).toHaveAzapiResource(OUTBOUND_RULES, { name: "AllowSharedRegistryAccess" });
  });

  it("takes a rule name beside its environment", () => {
    const registry = AmlRegistry.fromRegistryId(devStack(), "Second", idOf("mlrdevcc02"), {
      environmentName: "dev",
      ruleName: "AllowSecondRegistryAccess",
    });
    expect(registry).toMatchObject({ environmentName: "dev", ruleName: "AllowSecondRegistryAccess" });
  });

  it.each([undefined, "", "${var.environment}"])(
    "refuses to guess the rule's name from the environment %j",
    (environmentName) => {
      const stack = devStack();
      const connect = () =>
        AmlRegistry.fromRegistryId(stack, "Existing", idOf("mlrdevcc01"), { environmentName }).allowConnectionFrom(
          stack.workspace(),
        );
      expect(connect).toThrow(/aml-dev\/Existing\.(environmentName|ruleName): got/);
    },
  );

  it("needs no environment for a connection that names its rule", () => {
    const stack = devStack();
    AmlRegistry.fromRegistryId(stack, "Existing", idOf("mlrdevcc01")).allowConnectionFrom(stack.workspace(), {
      ruleName: "AllowPartnerRegistryAccess",
    });
    expect(stack).toHaveAzapiResource(OUTBOUND_RULES, { name: "AllowPartnerRegistryAccess" });
  });

  it("reads the name in the id, whatever the case of the type", () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_-]{2,31}$/);
    fc.assert(
      fc.property(name, fc.boolean(), (registryName, lower) => {
        const id = idOf("", SUBSCRIPTION);
        const registryId = `${lower ? id.toLowerCase() : id}${registryName}`;
        const registry = AmlRegistry.fromRegistryId(devStack(), "Existing", registryId, { environmentName: "dev" });
        expect(registry.registryName).toBe(registryName);
      }),
      { numRuns: 25 },
    );
  });

  it("leaves the name to Terraform where the id does not say it", () => {
    const stack = devStack();
    const registry = AmlRegistry.fromRegistryId(stack, "Existing", "${var.registry_id}", {
      environmentName: "dev",
    });
    expect(told(stack, registry.registryName)).toBe('${element(split("/", "${var.registry_id}"), 8)}');
  });

  it.each([
    "mlrdevcc01",
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/crdevcc01",
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlwdevcc01",
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/registries/mlrdevcc01/models/one",
  ])("refuses the id %s", (registryId) => {
    expect(() => AmlRegistry.fromRegistryId(devStack(), "Existing", registryId, { environmentName: "dev" })).toThrow(
      `aml-dev/Existing.registryId: got "${registryId}"`,
    );
  });
});
