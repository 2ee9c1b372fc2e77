import type { ITerraformDependable } from "cdktf";

/** An L1 whose `depends_on` can still be added to. Every CDKTF resource and data source is one. */
export interface Orderable extends ITerraformDependable {
  dependsOn?: string[];
}

/**
 * Adds explicit order: `resource` is created after, and destroyed before, each of `dependables`.
 * Takes L1s only: CDKTF drops constructs from `depends_on` without a word.
 */
export function dependOn(resource: Orderable, dependables: Iterable<ITerraformDependable>): void {
  const wanted = new Set(resource.dependsOn ?? []);
  for (const dependable of dependables) wanted.add(dependable.fqn);
  if (wanted.size > 0) resource.dependsOn = [...wanted];
}
