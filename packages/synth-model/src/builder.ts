import { resolve } from "node:path";
import type { Diagnostic } from "./diagnostic.js";
import { Element, type ElementKind, type Links } from "./element.js";
import { blocksOf, isJsonObject, type Json, type JsonObject } from "./json.js";
import { Resource } from "./resource.js";
import { readBlocks, type Keyword, type SourceBlock } from "./source/blocks.js";
import type { SourceFile, StackSource } from "./source/stack-source.js";
import { Stack } from "./stack.js";

interface ReadFile {
  readonly file: SourceFile;
  readonly blocks: readonly SourceBlock[];
}

interface ReadSource {
  readonly source: StackSource;
  readonly files: readonly ReadFile[];
}

/** What an element will be made from, while override files may still change it. */
interface Draft {
  readonly kind: ElementKind;
  readonly address: string;
  readonly labels: readonly string[];
  readonly file: string | undefined;
  content: Json;
}

const KIND: Readonly<Partial<Record<Keyword, ElementKind>>> = {
  resource: "resource",
  data: "data",
  ephemeral: "ephemeral",
  variable: "variable",
  output: "output",
  module: "module",
  provider: "provider",
};

/** Makes stacks with their elements from what was found. */
export function buildStacks(
  sources: readonly StackSource[],
  links: Links,
  report: (diagnostic: Diagnostic) => void,
): Stack[] {
  const read = sources.map((source) => readSource(source, report));
  const modules = new Set(read.flatMap(localModules));
  const stacks = read
    .filter(({ source }) => !modules.has(source.workingDirectory))
    .map(({ source, files }) => new StackBuilder(source, links, report).build(files))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  connect(stacks, sources);
  return stacks;
}

function readSource(source: StackSource, report: (diagnostic: Diagnostic) => void): ReadSource {
  const files = source.files.map((file) => {
    const blocks = readBlocks(file.json, (message) => {
      report({
        code: "not-terraform",
        severity: "error",
        stack: source.name,
        message,
        ...(file.path === undefined ? {} : { file: file.path }),
      });
    });
    return { file, blocks };
  });
  return { source, files };
}

/** Folders that hold a module of the stack, so no stack of their own. */
function localModules({ source, files }: ReadSource): string[] {
  return files
    .flatMap(({ blocks }) => blocks)
    .filter(({ keyword }) => keyword === "module")
    .map(({ body }) => body["source"])
    .filter((path) => typeof path === "string" && /^\.\.?\//.test(path))
    .map((path) => resolve(source.workingDirectory, path as string));
}

function connect(stacks: readonly Stack[], sources: readonly StackSource[]): void {
  const byPath = new Map(stacks.map((stack) => [stack.constructPath, stack]));
  for (const { constructPath, after } of sources) {
    for (const path of after) {
      const dependency = byPath.get(path);
      if (dependency) byPath.get(constructPath)?.addDependency(dependency);
    }
  }
}

class StackBuilder {
  readonly #drafts = new Map<string, Draft>();
  readonly #stack: Stack;
  #terraform: JsonObject = {};

  constructor(
    source: StackSource,
    private readonly links: Links,
    private readonly report: (diagnostic: Diagnostic) => void,
  ) {
    const files = source.files.flatMap(({ path }) => (path === undefined ? [] : [path]));
    this.#stack = new Stack({ ...source, files }, links);
  }

  public build(files: readonly ReadFile[]): Stack {
    for (const { file, blocks } of files) {
      for (const block of blocks) this.#block(block, file);
    }
    this.#stack.setTerraform(this.#terraform);
    for (const draft of this.#drafts.values()) this.#stack.add(this.#element(draft));
    return this.#stack;
  }

  #block({ keyword, labels, body }: SourceBlock, file: SourceFile): void {
    if (keyword === "terraform") {
      this.#terraform = mergeTerraform(this.#terraform, body);
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
      else this.#error("unknown-reference", draft, `${draft.address} overrides nothing: no other file declares it`);
    } else if (existing) {
      this.#error("duplicate-address", draft, `${draft.address} is declared twice; give one of them another name`);
    } else {
      this.#drafts.set(draft.address, draft);
    }
  }

  #element({ kind, address, labels, content, file }: Draft): Element {
    const [first = "", name = first] = labels;
    const { "//": comment, ...args } = isJsonObject(content) ? content : {};
    const base = { kind, address, name, file };
    if (kind === "local") return new Element(this.#stack, { ...base, content }, this.links);
    if (kind !== "resource" && kind !== "data" && kind !== "ephemeral") {
      return new Element(this.#stack, { ...base, content: args }, this.links);
    }
    const metadata = isJsonObject(comment) && isJsonObject(comment["metadata"]) ? comment["metadata"] : {};
    const { path, uniqueId } = metadata;
    return new Resource(
      this.#stack,
      {
        ...base,
        content: args,
        type: first,
        metadata: {
          ...(typeof path === "string" ? { path } : {}),
          ...(typeof uniqueId === "string" ? { uniqueId } : {}),
        },
      },
      this.links,
    );
  }

  #error(code: Diagnostic["code"], { address, file }: Draft, message: string): void {
    this.report({
      code,
      severity: "error",
      stack: this.#stack.name,
      address,
      message,
      ...(file === undefined ? {} : { file }),
    });
  }
}

function addressOf(kind: ElementKind, labels: readonly string[], body: JsonObject): string {
  const address = labels.join(".");
  if (kind === "resource") return address;
  if (kind === "provider") return `provider.${address}${typeof body["alias"] === "string" ? `.${body["alias"]}` : ""}`;
  return `${kind === "variable" ? "var" : kind}.${address}`;
}

/** Terraform's rule for override files: an argument replaces its like, `lifecycle` argument by argument. */
function override({ kind, content: base }: Draft, change: Json): Json {
  if (kind === "local" || !isJsonObject(base) || !isJsonObject(change)) return change;
  const comment: JsonObject = base["//"] === undefined ? {} : { "//": base["//"] };
  return { ...base, ...change, ...comment, ...mergedBlock("lifecycle", base, change) };
}

/** Settings may be spread over several blocks; required providers add up, a backend replaces another. */
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
