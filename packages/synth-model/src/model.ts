import type { Diagnostic } from "./diagnostic.js";
import type { Step } from "./expression/expression.js";
import type { Evaluated, Hole, Tree } from "./expression/tree.js";
import type { Json, JsonObject } from "./json.js";
import type { Path } from "./path.js";

/**
 * The kinds of elements that can be referred to in a stack. `resource`, `data` and `ephemeral` are {@link Resource}s.
 */
export type ElementKind = "resource" | "data" | "ephemeral" | "variable" | "local" | "output" | "module" | "provider";

/** The target of an expression: an attribute of an element. */
export interface Target {
  readonly element: Element;
  /** In Terraform's syntax, such as `id` or `identity[0].principal_id`; empty for the whole element. */
  readonly attribute: string;
}

/** The evaluated value of an expression. {@link Reading} has more details. */
export interface Value {
  /** Whether it is completely known. */
  readonly known: boolean;
  /** The value; unknown parts are expressions in strings. */
  readonly value: Json;
  /** The attribute to which the whole value refers, if only Terraform or Azure knows it. */
  readonly target?: Target | undefined;
}

/** A value that is unknown before an apply, or can't be determined from the input. */
export interface Unknown {
  /** As a string of Terraform JSON, such as `${var.public ? "Enabled" : "Disabled"}`. */
  readonly expression: string;
  /** Path in the element that was read. */
  readonly path: string;
  /** Why it is unknown, as a sentence without a full stop. */
  readonly reason: string;
  /** The attribute to which the whole value refers, if it is only one. */
  readonly target: Target | undefined;
  /** The resources, variables and other elements that make it unknown, with the paths that are read from them. */
  readonly targets: readonly Target[];
}

/** The result of reading a path of an element: a value, nothing, or an unknown value. */
export interface Reading {
  /** The element whose path was read. */
  readonly element: Element;
  readonly path: string;
  /** `absent`: nothing is set, or `null`. `unknown`: the value, or a part of it, isn't known. */
  readonly state: "known" | "absent" | "unknown";
  /** Whether nothing is known about it, not even whether it is a list or a block. */
  readonly opaque: boolean;
  /** The value; if it is unknown, its known parts, with expressions in strings for the others. */
  readonly value: Json | undefined;
  /** All its unknown parts; empty unless the state is `unknown`. */
  readonly unknowns: readonly Unknown[];
  /** The attribute to which the whole value refers, if it is unknown and refers to only one. */
  readonly target: Target | undefined;
  /** The pieces of a partly known string: `[unknown, "/subnets/pe"]`. */
  readonly parts: readonly (string | Unknown)[] | undefined;
  /** The variables of the root module whose defaults were used; a deployment can set other values. */
  readonly defaults: readonly Element[];
  /** Reads a path inside it, such as `access` or `identity[0].type`. Everything inside an unknown value is unknown. */
  at(path: string | Path): Reading;
  /** The items of a list; a single block is a list of one. An unknown list is one unknown item. */
  items(): readonly Reading[];
  /** Names and values of an object or map, empty for anything else. */
  entries(): readonly (readonly [name: string, value: Reading])[];
}

/** Anything with an address: a resource, data source, variable, local, output, module or provider configuration. */
export interface Element {
  readonly kind: ElementKind;
  /**
   * Terraform's address, unique in its stack, such as `azurerm_subnet.pe`, `module.hub.azurerm_subnet.pe["a"]` or
   * `var.prefix`.
   */
  readonly address: string;
  /** The last label of the address, such as `pe`. Azure's name is an attribute instead. */
  readonly name: string;
  /** The file that declares it, relative to the folder that was read. */
  readonly file: string | undefined;
  readonly stack: Stack;
  /** The stack's name and the address: unique in the model. */
  readonly id: string;
  /** The module that contains it, such as `module.hub["a"]`; empty for the root module. */
  readonly modulePath: string;
  /** The address without the instance's key, such as `azurerm_subnet.pe`. */
  readonly declaration: string;
  /** The instance's key, if the block has `for_each` or `count`. */
  readonly key: string | number | undefined;
  /** Why the number and keys of the instances are unknown; this element then represents any number of instances. */
  readonly repetition: Unknown | undefined;
  /** Whether it is a module whose content isn't part of the model. */
  readonly unread: boolean;
  /** The declared content as Terraform JSON: a block's arguments without comments, or the value of a local. */
  readonly content: Json;
  /** The block's arguments, empty for a local that isn't an object. `dynamic` blocks are expanded if they are known. */
  readonly attributes: JsonObject;
  /**
   * The content at a path, with unevaluated expressions.
   * @param path such as `body.properties.publicNetworkAccess`, `subnet[0].id`, `tags["cost.center"]`
   */
  get(path: string | Path): Json | undefined;
  /** Reads a path: expressions are evaluated, and references are followed through modules and other stacks. */
  read(path: string | Path): Reading;
  /** Short form of {@link read}; undefined if nothing is set. */
  value(path: string | Path): Value | undefined;
  /**
   * The target of an expression of this element, as `Stack.resolve` returns it; supports `each`, `self` and names of
   * its module.
   */
  resolve(expression: string): Target | undefined;
  /** Every reference to another element, in source order. */
  references(): readonly Reference[];
  /** Every reference to this element in its own stack. */
  referencedBy(): readonly Reference[];
  /**
   * The resources and data sources on which this one depends directly, by reference or `depends_on`. Locals, variables,
   * outputs, modules, provider configurations and remote states are followed, so they can be in other stacks.
   */
  dependencies(): readonly Resource[];
  /** The resources and data sources that depend on this one directly. */
  dependents(): readonly Resource[];
  /** All direct and indirect dependencies, nearest first. */
  transitiveDependencies(): readonly Resource[];
  /** All direct and indirect dependents, nearest first. */
  transitiveDependents(): readonly Resource[];
  /** Whether this depends on `other`, directly or indirectly. */
  dependsOn(other: Element): boolean;
  /** A shortest path from this to one of its dependencies, including both ends; undefined if there is none. */
  dependencyPath(other: Element): readonly Element[] | undefined;
}

/** A resource, data source or ephemeral resource: one instance. */
export interface Resource extends Element {
  /** The Terraform type, such as `azurerm_subnet`. */
  readonly type: string;
  /** The path in the construct tree, such as `aml-dev/Network/Subnet`, if CDKTF recorded it. */
  readonly constructPath: string | undefined;
  /** CDKTF's id in the stack, if recorded. */
  readonly uniqueId: string | undefined;
  /** The provider configuration that it uses, if its module has or inherits one. */
  readonly provider: Element | undefined;
  /** The provider's name in the module, such as `azurerm`, or `azurerm.hub` with an alias. */
  readonly providerName: string;
  /** For azapi, the ARM type, such as `Microsoft.MachineLearningServices/workspaces`. */
  readonly armType: string | undefined;
  /** For azapi, the api-version, such as `2025-12-01`. */
  readonly apiVersion: string | undefined;
  /** For azapi, the body of the request, even if it is given as JSON text or by functions. See {@link arm}. */
  readonly body: JsonObject | undefined;
  /** For azapi, the body's `properties`. */
  readonly properties: JsonObject | undefined;
  /**
   * For azapi, the object that ARM receives: the body, with the arguments `name`, `parent_id`, `location`, `tags` and
   * `identity`. The `identity` has ARM's form, with `userAssignedIdentities`.
   */
  readonly arm: JsonObject | undefined;
  /** For azapi, reads a path of {@link arm}. If the body can't be read, everything in it is unknown. */
  readArm(path: string | Path): Reading;
}

/** A reference of one element to another. */
export interface Reference {
  /** The element that refers. */
  readonly from: Element;
  /** Path of the reference in this element, such as `body.properties.storageAccount` or `depends_on[0]`. */
  readonly path: string;
  /** The element that is referred to, in the same stack. It can be a local or a remote state: see {@link target}. */
  readonly to: Element;
  /** The path that is read from {@link to}, such as `id` or `outputs.vnet_id`; empty for the whole element. */
  readonly attribute: string;
  /** The source text of the reference, such as `azurerm_subnet.pe.id`. */
  readonly text: string;
  /** Whether it is in `depends_on`, so that it only defines an order. */
  readonly explicit: boolean;
  /**
   * The final target. Locals, outputs and remote states that only pass a value on are followed, also to other stacks;
   * an element that computes a value is a final target.
   */
  readonly target: Target;
}

/** Where a stack stores its state. */
export interface Backend {
  /** Terraform's name for it, such as `local` or `azurerm`. */
  readonly type: string;
  readonly config: JsonObject;
}

/** A provider that a stack requires. */
export interface RequiredProvider {
  /** The source as written, such as `azure/azapi`. */
  readonly source: string | undefined;
  /** The version constraint as written, such as `~> 2.12`. */
  readonly version: string | undefined;
}

/** A Terraform configuration with its own state. */
export interface Stack {
  /** The name in CDKTF's manifest, or the path of its folder relative to the folder that was read. */
  readonly name: string;
  /** Whether it was read from its configuration or from a plan. */
  readonly source: "configuration" | "plan";
  /** The path in the construct tree; the name if the path isn't known. */
  readonly constructPath: string;
  /** The folder in which Terraform runs. For stacks that were given as objects, it doesn't exist. */
  readonly workingDirectory: string;
  /** The files that were read, relative to the folder that was read. */
  readonly files: readonly string[];
  /** All elements, including those in modules, in source order. */
  readonly elements: Iterable<Element>;
  readonly resources: readonly Resource[];
  readonly dataSources: readonly Resource[];
  /** The variables of the root module. */
  readonly variables: readonly Element[];
  /** The outputs of the root module. */
  readonly outputs: readonly Element[];
  /** The locals of the root module. */
  readonly locals: readonly Element[];
  /** The provider configurations of the root module. */
  readonly providers: readonly Element[];
  /** The calls of modules, including those in modules. */
  readonly modules: readonly Element[];
  /** The `terraform` block: backend, required providers and required version. */
  readonly terraform: JsonObject;
  /** Where the state is stored; Terraform's default is a local file. */
  readonly backend: Backend;
  /** The required providers, by local name. */
  readonly requiredProviders: ReadonlyMap<string, RequiredProvider>;
  /** The version constraint of Terraform itself, as written. */
  readonly requiredVersion: string | undefined;
  /** The problems of this stack. */
  readonly diagnostics: readonly Diagnostic[];
  /** The element with an address, such as `azurerm_subnet.pe["a"]`, `data.azurerm_client_config.me`, `output.vnet_id`. */
  get(address: string): Element | undefined;
  /** All instances of a declaration such as `azurerm_subnet.pe`; only the element itself if it isn't repeated. */
  instances(declaration: string): readonly Element[];
  /**
   * The target of an expression in this stack's root module, such as `${azurerm_subnet.pe.id}`: an attribute of a
   * resource, variable or other element. Locals, outputs and remote states are followed. Undefined for literal text,
   * for several references in one string, and for results of functions. Prefer `Reading.target`, or `Element.resolve`.
   */
  resolve(expression: string): Target | undefined;
  /** The stacks whose state this one reads, or that precede it in CDKTF's manifest. */
  dependencies(): readonly Stack[];
  /** The stacks that depend on this one. */
  dependents(): readonly Stack[];
}

/** The value of `each` or `count.index` in an instance. */
export type Binding =
  | { readonly kind: "each"; readonly key: string; readonly value: Tree }
  | { readonly kind: "count"; readonly index: number }
  | { readonly kind: "unknown"; readonly hole: Hole };

/** JSON of a block, parts of which may have been evaluated. */
export type Content = Json | Evaluated | readonly Content[] | { readonly [key: string]: Content };

/** An element, for use within this library. */
export interface Node extends Element {
  readonly scope: Scope;
  readonly binding: Binding | undefined;
  /** The declared content, in which `dynamic` blocks are replaced by the blocks that they generate. */
  readonly raw: Content;
  /** The declared content, as written. */
  readonly declared: Content;
  /** The content of a module that was read. */
  readonly inner: Scope | undefined;
  /** The evaluated {@link raw}. */
  evaluated(): Tree | undefined;
  /** For an element of a plan, the references in its configuration. */
  readonly planned: readonly PlannedReference[] | undefined;
}

/** A reference in a plan: its path, and its text such as `azurerm_subnet.pe.id`. */
export interface PlannedReference {
  readonly path: Path;
  readonly text: string;
  /** Whether names in the text are resolved in the enclosing module, as in the arguments of a module's call. */
  readonly outside?: boolean | undefined;
  /** The targets, if they are known from elsewhere than the text. */
  readonly places?: (() => readonly Place[]) | undefined;
}

/** The instances of one block with `for_each` or `count`. */
export interface Repeated {
  readonly declaration: string;
  /** The instances, in the order of their keys. */
  readonly nodes: readonly Node[];
  /** `for_each` creates a map of instances, `count` a list. */
  readonly by: "each" | "count";
  /** Whether number and keys of the instances are unknown, so that one node represents all of them. */
  readonly open: boolean;
}

/** A module instance, or the root module, in which names are resolved. */
export interface Scope {
  readonly stack: Stack;
  /** Prefix of the addresses in it, such as `module.hub["a"].`; empty for the root module. */
  readonly prefix: string;
  /** The call that created it; undefined for the root module. */
  readonly call: Node | undefined;
  /** Finds the element with an address in this module, such as `azurerm_subnet.pe`, `var.x` or `module.hub`. */
  find(address: string): Node | Repeated | undefined;
  /** The declared elements, in source order. */
  readonly declared: Iterable<Node | Repeated>;
  /** The provider configuration with a name in this module. */
  provider(name: string): Node | undefined;
  /** Whether a provider configuration with this name needs no block, because it is passed in or implicit. */
  acceptsProvider(name: string): boolean;
}

/** Whether it is a repeated block. */
export function isRepeated(found: Node | Repeated): found is Repeated {
  return "nodes" in found;
}

/** Whether an element is a resource, data source or ephemeral resource. */
export function isResource(element: Element): element is Resource {
  return element.kind === "resource" || element.kind === "data" || element.kind === "ephemeral";
}

/** Target of a reference: an element, and the path that is read from it. */
export interface Place {
  readonly node: Node;
  readonly steps: readonly Step[];
}
