import type { Resource, Stack } from "@org/aml-synth-model";
import type { TerraformEvent } from "@org/terraform-runner";
import { withoutKeys } from "./address.js";

/**
 * The addresses in a stack that hold another one: those of its resources that need something in it.
 * @returns undefined if only the whole stack's end lets the other go, as it's not told what in it needs the other
 */
export function holdersOf(stack: Stack, other: Stack): ReadonlySet<string> | undefined {
  if (stack.modules.length > 0) return undefined;
  const needsOther = (resource: Resource): boolean =>
    resource.dependencies().some((need) => need.stack === other || (need.kind === "data" && needsOther(need)));
  const holders = stack.resources.filter(needsOther).map(({ address }) => address);
  return holders.length === 0 ? undefined : new Set(holders);
}

/**
 * Watches the events of a stack's destruction for the end of what holds another stack.
 * @param release called once, when nothing holds it any more
 */
export function watchHolders(
  holders: ReadonlySet<string>,
  release: () => void,
): (event: Pick<TerraformEvent, "type" | "change" | "hook">) => void {
  const left = new Set<string>();
  return ({ type, change, hook }) => {
    if (type === "planned_change" && change && holders.has(withoutKeys(change.resource.addr))) {
      left.add(change.resource.addr);
    }
    const wasThere = type === "apply_complete" && left.delete(hook?.resource.addr ?? "");
    if ((type === "change_summary" || wasThere) && left.size === 0) release();
  };
}
