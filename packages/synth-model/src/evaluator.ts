import { child, descend, descendPath, isLiteral } from "./content.js";
import { type Context, LONGEST, type Run, spend, start, TOO_MUCH } from "./context.js";
import type { ExpressionCache } from "./expression/cache.js";
import { formatSteps, type Expression, type Step, type TraversalExpression } from "./expression/expression.js";
import { toText } from "./expression/functions/arguments.js";
import { isTemplate } from "./expression/parse.js";
import {
  allHoles,
  Evaluated,
  failed,
  firstHole,
  Hole,
  isTreeList,
  isTreeObject,
  render,
  type Tree,
} from "./expression/tree.js";
import { convert } from "./expression/type-constraint.js";
import { Interpreter, unwrap } from "./interpreter.js";
import type { Json } from "./json.js";
import { locate } from "./locate.js";
import {
  isRepeated,
  isResource,
  type Content,
  type Node,
  type Place,
  type Repeated,
  type Stack,
  type Target,
  type Value,
} from "./model.js";

const AFTER_APPLY = "known after apply";

/** A cached value, with the number of steps that it took. */
interface Kept {
  readonly tree: Tree;
  readonly cost: number;
  readonly height: number;
  readonly defaults: ReadonlySet<Node>;
}

/** A value with the variables whose defaults it uses. */
export interface Evaluation {
  /** Undefined if nothing is set. */
  readonly tree: Tree | undefined;
  readonly defaults: ReadonlySet<Node>;
}

const NOTHING: Evaluation = { tree: undefined, defaults: new Set() };

/** Evaluates expressions as Terraform does, as far as the text of the stacks allows. */
export class Evaluator {
  readonly #expressions: ExpressionCache;
  readonly #owners: ReadonlyMap<object, Stack>;
  readonly #interpreter = new Interpreter({
    traversal: (...given) => this.#traversal(...given),
    steps: (...given) => this.#steps(...given),
  });
  readonly #types = new Map<string, Expression | undefined>();
  #kept = new WeakMap<Node, Map<string, Kept>>();
  readonly #underWay = new Set<string>();

  /**
   * @param expressions parses strings
   * @param owners the stack that writes each remote state in the model
   */
  constructor(expressions: ExpressionCache, owners: ReadonlyMap<object, Stack>) {
    this.#expressions = expressions;
    this.#owners = owners;
  }

  /** Clears the cache, because more stacks are known. */
  public forget(): void {
    this.#kept = new WeakMap();
  }

  /** The evaluated content of an element. */
  public evaluate(node: Node, content: Content, bound?: ReadonlyMap<string, Tree>): Evaluation {
    const context = start(node, bound);
    const tree = this.#content(context, content);
    return { tree, defaults: context.run.defaults };
  }

  /**
   * The evaluated value at a path. The path is followed in the content, then in the value of the expression found
   * there.
   */
  public read(node: Node, content: Content, path: readonly (string | number)[]): Evaluation {
    const found = descendPath(content, path);
    if (!found) return NOTHING;
    if (found.rest.length === 0 && isLiteral(found.content)) return { tree: found.content, defaults: NOTHING.defaults };
    const context = start(node);
    const tree = this.dig(context, this.#content(context, found.content), found.rest);
    return { tree, defaults: context.run.defaults };
  }

  /** The value inside a value. A list with one item can be read without an index, because blocks are such lists. */
  public dig(context: Context | Node, tree: Tree, path: readonly (string | number)[]): Tree | undefined {
    let at: Tree | undefined = tree;
    for (const segment of path) {
      if (typeof segment === "string" && isTreeList(at))
        at = at.length === 1 ? at[0] : at.find((item) => item instanceof Hole);
      if (at instanceof Hole) {
        const step: Step =
          typeof segment === "string" ? { kind: "attribute", name: segment } : { kind: "index", key: segment };
        at = this.#step("node" in context ? context : start(context), at, step);
      } else if (isTreeList(at)) at = typeof segment === "number" ? at[segment] : undefined;
      else if (isTreeObject(at)) {
        if (segment !== 0) at = Object.hasOwn(at, segment) ? at[segment] : undefined;
      } else return undefined;
    }
    return at;
  }

  /** The only attribute to which an expression resolves, if any; locals, outputs and remote states are followed. */
  public targetOf(node: Node, text: string): Target | undefined {
    const place = this.#placeOf(start(node), text);
    return place && this.follow(place);
  }

  /** The final target of a traversal. */
  public follow(place: Place): Target {
    return targetFrom(this.followPlace(place));
  }

  /** {@link follow}, as a place. */
  public followPlace(place: Place): Place {
    let at = place;
    for (let left = LONGEST; left > 0; left -= 1) {
      const next = this.#next(at);
      if (!next) break;
      at = next;
    }
    return at;
  }

  /**
   * The places that a traversal refers to. There are several if it refers to all instances of a block, or to `each`.
   */
  public placesOf(node: Node, traversal: TraversalExpression): readonly Place[] | "missing" | "ambient" {
    if (traversal.root === "each") {
      return allHoles(this.#traversal(start(node), traversal)).flatMap(({ target }) =>
        target ? [target as Place] : [],
      );
    }
    const location = locate(node.scope, traversal);
    if (location.kind !== "found") return location.kind;
    const { found, steps } = location;
    if (!isRepeated(found)) return [{ node: found, steps }];
    const one = this.#select(start(node), found, steps);
    return one ? [one] : found.nodes.map((each) => ({ node: each, steps }));
  }

  /**
   * The output that `outputs.<name>` of a remote state in the model, or `<name>` of a module that was read, refers to.
   */
  public outputOf(node: Node, steps: readonly Step[]): Place | undefined {
    const owner = this.#owners.get(node);
    const [first, second] = steps;
    if (owner && first?.kind === "attribute" && first.name === "outputs") {
      const name = nameOf(second);
      const output = name === undefined ? undefined : owner.get(`output.${name}`);
      return output && { node: output as Node, steps: steps.slice(2) };
    }
    const name = nameOf(first);
    const output = name === undefined ? undefined : node.inner?.find(`output.${name}`);
    return output && !isRepeated(output) ? { node: output, steps: steps.slice(1) } : undefined;
  }

  /** The stack that writes a remote state. */
  public ownerOf(node: object): Stack | undefined {
    return this.#owners.get(node);
  }

  /** The place that an element passes on, such as the value of a local. */
  #next({ node, steps }: Place): Place | undefined {
    const output = this.outputOf(node, steps);
    if (output) return output;
    const passed = this.#passed(node);
    if (passed === undefined || isResource(node)) return undefined;
    const found = descend(passed.content, steps);
    if (!found) return undefined;
    if (found.content instanceof Evaluated) return placeIn(found.content.tree, found.rest);
    if (typeof found.content !== "string") return undefined;
    const place = this.#placeOf(start(passed.node), found.content);
    return place && { node: place.node, steps: [...place.steps, ...found.rest] };
  }

  #placeOf(context: Context, text: string): Place | undefined {
    const expression = this.#expressions.find(text);
    const traversal = expression && unwrap(expression);
    if (traversal?.kind !== "traversal") return undefined;
    if (traversal.root === "each") return placeIn(this.#traversal(context, traversal), []);
    if (traversal.root === "self") return { node: context.node, steps: traversal.steps };
    const location = locate(context.node.scope, traversal);
    if (location.kind !== "found") return undefined;
    const { found, steps } = location;
    return isRepeated(found) ? this.#select(context, found, steps) : { node: found, steps };
  }

  /** The content from which an element's attributes are read, and the scope of its expressions. */
  #passed(node: Node): { readonly content: Content | undefined; readonly node: Node } | undefined {
    switch (node.kind) {
      case "local":
        return { content: node.raw, node };
      case "output":
        return { content: child(node.raw, "value"), node };
      case "variable": {
        const { call } = node.scope;
        const given = call ? child(call.raw, node.name) : child(node.raw, "value");
        return given === undefined ? undefined : { content: given, node: call ?? node };
      }
      case "resource":
      case "data":
      case "ephemeral":
        return { content: node.raw, node };
      default:
        return undefined;
    }
  }

  #content(context: Context, content: Content): Tree {
    if (typeof content === "string") return isTemplate(content) ? this.#text(context, content) : content;
    if (typeof content !== "object" || content === null) return content;
    if (content instanceof Evaluated) {
      for (const variable of content.defaults) context.run.defaults.add(variable as Node);
      return content.tree;
    }
    if (Array.isArray(content)) {
      let items: Tree[] | undefined;
      for (const [index, item] of (content as readonly Content[]).entries()) {
        const tree = this.#content(context, item);
        if (tree !== item) items ??= content.slice(0, index) as Tree[];
        items?.push(tree);
      }
      return items ?? (content as readonly Tree[]);
    }
    return this.#object(context, content as { readonly [key: string]: Content });
  }

  #object(context: Context, content: { readonly [key: string]: Content }): Tree {
    let changed = false;
    const entries: [string, Tree][] = [];
    for (const [key, item] of Object.entries(content)) {
      const name = isTemplate(key) ? this.#text(context, key) : key;
      if (name instanceof Hole) return name;
      const tree = this.#content(context, item);
      changed ||= name !== key || tree !== item;
      entries.push([typeof name === "object" ? key : toText(name), tree]);
    }
    return changed ? Object.fromEntries(entries) : (content as Tree);
  }

  #text(context: Context, text: string): Tree {
    const expression = this.#expressions.find(text);
    if (!expression) {
      return new Hole({ text, reason: "it is not an expression of Terraform's language", failed: true, written: text });
    }
    const tree = this.#interpreter.expression(context, expression);
    const isText = expression.kind === "template" && tree instanceof Hole && tree.text === text;
    return isText && !tree.parts ? new Hole({ ...tree, written: text }) : tree;
  }

  #traversal(context: Context, traversal: TraversalExpression): Tree {
    const { root, steps, text } = traversal;
    const bound = context.bound?.get(root);
    if (bound !== undefined) return this.#steps(context, bound, steps, text);
    if (root === "each" || root === "count") return this.#ambient(context, traversal);
    if (root === "self") return this.#attribute(context, { node: context.node, steps });
    const location = locate(context.node.scope, traversal);
    if (location.kind === "ambient") {
      return isRootFolder(context.node, traversal)
        ? "."
        : new Hole({ text, reason: `${root} is known only to Terraform` });
    }
    if (location.kind === "missing") return new Hole({ text, reason: `there is no ${location.address}` });
    const { found, steps: rest } = location;
    if (!isRepeated(found)) return this.#attribute(context, { node: found, steps: rest });
    return this.#ofRepeated(context, found, rest, text);
  }

  #ambient(context: Context, { root, steps, text }: TraversalExpression): Tree {
    const { binding } = context.node;
    const name = nameOf(steps[0]);
    if (binding?.kind === "unknown") return new Hole({ text, reason: binding.hole.reason, causes: [binding.hole] });
    if (root === "count" && binding?.kind === "count" && name === "index") return binding.index;
    if (root === "each" && binding?.kind === "each" && name === "key") return binding.key;
    if (root === "each" && binding?.kind === "each" && name === "value")
      return this.#steps(context, binding.value, steps.slice(1), text);
    return new Hole({ text, reason: `there is no ${root} here` });
  }

  #ofRepeated(context: Context, repeated: Repeated, steps: readonly Step[], text: string): Tree {
    const place = this.#select(context, repeated, steps);
    if (place) return this.#attribute(context, place);
    if (repeated.open) return new Hole({ text, reason: `${repeated.declaration} needs itself` });
    const [first] = steps;
    if (first?.kind === "computed-index") {
      const key = this.#interpreter.expression(context, first.expression);
      if (key instanceof Hole) return new Hole({ text, reason: key.reason, causes: [key] });
    }
    if (first?.kind === "index" || first?.kind === "computed-index")
      return failed(text, `${repeated.declaration} has no such instance`);
    const wholes = repeated.nodes.map((node): [string, Tree] => [String(node.key), wholeOf(node)]);
    const tree = repeated.by === "each" ? Object.fromEntries(wholes) : wholes.map(([, whole]) => whole);
    return this.#steps(context, tree, steps, text);
  }

  /** The instance that an index selects; if number and keys are unknown, the one that represents all. */
  #select(context: Context, repeated: Repeated, steps: readonly Step[]): Place | undefined {
    const [first, ...rest] = steps;
    const { nodes, open: isOpen } = repeated;
    if (isOpen) {
      const indexed = first?.kind === "index" || first?.kind === "computed-index";
      return nodes[0] && { node: nodes[0], steps: indexed ? rest : steps };
    }
    const key =
      first?.kind === "index"
        ? first.key
        : first?.kind === "computed-index"
          ? this.#interpreter.expression(context, first.expression)
          : undefined;
    if (typeof key !== "string" && typeof key !== "number") return undefined;
    const node = nodes.find((each) => String(each.key) === String(key));
    return node && { node, steps: rest };
  }

  #steps(context: Context, tree: Tree, steps: readonly Step[], text: string): Tree {
    let at = tree;
    for (const [index, step] of steps.entries()) {
      if (step.kind === "splat") {
        if (at instanceof Hole) return this.#step(context, at, step);
        const items = isTreeList(at) ? at : at === null ? [] : [at];
        const rest = steps.slice(index + 1);
        return items.map((item) => this.#steps(context, item, rest, text));
      }
      at = this.#step(context, at, step, text);
      if (at instanceof Hole && at.failed) return at;
    }
    return at;
  }

  #step(context: Context, tree: Tree, step: Step, text = ""): Tree {
    if (tree instanceof Hole) return this.#stepInHole(context, tree, step);
    const key = step.kind === "computed-index" ? this.#interpreter.expression(context, step.expression) : nameOf(step);
    if (key instanceof Hole) return new Hole({ text, reason: key.reason, causes: [key] });
    if (isTreeList(tree)) {
      const item = typeof key === "number" || /^\d+$/.test(String(key)) ? tree[Number(key)] : undefined;
      return item ?? (item === null ? null : failed(text, `the list has no [${String(key)}]`));
    }
    if (isTreeObject(tree)) {
      if (Object.hasOwn(tree, String(key))) return tree[String(key)] as Tree;
      // Terraform treats a block that is an object in JSON as a list with one item.
      return key === 0 ? tree : failed(text, `there is no ${String(key)} in it`);
    }
    return failed(text, "it has nothing inside");
  }

  #stepInHole(context: Context, hole: Hole, step: Step): Tree {
    if (hole.failed) return hole;
    if (hole.target) {
      const { node, steps } = hole.target as Place;
      return this.#attribute(context, { node, steps: [...steps, step] });
    }
    const text = `${hole.text}${step.kind === "attribute" ? "." : ""}${formatSteps([step])}`;
    return new Hole({ text, reason: hole.reason, causes: [hole] });
  }

  /** The evaluated attribute of an element. */
  #attribute(context: Context, place: Place): Tree {
    const { node, steps } = place;
    const inside = { node, bound: undefined, depth: context.depth + 1, run: context.run };
    if (!spend(inside)) return holeOf(place, TOO_MUCH);
    const output = this.outputOf(node, steps);
    if (output) return this.#attribute(inside, output);
    if (isResource(node)) return this.#ofResource(inside, place);
    if (node.kind === "module") return this.#ofModule(place);
    const passed = this.#passed(node);
    if (passed) return this.#passedOn(inside, passed, place);
    return node.kind === "variable" ? this.#default(inside, place) : holeOf(place, AFTER_APPLY);
  }

  #ofModule(place: Place): Tree {
    const { node, steps } = place;
    if (steps.length === 0) return wholeOf(node);
    if (!node.inner) return holeOf(place, `${node.address} is not read`);
    return failed(joinAddress(node.address, formatSteps(steps)), `${node.address} has no such output`);
  }

  #ofResource(inside: Context, place: Place): Tree {
    const { node, steps } = place;
    const [first, ...rest] = steps;
    if (!first) return wholeOf(node);
    // A splat treats a resource without `count` as a list with one item.
    if (first.kind === "splat") return [this.#attribute(inside, { node, steps: rest })];
    const found = descend(node.raw, steps);
    if (!found) return holeOf(place, AFTER_APPLY);
    // In a plan, an attribute that is known only after the apply refers to itself.
    if (found.content instanceof Evaluated && placeIn(found.content.tree, [])?.node === node)
      return holeOf(place, AFTER_APPLY);
    const tree = this.#steps(inside, this.#content(inside, found.content), found.rest, "");
    return tree instanceof Hole && tree.failed && found.rest.length > 0 ? holeOf(place, AFTER_APPLY) : tree;
  }

  /** The default of a variable of the root module, or of one that a module call doesn't set. */
  #default(inside: Context, place: Place): Tree {
    const { node, steps } = place;
    const fallback = child(node.raw, "default");
    if (fallback === undefined) return holeOf(place, `${node.address} has no default`);
    if (!node.scope.call) inside.run.defaults.add(node);
    const tree = fallback instanceof Evaluated ? fallback.tree : this.#converted(node, this.#content(inside, fallback));
    return this.#steps(inside, tree, steps, joinAddress(node.address, formatSteps(steps)));
  }

  #converted(node: Node, tree: Tree): Tree {
    const type = child(node.raw, "type");
    if (typeof type !== "string" || tree === null) return tree;
    if (!this.#types.has(type)) {
      const text = type.replace(/^\$\{([\s\S]*)\}$/, "$1");
      this.#types.set(type, this.#expressions.find(`\${${text}}`));
    }
    const constraint = this.#types.get(type);
    return constraint
      ? convert(tree, constraint, (literal) => this.#interpreter.expression(start(node), literal))
      : tree;
  }

  /** The value of a local, output or variable; cached, because many elements refer to it. */
  #passedOn(
    inside: Context,
    passed: { readonly content: Content | undefined; readonly node: Node },
    place: Place,
  ): Tree {
    const { node, steps } = place;
    // A variable's type may add optional attributes that the call doesn't set.
    const given = node.kind === "variable" && passed.content !== undefined ? passed.content : undefined;
    const found = given === undefined ? descend(passed.content, steps) : { content: given, rest: steps };
    const text = joinAddress(node.address, formatSteps(steps));
    if (!found) return failed(text, `${node.address} has no such attribute`);
    const taken = formatSteps(steps.slice(0, steps.length - found.rest.length));
    const key = `${node.id} ${taken}`;
    const { run, depth } = inside;
    const kept = this.#kept.get(node)?.get(taken);
    if (kept && depth + kept.height <= LONGEST && run.left >= kept.cost) {
      run.left -= kept.cost;
      run.deepest = Math.max(run.deepest, depth + kept.height);
      for (const variable of kept.defaults) run.defaults.add(variable);
      return this.#steps(inside, kept.tree, found.rest, text);
    }
    if (this.#underWay.has(key)) {
      run.cut = true;
      return holeOf(place, `${node.address} needs itself`);
    }
    this.#underWay.add(key);
    const own: Run = { left: run.left, deepest: depth, cut: false, defaults: new Set() };
    const there = { node: passed.node, bound: undefined, depth, run: own };
    let tree = this.#content(there, found.content);
    if (node.kind === "variable") tree = this.#nullable(there, node, tree);
    this.#underWay.delete(key);
    const cost = run.left - own.left;
    run.left = own.left;
    run.deepest = Math.max(run.deepest, own.deepest);
    run.cut ||= own.cut;
    for (const variable of own.defaults) run.defaults.add(variable);
    if (!own.cut) {
      const byPath = this.#kept.get(node) ?? new Map<string, Kept>();
      byPath.set(taken, { tree, cost, height: own.deepest - depth, defaults: own.defaults });
      this.#kept.set(node, byPath);
    }
    return this.#steps(inside, tree, found.rest, text);
  }

  /**
   * The value that a module call passes to a variable, converted to the variable's type. Null becomes the default if
   * `nullable` is false.
   */
  #nullable(context: Context, node: Node, tree: Tree): Tree {
    const fallback = child(node.raw, "default");
    const given =
      tree === null && child(node.raw, "nullable") === false && fallback !== undefined
        ? this.#content(context, fallback)
        : tree;
    return this.#converted(node, given);
  }
}

/** Whether a traversal is the folder of the root module, in which Terraform runs. */
function isRootFolder({ scope }: Node, { root, steps }: TraversalExpression): boolean {
  const name = root === "path" && steps.length === 1 ? nameOf(steps[0]) : undefined;
  return name === "root" || (name === "module" && !scope.call);
}

function wholeOf(node: Node): Hole {
  return holeOf({ node, steps: [] }, AFTER_APPLY);
}

function holeOf(place: Place, reason: string): Hole {
  const text = joinAddress(place.node.address, formatSteps(place.steps));
  return new Hole({ text, reason, target: place });
}

function nameOf(step: Step | undefined): string | number | undefined {
  if (step?.kind === "attribute") return step.name;
  return step?.kind === "index" ? step.key : undefined;
}

/** The attribute to which an unknown value refers, if there is exactly one. */
function placeIn(tree: Tree, rest: readonly Step[]): Place | undefined {
  if (!(tree instanceof Hole) || !tree.target) return undefined;
  const { node, steps } = tree.target as Place;
  return { node, steps: [...steps, ...rest] };
}

/** An unknown value in the form of the public API. */
export function targetFrom({ node, steps }: Place): Target {
  return { element: node, attribute: formatSteps(steps) };
}

/** An address with the path that is read. */
function joinAddress(address: string, attribute: string): string {
  return attribute === "" || attribute.startsWith("[") ? `${address}${attribute}` : `${address}.${attribute}`;
}

/** A value in the short form of `Element.value`. */
export function valueFrom(tree: Tree): Value {
  if (!firstHole(tree)) return { known: true, value: tree as Json };
  const place = placeIn(tree, []);
  return { known: false, value: render(tree), ...(place ? { target: targetFrom(place) } : {}) };
}
