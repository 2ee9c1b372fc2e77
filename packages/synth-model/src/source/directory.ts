import { existsSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from "node:fs";
import { basename, join, posix, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import { blocksOf, isJsonList, isJsonObject, type Json } from "../json.js";
import { SynthModelError } from "../synth-model-error.js";
import type { SourceFile, StackSource } from "./stack-source.js";

const MANIFEST = "manifest.json";
const OVERRIDE = /(^|_)override\.(tf|tofu)\.json$/;
/** HCL of Terraform, OpenTofu and Terragrunt. */
const HCL = /\.(tf|tofu)$|^terragrunt\.hcl$/;
const JSON_FILE = /\.(tf|tofu)\.json$/;
/** Files with values of variables that are loaded without being named, as HCL or JSON. */
const VALUES = /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/;

/**
 * Finds the stacks in a folder: those in CDKTF's `manifest.json`, or otherwise every folder with `*.tf.json`.
 * @throws SynthModelError if the folder doesn't exist
 */
export function readDirectory(directory: string, report: (diagnostic: Diagnostic) => void): StackSource[] {
  const root = resolve(directory);
  const found = statSync(root, { throwIfNoEntry: false });
  if (!found) throw new SynthModelError(`${directory}: there is no such folder; synthesize the stacks first`);
  if (!found.isDirectory()) {
    throw new SynthModelError(`${directory}: is a file; give the folder that holds the stacks`);
  }
  const reader = new DirectoryReader(root, report);
  return reader.fromManifest() ?? reader.fromFolders();
}

/**
 * Reads the Terraform JSON of a local module, wherever it is.
 * @param directory the folder that was read, to which paths in messages are relative
 * @param folder the module's folder, absolute
 */
export function readModuleFolder(
  directory: string,
  folder: string,
  report: (diagnostic: Diagnostic) => void,
): StackSource | undefined {
  const root = resolve(directory);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return new DirectoryReader(root, report).fromModule(relative(root, folder));
}

class DirectoryReader {
  constructor(
    private readonly root: string,
    private readonly report: (diagnostic: Diagnostic) => void,
  ) {}

  /** The stacks of a `cdktf.out`; undefined if the folder doesn't contain CDKTF's manifest. */
  public fromManifest(): StackSource[] | undefined {
    if (!statSync(join(this.root, MANIFEST), { throwIfNoEntry: false })?.isFile()) return undefined;
    const manifest = this.#parse(MANIFEST);
    if (!isJsonObject(manifest) || !isJsonObject(manifest["stacks"])) return undefined;

    const sources: StackSource[] = [];
    for (const [name, entry] of Object.entries(manifest["stacks"])) {
      const folder = isJsonObject(entry) ? entry["workingDirectory"] : undefined;
      if (!isJsonObject(entry) || typeof folder !== "string") {
        this.#error("not-terraform", MANIFEST, `stack ${name} has no "workingDirectory"`, name);
        continue;
      }
      const entries = this.#list(folder, name);
      if (!entries) continue;
      const files = this.#withValues(folder, entries, name, this.#files(folder, entries, name));
      if (files.length === 0) continue;
      const { constructPath, dependencies } = entry;
      sources.push({
        name,
        workingDirectory: join(this.root, folder),
        files,
        constructPath: typeof constructPath === "string" ? constructPath : name,
        after: isJsonList(dependencies) ? dependencies.filter((path) => typeof path === "string") : [],
      });
    }
    return sources;
  }

  /** Every folder that contains Terraform JSON: the root, and those below it. */
  public fromFolders(): StackSource[] {
    const sources: StackSource[] = [];
    const visit = (folder: string): void => {
      const name = folder === "" ? basename(this.root) : folder;
      const entries = this.#list(folder, name);
      if (!entries) return;
      const files = this.#withValues(folder, entries, name, this.#files(folder, entries, name));
      if (files.length > 0) {
        sources.push({ name, workingDirectory: join(this.root, folder), files, constructPath: name, after: [] });
      }
      for (const entry of entries) {
        const inner = posix.join(folder, entry.name);
        if (!entry.name.startsWith(".") && entry.name !== "node_modules" && this.#isFolder(entry, inner)) visit(inner);
      }
    };
    visit("");
    return sources;
  }

  /** A module's folder; undefined if it contains HCL, which isn't read. */
  public fromModule(folder: string): StackSource | undefined {
    const entries = this.#list(folder, folder);
    if (!entries || entries.some(({ name }) => HCL.test(name))) return undefined;
    const files = this.#files(folder, entries, folder);
    if (files.length === 0) return undefined;
    return { name: folder, workingDirectory: join(this.root, folder), files, constructPath: folder, after: [] };
  }

  /** Whether an entry is a folder, or a link to one outside of those that are read anyway. */
  #isFolder(entry: Dirent, path: string): boolean {
    if (entry.isDirectory()) return true;
    if (!entry.isSymbolicLink()) return false;
    const target = join(this.root, path);
    if (!existsSync(target) || !statSync(target).isDirectory()) return false;
    // A link to a folder above would never end, and one to a folder below is read there.
    const [from, to] = [realpathSync(this.root), realpathSync(target)];
    return relative(from, to).startsWith("..") && relative(to, from).startsWith("..");
  }

  #list(folder: string, stack: string): Dirent[] | undefined {
    try {
      return readdirSync(join(this.root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.#error("unreadable-file", folder, `this folder can't be read (${reason(error)})`, stack);
      return undefined;
    }
  }

  #files(folder: string, entries: readonly Dirent[], stack: string): SourceFile[] {
    const files: SourceFile[] = [];
    for (const { name } of entries) {
      const path = posix.join(folder.split(sep).join("/"), name);
      if (HCL.test(name)) {
        this.#error(
          "unread-file",
          path,
          "HCL is not read, so what it declares is missing here; give Terraform JSON",
          stack,
        );
      }
      if (!JSON_FILE.test(name) || this.#isReplaced(name, entries)) continue;
      const json = this.#parse(path, stack);
      if (json !== undefined) files.push({ path, json, override: OVERRIDE.test(name) });
    }
    return [...files.filter(({ override }) => !override), ...files.filter(({ override }) => override)];
  }

  /** Whether OpenTofu reads a file of its own in place of one of Terraform. */
  #isReplaced(name: string, entries: readonly Dirent[]): boolean {
    const own = name.replace(/\.tf\.json$/, ".tofu.json");
    return own !== name && entries.some((entry) => entry.name === own);
  }

  /** Files with the values of variables that are set beside them, in place of their defaults. */
  #withValues(folder: string, entries: readonly Dirent[], stack: string, files: SourceFile[]): SourceFile[] {
    const declared = new Set(files.flatMap(({ json }) => variablesIn(json)));
    const named = entries.map(({ name }) => name).filter((name) => VALUES.test(name));
    // Those that are loaded later win.
    const sorted = [
      ...named.filter((name) => name.startsWith("terraform.")),
      ...named.filter((name) => !name.startsWith("terraform.")),
    ];
    const values = sorted.flatMap((name): SourceFile[] => {
      const path = posix.join(folder.split(sep).join("/"), name);
      if (!name.endsWith(".json")) {
        if (declared.size > 0) {
          const message = `HCL is not read, so the values that it sets are missing here; give ${name}.json`;
          this.#error("unread-file", path, message, stack);
        }
        return [];
      }
      const json = this.#parse(path, stack);
      if (!isJsonObject(json)) return [];
      const known = Object.entries(json).filter(([variable]) => declared.has(variable));
      const variable = Object.fromEntries(known.map(([one, value]) => [one, { default: literal(value) }]));
      return [{ path, json: { variable }, override: true }];
    });
    return [...files, ...values];
  }

  #parse(path: string, stack?: string): unknown {
    let text: string;
    try {
      text = readFileSync(join(this.root, path), "utf8");
    } catch (error) {
      this.#error("unreadable-file", path, `can't be read (${reason(error)})`, stack);
      return undefined;
    }
    try {
      return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
    } catch (error) {
      this.#error("invalid-json", path, `is not JSON (${reason(error)})`, stack);
      return undefined;
    }
  }

  #error(code: Diagnostic["code"], path: string, message: string, stack?: string): void {
    const file = relative(this.root, resolve(this.root, path)).split(sep).join("/");
    this.report({ code, severity: "error", file, message, stack });
  }
}

function variablesIn(json: unknown): string[] {
  return blocksOf(isJsonObject(json) ? json["variable"] : undefined).flatMap((block) => Object.keys(block));
}

/** A value as Terraform JSON that means it, although it's read as a template. */
function literal(value: Json): Json {
  if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
  if (isJsonList(value)) return value.map(literal);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, literal(item)]));
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
