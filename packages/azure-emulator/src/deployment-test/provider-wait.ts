import type { ShownResource } from "./live-check.js";

/** Seconds that azurerm waits after it has created a resource, independent of Azure's response. Source: azurerm 5.2. */
const AFTER_CREATION: Readonly<Record<string, number>> = {
  azurerm_role_assignment: 20,
  azurerm_monitor_diagnostic_setting: 10,
};
const WITHOUT_GENERATED_RULES = 30;

/** Seconds that the provider itself adds to the creation of a resource. */
export function providerWait({ type, values }: Pick<ShownResource, "type" | "values">): number {
  if (type === "azurerm_application_insights" && values["disable_generated_rule"] === true) {
    return WITHOUT_GENERATED_RULES;
  }
  return AFTER_CREATION[type] ?? 0;
}
