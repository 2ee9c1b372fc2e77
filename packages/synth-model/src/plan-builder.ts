import { ElementNode, ModuleNode, type Links } from "./element.js";
import { parseExpression } from "./expression/parse.js";
import { Evaluated, Hole, isTreeObject, type HoleTarget, type Tree } from "./expression/tree.js";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";
import {
  isRepeated,
  isResource,
  type Binding,
  type Content,
  type Node,
  type Place,
  type PlannedReference,
  type Stack,
} from "./model.js";
import type { Path } from "./path.js";
import { ResourceNode, type Metadata } from "./resource.js";
import { ModuleScope, RepeatedBlock } from "./scope.js";
import { at, objects, plannedModule, type Plan, type PlannedModule, type PlannedResource } from "./source/plan.js";
import { itemFor, PlannedConfiguration, type Counterpart } from "./plan-configuration.js";
import { TerraformStack } from "./stack.js";

const AFTER_APPLY = "known after apply";
/** Settings of Terraform itself, which a plan doesn't contain. */
const META = ["lifecycle", "provisioner"];
const NOT_IN_A_PLAN = new Hole({
  text: "lifecycle",
  reason: "a plan has no lifecycle; check it with its configuration",
});
const SENSITIVE = "it is sensitive, so it is not shown";

/** The configuration of a plan, in a separate model. */
export interface PlanContext {
  readonly stack: Stack;
  /** False if the configuration was derived from the plan, which contains no dynamic blocks. */
  readonly whole: boolean;
  readonly counterpart: Counterpart;
}

/**
 * Creates a stack from a plan: the same elements as from a configuration, with the values that Terraform evaluated.
 * @param context the configuration, if it is available, because a plan contains neither locals nor the text of HCL
 * expressions
 */
export function stackFromPlan(plan: Plan, links: Links, context: PlanContext | undefined): TerraformStack {
  const stack = new TerraformStack(
    {
      name: plan.name,
      source: "plan",
      constructPath: plan.name,
      workingDirectory: `/plans/${plan.name}`,
      files: plan.file === undefined ? [] : [plan.file],
    },
    links,
  );
  const providers = isJsonObject(at(plan.json, "configuration", "provider_config"))
    ? (at(plan.json, "configuration", "provider_config") as JsonObject)
    : {};
  stack.setTerraform({ required_providers: requiredProviders(providers) });
  const builder = new PlanBuilder(stack.scope, plan, links, context);
  builder.addProviders(providers);
  builder.addVariables();
  builder.addOutputs();
  const configuration = at(plan.json, "configuration", "root_module");
  builder.addModule(isJsonObject(configuration) ? configuration : {}, plannedModule(plan));
  return stack;
}

function requiredProviders(providers: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(providers).flatMap(([key, provider]): [string, Json][] => {
      const source = at(provider, "full_name");
      if (key.includes(":") || key.includes(".") || typeof source !== "string") return [];
      const version = at(provider, "version_constraint");
      return [
        [key, { source: source.replace(/^registry\.[^/]+\//, ""), ...(version === undefined ? {} : { version }) }],
      ];
    }),
  );
}

/** Creates the elements of one module instance. */
class PlanBuilder {
  constructor(
    private readonly scope: ModuleScope,
    private readonly plan: Plan,
    private readonly links: Links,
    private readonly context: PlanContext | undefined,
  ) {}

  public addProviders(providers: JsonObject): void {
    for (const [key, provider] of Object.entries(providers)) {
      const expressions = at(provider, "expressions");
      // `module.hub:azurerm` is a provider that the module inherits or is passed.
      if (key.includes(":") || !isJsonObject(provider)) continue;
      this.#element(
        "provider",
        `provider.${key}`,
        key,
        fromExpressions(this, isJsonObject(expressions) ? expressions : {}),
        [],
      );
    }
  }

  public addVariables(): void {
    const declared = at(this.plan.json, "configuration", "root_module", "variables");
    const given = at(this.plan.json, "variables");
    for (const [name, variable] of Object.entries(isJsonObject(declared) ? declared : {})) {
      const value = at(given, name, "value");
      const sensitive = at(variable, "sensitive") === true;
      const known: Record<string, Content> =
        value === undefined ? {} : { value: new Evaluated(sensitive ? secret(`var.${name}`) : (value as Tree)) };
      this.#element("variable", `var.${name}`, name, known, []);
    }
  }

  public addOutputs(): void {
    const declared = at(this.plan.json, "configuration", "root_module", "outputs");
    for (const [name, output] of Object.entries(isJsonObject(declared) ? declared : {})) {
      const planned = at(this.plan.json, "planned_values", "outputs", name);
      const expression = at(output, "expression");
      const change = at(this.plan.json, "output_changes", name);
      const configured = this.#configured({ address: `output.${name}` });
      const written = configured?.node.evaluated();
      const place = {
        path: ["value"],
        expressions: { value: expression ?? null },
        configuration: configured,
        tree: isTreeObject(written) ? written["value"] : undefined,
      };
      const tree = this.#merged(at(planned, "value"), at(change, "after_unknown"), at(planned, "sensitive"), place);
      const value = new Evaluated(tree ?? null);
      const references = configured?.references() ?? referencesIn(expression, ["value"]);
      this.#element("output", `output.${name}`, name, { value }, references);
    }
  }

  public addModule(configuration: JsonObject, planned: PlannedModule): void {
    const declared = new Map(objects(configuration["resources"]).map((block) => [String(block["address"]), block]));
    const byDeclaration = new Map<string, PlannedResource[]>();
    for (const address of declared.keys()) byDeclaration.set(address, []);
    for (const resource of planned.resources) {
      const address = `${resource.mode === "data" ? "data." : ""}${resource.type}.${resource.name}`;
      byDeclaration.set(address, [...(byDeclaration.get(address) ?? []), resource]);
    }
    for (const [address, resources] of byDeclaration)
      this.#addResources(address, resources, declared.get(address) ?? {});
    const calls = configuration["module_calls"];
    for (const [name, call] of Object.entries(isJsonObject(calls) ? calls : {})) {
      if (isJsonObject(call)) this.#addCall(name, call, planned);
    }
  }

  /** The target of a reference in this module, once all elements exist. */
  public targetOf(reference: string): () => HoleTarget | undefined {
    return () => {
      const expression = parseExpression(reference);
      const asker = new ElementNode(
        this.scope,
        { kind: "local", address: "", name: "", content: null, file: undefined },
        this.links,
      );
      const places = expression.kind === "traversal" ? this.links.evaluator.placesOf(asker, expression) : [];
      const [only] = typeof places === "string" ? [] : places;
      return only && places.length === 1 ? this.links.evaluator.followPlace(only) : undefined;
    };
  }

  #addResources(address: string, resources: readonly PlannedResource[], configuration: JsonObject): void {
    const by =
      "count_expression" in configuration ? "count" : "for_each_expression" in configuration ? "each" : undefined;
    const [only] = resources;
    if (by === undefined && (only === undefined || only.index === undefined)) {
      if (only) this.scope.add(address, this.#resource(address, only, configuration, undefined));
      return;
    }
    const bindings = resources.map((resource) => this.#binding(resource.index, configuration));
    const byBinding = new Map(bindings.map((binding, index) => [binding, resources[index]]));
    const repeated = new RepeatedBlock(
      this.scope.prefix + address,
      by ?? (typeof only?.index === "number" ? "count" : "each"),
      () => ({ by: by ?? "each", bindings, defaults: new Set() }),
      (binding) =>
        this.#resource(
          address,
          byBinding.get(binding as (typeof bindings)[number]) as PlannedResource,
          configuration,
          binding,
        ),
    );
    this.scope.add(address, repeated);
  }

  #binding(index: string | number | undefined, configuration: JsonObject): Exclude<Binding, { kind: "unknown" }> {
    if (typeof index === "number") return { kind: "count", index };
    const key = index ?? "";
    const references = deepest(at(configuration["for_each_expression"], "references"));
    const [only] = references;
    const twin = references.length === 1 && only !== undefined ? this.#twin(only, key) : undefined;
    return { kind: "each", key, value: new Hole({ text: "each.value", reason: AFTER_APPLY, target: twin }) };
  }

  /** The instance with the same key, if `for_each` iterates over the instances of another block. */
  #twin(reference: string, key: string): () => HoleTarget | undefined {
    return () => {
      const found = this.scope.find(reference);
      const node = found && isRepeated(found) ? found.nodes.find((one) => one.key === key) : undefined;
      return node && { node, steps: [] };
    };
  }

  #resource(address: string, planned: PlannedResource, configuration: JsonObject, binding: Binding | undefined): Node {
    const expressions = configuration["expressions"];
    const config = isJsonObject(expressions) ? expressions : {};
    const configured = this.#configured(planned);
    const tree = this.#merged(planned.values, planned.unknown, planned.sensitive, {
      path: [],
      expressions: config,
      self: (): Node => node,
      configuration: configured,
      tree: configured?.node.evaluated(),
    });
    const content: Record<string, Content> = {};
    if (typeof tree === "object" && tree !== null && !Array.isArray(tree) && !(tree instanceof Hole)) {
      const set = configured && this.context?.whole ? configured.node.attributes : undefined;
      for (const [name, value] of Object.entries(tree)) {
        // Lists and blocks that the provider read from Azure, such as a network's subnets, and that the configuration
        // doesn't set.
        if (planned.exists && set && typeof value === "object" && !(name in set)) continue;
        content[name] = new Evaluated(value);
      }
    }
    const whole = configured && this.context?.whole;
    for (const name of META) {
      const written = whole && at(configured.node.attributes, name);
      if (written !== undefined) content[name] = written;
    }
    if (!whole && planned.mode === "managed") content["lifecycle"] = new Evaluated(NOT_IN_A_PLAN);
    const provider = String(configuration["provider_config_key"] ?? "").replace(/^.*:/, "");
    if (provider.includes(".")) content["provider"] = provider;
    const node: Node = new ResourceNode(
      this.scope,
      {
        kind: planned.mode === "data" ? "data" : "resource",
        address,
        name: planned.name,
        content,
        file: this.plan.file,
        binding,
        planned: configured?.references() ?? [
          ...referencesIn(config, []),
          ...referencesIn(configuration["for_each_expression"], ["for_each"]),
          ...referencesIn(configuration["count_expression"], ["count"]),
          ...dependsOn(configuration),
        ],
        type: planned.type,
        metadata: metadataOf(configured?.node),
      },
      this.links,
    );
    return node;
  }

  /** The same resource in the configuration; if its instances are unknown there, the one that represents all. */
  #configured(planned: Pick<PlannedResource, "address">): PlannedConfiguration | undefined {
    if (!this.context) return undefined;
    const { stack, counterpart } = this.context;
    const node = stack.get(planned.address) ?? stack.get(planned.address.replace(/\[[^[]*\]$/, ""));
    return node && new PlannedConfiguration(node as Node, counterpart);
  }

  #addCall(name: string, call: JsonObject, planned: PlannedModule): void {
    const start = `${planned.address === "" ? "" : `${planned.address}.`}module.${name}`;
    const instances = planned.modules.filter(({ address }) => address === start || address.startsWith(`${start}[`));
    const address = `module.${name}`;
    const keyed = instances.some((instance) => instance.address !== start);
    // A plan doesn't list an instance without planned resources, and has no expression for a `for_each` without
    // references.
    if (!keyed && !("count_expression" in call || "for_each_expression" in call)) {
      const instance = instances[0] ?? { address: start, resources: [], modules: [] };
      this.scope.add(address, this.#call(address, name, call, instance, undefined));
      return;
    }
    const byBinding = new Map(
      instances.map((instance) => {
        const key = JSON.parse(instance.address.slice(start.length + 1, -1)) as string | number;
        return [this.#binding(key, call), instance] as const;
      }),
    );
    const by = [...byBinding.keys()].some(({ kind }) => kind === "count") ? "count" : "each";
    const repeated = new RepeatedBlock(
      this.scope.prefix + address,
      by,
      () => ({ by, bindings: [...byBinding.keys()], defaults: new Set() }),
      (binding) => this.#call(address, name, call, byBinding.get(binding as never) as PlannedModule, binding),
    );
    this.scope.add(address, repeated);
  }

  #call(address: string, name: string, call: JsonObject, instance: PlannedModule, binding: Binding | undefined): Node {
    const { module: inside, expressions } = call;
    const configuration = isJsonObject(inside) ? inside : {};
    const given = isJsonObject(expressions) ? expressions : {};
    const planned = [...referencesIn(given, []), ...dependsOn(call)];
    const content = { source: call["source"] ?? "", ...fromExpressions(this, given) };
    const node = new ModuleNode(
      this.scope,
      { kind: "module", address, name, content, file: this.plan.file, binding, planned },
      this.links,
    );
    const scope = new ModuleScope(this.scope.stack, `${node.address}.`, node);
    node.enter(scope);
    const builder = new PlanBuilder(scope, this.plan, this.links, this.context);
    const variables = configuration["variables"];
    for (const [variable, declared] of Object.entries(isJsonObject(variables) ? variables : {})) {
      const fallback = at(declared, "default");
      const own: Record<string, Content> = fallback === undefined ? {} : { default: new Evaluated(fallback as Tree) };
      const references = referencesIn(given[variable], ["default"]).map((one) => ({ ...one, outside: true }));
      builder.#element("variable", `var.${variable}`, variable, own, references);
    }
    const outputs = configuration["outputs"];
    for (const [output, declared] of Object.entries(isJsonObject(outputs) ? outputs : {})) {
      const expression = at(declared, "expression");
      const value = fromExpressions(builder, { value: expression ?? {} });
      builder.#element("output", `output.${output}`, output, value, referencesIn(expression, ["value"]));
    }
    builder.addModule(configuration, instance);
    return node;
  }

  #element(
    kind: "provider" | "variable" | "output",
    address: string,
    name: string,
    content: Content,
    planned: readonly PlannedReference[],
  ): void {
    const source = { kind, address, name, content, file: this.plan.file, planned };
    this.scope.add(address, new ElementNode(this.scope, source, this.links));
  }

  /** Planned values, in which unknown and sensitive ones are unknown values. */
  #merged(
    value: Json | undefined,
    unknown: Json | undefined,
    sensitive: Json | undefined,
    place: Merging,
  ): Tree | undefined {
    // Terraform marks a whole set of blocks as sensitive if one argument is, so each is hidden by itself. An argument
    // that isn't set may be an empty text.
    if (sensitive === true && (value ?? "") !== "" && !areBlocks(value, place))
      return isWritten(value, place) ? (value as Tree) : this.#hidden(place);
    if (unknown === true) return this.#unknown(place, sensitive === undefined);
    if (typeof value === "string" && place.configuration && namesResource(place.tree, place.configuration)) {
      // The text of this stack, because the value may come from the text of another.
      const written = place.configuration.node.get(place.path);
      return place.configuration.hole(place.tree, typeof written === "string" ? written : undefined);
    }
    if (isJsonList(value) || isJsonList(unknown)) {
      const values = isJsonList(value) ? value : [];
      const unknowns = isJsonList(unknown) ? unknown : [];
      const length = Math.max(values.length, unknowns.length);
      return Array.from({ length }, (_, index) => {
        const item = values[index] ?? null;
        const tree = itemFor(place.tree, item, index);
        const inner = { ...place, path: [...place.path, index], tree };
        return this.#merged(item, unknowns[index], memberOf(sensitive, index), inner) ?? null;
      });
    }
    const values = isJsonObject(value) ? value : {};
    const unknowns = isJsonObject(unknown) ? unknown : {};
    if (!isJsonObject(value) && Object.keys(unknowns).length === 0) return value ?? null;
    const names = new Set([...Object.keys(values), ...Object.keys(unknowns)]);
    return Object.fromEntries(
      [...names].flatMap((name): [string, Tree][] => {
        const tree = isTreeObject(place.tree) ? place.tree[name] : place.tree instanceof Hole ? UNSURE : undefined;
        const inner = { ...place, path: [...place.path, name], tree };
        const merged = this.#merged(values[name], unknowns[name], memberOf(sensitive, name), inner);
        return merged === undefined ? [] : [[name, merged]];
      }),
    );
  }

  /** A sensitive value: its source instead of its content. CDKTF marks all outputs for other stacks as sensitive. */
  #hidden({ path, expressions, configuration, tree }: Merging): Hole {
    if (configuration && tree instanceof Hole && tree !== UNSURE) return configuration.hole(tree);
    const { references, exact } = expressionAt(expressions, path);
    const [only] = references;
    if (only === undefined || references.length > 1 || !exact) return secret(pathText(path));
    return new Hole({ text: only, reason: SENSITIVE, written: "(sensitive)", target: this.targetOf(only) });
  }

  /** An unknown value, as in the configuration; undefined if nothing sets it. */
  #unknown({ path, expressions, self, configuration, tree }: Merging, single: boolean): Tree | undefined {
    if (configuration && tree instanceof Hole && tree !== UNSURE) return configuration.hole(tree);
    const unset = path.length === 1 && (configuration ? (tree ?? null) === null : !(String(path[0]) in expressions));
    // A list may come from a dynamic block, which a plan doesn't contain.
    if (unset && path[0] !== "id" && (single || (configuration && this.context?.whole))) return undefined;
    if (unset && configuration && this.context?.whole) return undefined;
    const found = expressionAt(expressions, path);
    const [name] = path;
    const own = path.length === 1 && self && typeof name === "string" && !(name in expressions);
    return this.unknownAt(found, own ? () => ({ node: self(), steps: [{ kind: "attribute", name }] }) : undefined);
  }

  /** An unknown value, with the references of its expression. */
  public unknownAt(found: Found, target?: () => HoleTarget): Hole {
    const { references, exact } = found;
    const [only] = references;
    if (only !== undefined && references.length === 1 && exact) {
      return new Hole({ text: only, reason: AFTER_APPLY, target: this.targetOf(only) });
    }
    const causes = references.map((one) => new Hole({ text: one, reason: AFTER_APPLY, target: this.targetOf(one) }));
    const written = `(${AFTER_APPLY})`;
    return new Hole({ text: references.join(", "), reason: AFTER_APPLY, causes, written, target });
  }
}

/** Context of a merged value. */
interface Merging {
  readonly path: Path;
  /** The expressions of the arguments, as far as the plan contains them. */
  readonly expressions: JsonObject;
  readonly self?: () => Node;
  /** The resource in the configuration, and its value at the same path. */
  readonly configuration?: PlannedConfiguration | undefined;
  readonly tree?: Tree | undefined;
}

/** A part of a value that one expression of the configuration determines as a whole. */
const UNSURE = new Hole({ text: "", reason: "" });

function metadataOf(node: Node | undefined): Metadata {
  return node && isResource(node) ? { path: node.constructPath, uniqueId: node.uniqueId } : {};
}

/** The references of an expression in a plan's configuration. */
interface Found {
  readonly references: readonly string[];
  /** Whether the expression is nothing but the reference. */
  readonly exact: boolean;
}

/**
 * Whether a value in the configuration is, or begins with, an attribute of a resource that is known only after an
 * apply, such as its id. The reference to the resource is more useful than the value once that is known.
 */
function namesResource(tree: Tree | undefined, { node }: PlannedConfiguration): tree is Hole {
  if (!(tree instanceof Hole) || tree === UNSURE) return false;
  const [first] = tree.parts ?? [tree];
  const target = first instanceof Hole ? (first.target as Place | undefined) : undefined;
  return target?.node.kind === "resource" && (tree.parts === undefined || target.node.stack === node.stack);
}

/** Whether a sensitive value is literal in the configuration. Then it isn't hidden, so that checks can find it. */
function isWritten(value: Json | undefined, { path, expressions, configuration, tree }: Merging): boolean {
  if (typeof value === "object") return false;
  return (configuration ? tree : at(expressionIn(expressions, path), "constant_value")) === value;
}

/** Whether a value is a list of blocks, or a block, that the configuration contains. */
function areBlocks(value: Json | undefined, { path, expressions, configuration, tree }: Merging): boolean {
  if (configuration) return isTreeObject(tree) ? typeof value === "object" : isJsonList(value) && Array.isArray(tree);
  const written = expressionIn(expressions, path);
  if (isJsonList(value)) return isJsonList(written);
  return isJsonObject(value) && isJsonObject(written) && !("constant_value" in written || "references" in written);
}

function expressionIn(expressions: JsonObject, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (json, segment) => (isJsonList(json) ? json[Number(segment)] : at(json, String(segment))),
    expressions,
  );
}

/** The mark of a part of a value: that of the whole, if it has one mark. */
function memberOf(sensitive: Json | undefined, key: string | number): Json | undefined {
  if (sensitive === true) return true;
  return isJsonList(sensitive) ? sensitive[Number(key)] : at(sensitive, String(key));
}

function secret(text: string): Hole {
  return new Hole({ text, reason: SENSITIVE, written: "(sensitive)" });
}

function pathText(path: Path): string {
  return path.join(".");
}

/** Values of arguments, as far as a plan's configuration contains them: constants and references. */
function fromExpressions(builder: PlanBuilder, expressions: JsonObject): { readonly [key: string]: Content } {
  return Object.fromEntries(
    Object.entries(expressions).map(([name, expression]): [string, Content] => {
      const constant = at(expression, "constant_value");
      if (constant !== undefined) return [name, new Evaluated(constant as Tree)];
      const found = expressionAt(expressions, [name]);
      return [name, new Evaluated(builder.unknownAt(found))];
    }),
  );
}

/**
 * The references of the expression at a path. `exact` if the path is that of the expression, or of an item of a list
 * with as many references. A plan doesn't contain the text of the expression, so a single reference is assumed to be
 * the whole expression.
 */
function expressionAt(expressions: JsonObject, path: Path): Found {
  let json: Json | undefined = expressions;
  for (const [depth, segment] of path.entries()) {
    if (isJsonList(json)) json = json[Number(segment)] ?? json[0];
    // A block that can occur only once is an object here, and a list in the values.
    else if (isJsonObject(json) && typeof segment === "string") json = json[segment];
    if (isJsonObject(json) && isJsonList(json["references"])) {
      const references = deepest(json["references"]);
      const rest = path.slice(depth + 1);
      const [index] = rest;
      if (rest.length === 0) return { references, exact: true };
      const item =
        rest.length === 1 && typeof index === "number" && references.length > index ? references[index] : undefined;
      return item === undefined ? { references, exact: false } : { references: [item], exact: true };
    }
  }
  return { references: [], exact: false };
}

/** The references of an expression, except those that are a prefix of another. */
function deepest(references: Json | undefined): readonly string[] {
  const all = [...new Set(isJsonList(references) ? references.map(String) : [])];
  return all.filter((one) => !all.some((other) => other.startsWith(one) && /^[.[]/.test(other.slice(one.length))));
}

function referencesIn(json: Json | undefined, path: Path): PlannedReference[] {
  if (isJsonList(json)) return json.flatMap((item, index) => referencesIn(item, [...path, index]));
  if (!isJsonObject(json)) return [];
  if (isJsonList(json["references"])) return deepest(json["references"]).map((text) => ({ path, text }));
  return Object.entries(json).flatMap(([name, item]) => referencesIn(item, [...path, name]));
}

function dependsOn(block: JsonObject): PlannedReference[] {
  const names = block["depends_on"];
  return (isJsonList(names) ? names : []).map((name, index) => ({ path: ["depends_on", index], text: String(name) }));
}
