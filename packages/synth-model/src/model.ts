import type { Diagnostic } from "./diagnostic.js";
import type { Step } from "./expression/expression.js";
import type { Evaluated, Hole, Tree } from "./expression/tree.js";
import type { Json, JsonObject } from "./json.js";
import type { Path } from "./path.js";

/** What can be referred to in a stack. `resource`, `data` and `ephemeral` are {@link Resource}s. */
export type ElementKind = "resource" | "data" | "ephemeral" | "variable" | "local" | "output" | "module" | "provider";

/** What an expression stands for: an attribute of something. */
export interface Target {
  readonly element: Element;
  /** As Terraform writes it: `id`, `identity[0].principal_id`; empty for the whole. */
  readonly attribute: string;
}

/** What an expression comes to, as far as the text of the stacks tells. See {@link Reading} for more. */
export interface Value {
  /** Whether nothing in it is left to Terraform. */
  readonly known: boolean;
  /** The value; what is left to Terraform is an expression in a string. */
  readonly value: Json;
  /** What the whole stands for, where it's an attribute that only Terraform or Azure knows. */
  readonly target?: Target | undefined;
}

/** Something that isn't known before an apply, or not from what was read. */
export interface Unknown {
  /** As a string of Terraform JSON: `${var.public ? "Enabled" : "Disabled"}`. */
  readonly expression: string;
  /** Where in the element that was read. */
  readonly path: string;
  /** Why, as a sentence without a full stop. */
  readonly reason: string;
  /** The attribute that the whole stands for, if it's one. */
  readonly target: Target | undefined;
  /** The resources, variables and other elements that make it so, with what is read of them. */
  readonly targets: readonly Target[];
}

/** What a path of an element comes to: a value, nothing, or something that isn't known here. */
export interface Reading {
  /** Whose path was read. */
  readonly element: Element;
  readonly path: string;
  /** `absent`: nothing is set, or `null`. `unknown`: it, or something in it, isn't known. */
  readonly state: "known" | "absent" | "unknown";
  /** Whether nothing of it is known, not even that it's a list or a block. */
  readonly opaque: boolean;
  /** The value; where it isn't known, what is known of it with expressions in strings for the rest. */
  readonly value: Json | undefined;
  /** All that isn't known in it; empty unless the state is `unknown`. */
  readonly unknowns: readonly Unknown[];
  /** The attribute that the whole stands for, if it isn't known and stands for one. */
  readonly target: Target | undefined;
  /** The pieces of a text that is known in part: `[unknown, "/subnets/pe"]`. */
  readonly parts: readonly (string | Unknown)[] | undefined;
  /** The variables of the root module whose default value this takes: another value may be given. */
  readonly defaults: readonly Element[];
  /** What is inside: a path such as `access` or `identity[0].type`. Inside of what isn't known, nothing is. */
  at(path: string | Path): Reading;
  /** The items of a list; a single block is a list of one. A list that isn't known is one item that isn't. */
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
  /** The instance's key, where there are several by `for_each` or `count`. */
  readonly key: string | number | undefined;
  /** Why number and keys aren't known: then this one stands for any number of instances. */
  readonly repetition: Unknown | undefined;
  /** Whether it's a module whose inside isn't part of the model. */
  readonly unread: boolean;
  /** What is declared, as Terraform JSON: a block's arguments without comments, or the value of a local. */
  readonly content: Json;
  /** The block's arguments, empty for a local that isn't an object. `dynamic` blocks are written out as far as known. */
  readonly attributes: JsonObject;
  /**
   * What is written at a path, expressions as they are.
   * @param path such as `body.properties.publicNetworkAccess`, `subnet[0].id`, `tags["cost.center"]`
   */
  get(path: string | Path): Json | undefined;
  /** What a path comes to: expressions evaluated, references followed through modules and other stacks. */
  read(path: string | Path): Reading;
  /** {@link read} in short: undefined if nothing is written there. */
  value(path: string | Path): Value | undefined;
  /** What an expression of this element stands for: see `Stack.resolve`; knows `each`, `self` and the module it's in. */
  resolve(expression: string): Target | undefined;
  /** Every mention of another element, in the order of the text. */
  references(): readonly Reference[];
  /** Every mention of this element in its own stack. */
  referencedBy(): readonly Reference[];
  /**
   * The resources and data sources that this needs directly, by reference or `depends_on`. Locals, variables, outputs,
   * modules, provider configurations and remote states at hand are seen through, so one in another stack may be among
   * them.
   */
  dependencies(): readonly Resource[];
  /** The resources and data sources that need this one directly. */
  dependents(): readonly Resource[];
  /** All that this needs, nearest first. */
  transitiveDependencies(): readonly Resource[];
  /** All that needs this, nearest first. */
  transitiveDependents(): readonly Resource[];
  /** Whether this needs `other`, directly or through others. */
  dependsOn(other: Element): boolean;
  /** A shortest way from this to something that it needs, both ends included; undefined if it doesn't. */
  dependencyPath(other: Element): readonly Element[] | undefined;
}

/** A resource, data source or ephemeral resource: one instance. */
export interface Resource extends Element {
  /** The Terraform type: `azurerm_subnet`. */
  readonly type: string;
  /** The path in the construct tree, where CDKTF noted it: `aml-dev/Network/Subnet`. */
  readonly constructPath: string | undefined;
  /** CDKTF's id in the stack, where noted. */
  readonly uniqueId: string | undefined;
  /** The provider configuration that it uses, where its module has or inherits one. */
  readonly provider: Element | undefined;
  /** The provider's name in the module, with the alias where one is given: `azurerm`, `azurerm.hub`. */
  readonly providerName: string;
  /** For azapi, the ARM type: `Microsoft.MachineLearningServices/workspaces`. */
  readonly armType: string | undefined;
  /** For azapi, the api-version: `2025-12-01`. */
  readonly apiVersion: string | undefined;
  /** For azapi, the request's body; also where it was given as JSON text or through functions. See {@link arm}. */
  readonly body: JsonObject | undefined;
  /** For azapi, the body's `properties`. */
  readonly properties: JsonObject | undefined;
  /**
   * For azapi, the object as ARM sees it: the body, with `name`, `parent_id`, `location`, `tags` and `identity` that
   * are given as arguments. An `identity` has ARM's shape, with `userAssignedIdentities`.
   */
  readonly arm: JsonObject | undefined;
  /** For azapi, what a path of {@link arm} comes to. Nothing of a body that can't be read is known. */
  readArm(path: string | Path): Reading;
}

/** One mention of one element by another. */
export interface Reference {
  /** The element that refers. */
  readonly from: Element;
  /** Where in it: `body.properties.storageAccount`, `depends_on[0]`. */
  readonly path: string;
  /** The element that is named, in the same stack. May be a local or a remote state: see {@link target}. */
  readonly to: Element;
  /** What is read of {@link to}: `id`, `outputs.vnet_id`; empty for the whole. */
  readonly attribute: string;
  /** The reference as written: `azurerm_subnet.pe.id`. */
  readonly text: string;
  /** Whether it's in `depends_on`, so stands for order only. */
  readonly explicit: boolean;
  /**
   * What is meant in the end: locals, outputs and remote states that only pass something on are followed, into other
   * stacks as well. An element that computes something of its own is an end.
   */
  readonly target: Target;
}

/** Where a stack keeps its state. */
export interface Backend {
  /** Terraform's name of it: `local`, `azurerm`, `remote`. */
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
  /** The path in the construct tree; the name where nothing else is known. */
  readonly constructPath: string;
  /** Where Terraform runs. For stacks given as objects, a folder that doesn't exist. */
  readonly workingDirectory: string;
  /** The files read, as paths from the folder that was read. */
  readonly files: readonly string[];
  /** Everything with an address, also in modules, in the order of the text. */
  readonly elements: Iterable<Element>;
  readonly resources: readonly Resource[];
  readonly dataSources: readonly Resource[];
  /** The root module's own, as the next four. */
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
  /** What is wrong with this stack's text. */
  readonly diagnostics: readonly Diagnostic[];
  /** The element with an address, such as `azurerm_subnet.pe["a"]`, `data.azurerm_client_config.me`, `output.vnet_id`. */
  get(address: string): Element | undefined;
  /** All instances of a declaration such as `azurerm_subnet.pe`; the one itself where it isn't repeated. */
  instances(declaration: string): readonly Element[];
  /**
   * What an expression in this stack's root module stands for, such as `${azurerm_subnet.pe.id}`: an attribute of a
   * resource, variable or other element. Locals, outputs and remote states are followed. Undefined for text, for several
   * things in one string, and for what functions make. Prefer `Reading.target`, or `Element.resolve`.
   */
  resolve(expression: string): Target | undefined;
  /** The stacks whose state this one reads, or that CDKTF's manifest puts before it. */
  dependencies(): readonly Stack[];
  /** The stacks that this one must precede. */
  dependents(): readonly Stack[];
}

/** What `each` or `count.index` stands for in an instance. */
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
  /** For a module that was read, what is in it. */
  readonly inner: Scope | undefined;
  /** What all of {@link raw} comes to. */
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
  /** `for_each` makes a map of instances, `count` a list. */
  readonly by: "each" | "count";
  /** Whether number and keys aren't known, so that one node stands for all. */
  readonly open: boolean;
}

/** A module instance, or the root module: where names have their meaning. */
export interface Scope {
  readonly stack: Stack;
  /** What addresses in it begin with: `module.hub["a"].`, or nothing. */
  readonly prefix: string;
  /** The call that made it; undefined for the root module. */
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
