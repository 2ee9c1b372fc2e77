const RESOURCE_GROUPS = "Microsoft.Resources/resourceGroups";
const SUBSCRIPTIONS = "Microsoft.Resources/subscriptions";

/** The id of something that Azure Resource Manager manages; two ids that differ in casing only are the same. */
export class ResourceId {
  /**
   * Reads an id.
   * @returns undefined for text that isn't the id of a subscription, a resource group or a resource
   */
  public static parse(text: string): ResourceId | undefined {
    const segments = text.split("/").filter((segment) => segment !== "");
    const at = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
    if (at >= 0) {
      const [namespace, ...pairs] = segments.slice(at + 1);
      if (namespace === undefined || pairs.length === 0 || pairs.length % 2 !== 0) return undefined;
      return new ResourceId(slash(segments.slice(0, at)), namespace, pairs);
    }
    if (segments.length === 2 && isWord(segments[0], "subscriptions")) return new ResourceId("", "", segments);
    if (segments.length === 4 && isWord(segments[0], "subscriptions") && isWord(segments[2], "resourcegroups")) {
      return new ResourceId(slash(segments.slice(0, 2)), "", segments.slice(2));
    }
    return undefined;
  }

  /** What it is for maps: the id in lower case. */
  public readonly key: string;
  /** The type in the casing of the id: `Microsoft.Network/virtualNetworks/subnets`. */
  public readonly type: string;
  /** What comes before the last `/providers/`: the resource group, the resource that this one extends, or nothing. */
  public readonly scope: string;
  readonly #namespace: string;
  readonly #pairs: readonly string[];

  private constructor(scope: string, namespace: string, pairs: readonly string[]) {
    this.scope = scope;
    this.#namespace = namespace;
    this.#pairs = pairs;
    this.key = this.toString().toLowerCase();
    this.type =
      namespace === ""
        ? isWord(pairs[0], "resourcegroups")
          ? RESOURCE_GROUPS
          : SUBSCRIPTIONS
        : [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join("/");
  }

  /** The last name. */
  public get name(): string {
    return this.#pairs.at(-1) ?? "";
  }

  /** The namespace of its resource provider; empty for subscriptions and resource groups. */
  public get namespace(): string {
    return this.#namespace;
  }

  /** The subscription's GUID. */
  public get subscription(): string | undefined {
    return /^\/subscriptions\/([^/]+)/i.exec(this.toString())?.[1];
  }

  /** The resource group's name. */
  public get resourceGroup(): string | undefined {
    return this.group?.name;
  }

  /** The resource group: itself, or the one that contains it. */
  public get group(): ResourceId | undefined {
    const found = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(this.toString());
    return found ? ResourceId.parse(found[0]) : undefined;
  }

  /** The resource that this one is part of, without which it can't be: for a subnet its network. */
  public get parent(): ResourceId | undefined {
    if (this.#pairs.length > 2) return new ResourceId(this.scope, this.#namespace, this.#pairs.slice(0, -2));
    return this.scope === "" ? undefined : ResourceId.parse(this.scope);
  }

  /** The resource at the top of its own path: for a subnet its network. */
  public get root(): ResourceId {
    return new ResourceId(this.scope, this.#namespace, this.#pairs.slice(0, 2));
  }

  /** A part of this resource. */
  public child(type: string, name: string): ResourceId {
    return new ResourceId(this.scope, this.#namespace, [...this.#pairs, type, name]);
  }

  /** A resource that extends this one, or is in this resource group. */
  public extension(type: string, name: string): ResourceId {
    const [namespace = "", ...types] = type.split("/");
    return new ResourceId(this.toString(), namespace, [...types, name]);
  }

  public isType(type: string): boolean {
    return isWord(this.type, type);
  }

  public equals(other: ResourceId | string): boolean {
    return this.key === (typeof other === "string" ? other.toLowerCase() : other.key);
  }

  /** Whether this is the other, or lies below it. */
  public isWithin(other: ResourceId | string): boolean {
    const scope = typeof other === "string" ? other.toLowerCase().replace(/\/$/, "") : other.key;
    return this.key === scope || this.key.startsWith(`${scope}/`);
  }

  public toString(): string {
    const own = this.#namespace === "" ? this.#pairs : ["providers", this.#namespace, ...this.#pairs];
    return this.scope + slash(own);
  }
}

function slash(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment}`).join("");
}

function isWord(text: string | undefined, word: string): boolean {
  return text?.toLowerCase() === word.toLowerCase();
}
