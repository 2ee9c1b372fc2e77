import { relative } from "node:path";
import { AnnotationMetadataEntryType, TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { costDrivers } from "./cost-drivers.js";

/** Summary of a synth. */
export class Summary {
  readonly #stacks: readonly { readonly name: string; readonly counts: ReadonlyMap<string, number> }[];
  readonly #outdir: string;
  readonly #billed: ReadonlyMap<string, number>;
  /** Warnings of the constructs, such as weakened isolation, additional cost or unreachable networks. */
  public readonly warnings: readonly string[];

  constructor(
    stacks: readonly TerraformStack[],
    outdir: string,
    /** Names of those that only exist to be destroyed. */
    public readonly removed: readonly string[] = [],
  ) {
    this.#outdir = outdir;
    this.warnings = stacks.flatMap((stack) => stack.node.findAll()).flatMap(warningsOf);
    this.#billed = countBilled(stacks);
    this.#stacks = stacks.map((stack) => ({ name: stack.node.id, counts: countByType(stack) }));
  }

  /** Names of the stacks. */
  public get stacks(): readonly string[] {
    return this.#stacks.map(({ name }) => name);
  }

  /** Number of resources in all stacks. */
  public get resources(): number {
    return this.#stacks.reduce((sum, { counts }) => sum + total(counts), 0);
  }

  /**
   * The summary as lines of text.
   * @param milliseconds duration of the command
   * @param cwd folder to which the shown path is relative
   */
  public text(milliseconds: number, cwd: string): string {
    const lines = this.#stacks.flatMap(({ name, counts }) => [
      `${name}: ${total(counts)} resources`,
      ...[...counts].map(([type, count]) => `  ${String(count).padStart(4)}  ${type}`),
      "",
    ]);
    lines.push("what is billed, and how (docs/runbooks/cost.md):", ...costDrivers(this.#billed), "");
    const where = relative(cwd, this.#outdir) || ".";
    lines.push(
      `${this.#stacks.length} stacks, ${this.resources} resources in ${milliseconds} ms, written to ${where}/stacks`,
    );
    return lines.join("\n");
  }
}

function warningsOf({ node }: IConstruct): string[] {
  return node.metadata
    .filter(({ type }) => type === AnnotationMetadataEntryType.WARN)
    .map(({ data }) => `warning: ${node.path}: ${String(data)}`);
}

function countByType(stack: TerraformStack): Map<string, number> {
  const counts = new Map<string, number>();
  for (const construct of stack.node.findAll()) {
    if (!TerraformResource.isTerraformResource(construct)) continue;
    const type = construct.terraformResourceType;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Number of resources of all stacks by Terraform type, or by ARM type for azapi. */
function countBilled(stacks: readonly TerraformStack[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const construct of stacks.flatMap((stack) => stack.node.findAll())) {
    if (!TerraformResource.isTerraformResource(construct)) continue;
    const armType = "typeInput" in construct ? String(construct.typeInput).split("@")[0] : undefined;
    const type = construct.terraformResourceType === "azapi_resource" ? armType : construct.terraformResourceType;
    if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
