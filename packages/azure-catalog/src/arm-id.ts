import { InvalidInputError } from "./invalid-input.js";

const SUBSCRIPTION_TYPE = "Microsoft.Resources/subscriptions";
const RESOURCE_GROUP_TYPE = "Microsoft.Resources/resourceGroups";

/** Parts of the id of a top-level resource in a resource group, by their index in `split("/", id)`. */
export const ARM_ID_SEGMENTS = { subscriptionId: 2, resourceGroup: 4, name: 8 } as const;

interface Parts {
  readonly text: string;
  readonly scope: string;
  readonly resourceType: string;
  readonly name: string;
  readonly parent: ArmId | undefined;
}

/**
 * The id of an Azure resource, resource group, subscription or management group, as an immutable value.
 *
 * A segment can be a Terraform expression (`/subscriptions/${var.subscription_id}/resourceGroups/...`). So can the
 * scope (`${azurerm_resource_group.this.id}/providers/...`), whose parts are then unknown. An id that consists of a
 * single expression can't be parsed.
 *
 * Azure compares ids case-insensitively. Names and types keep their letter case; the fixed segments (`subscriptions`,
 * `resourceGroups`, `providers`) get the spelling that Terraform providers require.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export class ArmId {
  /** The id of a subscription. */
  public static ofSubscription(subscriptionId: string): ArmId {
    return new ArmId({
      text: `/subscriptions/${segment("subscriptionId", subscriptionId)}`,
      scope: "",
      resourceType: SUBSCRIPTION_TYPE,
      name: subscriptionId,
      parent: undefined,
    });
  }

  /** The id of a resource group. */
  public static ofResourceGroup(subscriptionId: string, name: string): ArmId {
    const parent = ArmId.ofSubscription(subscriptionId);
    return new ArmId({
      text: `${parent.toString()}/resourceGroups/${segment("resourceGroup", name)}`,
      scope: parent.toString(),
      resourceType: RESOURCE_GROUP_TYPE,
      name,
      parent,
    });
  }

  /**
   * Parses an id.
   * @throws InvalidInputError for anything that is not an ARM id
   */
  public static parse(text: string, path = "ArmId"): ArmId {
    const id = ArmId.tryParse(text);
    if (id) return id;
    throw new InvalidInputError({
      path,
      value: text,
      allowed: "an ARM id, /subscriptions/<subscription>/resourceGroups/<group>/providers/<namespace>/<type>/<name>",
      fix: "use the id that Azure returns for the resource: az resource show --query id",
    });
  }

  /** Parses an id; undefined for anything that is not an ARM id. */
  public static tryParse(text: string): ArmId | undefined {
    const [first = "", ...segments] = segmentsOf(text);
    if (segments.some((one) => one.trim() === "")) return undefined;
    if (first !== "" && !/^\$\{.*\}$/s.test(first)) return undefined;
    const [keyword, subscriptionId, groups, group, ...rest] = segments;
    if (is(keyword, "providers")) return ArmId.#below(undefined, segments.slice(1), first);
    if (first !== "" || !is(keyword, "subscriptions") || subscriptionId === undefined) return undefined;
    const subscription = ArmId.ofSubscription(subscriptionId);
    if (groups === undefined) return subscription;
    if (is(groups, "providers")) return ArmId.#below(subscription, segments.slice(3));
    if (!is(groups, "resourceGroups") || group === undefined) return undefined;
    const resourceGroup = ArmId.ofResourceGroup(subscriptionId, group);
    if (rest.length === 0) return resourceGroup;
    return is(rest[0], "providers") ? ArmId.#below(resourceGroup, rest.slice(1)) : undefined;
  }

  /** Parses `<namespace>/<type>/<name>/...` and, after another `providers` segment, an extension. */
  static #below(
    parent: ArmId | undefined,
    segments: readonly string[],
    scope = String(parent ?? ""),
  ): ArmId | undefined {
    const end = segments.findIndex((one, index) => index > 1 && index % 2 === 1 && is(one, "providers"));
    const [namespace, ...pairs] = end < 0 ? segments : segments.slice(0, end);
    if (namespace === undefined || pairs.length === 0 || pairs.length % 2 !== 0) return undefined;
    const types = pairs.filter((_, index) => index % 2 === 0);
    const names = pairs.filter((_, index) => index % 2 === 1);
    const id = ArmId.#resource(parent, scope, [namespace, ...types], names);
    return end < 0 ? id : ArmId.#below(id, segments.slice(end + 1));
  }

  static #resource(
    parent: ArmId | undefined,
    scope: string,
    [namespace = "", ...types]: readonly string[],
    names: readonly string[],
  ): ArmId {
    return types.reduce<ArmId | undefined>((above, one, index) => {
      const name = segment("name", names[index] ?? "");
      const start = above?.toString() ?? `${scope}/providers/${namespace}`;
      return new ArmId({
        text: `${start}/${segment("type", one)}/${name}`,
        scope,
        resourceType: [namespace, ...types.slice(0, index + 1)].join("/"),
        name,
        parent: above ?? parent,
      });
    }, undefined) as ArmId;
  }

  /**
   * ARM type, such as `Microsoft.Network/virtualNetworks/subnets`. For an extension resource, the type of the
   * extension.
   */
  public readonly resourceType: string;
  /** Name of the resource; for a subscription, its GUID. */
  public readonly name: string;
  /**
   * The id that contains this one: the parent resource, the extended resource, the resource group or the subscription.
   * Undefined for subscriptions and resources of the tenant, and if the scope is an expression.
   */
  public readonly parent: ArmId | undefined;
  /**
   * The text before the resource's own `/providers/`: the id of its group, its subscription or the resource it extends.
   * Empty for subscriptions and resources of the tenant.
   */
  public readonly scope: string;
  readonly #text: string;

  private constructor(parts: Parts) {
    this.#text = parts.text;
    this.scope = parts.scope;
    this.resourceType = parts.resourceType;
    this.name = parts.name;
    this.parent = parts.parent;
    Object.freeze(this);
  }

  /** Namespace of the resource provider, such as `Microsoft.Network`. */
  public get namespace(): string {
    return this.resourceType.slice(0, this.resourceType.indexOf("/"));
  }

  /** The id in lower case, as a key of maps. */
  public get key(): string {
    return this.#text.toLowerCase();
  }

  /** GUID of the subscription that contains it; undefined for resources of the tenant. */
  public get subscriptionId(): string | undefined {
    return this.#find(SUBSCRIPTION_TYPE)?.name;
  }

  /** Name of the resource group that it is or belongs to; undefined outside of a group. */
  public get resourceGroup(): string | undefined {
    return this.#find(RESOURCE_GROUP_TYPE)?.name;
  }

  /**
   * The id of a resource in this group, subscription or management group, or of an extension on this resource.
   * @param resourceType ARM type with its namespace, such as `Microsoft.Network/virtualNetworks/subnets`
   * @param names one name per segment of the type, such as `"vnet-aml-dev-cc-01", "snet-pe"`
   * @throws InvalidInputError for a type without a namespace, or if names and segments of the type differ in number
   */
  public resource(resourceType: string, ...names: readonly [string, ...string[]]): ArmId {
    const type = segmentsOf(resourceType);
    if (type.length < 2 || type.length !== names.length + 1 || type.includes("")) {
      throw new InvalidInputError({
        path: "ArmId.resource",
        value: [resourceType, ...names],
        allowed: "an ARM type with its namespace, and a name for each segment of the type",
        fix: 'use for instance resource("Microsoft.Network/virtualNetworks/subnets", "vnet", "subnet")',
      });
    }
    return ArmId.#resource(this, this.#text, type, names);
  }

  /**
   * The id of a child resource: `vnet.child("subnets", "snet-pe")`.
   * @throws InvalidInputError for a parent that is not a resource
   */
  public child(type: string, name: string): ArmId {
    if (this.#isContainer) {
      throw new InvalidInputError({
        path: "ArmId.child",
        value: this.#text,
        allowed: "the id of a resource",
        fix: `use resource("<namespace>/${type}", "${name}") for a resource in a group or subscription`,
      });
    }
    return new ArmId({
      text: `${this.#text}/${segment("type", type)}/${segment("name", name)}`,
      scope: this.scope,
      resourceType: `${this.resourceType}/${type}`,
      name,
      parent: this,
    });
  }

  /** Whether the resource has this ARM type, compared case-insensitively. */
  public hasType(resourceType: string): boolean {
    return this.resourceType.toLowerCase() === resourceType.toLowerCase();
  }

  /**
   * Whether both ids identify the same resource, compared case-insensitively. Two expressions are equal if their texts
   * are.
   */
  public equals(other: ArmId | string): boolean {
    const id = typeof other === "string" ? ArmId.tryParse(other) : other;
    return id?.key === this.key;
  }

  /** Whether it is the given resource or scope, or below it, compared case-insensitively. */
  public isWithin(scope: ArmId | string): boolean {
    const outer = typeof scope === "string" ? scope.toLowerCase().replace(/\/$/, "") : scope.key;
    return this.key === outer || this.key.startsWith(`${outer}/`);
  }

  public toString(): string {
    return this.#text;
  }

  public toJSON(): string {
    return this.#text;
  }

  get #isContainer(): boolean {
    return this.hasType(SUBSCRIPTION_TYPE) || this.hasType(RESOURCE_GROUP_TYPE);
  }

  #find(resourceType: string): ArmId | undefined {
    if (this.hasType(resourceType)) return this;
    return this.parent === undefined ? undefined : this.parent.#find(resourceType);
  }
}

function is(given: string | undefined, keyword: string): boolean {
  return given?.toLowerCase() === keyword.toLowerCase();
}

/**
 * @returns the segment, unchanged
 * @throws InvalidInputError for an empty segment, or a text of several segments
 */
function segment(path: string, value: string): string {
  if (value.trim() !== "" && segmentsOf(value).length === 1) return value;
  throw new InvalidInputError({
    path: `ArmId.${path}`,
    value,
    allowed: "one segment of an ARM id, not empty and without a slash",
    fix: "pass the name alone",
  });
}

/** Splits at slashes, except within a Terraform expression, such as `${split("/", var.id)[2]}`. */
function segmentsOf(text: string): string[] {
  const segments = [""];
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "{" && (depth > 0 || text[index - 1] === "$")) depth += 1;
    if (character === "}" && depth > 0) depth -= 1;
    if (character === "/" && depth === 0) segments.push("");
    else segments[segments.length - 1] += character;
  }
  return segments;
}
