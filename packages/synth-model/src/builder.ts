import { resolve } from "node:path";
import type { Diagnostic } from "./diagnostic.js";
import { ElementNode, ModuleNode, type Links } from "./element.js";
import { instancesOf } from "./expand.js";
import { blocksOf, isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";
import { type Binding, type ElementKind, type Node } from "./model.js";
import { ResourceNode } from "./resource.js";
import { ModuleScope, plainName, RepeatedBlock, type Instances } from "./scope.js";
import { readBlocks, type Keyword, type SourceBlock } from "./source/blocks.js";
import type { ModuleReader, SourceFile, StackSource } from "./source/stack-source.js";
import { TerraformStack } from "./stack.js";

interface ReadFile {
  readonly file: SourceFile;
  readonly blocks: readonly SourceBlock[];
}

interface ReadSource {
  readonly source: StackSource;
  readonly files: readonly ReadFile[];
}

/** The declaration from which an element is created; override files may still change it. */
interface Draft {
  readonly kind: ElementKind;
  readonly address: string;
  readonly labels: readonly string[];
  readonly file: string | undefined;
  content: Json;
}

/** State that all modules of a model share while they are created. */
interface Workshop {
  readonly links: Links;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Reads the module in a folder; undefined if there is none or it can't be read. */
  readonly moduleIn: (folder: string) => ReadSource | undefined;
  /** Number of elements that may still be created, because nested modules multiply them. */
  readonly budget: { left: number };
}

/** Maximum nesting of modules; deeper ones aren't read. */
const DEEPEST = 20;
/** The maximum number of elements created from modules and repeated blocks. */
const MOST = 200_000;

const KIND: Readonly<Partial<Record<Keyword, ElementKind>>> = {
  resource: "resource",
  data: "data",
  ephemeral: "ephemeral",
  variable: "variable",
  output: "output",
  module: "module",
  provider: "provider",
};

/** Creates stacks from source files. `TerraformStack.expand` expands repeated blocks and modules later. */
export function buildStacks(
  sources: readonly StackSource[],
  links: Links,
  report: (diagnostic: Diagnostic) => void,
  readModule: ModuleReader,
): TerraformStack[] {
  const read = sources.map((source) => readSource(source, report));
  const byFolder = new Map(read.map((one) => [one.source.workingDirectory, one]));
  const modules = new Set(read.flatMap(localModules));
  const other = new Map<string, ReadSource | undefined>();
  const moduleIn = (folder: string): ReadSource | undefined => {
    const known = byFolder.get(folder);
    if (known || other.has(folder)) return known ?? other.get(folder);
    const source = readModule(folder, report);
    const found = source && readSource(source, report);
    other.set(folder, found);
    return found;
  };
  const workshop: Workshop = { links, report, moduleIn, budget: { left: MOST } };
  const stacks = read
    .filter(({ source }) => !modules.has(source.workingDirectory))
    .map((one) => buildStack(one, workshop))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  connect(stacks, sources);
  return stacks;
}

function buildStack({ source, files }: ReadSource, workshop: Workshop): TerraformStack {
  const paths = source.files.flatMap(({ path }) => (path === undefined ? [] : [path]));
  const stack = new TerraformStack({ ...source, source: "configuration", files: paths }, workshop.links);
  const builder = new ModuleBuilder(stack.scope, source.workingDirectory, [], workshop);
  builder.build(files);
  stack.setTerraform(builder.terraform);
  return stack;
}

function readSource(source: StackSource, report: (diagnostic: Diagnostic) => void): ReadSource {
  const files = source.files.map((file) => {
    const blocks = readBlocks(file.json, (message) => {
      report({ code: "not-terraform", severity: "error", stack: source.name, message, file: file.path });
    });
    return { file, blocks };
  });
  return { source, files };
}

/** Folders with modules of the stack, which are not stacks themselves. */
function localModules({ source, files }: ReadSource): string[] {
  return files
    .flatMap(({ blocks }) => blocks)
    .filter(({ keyword }) => keyword === "module")
    .flatMap(({ body }) => moduleFolder(body, source.workingDirectory) ?? []);
}

/** The folder of a local module; undefined for those of a registry or repository. */
function moduleFolder(call: JsonObject, from: string): string | undefined {
  const path = call["source"];
  return typeof path === "string" && /^\.\.?(\/|$)/.test(path) ? resolve(from, path) : undefined;
}

function connect(stacks: readonly TerraformStack[], sources: readonly StackSource[]): void {
  const byPath = new Map(stacks.map((stack) => [stack.constructPath, stack]));
  for (const { constructPath, after } of sources) {
    for (const path of after) {
      const dependency = byPath.get(path);
      if (dependency) byPath.get(constructPath)?.addDependency(dependency);
    }
  }
}

/** Creates the elements that one module instance, or the root module, declares. */
class ModuleBuilder {
  readonly #drafts = new Map<string, Draft>();
  public terraform: JsonObject = {};

  /**
   * @param scope the module's scope, to which the elements are added
   * @param folder folder to which the paths of local modules are relative
   * @param above folders of the enclosing modules, to detect a module that contains itself
   */
  constructor(
    private readonly scope: ModuleScope,
    private readonly folder: string,
    private readonly above: readonly string[],
    private readonly workshop: Workshop,
  ) {}

  public build(files: readonly ReadFile[]): void {
    for (const { file, blocks } of files) {
      for (const block of blocks) this.#block(block, file);
    }
    this.scope.expectProviders(aliasesIn(this.terraform));
    for (const draft of this.#drafts.values()) this.#add(draft);
  }

  #block({ keyword, labels, body }: SourceBlock, file: SourceFile): void {
    if (keyword === "terraform") {
      this.terraform = mergeTerraform(this.terraform, body);
    } else if (keyword === "locals") {
      for (const [name, content] of Object.entries(body)) {
        if (name !== "//")
          this.#declare({ kind: "local", address: `local.${name}`, labels: [name], content, file: file.path }, file);
      }
    } else {
      const kind = KIND[keyword];
      if (kind)
        this.#declare({ kind, address: addressOf(kind, labels, body), labels, content: body, file: file.path }, file);
    }
  }

  #declare(draft: Draft, file: SourceFile): void {
    const existing = this.#drafts.get(draft.address);
    if (file.override) {
      if (existing) existing.content = override(existing, draft.content);
      else this.#report("unknown-reference", draft, `${draft.address} overrides nothing: no other file declares it`);
    } else if (existing) {
      this.#report("duplicate-address", draft, `${draft.address} is declared twice; give one of them another name`);
    } else {
      this.#drafts.set(draft.address, draft);
    }
  }

  #add(draft: Draft): void {
    const { kind, address, content } = draft;
    const canRepeat = kind === "resource" || kind === "data" || kind === "ephemeral" || kind === "module";
    const by = !canRepeat || !isJsonObject(content) ? undefined : repeatedBy(content);
    if (!by) {
      this.scope.add(address, this.#element(draft, undefined));
      return;
    }
    const repeated = new RepeatedBlock(
      this.scope.prefix + address,
      by,
      () => this.#instances(draft, content as JsonObject),
      (binding) => this.#element(draft, binding),
    );
    this.scope.add(address, repeated);
  }

  #instances(draft: Draft, content: JsonObject): Instances {
    const { evaluator } = this.workshop.links;
    const prototype = new ElementNode(this.scope, { ...draft, name: draft.address }, this.workshop.links);
    const instances = instancesOf(evaluator, prototype, content);
    const argument = instances.by === "count" ? "count" : "for_each";
    const address = this.scope.prefix + draft.address;
    if ("hole" in instances) {
      const why = `${argument} is \${${instances.hole.text}}: ${instances.hole.reason}`;
      this.#report("unknown-instances", draft, `${address}: number and keys of its instances aren't known; ${why}`);
    } else if (instances.bindings.length === 0) {
      const defaults = [...instances.defaults].map((variable) => (variable as Node).address);
      const by = defaults.length > 0 ? `, by the default of ${defaults.join(", ")}` : "";
      this.#report("no-instances", draft, `${address}: has no instances, because ${argument} is empty or 0${by}`);
    }
    return instances;
  }

  #element(draft: Draft, binding: Binding | undefined): Node {
    const { kind, address, labels, content, file } = draft;
    const { links, budget } = this.workshop;
    budget.left -= 1;
    const [first = "", name = first] = labels;
    const { "//": comment, ...args } = isJsonObject(content) ? content : {};
    const base = { kind, address, name, file, binding };
    if (kind === "local") return new ElementNode(this.scope, { ...base, content }, links);
    if (kind === "module") {
      const call = new ModuleNode(this.scope, { ...base, content: args }, links);
      this.#enter(call, draft, args);
      return call;
    }
    if (kind !== "resource" && kind !== "data" && kind !== "ephemeral") {
      return new ElementNode(this.scope, { ...base, content: args }, links);
    }
    const metadata = isJsonObject(comment) && isJsonObject(comment["metadata"]) ? comment["metadata"] : {};
    return new ResourceNode(
      this.scope,
      {
        ...base,
        content: args,
        type: first,
        metadata: { path: text(metadata["path"]), uniqueId: text(metadata["uniqueId"]) },
      },
      links,
    );
  }

  /** Reads the content of a module whose files are available. */
  #enter(call: ModuleNode, draft: Draft, args: JsonObject): void {
    const folder = moduleFolder(args, this.folder);
    const found = folder === undefined ? undefined : this.workshop.moduleIn(folder);
    const around = [...this.above, this.folder];
    if (!found || folder === undefined || found.files.length === 0) {
      this.#report(
        "unread-module",
        draft,
        `${call.address}: ${unreadReason(args)}, so the resources in it are missing here`,
      );
    } else if (around.includes(folder) || around.length > DEEPEST || this.workshop.budget.left <= 0) {
      this.#report("unread-module", draft, `${call.address}: modules are nested too deep or are too many to be read`);
    } else {
      const inner = new ModuleScope(this.scope.stack, `${call.address}.`, call);
      call.enter(inner);
      new ModuleBuilder(inner, folder, around, this.workshop).build(found.files);
    }
  }

  #report(code: Diagnostic["code"], { address, file }: Draft, message: string): void {
    const severity = code === "no-instances" ? "note" : WARNINGS.has(code) ? "warning" : "error";
    const stack = this.scope.stack.name;
    this.workshop.report({ code, severity, stack, address: this.scope.prefix + address, message, file });
  }
}

const WARNINGS: ReadonlySet<Diagnostic["code"]> = new Set(["unread-module", "unknown-instances"]);

/** The argument that repeats a block; null counts as none. */
function repeatedBy(content: JsonObject): "each" | "count" | undefined {
  if ((content["count"] ?? null) !== null) return "count";
  return (content["for_each"] ?? null) === null ? undefined : "each";
}

function unreadReason(call: JsonObject): string {
  const source = call["source"];
  return `${typeof source === "string" ? `the module ${source}` : "a module without a source"} can't be read as Terraform JSON`;
}

/** The aliased provider configurations that a module expects from its caller. */
function aliasesIn(terraform: JsonObject): string[] {
  const [required = {}] = blocksOf(terraform["required_providers"]);
  return Object.values(required).flatMap((provider) => {
    const aliases = blocksOf(provider)[0]?.["configuration_aliases"];
    return isJsonList(aliases) ? aliases.flatMap((alias) => (typeof alias === "string" ? plainName(alias) : [])) : [];
  });
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function addressOf(kind: ElementKind, labels: readonly string[], body: JsonObject): string {
  const address = labels.join(".");
  if (kind === "resource") return address;
  if (kind === "provider") return `provider.${address}${typeof body["alias"] === "string" ? `.${body["alias"]}` : ""}`;
  return `${kind === "variable" ? "var" : kind}.${address}`;
}

/**
 * Terraform's rule for override files: an argument replaces the one of the same name; in `lifecycle`, each argument is
 * replaced separately.
 */
function override({ kind, content: base }: Draft, change: Json): Json {
  if (kind === "local" || !isJsonObject(base) || !isJsonObject(change)) return change;
  const comment: JsonObject = base["//"] === undefined ? {} : { "//": base["//"] };
  return { ...base, ...change, ...comment, ...mergedBlock("lifecycle", base, change) };
}

/** Settings may be in several blocks: required providers are merged, and a later backend replaces an earlier one. */
function mergeTerraform(base: JsonObject, settings: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...base, ...settings, ...mergedBlock("required_providers", base, settings) };
  if (settings["backend"] !== undefined) delete merged["cloud"];
  if (settings["cloud"] !== undefined) delete merged["backend"];
  return merged;
}

function mergedBlock(name: string, base: JsonObject, change: JsonObject): JsonObject {
  const blocks = [...blocksOf(base[name]), ...blocksOf(change[name])];
  return blocks.length === 0 ? {} : { [name]: Object.assign({}, ...blocks) as JsonObject };
}
