import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { SynthModel, SynthModelError } from "@org/aml-synth-model";
import { DeploymentTestInputError } from "./errors.js";
import { select, type Selection } from "./selection.js";

const SKIPPED = [".terraform", ".git", "node_modules"];
const STATE = /\.tfstate(\.|$)/;

/** Copied stacks. */
export interface Sources extends Selection {
  /** Content of the stacks. Their working directories are in the copy. */
  readonly model: SynthModel;
  /** The folder of each stack in the copy, by name. */
  readonly folders: ReadonlyMap<string, string>;
  /** A folder with the original stacks, in which HCL is converted to JSON. */
  readonly given: string;
}

/** Selection of stacks. */
export interface SourcesOptions {
  /** One folder that a synth of CDKTF wrote, or folders with Terraform, each a stack. */
  readonly folders: readonly string[];
  /** Folder that is copied. It has to contain all files to which the stacks refer. */
  readonly root?: string;
  /**
   * Names of the requested stacks; their dependencies are included.
   * @default - all
   */
  readonly stacks?: readonly string[];
}

/**
 * Copies the folder that contains the stacks, and reads them.
 * @param target an empty folder
 * @throws DeploymentTestInputError for a folder without Terraform, for Terraform that can't be read, and for an unknown
 * stack
 */
export async function copySources({ folders: given, root, stacks }: SourcesOptions, target: string): Promise<Sources> {
  const folders = given.map((folder) => resolve(folder));
  for (const folder of folders) requireTerraform(folder);
  const from = root === undefined ? commonFolder(folders) : resolve(root);
  for (const folder of folders) {
    if (folder !== from && !folder.startsWith(from + sep)) {
      throw new DeploymentTestInputError(`${folder} is not in ${from}: set a --root that contains every stack`);
    }
  }
  if (`${resolve(target)}${sep}`.startsWith(from + sep)) {
    throw new DeploymentTestInputError(
      `${target} is inside ${from}, which has to be copied into it: set TMPDIR to another folder, or use a smaller --root`,
    );
  }
  const copy = join(target, "stacks");
  cpSync(from, copy, {
    recursive: true,
    filter: (path) => !SKIPPED.includes(basename(path)) && !STATE.test(basename(path)),
  });
  const [first] = folders;
  const copies = folders.map((folder) => join(copy, relative(from, folder)));
  try {
    return first !== undefined && folders.length === 1 && isSynthesized(first)
      ? readSynthesized(first, join(copy, relative(from, first)), stacks)
      : await readFolders(copies, copy, join(target, "model", basename(from)), stacks);
  } catch (error) {
    if (error instanceof SynthModelError) throw new DeploymentTestInputError(error.message);
    throw error;
  }
}

function readSynthesized(given: string, copy: string, only: readonly string[] | undefined): Sources {
  const model = SynthModel.fromDirectory(copy);
  requireReadable(model);
  return {
    model,
    given,
    folders: new Map(model.stacks.map(({ name, workingDirectory }) => [name, workingDirectory])),
    ...select(model, { only, given: undefined }),
  };
}

/** Reads folders of JSON and HCL. HCL is converted to JSON next to the copy, only for reading. */
async function readFolders(
  copies: readonly string[],
  copy: string,
  shadow: string,
  only: readonly string[] | undefined,
): Promise<Sources> {
  for (const folder of copies) {
    const target = join(shadow, relative(copy, folder));
    mkdirSync(target, { recursive: true });
    for (const [file, text] of Object.entries(await terraformOf(folder))) writeFileSync(join(target, file), text);
  }
  const model = SynthModel.fromDirectory(shadow);
  requireReadable(model);
  const folders = new Map(
    model.stacks.map(({ name, workingDirectory }) => [name, join(copy, relative(shadow, workingDirectory))]),
  );
  const place = ([, folder]: readonly [string, string]): number => copies.indexOf(folder);
  const given = [...folders].sort((one, other) => place(one) - place(other)).map(([name]) => name);
  return { model, folders, given: shadow, ...select(model, { only, given }) };
}

/**
 * Reads one folder as a stack.
 * @param shadow an empty folder for converted HCL
 */
export async function readModule(folder: string, shadow: string): Promise<SynthModel> {
  for (const [file, text] of Object.entries(await terraformOf(folder))) writeFileSync(join(shadow, file), text);
  const model = SynthModel.fromDirectory(shadow);
  requireReadable(model);
  return model;
}

/** The Terraform files of a folder as JSON, by name. */
async function terraformOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const text = (): string => readFileSync(join(folder, name), "utf8");
    if (name.endsWith(".tf.json")) files[name] = text();
    else if (name.endsWith(".tf")) files[`${name}.json`] = await hclToJson(join(folder, name), text());
  }
  return files;
}

async function hclToJson(file: string, text: string): Promise<string> {
  // The parser is several megabytes of WebAssembly, so it is loaded only for HCL.
  const { parse } = await import("@cdktf/hcl2json");
  try {
    return JSON.stringify(await parse(basename(file), text));
  } catch (error) {
    throw new DeploymentTestInputError(
      `${file} is not Terraform: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function requireTerraform(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new DeploymentTestInputError(
      `${folder} is not a folder: pass the output folder of a synth (cdktf.out), or folders with Terraform files`,
    );
  }
  if (isSynthesized(folder) || readdirSync(folder).some((name) => /\.tf(\.json)?$/.test(name))) return;
  throw new DeploymentTestInputError(
    `${folder} contains no Terraform: pass the output folder of a synth (cdktf.out, with a manifest.json), or folders with *.tf or *.tf.json files`,
  );
}

function isSynthesized(folder: string): boolean {
  return existsSync(join(folder, "manifest.json"));
}

function requireReadable({ diagnostics }: SynthModel): void {
  const error = diagnostics.find(({ severity, code }) => severity === "error" && code !== "unread-file");
  if (!error) return;
  throw new DeploymentTestInputError(
    [error.stack, error.file, error.message].filter((part) => part !== undefined).join(": "),
  );
}

/** The nearest common parent folder; a single folder is returned unchanged. */
function commonFolder(folders: readonly string[]): string {
  const [first = "", ...others] = folders;
  let common = others.length === 0 ? first : dirname(first);
  while (!others.every((folder) => folder.startsWith(common + sep))) common = dirname(common);
  return common;
}
