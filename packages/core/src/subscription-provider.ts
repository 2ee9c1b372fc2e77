import { ArmId } from "@org/azure-catalog";
import { TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { refuse } from "./invalid-input.js";
import type { IResourceGroup } from "./resource-group.js";
import { isUnresolved, textOf } from "./tokens.js";

/** The parts of the generated azurerm provider that are used here. */
interface AzurermProvider extends TerraformProvider {
  readonly subscriptionId?: string | undefined;
}

/** Props of {@link providerFor}. */
export interface ProviderForProps {
  /** The subscription to write to, as {@link subscriptionOf} returns it. */
  readonly subscription: string | undefined;
  /**
   * The provider that was passed in.
   * @default - the stack's provider for the subscription
   */
  readonly provider?: TerraformProvider | undefined;
  /**
   * Whether a stack without a provider for the subscription is rejected. azurerm finds a resource that is given by name
   * and group in the provider's subscription, so another provider would write to the wrong one. With `"other"`, only a
   * stack that is known to write to another subscription is rejected.
   */
  readonly required: boolean | "other";
}

/**
 * The subscription that contains a resource: from its ARM id or, if only Terraform knows the id, from the provider that
 * writes the resource.
 * @param id ARM id of the resource
 * @param construct the resource, or a construct in the stack that writes it
 * @returns a GUID or an expression, such as `${var.subscription_id}`; undefined if neither contains it
 */
export function subscriptionOf(id: string, construct: IConstruct): string | undefined {
  const known = subscriptionOfId(id, construct);
  if (known !== undefined) return known;
  const stack = TerraformStack.of(construct);
  const resource = construct.node.tryFindChild("Resource") ?? construct;
  const own = TerraformResource.isTerraformResource(resource) ? resource.provider : undefined;
  return subscriptionOfProvider(own ?? azurermProviders(stack).find(({ alias }) => alias === undefined));
}

/** The subscription in an ARM id, as Terraform reads it; undefined if the id doesn't contain it. */
export function subscriptionOfId(id: string, scope: IConstruct): string | undefined {
  const known = ArmId.tryParse(id)?.subscriptionId;
  return known === undefined ? undefined : textOf(known, scope);
}

/**
 * The `provider` argument for a resource of azurerm in a subscription.
 * @returns undefined for the stack's default provider
 * @throws InvalidInputError if no provider of the stack is for the subscription, or `provider` is for another one or in
 * another stack
 */
export function providerFor(scope: IConstruct, props: ProviderForProps): TerraformProvider | undefined {
  const { subscription, provider, required } = props;
  const stack = TerraformStack.of(scope);
  if (provider) return requireFitting(scope, stack, provider, props);
  if (subscription === undefined) return undefined;
  const providers = azurermProviders(stack);
  const found = providers.filter((one) => isSame(subscriptionOfProvider(one), subscription));
  // If several match, the default provider is used.
  const [first] = found;
  if (first) return found.some(({ alias }) => alias === undefined) ? undefined : first;
  const known = providers.flatMap((one) => subscriptionOfProvider(one) ?? []);
  const isOther =
    !isUnresolved(subscription) && providers.length > 0 && known.length > 0 && known.every((one) => !isUnresolved(one));
  if (required === false || (required === "other" && !isOther)) return undefined;
  return refuse(scope, "provider", {
    value: `a resource in the subscription ${subscription}`,
    allowed: `subscriptions that ${stack.node.path} has a provider for: ${known.length > 0 ? known.join(", ") : "none of its providers names one"}`,
    fix: `add to the stack, before this: new AzurermProvider(this, "azurerm-other", { alias: "other", subscriptionId: "${subscription}", features: [{}] })`,
  });
}

/** The `provider` argument for resources in a resource group: the provider for the group's subscription. */
export function providerOfGroup(scope: IConstruct, group: IResourceGroup): TerraformProvider | undefined {
  const { node } = group;
  const construct = node?.scope?.node.tryFindChild(node.id);
  if (!construct || !TerraformResource.isTerraformResource(construct)) {
    return providerFor(scope, { subscription: subscriptionOfId(group.id, scope), required: "other" });
  }
  if (construct.provider && TerraformStack.of(construct) === TerraformStack.of(scope)) return construct.provider;
  return providerFor(scope, { subscription: subscriptionOf(group.id, construct), required: "other" });
}

function requireFitting(
  scope: IConstruct,
  stack: TerraformStack,
  provider: AzurermProvider,
  { subscription, required }: ProviderForProps,
): TerraformProvider {
  if (TerraformStack.of(provider) !== stack) {
    refuse(scope, "provider", {
      value: provider.node.path,
      allowed: `a provider of the stack ${stack.node.path}, which the resource is in`,
      fix: `declare the aliased AzurermProvider in ${stack.node.path} as well, and pass that one`,
    });
  }
  const own = subscriptionOfProvider(provider);
  const isKnown = own !== undefined && subscription !== undefined && !isUnresolved(own) && !isUnresolved(subscription);
  if (required !== false && isKnown && !isSame(own, subscription)) {
    refuse(scope, "provider", {
      value: `${provider.node.path}, which writes to the subscription ${own}`,
      allowed: `a provider of the subscription ${subscription}, which the resource is in`,
      fix: `pass one with subscriptionId: "${subscription}"`,
    });
  }
  return provider;
}

function azurermProviders(stack: TerraformStack): AzurermProvider[] {
  const isAzurerm = (construct: IConstruct): construct is AzurermProvider =>
    TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === "azurerm";
  const direct = stack.node.children.filter(isAzurerm);
  return direct.length > 0 ? direct : stack.node.findAll().filter(isAzurerm);
}

function subscriptionOfProvider(provider: AzurermProvider | undefined): string | undefined {
  return provider?.subscriptionId === undefined ? undefined : textOf(provider.subscriptionId, provider);
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
