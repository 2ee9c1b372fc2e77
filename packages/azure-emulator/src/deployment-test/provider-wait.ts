import type { StateResource } from "@org/aml-synth-model";

/**
 * Seconds that a provider waits after it has created a resource, independent of Azure's response. Sources: azurerm 5.2;
 * azuread 3.9, which reads a new object five times.
 */
const AFTER_CREATION: Readonly<Record<string, number>> = {
  azuread_application_federated_identity_credential: 4,
  azuread_application_password: 4,
  azuread_group: 20,
  azuread_service_principal_password: 20,
  azurerm_role_assignment: 20,
  azurerm_monitor_diagnostic_setting: 10,
};
const WITHOUT_GENERATED_RULES = 30;

/** Seconds that the provider itself adds to the creation of a resource. */
export function providerWait({ type, values }: Pick<StateResource, "type" | "values">): number {
  if (type === "azurerm_application_insights" && values["disable_generated_rule"] === true) {
    return WITHOUT_GENERATED_RULES;
  }
  return AFTER_CREATION[type] ?? 0;
}
