import { Aspects, type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** The tags of all resources below a construct. */
export class ResourceTags {
  /**
   * @param scope a construct, a stack or an app
   */
  public static of(scope: IConstruct): ResourceTags {
    return new ResourceTags(scope);
  }

  readonly #scope: IConstruct;

  private constructor(scope: IConstruct) {
    this.#scope = scope;
  }

  /**
   * Leaves tags to others, such as an Azure Policy that tags every resource: Terraform neither removes them nor reports
   * them as changes (`ignore_changes`). If the configuration sets such a tag, Terraform applies it only when it creates
   * the resource.
   * @param names names of tags, spelled as on the resources
   */
  public ignoreChanges(...names: readonly string[]): void {
    if (names.length > 0) Aspects.of(this.#scope).add(new IgnoreTagChanges(names));
  }
}

class IgnoreTagChanges implements IAspect {
  readonly #paths: readonly string[];

  constructor(names: readonly string[]) {
    this.#paths = names.map((name) => `tags[${JSON.stringify(name)}]`);
  }

  public visit(construct: IConstruct): void {
    // Only bindings of types with the argument `tags` have this property.
    if (!TerraformResource.isTerraformResource(construct) || !("tagsInput" in construct)) return;
    const { ignoreChanges = [] } = construct.lifecycle ?? {};
    if (ignoreChanges === "all" || ignoreChanges.includes("tags")) return;
    const all = new Set([...ignoreChanges, ...this.#paths]);
    construct.lifecycle = { ...construct.lifecycle, ignoreChanges: [...all] };
  }
}
