import { DEEPEST } from "./content.js";
import type { Evaluator } from "./evaluator.js";
import { EvaluationError, entriesOf, toCount } from "./expression/functions/arguments.js";
import { Evaluated, firstHole, Hole, isSet, isTreeList, type Tree } from "./expression/tree.js";
import type { Content, Node } from "./model.js";
import { plainName, type Instances } from "./scope.js";

/** Maximum number of instances of one block; more are not expanded. */
const MOST = 10_000;
/** Arguments that are sent to Azure unchanged. */
const VERBATIM: ReadonlySet<string> = new Set(["body", "sensitive_body", "tags"]);

type Block = Readonly<Record<string, Content>>;

/** The instances of a block with `for_each` or `count`. */
export function instancesOf(evaluator: Evaluator, prototype: Node, content: Block): Instances {
  const by = "count" in content ? "count" : "each";
  const given = content[by === "count" ? "count" : "for_each"] ?? null;
  const { tree = null, defaults } = evaluator.evaluate(prototype, given);
  const open = (reason: string): Instances => ({
    by,
    hole: tree instanceof Hole ? tree : new Hole({ text: textOf(given), reason }),
  });
  if (tree instanceof Hole) return { by, hole: tree };
  try {
    if (by === "count") {
      const count = toCount(tree);
      if (count > MOST) return open("there are too many instances to evaluate");
      return { by, defaults, bindings: Array.from({ length: count }, (_, index) => ({ kind: "count", index })) };
    }
    // Terraform requires a map or a set. JSON has no sets, so a list of strings is treated as one.
    const set = isTreeList(tree) && !isSet(tree);
    const entries = set ? tree.map((item) => [item, item] as const) : entriesOf(tree);
    if (entries.length > MOST) return open("it has too many items to evaluate");
    const unknown = entries.map(([key]) => firstHole(key as Tree)).find((hole) => hole !== undefined);
    if (unknown) return { by, hole: unknown };
    return { by, defaults, bindings: entries.map(([key, value]) => ({ kind: "each", key: String(key), value })) };
  } catch (error) {
    if (!EvaluationError.isEvaluationError(error)) throw error;
    return open(error.message);
  }
}

/** A block's content, in which `dynamic` blocks at any depth are replaced by the blocks that they generate. */
export function withDynamicBlocks(evaluator: Evaluator, node: Node, content: Content): Content {
  if (!hasDynamic(content, 0)) return content;
  return expand(evaluator, node, content as Block, undefined);
}

function expand(evaluator: Evaluator, node: Node, block: Block, bound: ReadonlyMap<string, Tree> | undefined): Block {
  const expanded: Record<string, Content> = {};
  for (const [name, value] of Object.entries(block)) {
    if (isDynamic(name, value)) continue;
    expanded[name] = VERBATIM.has(name) ? value : nested(evaluator, node, value, bound);
  }
  const { dynamic } = block;
  if (!isDynamic("dynamic", dynamic)) return expanded;
  for (const labels of blocks(dynamic)) {
    for (const [label, bodies] of Object.entries(labels)) {
      const all = blocks(bodies).map((body) => generated(evaluator, node, label, body, bound));
      const made = all.flatMap((one) => one.blocks);
      const written = items(expanded[label]);
      const [only] = made;
      if (written.length === 0 && made.length === 1 && only?.tree instanceof Hole) expanded[label] = only;
      else if (written.length + made.length > 0) expanded[label] = [...written, ...made];
      else expanded[label] = new Evaluated([], new Set(all.flatMap((one) => [...one.defaults])));
    }
  }
  return expanded;
}

function nested(
  evaluator: Evaluator,
  node: Node,
  value: Content,
  bound: ReadonlyMap<string, Tree> | undefined,
): Content {
  if (!hasDynamic(value, 1)) return value;
  return Array.isArray(value)
    ? (value as readonly Content[]).map((item) => nested(evaluator, node, item, bound))
    : expand(evaluator, node, value as Block, bound);
}

/** Blocks, and the variables whose defaults determine which exist. */
interface Generated {
  readonly blocks: readonly Evaluated[];
  readonly defaults: ReadonlySet<object>;
}

/** The blocks that a `dynamic` block generates. If they are unknown, the list contains one unknown item. */
function generated(
  evaluator: Evaluator,
  node: Node,
  label: string,
  body: Block,
  bound: ReadonlyMap<string, Tree> | undefined,
): Generated {
  const { tree = null, defaults } = evaluator.evaluate(node, body["for_each"] ?? null, bound);
  const unknown = (text: string, reason: string, causes: readonly Hole[]): Generated => {
    return { blocks: [new Evaluated(new Hole({ text, reason, causes }), defaults)], defaults };
  };
  if (tree instanceof Hole) return unknown(tree.text, tree.reason, [tree]);
  const iterator = typeof body["iterator"] === "string" ? plainName(body["iterator"]) : label;
  const content = blocks(body["content"])[0] ?? {};
  try {
    const made = entriesOf(tree ?? []).map(([key, value]) => {
      const names = new Map([...(bound ?? []), [iterator, { key, value }] as [string, Tree]]);
      const block = hasDynamic(content, 0) ? expand(evaluator, node, content, names) : content;
      const evaluation = evaluator.evaluate(node, block, names);
      return new Evaluated(evaluation.tree ?? null, new Set([...defaults, ...evaluation.defaults]));
    });
    return { blocks: made, defaults };
  } catch (error) {
    if (!EvaluationError.isEvaluationError(error)) throw error;
    return unknown(textOf(body["for_each"] ?? null), error.message, []);
  }
}

function isDynamic(name: string, value: Content | undefined): boolean {
  return (
    name === "dynamic" &&
    blocks(value).some((labels) =>
      Object.values(labels).some((bodies) => blocks(bodies).some((body) => "for_each" in body && "content" in body)),
    )
  );
}

function hasDynamic(content: Content, depth: number): boolean {
  if (typeof content !== "object" || content === null || content instanceof Evaluated || depth > DEEPEST) return false;
  if (Array.isArray(content)) return (content as readonly Content[]).some((item) => hasDynamic(item, depth + 1));
  for (const [name, value] of Object.entries(content as Block)) {
    if (depth === 0 && VERBATIM.has(name)) continue;
    if (isDynamic(name, value) || (typeof value === "object" && hasDynamic(value, depth + 1))) return true;
  }
  return false;
}

function items(value: Content | undefined): readonly Content[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Content[]) : [value];
}

function blocks(value: Content | undefined): readonly Block[] {
  return items(value).filter(
    (item): item is Block =>
      typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof Evaluated),
  );
}

function textOf(content: Content): string {
  return typeof content === "string" ? content.replace(/^\$\{([\s\S]*)\}$/, "$1") : JSON.stringify(content);
}
