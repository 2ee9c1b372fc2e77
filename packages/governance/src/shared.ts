import type { IResourceGroup } from "@org/aml-core";
import { isGuid, isUnresolved, providerFor, refuse, textOf, UniqueRegistry } from "@org/aml-core/internal";
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
 * Rejects anything but the GUID of a subscription. A token is accepted.
 * @throws InvalidInputError
 */
export function requireSubscriptionId(scope: IConstruct, value: string | undefined): void {
  if (value === undefined || isUnresolved(value) || isGuid(value)) return;
  refuse(scope, "subscriptionId", {
    value,
    allowed: "a GUID, 00000000-0000-0000-0000-000000000000",
    fix: "pass the GUID alone: az account show --query id",
  });
}

/**
 * Rejects a list that isn't one, or that has an item without a value, which TypeScript reports at compile time.
 * @throws InvalidInputError
 */
export function requireList(scope: IConstruct, prop: string, value: unknown, example: string): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) return refuse(scope, prop, { value, allowed: "a list", fix: `use ${example}` });
  const empty = value.findIndex((item) => item === undefined || item === null || item === "");
  if (empty < 0) return;
  refuse(scope, `${prop}.${empty}`, { value: value[empty], allowed: "a value", fix: `remove it, or use ${example}` });
}

/**
 * Rejects a resource group by its name, which TypeScript reports at compile time.
 * @throws InvalidInputError
 */
export function requireGroup(scope: IConstruct, group: unknown): void {
  if (typeof (group as IResourceGroup | undefined)?.id === "string") return;
  refuse(scope, "resourceGroup", {
    value: group,
    allowed: "a resource group",
    fix: "pass the resource group itself: new ResourceGroup(...), or an object with id, name and location",
  });
}

/**
 * Reserves the name of a resource in a group, in which Azure has each name once for each type.
 * @param type what it is, such as `budget`
 * @throws InvalidInputError for a name that another construct has in the group
 */
export function reserveName(scope: IConstruct, group: IResourceGroup, type: string, name: string, prop = "name"): void {
  UniqueRegistry.of(group as IResourceGroup & IConstruct, type).reserve(
    [name.toLowerCase()],
    scope.node.path,
    (first) =>
      refuse(scope, prop, {
        value: name,
        allowed: `a name that no other ${type} in the resource group has`,
        fix: `rename it, or remove ${first}`,
      }),
  );
}

/** E-mail addresses that Azure's notifications take: of ASCII characters, without a name. */
export const EMAIL_ADDRESS =
  /^[A-Za-z0-9_'+-]+(\.[A-Za-z0-9_'+-]+)*@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z][A-Za-z0-9-]+$/;

/**
 * Rejects a text that is no e-mail address.
 * @throws InvalidInputError
 */
export function requireEmailAddress(scope: IConstruct, prop: string, value: string): void {
  if (isUnresolved(value) || EMAIL_ADDRESS.test(value)) return;
  refuse(scope, prop, { value, allowed: "an e-mail address", fix: "use one such as ops@example.com" });
}

/**
 * Rejects a date that doesn't exist. A token is accepted.
 * @throws InvalidInputError
 */
export function requireDate(
  scope: IConstruct,
  prop: string,
  value: string,
  allowed: string,
  example = "2027-06-30",
): void {
  if (isUnresolved(value)) return;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return;
  refuse(scope, prop, { value, allowed, fix: `use a date such as ${example}` });
}
