import { dependable, type ITerraformDependable } from "cdktf";

/** An L1 whose `depends_on` can still be added to. Every CDKTF resource and data source is one. */
export interface Orderable extends ITerraformDependable {
  dependsOn?: string[];
}

const ADDED = Symbol.for("@org/aml-core.dependOn");

interface Remembering extends Orderable {
  [ADDED]?: Set<ITerraformDependable>;
}

/**
 * Adds explicit order: `resource` is created after, and destroyed before, each of `dependables`.
 * Takes L1s only: CDKTF drops constructs from `depends_on` without a word.
 */
export function dependOn(resource: Orderable, dependables: Iterable<ITerraformDependable>): void {
  // A dependable's text is a new token each time, so what was added is remembered by object.
  const added = ((resource as Remembering)[ADDED] ??= new Set());
  for (const wanted of dependables) {
    if (added.has(wanted)) continue;
    added.add(wanted);
    resource.dependsOn = [...(resource.dependsOn ?? []), dependable(wanted)];
  }
}
