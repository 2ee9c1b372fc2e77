import { isUnresolved, providerFor, refuse, textOf } from "@org/aml-core/internal";
import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * The `provider` argument for resources of a subscription; undefined for the stack's default provider.
 * @param required whether the provider has to be that of the subscription, because azurerm takes it from there
 */
export function providerOfSubscription(
  scope: IConstruct,
  subscriptionId: string | undefined,
  required = false,
): TerraformProvider | undefined {
  const subscription = subscriptionId === undefined ? undefined : textOf(subscriptionId, scope);
  return providerFor(scope, { subscription, required });
}

/**
 * Rejects a text that is no e-mail address.
 * @throws InvalidInputError
 */
export function requireEmailAddress(
  scope: { readonly node: { readonly path: string } },
  prop: string,
  value: string,
): void {
  if (isUnresolved(value) || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) return;
  refuse(scope, prop, { value, allowed: "an e-mail address", fix: "use one such as ops@example.com" });
}

/**
 * Rejects a date that doesn't exist.
 * @throws InvalidInputError
 */
export function requireDate(
  scope: { readonly node: { readonly path: string } },
  prop: string,
  value: string,
  allowed: string,
): void {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return;
  refuse(scope, prop, { value, allowed, fix: "use a date such as 2027-06-30" });
}
