import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";
import type * as z from "zod";
import { helpAt, keysAt } from "./field.js";
import { ConfigurationError, type Problem } from "./problem.js";
import { relationProblems } from "./relations.js";
import { configurationSchema, type Configuration } from "./schema.js";

/**
 * Reads a configuration file: JSON, comments and trailing commas allowed.
 * @param cwd folder that a relative path starts from
 * @throws ConfigurationError naming everything that is wrong
 */
export function loadConfiguration(file: string, cwd: string): Configuration {
  return parseConfiguration(file, read(file, cwd));
}

/**
 * Accepts the text of a configuration file.
 * @throws ConfigurationError naming everything that is wrong
 */
export function parseConfiguration(file: string, text: string): Configuration {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  if (errors.length > 0)
    throw new ConfigurationError(
      file,
      errors.map((error) => syntaxProblem(text, error)),
    );
  return acceptConfiguration(file, value);
}

/**
 * Accepts a configuration as data.
 * @param file for the error's message
 * @throws ConfigurationError naming everything that is wrong
 */
export function acceptConfiguration(file: string, value: unknown): Configuration {
  const result = configurationSchema.safeParse(value, { reportInput: true });
  if (result.success) {
    const problems = relationProblems(result.data);
    if (problems.length > 0) throw new ConfigurationError(file, problems);
    return result.data;
  }
  throw new ConfigurationError(
    file,
    result.error.issues.flatMap((issue) => schemaProblems(issue)),
  );
}

function read(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    throw new ConfigurationError(file, [
      {
        path: file,
        value: code === "ENOENT" ? "no such file" : code,
        allowed: "a readable JSON file",
        fix: "name another one with --config FILE, or create it: {} is the default platform",
      },
    ]);
  }
}

function syntaxProblem(text: string, error: ParseError): Problem {
  const before = text.slice(0, error.offset).split("\n");
  return {
    path: `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`,
    value: JSON.stringify(text.slice(error.offset, error.offset + Math.max(error.length, 1))),
    allowed: "JSON, with comments and trailing commas",
    fix: `correct the syntax here: ${printParseErrorCode(error.error)}`,
  };
}

function schemaProblems(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(configurationSchema, issue.path);
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      value: "a field of this name",
      allowed: known.length > 0 ? known.filter((name) => name !== "$schema").join(", ") : "the documented fields",
      fix: "correct the name or take the field out",
    }));
  }
  if (issue.code === "invalid_union") {
    // Where the value is of a kind that the union has, what is wrong lies within it.
    const within = issue.errors.find((issues) => issues.every((one) => !isOfAnotherKind(one)));
    if (within) return within.flatMap((one) => schemaProblems({ ...one, path: [...issue.path, ...one.path] }));
  }
  if (issue.code === "invalid_key") {
    const help = helpAt(configurationSchema, issue.path.slice(0, -1));
    return [
      {
        path: pathOf(issue.path),
        value: JSON.stringify(issue.path.at(-1)),
        allowed: help?.allowed ?? issue.message,
        fix: `use names as in ${help?.example ?? "the documentation"}`,
      },
    ];
  }
  const help = helpAt(configurationSchema, issue.path);
  return [
    {
      path: pathOf(issue.path),
      value: issue.input === undefined ? "nothing" : JSON.stringify(issue.input),
      allowed: help?.allowed ?? issue.message,
      fix: help ? `use ${help.example}, for example` : "see the documented fields",
    },
  ];
}

function isOfAnotherKind({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === "invalid_type" || code === "invalid_value");
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "(the whole file)" : path.map(String).join(".");
}
