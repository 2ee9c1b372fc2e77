import { describe, expect, it } from "vitest";
import { providerWait } from "../../src/deployment-test/provider-wait.js";

describe("providerWait", () => {
  it.each([
    ["azurerm_role_assignment", 20],
    ["azurerm_monitor_diagnostic_setting", 10],
    ["azuread_service_principal_password", 20],
    ["azurerm_storage_account", 0],
  ])("%s: %d s", (type, seconds) => {
    expect(providerWait({ type, values: {} })).toBe(seconds);
  });

  it("counts Application Insights only where azurerm disables the generated rules", () => {
    const type = "azurerm_application_insights";
    expect(providerWait({ type, values: { disable_generated_rule: true } })).toBe(30);
    expect(providerWait({ type, values: { disable_generated_rule: false } })).toBe(0);
  });
});
