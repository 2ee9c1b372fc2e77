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
   * them as changes (`ignore_changes`). A tag of the configuration is only set when its resource is created.
   * @param names names of tags, in the spelling that the resources have
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
    // Bindings have this property for the argument `tags`.
    if (!TerraformResource.isTerraformResource(construct) || !("tagsInput" in construct)) return;
    const { ignoreChanges = [] } = construct.lifecycle ?? {};
    if (ignoreChanges === "all" || ignoreChanges.includes("tags")) return;
    const all = new Set([...ignoreChanges, ...this.#paths]);
    construct.lifecycle = { ...construct.lifecycle, ignoreChanges: [...all] };
  }
}
