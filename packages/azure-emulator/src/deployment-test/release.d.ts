import type { Stack } from "@org/aml-synth-model";
import type { TerraformEvent } from "@org/terraform-runner";
/**
 * The addresses in a stack that hold another one: those of its resources that need something in it.
 * @returns undefined if only the whole stack's end lets the other go, as it's not told what in it needs the other
 */
export declare function holdersOf(stack: Stack, other: Stack): ReadonlySet<string> | undefined;
/**
 * Watches the events of a stack's destruction for the end of what holds another stack.
 * @param release called once, when nothing holds it any more
 */
export declare function watchHolders(holders: ReadonlySet<string>, release: () => void): (event: Pick<TerraformEvent, "type" | "change" | "hook">) => void;
