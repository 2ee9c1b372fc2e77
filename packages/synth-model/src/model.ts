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
  /** As Terraform writes it: `id`, `identity[0].principal_id`; empty for the whole. */
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
  /** As a string of Terraform JSON: `${var.public ? "Enabled" : "Disabled"}`. */
  readonly expression: string;
  /** Path in the element that was read. */
  readonly path: string;
  /** Why, as a sentence without a full stop. */
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
  /** As Terraform writes it, unique in its stack: `azurerm_subnet.pe`, `module.hub.azurerm_subnet.pe["a"]`, `var.prefix`. */
  readonly address: string;
  /** The last label: `pe`. Not Azure's name, which is an attribute. */
  readonly name: string;
  /** The file that declares it, as a path from the folder that was read. */
  readonly file: string | undefined;
  readonly stack: Stack;
  /** The stack's name and the address: unique in the model. */
  readonly id: string;
  /** The module that it is in: `module.hub["a"]`; empty for the root module. */
  readonly modulePath: string;
  /** The address without the instance's key: `azurerm_subnet.pe`. */
  readonly declaration: string;
  /** The instance's key, if the block has `for_each` or `count`. */
  readonly key: string | number | undefined;
  /** Why the number and keys of the instances are unknown; this element then represents any number of instances. */
  readonly repetition: Unknown | undefined;
  /** Whether it is a module whose content isn't part of the model. */
  readonly unread: boolean;
  /** What is declared, as Terraform JSON: a block's arguments without comments, or the value of a local. */
  readonly content: Json;
  /** The block's arguments, empty for a local that isn't an object. `dynamic` blocks are written out as far as known. */
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
  /** Every reference to another element, in the order of the text. */
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
  /** The Terraform type: `azurerm_subnet`. */
  readonly type: string;
  /** The path in the construct tree, if CDKTF recorded it: `aml-dev/Network/Subnet`. */
  readonly constructPath: string | undefined;
  /** CDKTF's id in the stack, if recorded. */
  readonly uniqueId: string | undefined;
  /** The provider configuration that it uses, if its module has or inherits one. */
  readonly provider: Element | undefined;
  /** The provider's name in the module, with the alias if it has one: `azurerm`, `azurerm.hub`. */
  readonly providerName: string;
  /** For azapi, the ARM type: `Microsoft.MachineLearningServices/workspaces`. */
  readonly armType: string | undefined;
  /** For azapi, the api-version: `2025-12-01`. */
  readonly apiVersion: string | undefined;
  /** For azapi, the request's body; also if it was given as JSON text or by functions. See {@link arm}. */
  readonly body: JsonObject | undefined;
  /** For azapi, the body's `properties`. */
  readonly properties: JsonObject | undefined;
  /**
   * For azapi, the object as ARM sees it: the body, with `name`, `parent_id`, `location`, `tags` and `identity` that
   * are given as arguments. An `identity` has ARM's shape, with `userAssignedIdentities`.
   */
  readonly arm: JsonObject | undefined;
  /** For azapi, reads a path of {@link arm}. If the body can't be read, everything in it is unknown. */
  readArm(path: string | Path): Reading;
}

/** A reference of one element to another. */
export interface Reference {
  /** The element that refers. */
  readonly from: Element;
  /** Its path in this element: `body.properties.storageAccount`, `depends_on[0]`. */
  readonly path: string;
  /** The element that is named, in the same stack. May be a local or a remote state: see {@link target}. */
  readonly to: Element;
  /** The path that is read from {@link to}: `id`, `outputs.vnet_id`; empty for the whole. */
  readonly attribute: string;
  /** The reference as written: `azurerm_subnet.pe.id`. */
  readonly text: string;
  /** Whether it's in `depends_on`, so that it only defines an order. */
  readonly explicit: boolean;
  /**
   * The final target: locals, outputs and remote states that only pass a value on are followed, also into other stacks.
   * An element that computes a value is a final target.
   */
  readonly target: Target;
}

/** Where a stack stores its state. */
export interface Backend {
  /** Terraform's name for it: `local`, `azurerm`, `remote`. */
  readonly type: string;
  readonly config: JsonObject;
}

/** A provider that a stack requires. */
export interface RequiredProvider {
  /** As written: `azure/azapi`. */
  readonly source: string | undefined;
  /** The version constraint as written: `~> 2.12`. */
  readonly version: string | undefined;
}

/** One Terraform configuration with a state of its own. */
export interface Stack {
  /** As in CDKTF's manifest, or the folder's path from the folder that was read. */
  readonly name: string;
  /** Whether it was read from its configuration or from a plan. */
  readonly source: "configuration" | "plan";
  /** The path in the construct tree; the name if the path isn't known. */
  readonly constructPath: string;
  /** Where Terraform runs. For stacks given as objects, a folder that doesn't exist. */
  readonly workingDirectory: string;
  /** The files read, as paths from the folder that was read. */
  readonly files: readonly string[];
  /** Everything with an address, also in modules, in the order of the text. */
  readonly elements: Iterable<Element>;
  readonly resources: readonly Resource[];
  readonly dataSources: readonly Resource[];
  /** Those of the root module, as for the next four. */
  readonly variables: readonly Element[];
  readonly outputs: readonly Element[];
  readonly locals: readonly Element[];
  readonly providers: readonly Element[];
  /** The calls of modules, also those in modules. */
  readonly modules: readonly Element[];
  /** The `terraform` block: backend, required providers, required version. */
  readonly terraform: JsonObject;
  /** Where the state is kept; Terraform's default is a local file. */
  readonly backend: Backend;
  /** The providers required, by local name. */
  readonly requiredProviders: ReadonlyMap<string, RequiredProvider>;
  /** The constraint on Terraform's own version, as written. */
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
  /** The stacks whose state this one reads, or that CDKTF's manifest puts before it. */
  dependencies(): readonly Stack[];
  /** The stacks that have to come after this one. */
  dependents(): readonly Stack[];
}

/** The value of `each` or `count.index` in an instance. */
export type Binding =
  | { readonly kind: "each"; readonly key: string; readonly value: Tree }
  | { readonly kind: "count"; readonly index: number }
  | { readonly kind: "unknown"; readonly hole: Hole };

/** JSON of a block in which some parts may have been evaluated already. */
export type Content = Json | Evaluated | readonly Content[] | { readonly [key: string]: Content };

/** An element as this library's own parts see it. */
export interface Node extends Element {
  readonly scope: Scope;
  readonly binding: Binding | undefined;
  /** What is declared, with `dynamic` blocks as blocks. */
  readonly raw: Content;
  /** What is declared, as it's written. */
  readonly declared: Content;
  /** For a module that was read, its content. */
  readonly inner: Scope | undefined;
  /** The evaluated {@link raw}. */
  evaluated(): Tree | undefined;
  /** For what comes from a plan, the references in its configuration. */
  readonly planned: readonly PlannedReference[] | undefined;
}

/** A reference as a plan has it: where, and `azurerm_subnet.pe.id`. */
export interface PlannedReference {
  readonly path: Path;
  readonly text: string;
  /** Whether the text has its meaning in the module around: what a call gives a variable. */
  readonly outside?: boolean | undefined;
  /** Where it leads, where that is known beside the text. */
  readonly places?: (() => readonly Place[]) | undefined;
}

/** The instances of one block with `for_each` or `count`. */
export interface Repeated {
  readonly declaration: string;
  /** In the order of their keys. */
  readonly nodes: readonly Node[];
  /** `for_each` creates a map of instances, `count` a list. */
  readonly by: "each" | "count";
  /** Whether number and keys are unknown, so that one node represents all instances. */
  readonly open: boolean;
}

/** A module instance, or the root module: where names have their meaning. */
export interface Scope {
  readonly stack: Stack;
  /** What addresses in it begin with: `module.hub["a"].`, or nothing. */
  readonly prefix: string;
  /** The call that created it; undefined for the root module. */
  readonly call: Node | undefined;
  /** What an address in this module names: `azurerm_subnet.pe`, `var.x`, `module.hub`. */
  find(address: string): Node | Repeated | undefined;
  /** What is declared, in the order of the text. */
  readonly declared: Iterable<Node | Repeated>;
  /** The provider configuration that a name in this module means. */
  provider(name: string): Node | undefined;
  /** Whether a provider configuration by that name must be passed in or needs no block. */
  acceptsProvider(name: string): boolean;
}

/** Whether what a name stands for is a repeated block. */
export function isRepeated(found: Node | Repeated): found is Repeated {
  return "nodes" in found;
}

/** Whether an element is a resource, data source or ephemeral resource. */
export function isResource(element: Element): element is Resource {
  return element.kind === "resource" || element.kind === "data" || element.kind === "ephemeral";
}

/** Where a reference leads: an element and what is read of it. */
export interface Place {
  readonly node: Node;
  readonly steps: readonly Step[];
}
