import type { ITerraformDependable } from "cdktf";
import type { Node } from "constructs";

/**
 * A resource group to put resources in. The libraries create none (S0-RGS-02): the app owns them.
 * An azurerm `ResourceGroup` is one as it stands.
 */
export interface IResourceGroup {
  /** Name of the group. */
  readonly name: string;
  /** ARM id, `/subscriptions/<subscription>/resourceGroups/<name>`. */
  readonly id: string;
  /** Azure region of the group, the default region of what is put in it. */
  readonly location: string;
  /**
   * What has to exist before resources in this group: the deployment principal's role assignments (S0-RBC-05).
   * @default - nothing
   */
  readonly dependencies?: readonly ITerraformDependable[] | undefined;
  /**
   * The node of the construct that stands for the group: what tells groups apart where names are tokens.
   * @default - none: the name is literal
   */
  readonly node?: Node | undefined;
}

/** How an existing resource group is named. */
export interface ResourceGroupAttributes {
  /** Name of the group. */
  readonly name: string;
  /** Azure region of the group, `canadacentral`. */
  readonly location: string;
  /** Subscription that holds it: a GUID, usually a Terraform variable. Libraries never carry a literal one. */
  readonly subscriptionId: string;
}

/** An existing resource group, its id made of the subscription and its name (S0-RGS-03). */
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
