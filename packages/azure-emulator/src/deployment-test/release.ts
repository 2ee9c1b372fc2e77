import type { Resource, Stack } from "@org/aml-synth-model";
import type { TerraformEvent } from "@org/terraform-runner";
import { withoutKeys } from "./address.js";

/**
 * The addresses of a stack's resources that depend on another stack.
 * @returns undefined if they are unknown, so that the other stack has to wait for the whole stack
 */
export function holdersOf(stack: Stack, other: Stack): ReadonlySet<string> | undefined {
  if (stack.modules.length > 0) return undefined;
  const needsOther = (resource: Resource): boolean =>
    resource.dependencies().some((need) => need.stack === other || (need.kind === "data" && needsOther(need)));
  const holders = stack.resources.filter(needsOther).map(({ address }) => address);
  return holders.length === 0 ? undefined : new Set(holders);
}

/**
 * Watches the events of a stack's destruction until nothing in it depends on another stack.
 * @param release called once, when nothing depends on the other stack anymore
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
