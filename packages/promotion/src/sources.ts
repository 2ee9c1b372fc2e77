import { readFile, realpath } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { parse, YAMLParseError } from "yaml";
import { type AssetVersion } from "./assets.js";
import { objectOf } from "./values.js";

/** Sources in git from which an asset can't be created. */
export class SourceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SourceError";
  }
}

/**
 * Reads the YAML file of a component or an environment.
 * @throws SourceError for a file that can't be read, isn't YAML, or has another name or version
 */
export async function readSpec(
  folder: string,
  file: string,
  { type, name, version }: AssetVersion,
): Promise<Readonly<Record<string, unknown>>> {
  const spec = objectOf(parseSource(file, await readSource(folder, file)));
  if (spec["name"] === undefined || spec["version"] === undefined)
    throw new SourceError(`${file} has no name or no version: add name: ${name} and version: "${version}"`);
  if (spec["name"] !== name || String(spec["version"]) !== version) {
    throw new SourceError(
      `${file} is the ${type} ${String(spec["name"])} ${String(spec["version"])}, not ${name} ${version}: correct one of them`,
    );
  }
  return spec;
}

/**
 * Reads a file in git.
 * @param path @param file as for {@link pathBelow}
 * @throws SourceError
 */
export async function readSource(folder: string, path: string, file?: string): Promise<string> {
  const found = await pathBelow(folder, path, file);
  return readFile(found, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new SourceError(`${path} can't be read (${error.code ?? error.message})`);
  });
}

/** The value of YAML without aliases. @throws SourceError */
export function parseSource(file: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    // An alias is a ReferenceError.
    if (!(error instanceof YAMLParseError) && !(error instanceof ReferenceError)) throw error;
    throw new SourceError(`${file} isn't YAML without aliases: ${error.message.split("\n")[0] ?? ""}`);
  }
}

/**
 * The absolute path of a file or folder that exists, and with its links followed is below a folder.
 * @param path relative to the folder, or to that of `file`
 * @param file file in which the path is, relative to the folder
 * @throws SourceError
 */
export async function pathBelow(folder: string, path: string, file?: string): Promise<string> {
  const base = file === undefined ? folder : dirname(resolve(folder, file));
  const [root, found] = await Promise.all([
    realpath(folder),
    realpath(resolve(base, path)).catch((error: NodeJS.ErrnoException) => error.code ?? error.message),
  ]);
  const named = file === undefined ? path : `${file}: ${path}`;
  if (!found.includes(sep)) throw new SourceError(`${named} can't be read (${found})`);
  const steps = relative(root, found).split(sep);
  if (steps[0] === ".." || resolve(root, ...steps) !== found)
    throw new SourceError(`${named} is outside the folder of the promotion file`);
  return found;
}
