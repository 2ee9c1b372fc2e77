import { azurermMajorOf, providerFor, subscriptionOfId } from "@org/aml-core/internal";
import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { PrivateDnsZoneReference } from "../zone.js";

/**
 * The `provider` argument for resources in a zone.
 *
 * azurerm 4 finds the zone by name and group in the provider's subscription, so the provider must be for the zone's
 * subscription; azurerm 5 reads the subscription from the zone's id.
 * @throws InvalidInputError if the stack has no provider for the zone's subscription, or `provider` does not fit
 */
export function providerOfZone(
  scope: IConstruct,
  zone: PrivateDnsZoneReference,
  provider: TerraformProvider | undefined,
): TerraformProvider | undefined {
  const subscription = zone.subscriptionId ?? subscriptionOfId(zone.zoneId, scope);
  return providerFor(scope, { subscription, provider, required: azurermMajorOf(scope) === 4 });
}
