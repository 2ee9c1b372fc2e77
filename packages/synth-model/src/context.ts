import type { Tree } from "./expression/tree.js";
import type { Node } from "./model.js";

/** Maximum number of references that are followed in a row, which ends cycles. */
export const LONGEST = 64;
/** Maximum number of references and loop items for one value, which ends values that double with each step. */
const MOST = 10_000;
/** Reason why a value is unknown that takes more steps. */
export const TOO_MUCH = "evaluating it takes too many steps";

/** What one evaluation has used and encountered. */
export interface Run {
  left: number;
  deepest: number;
  /** Whether a reference wasn't followed to its end, so that the result must not be cached. */
  cut: boolean;
  readonly defaults: Set<Node>;
}

/** Context of an expression: its element, and the names that enclosing loops bind. */
export interface Context {
  readonly node: Node;
  readonly bound: ReadonlyMap<string, Tree> | undefined;
  readonly depth: number;
  readonly run: Run;
}

/** The context of an element's expressions. */
export function start(node: Node, bound?: ReadonlyMap<string, Tree>): Context {
  return { node, bound, depth: 0, run: { left: MOST, deepest: 0, cut: false, defaults: new Set() } };
}

/**
 * Counts references or items.
 * @returns false if the limit is reached
 */
export function spend(context: Context, steps = 1): boolean {
  const { run, depth } = context;
  run.left -= steps;
  run.deepest = Math.max(run.deepest, depth);
  if (run.left >= 0 && depth <= LONGEST) return true;
  run.cut = true;
  return false;
}
