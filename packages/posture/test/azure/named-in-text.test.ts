import { describe, expect, it } from "vitest";
import { evaluated } from "../support/evaluated.js";
import { runCheck } from "../support/run-check.js";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
const group = (name: string) => ({
  main: { name: `rg-${name}`, location: "westeurope", tags: { environment: name } },
});

/** Development and production, with a vault in production and something in development. */
const withDevelopment = (resources: object) =>
  evaluated({
    dev: { resource: { azurerm_resource_group: group("dev"), ...resources } },
    prod: {
      resource: {
        azurerm_resource_group: group("prod"),
        azurerm_key_vault: {
          main: {
            name: "kv-prod",
            resource_group_name: "rg-prod",
            location: "westeurope",
            tags: { environment: "prod" },
          },
        },
      },
    },
  });

describe("an id of another environment's resource that is written out", () => {
  const vault = `${SUBSCRIPTION}/resourceGroups/rg-prod/providers/Microsoft.KeyVault/vaults/kv-prod`;

  it.each([
    ["an access policy", "azurerm_key_vault_access_policy", "key_vault_id"],
    ["a diagnostic setting", "azurerm_monitor_diagnostic_setting", "target_resource_id"],
  ])("leads there as a reference does: %s", (_, type, argument) => {
    const { outcome, findings } = withDevelopment({ [type]: { one: { name: "one", [argument]: vault } } });
    expect(outcome("isolation")).toBe("violated");
    expect(findings.find(({ rule }) => rule === "check-isolation")?.steps?.[0]?.text).toContain(argument);
  });

  it("leads nowhere where no stack has it", () => {
    const other = vault.replace("kv-prod", "kv-other").replace("rg-prod", "rg-other");
    const { outcome } = withDevelopment({ azurerm_key_vault_access_policy: { one: { key_vault_id: other } } });
    expect(outcome("isolation")).toBe("satisfied");
  });
});

describe("a rule in the body of a workspace", () => {
  const registry = (target: string) =>
    runCheck("isolation", ({ prod }) => {
      prod["resource"].azapi_resource.workspace.body.properties.managedNetwork.outboundRules = {
        dev: { type: "PrivateEndpoint", destination: { serviceResourceId: target, subresourceTarget: "amlregistry" } },
      };
    });

  it("may lead to the registry of an environment that it may use, by reference and by id", () => {
    const byReference = registry("${data.terraform_remote_state.dev.outputs.registry}");
    const byId = registry(
      `${SUBSCRIPTION}/resourceGroups/rg-dev/providers/Microsoft.MachineLearningServices/registries/mlrdev`,
    );
    expect([byReference.outcome, byId.outcome]).toEqual(["satisfied", "satisfied"]);
  });
});
