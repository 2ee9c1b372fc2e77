import { InvalidInputError } from "@org/aml-core";
import { ConfigurationError, type Problem } from "../config/problem.js";
import type { PlatformExtension } from "./extension.js";

/** An extension, and the file that it was loaded from. */
export interface LoadedExtension extends PlatformExtension {
  /** Path of the file, relative to the folder in which the command runs. */
  readonly file: string;
  /** Absolute path of the file. */
  readonly path: string;
}

/**
 * Calls a function of an extension.
 * @param what what is called, in words, such as `extend() for dev`
 * @throws ConfigurationError if it throws or returns a promise, with the line
 */
export function callExtension({ file, path }: LoadedExtension, what: string, call: () => unknown): void {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    throw new ConfigurationError(file, [thrownProblem(path, what, error)]);
  }
  if (typeof result !== "object" || result === null || !("then" in result)) return;
  // A rejection of the promise would otherwise end the program before this error is printed.
  void Promise.resolve(result).catch(() => undefined);
  throw new ConfigurationError(file, [
    {
      path: what,
      value: "a promise",
      allowed: "a function that adds its constructs before it returns",
      fix: "remove async; await what you need at the top of the file, outside of the function",
    },
  ]);
}

/**
 * Describes an error that code of a file has thrown.
 * @param path absolute path of the file
 * @param what what ran, in words
 */
export function thrownProblem(path: string, what: string, error: unknown): Problem {
  const line = error instanceof Error ? lineIn(path, `${error.message}\n${error.stack ?? ""}`) : undefined;
  const where = line === undefined ? what : `${what}, line ${line}`;
  if (InvalidInputError.isInvalidInputError(error)) {
    const { path: construct, value, allowed, fix } = error.input;
    return { path: `${where}: ${construct}`, value: JSON.stringify(value) ?? "nothing", allowed, fix };
  }
  return {
    path: where,
    value:
      error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]?.trim()}` : `${String(error)}, thrown`,
    allowed: "code that runs without an error",
    fix: "correct the file",
  };
}

/** The line of a file that an error mentions first. */
function lineIn(path: string, text: string): string | undefined {
  const at = text.indexOf(`${path}:`);
  return at < 0 ? undefined : /^\d+/.exec(text.slice(at + path.length + 1))?.[0];
}
