import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, relative, resolve } from "node:path";
import type { createJiti } from "jiti";
import { ConfigurationError, type Problem } from "../config/problem.js";
import { type LoadedExtension, thrownProblem } from "./calls.js";
import type { PlatformExtension } from "./extension.js";

const EXPORTS = ["extend", "addStacks"] as const;
const EXTENSIONS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];
/** Packages that the file gets from this program, wherever the file is, so that there is only one copy of each. */
const SHARED = ["cdktf", "constructs", "@cdktf/provider-azurerm", "@cdktf/provider-time"];

/** The extension to load. */
export interface ExtensionRequest {
  /** The configuration file, as given. */
  readonly file: string;
  /** Its field `extend`: a path that starts from the configuration's folder. */
  readonly extend: string;
  /** Folder that relative paths of the command line start from. */
  readonly cwd: string;
}

/**
 * Loads the file that a configuration names in `extend`: TypeScript, without a build and without type checks, or
 * JavaScript, as ES module or CommonJS.
 * @throws ConfigurationError for a file that is missing, can't be loaded or exports something else
 */
export async function loadExtension({ file, extend, cwd }: ExtensionRequest): Promise<LoadedExtension> {
  const path = resolve(cwd, dirname(file), extend);
  const shown = relative(cwd, path);
  const missing = missingProblem(path, shown, extend);
  if (missing) throw new ConfigurationError(file, [missing]);
  const exported = await importFile(path).catch((error: unknown) => {
    throw new ConfigurationError(shown, [loadingProblem(path, error)]);
  });
  const wrong = exportProblem(exported);
  if (wrong) throw new ConfigurationError(shown, [wrong]);
  const { extend: extendEnvironment, addStacks } = exported as PlatformExtension;
  return { extend: extendEnvironment, addStacks, file: shown, path };
}

/**
 * Node's own type stripping is missing in version 20, and resolves packages only from the file's folder. This loader
 * behaves the same in all versions. It is loaded on demand, because most commands don't need it, and with `require`,
 * because a script from V8's code cache can't import modules.
 */
function importFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  const require = createRequire(import.meta.url);
  const loader = require("jiti") as { readonly createJiti: typeof createJiti };
  const jiti = loader.createJiti(path, {
    interopDefault: false,
    alias: Object.fromEntries(SHARED.map((name) => [name, dirname(require.resolve(`${name}/package.json`))])),
  });
  return jiti.import(path);
}

function missingProblem(path: string, shown: string, given: string): Problem | undefined {
  const isFile = existsSync(path) && statSync(path).isFile();
  if (isFile && EXTENSIONS.includes(extname(path))) return undefined;
  const what = existsSync(path) ? "a folder" : "missing";
  return {
    path: "extend",
    value: isFile ? JSON.stringify(given) : `${JSON.stringify(given)}, and ${shown} is ${what}`,
    allowed: `a TypeScript or JavaScript file (${EXTENSIONS.join(", ")}), by its path from the configuration's folder`,
    fix: isFile ? "name a file of these types" : "create the file, or correct the path",
  };
}

function loadingProblem(path: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : "";
  const [, name] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  const problem = thrownProblem(path, "loading", error);
  if (name === undefined) return problem;
  const isPackage = !/^[./]/.test(name);
  return {
    path: problem.path,
    value: `an import of ${JSON.stringify(name)}, which isn't there`,
    allowed: "imports of files that exist and of packages that are installed",
    fix: isPackage ? `npm install ${packageOf(name)}` : "correct the path of the import",
  };
}

function packageOf(name: string): string {
  return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
}

function exportProblem(exported: Readonly<Record<string, unknown>>): Problem | undefined {
  const names = Object.keys(exported).filter((name) => name !== "__esModule");
  const functions = EXPORTS.filter((name) => typeof exported[name] === "function");
  const other = EXPORTS.find((name) => exported[name] !== undefined && typeof exported[name] !== "function");
  if (functions.length > 0 && other === undefined) return undefined;
  const isDefault = names.length === 1 && names[0] === "default";
  return {
    path: other ?? "exports",
    value: other === undefined ? names.join(", ") || "nothing" : typeof exported[other],
    allowed: "functions that are called extend(environment, context) and addStacks(platform), one of them or both",
    fix: isDefault
      ? "write export function extend in place of export default"
      : 'write "export function extend(environment, context) { … }"',
  };
}
