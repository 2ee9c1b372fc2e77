import { dependable, type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";

/** An L1 whose `depends_on` can be extended. Every CDKTF resource and data source is one. */
export interface Orderable extends ITerraformDependable {
  dependsOn?: string[];
}

const ADDED = Symbol.for("@org/aml-core.dependOn");

interface Remembering extends Orderable {
  [ADDED]?: Set<ITerraformDependable>;
}

/**
 * Adds explicit order: `resource` is created after, and destroyed before, each of `dependencies`. Accepts only L1s,
 * because CDKTF silently drops constructs from `depends_on`.
 *
 * A dependency in another stack orders the stacks instead: `depends_on` can't refer to it, although CDKTF would write
 * it.
 */
export function dependOn(resource: Orderable, dependencies: Iterable<ITerraformDependable>): void {
  // The text of a dependency is a new token on each access, so added dependencies are remembered as objects.
  const added = ((resource as Remembering)[ADDED] ??= new Set());
  for (const wanted of dependencies) {
    if (added.has(wanted)) continue;
    added.add(wanted);
    if (orderedByStacks(resource, wanted)) continue;
    resource.dependsOn = [...(resource.dependsOn ?? []), dependable(wanted)];
  }
}

function orderedByStacks(resource: Orderable, wanted: ITerraformDependable): boolean {
  if (!Construct.isConstruct(resource) || !Construct.isConstruct(wanted)) return false;
  const [own, other] = [TerraformStack.of(resource), TerraformStack.of(wanted)];
  if (own === other) return false;
  if (!own.dependencies.includes(other)) own.addDependency(other);
  return true;
}
