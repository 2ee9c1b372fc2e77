import type { ITerraformDependable } from "cdktf";
import type { Node } from "constructs";

/**
 * A resource group. The libraries don't create resource groups; the app owns them. An azurerm `ResourceGroup` satisfies
 * the interface.
 */
export interface IResourceGroup {
  /** Name of the group. */
  readonly name: string;
  /** ARM id, `/subscriptions/<subscription>/resourceGroups/<name>`. */
  readonly id: string;
  /** Azure region of the group, and the default region of resources in it. */
  readonly location: string;
  /**
   * What has to exist before resources in this group, such as the deployment principal's role assignments.
   * @default - nothing
   */
  readonly dependencies?: readonly ITerraformDependable[] | undefined;
  /**
   * The node of the construct of the group, which distinguishes groups whose names are tokens.
   * @default - none: the name is literal
   */
  readonly node?: Node | undefined;
}

/** Attributes of an existing resource group. */
export interface ResourceGroupAttributes {
  /** Name of the group. */
  readonly name: string;
  /** Azure region of the group, such as `canadacentral`. */
  readonly location: string;
  /** Subscription that contains it: a GUID, usually a Terraform variable, never a literal in a library. */
  readonly subscriptionId: string;
}

/** An existing resource group; its id is composed of the subscription and its name. */
export function resourceGroupFromAttributes(attributes: ResourceGroupAttributes): IResourceGroup {
  const { name, location, subscriptionId } = attributes;
  return { name, location, id: `/subscriptions/${subscriptionId}/resourceGroups/${name}` };
}

/** The same group, whose resources wait for `dependencies` as well. */
export function resourceGroupAfter(
  group: IResourceGroup,
  dependencies: readonly ITerraformDependable[],
): IResourceGroup {
  return {
    name: group.name,
    id: group.id,
    location: group.location,
    dependencies: [...(group.dependencies ?? []), ...dependencies],
    node: group.node,
  };
}
