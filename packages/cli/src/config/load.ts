import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Node, parse, parseTree, printParseErrorCode, type ParseError } from "jsonc-parser";
import { likelyName, nearestNames } from "@org/azure-catalog";
import * as z from "zod";
import { type FieldHelp, helpAt, keysAt, nearestHelp, schemaAt } from "./field.js";
import { fixOfProp } from "./library-props.js";
import { ELSEWHERE, OTHER_WORDS } from "./other-words.js";
import { ConfigurationError, type Problem } from "./problem.js";
import { relationProblems } from "./relations.js";
import { configurationSchema, type Configuration } from "./schema.js";

/**
 * Reads a configuration file in JSON; comments and trailing commas are allowed.
 * @param cwd folder to which a relative path refers
 * @throws ConfigurationError with all problems
 */
export function loadConfiguration(file: string, cwd: string): Configuration {
  return parseConfiguration(file, read(file, cwd));
}

/**
 * Parses and validates the text of a configuration file.
 * @throws ConfigurationError with all problems
 */
export function parseConfiguration(file: string, content: string): Configuration {
  // Editors and PowerShell on Windows may write a byte order mark.
  const text = content.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  // One mistake causes several errors of the parser; the first one is at its position.
  const [error] = errors;
  if (error) throw new ConfigurationError(file, [syntaxProblem(text, error)]);
  const lost = lostFields(parseTree(text), []);
  if (lost.length > 0) throw new ConfigurationError(file, lost);
  return acceptConfiguration(file, value);
}

/**
 * Validates a configuration as data.
 * @param file for the error's message
 * @throws ConfigurationError with all problems
 */
export function acceptConfiguration(file: string, value: unknown): Configuration {
  const result = configurationSchema.safeParse(value, { reportInput: true });
  if (result.success) {
    const problems = relationProblems(result.data);
    problems.push(...tokenProblems(result.data, []));
    if (problems.length > 0) throw new ConfigurationError(file, problems);
    return literal(result.data);
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
    fix: SYNTAX_FIXES[printParseErrorCode(error.error)] ?? "correct the syntax here",
  };
}

/** How to correct each error of the parser. */
const SYNTAX_FIXES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'put texts and names of fields in double quotes: "prefix": "aml"',
  InvalidNumberFormat: "write a decimal number, or put a text in double quotes",
  PropertyNameExpected: "put the name of a field in double quotes here, or remove what doesn't belong here",
  ValueExpected: "put a value here; the whole file may be {}, the default platform",
  ColonExpected: 'put a colon here: "prefix": "aml"',
  CommaExpected: "put a comma before this, at the end of the previous value",
  CloseBraceExpected: "add the } that is missing",
  CloseBracketExpected: "add the ] that is missing",
  EndOfFileExpected: "remove everything from here, or the } or ] before it that ends too early",
  UnexpectedEndOfComment: "end the comment with */",
  UnexpectedEndOfString: 'end the text with " on the same line',
  UnexpectedEndOfNumber: "complete the number",
  InvalidUnicode: "write four hexadecimal digits after \\u",
  InvalidEscapeCharacter: "write \\\\ for a backslash",
  InvalidCharacter: "write \\t for a tab and \\n for a line break in a text",
};

/** Duplicate fields: JSON accepts them, and the last one wins. */
function lostFields(node: Node | undefined, path: readonly PropertyKey[]): Problem[] {
  if (node?.type === "array") return (node.children ?? []).flatMap((item, at) => lostFields(item, [...path, at]));
  if (node?.type !== "object") return [];
  const seen = new Set<string>();
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => {
    const name = String(key?.value);
    const at = [...path, name];
    const again = seen.has(name);
    seen.add(name);
    const problems = lostFields(value, at);
    if (again) {
      problems.unshift({
        path: pathOf(at),
        value: "the field twice",
        allowed: "each field once",
        fix: "remove one of them",
      });
    }
    if (name === "__proto__") {
      problems.unshift({
        path: pathOf(at),
        value: "a field of this name",
        allowed: "any name but __proto__, which JavaScript reserves",
        fix: "use another name or remove the field",
      });
    }
    return problems;
  });
}

function schemaProblems(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(configurationSchema, issue.path);
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      value: "a field of this name",
      allowed: allowedKeys(key, known),
      fix: fixOfKey(key, issue.path, known),
    }));
  }
  if (issue.code === "invalid_union") {
    // If the value has a type of the union, the problem is inside the value.
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
  const help = nearestHelp(configurationSchema, issue.path);
  const input = inputOf(issue);
  return [
    {
      path: pathOf(issue.path),
      value: shown(input),
      allowed: help?.allowed ?? "an object, as documented in docs/configuration.md",
      fix: help ? fixOfValue(issue.path, input, help) : "use {} for the default platform",
    },
  ];
}

/** What a secret looks like that somebody put into the configuration by mistake. */
const SECRET = /PRIVATE KEY|\b(gh[pousr]_|github_pat_)\w+|\b\w{52}\b|\b\w{76}AZDO\w{4}\b/;

/** A rejected value, as JSON. What looks like a private key or a token isn't printed. */
function shown(input: unknown): string {
  if (input === undefined) return "nothing";
  const text = JSON.stringify(input);
  return SECRET.test(text) ? "a secret, not shown" : text;
}

/** The rejected value; for a union with a discriminator, the value of the discriminator. */
function inputOf(issue: z.core.$ZodIssue): unknown {
  const { input } = issue;
  if (issue.code !== "invalid_union" || issue.discriminator === undefined) return input;
  return (input as Record<string, unknown>)[issue.discriminator];
}

function fixOfValue(path: readonly PropertyKey[], input: unknown, help: FieldHelp): string {
  const { example, known = [], aliases = {}, fix } = help;
  const text = typeof input === "string" ? input.replace(/\s/g, "") : "";
  const meant = aliases[text.toLowerCase()] ?? likelyName(text, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  if (typeof input === "number" || typeof input === "boolean") {
    const quoted = String(input);
    if (isAllowed(path, quoted)) return `put it in quotes: "${quoted}"`;
  }
  if (typeof input === "string" && /^(true|false|-?\d+)$/.test(input) && isAllowed(path, JSON.parse(input))) {
    return `remove the quotes: ${input}`;
  }
  return fix ?? `use ${example}, for example`;
}

function isAllowed(path: readonly PropertyKey[], value: unknown): boolean {
  const schema = schemaAt(configurationSchema, path);
  return schema !== undefined && z.safeParse(schema, value).success;
}

/** Maximum number of names in an error. */
const MOST_NAMES = 30;

function allowedKeys(key: string, known: readonly string[]): string {
  const names = known.filter((name) => name !== "$schema");
  if (names.length === 0) return "the documented fields";
  if (names.length <= MOST_NAMES) return names.join(", ");
  const nearest = [...new Set([...otherWord(key, known), ...nearestNames(key, names)])].slice(0, 3).join(", ");
  return `${nearest} or another of the ${names.length} fields in docs/configuration.md`;
}

function fixOfKey(key: string, path: readonly PropertyKey[], known: readonly string[]): string {
  const [other] = otherWord(key, known);
  if (other !== undefined) return `did you mean ${other}?`;
  const elsewhere = ELSEWHERE.find(([words]) => words.test(key))?.[1];
  if (elsewhere !== undefined) return elsewhere;
  const prop = fixOfProp(path, key);
  if (prop !== undefined) return prop;
  const near = likelyName(key, known);
  if (near?.toLowerCase() === key.toLowerCase()) return `did you mean ${near}?`;
  const home = homeOf(key, path);
  if (home !== undefined) return `move it: the field is ${home}`;
  return near === undefined ? "correct the name or remove the field" : `did you mean ${near}?`;
}

/** The fields for which a name is another word. */
function otherWord(key: string, known: readonly string[]): string[] {
  return OTHER_WORDS.filter(([words, name]) => words.test(key) && known.includes(name)).map(([, name]) => name);
}

/** Label of the place where a field with this name belongs: the top level, or an environment. */
function homeOf(key: string, path: readonly PropertyKey[]): string | undefined {
  if (path.length > 0 && keysAt(configurationSchema, []).includes(key)) return `${key}, at the top of the file`;
  const inEnvironment = ["environments", "NAME"];
  if (keysAt(configurationSchema, inEnvironment).includes(key) && path.length !== inEnvironment.length) {
    return [...inEnvironment, key].join(".");
  }
  return undefined;
}

function isOfAnotherKind({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === "invalid_type" || code === "invalid_value");
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "(the whole file)" : path.map(String).join(".");
}

/** Marker that CDKTF replaces with its own value in any string. */
const TOKEN_MARKER = "TfToken[";

function tokenProblems(value: unknown, path: readonly string[]): Problem[] {
  if (typeof value === "string" && value.includes(TOKEN_MARKER)) {
    return [
      {
        path: pathOf(path),
        value: JSON.stringify(value),
        allowed: `text without ${TOKEN_MARKER}`,
        fix: `remove ${TOKEN_MARKER}: CDKTF marks its own values with it`,
      },
    ];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => tokenProblems(item, [...path, key]));
}

/** Escapes Terraform's template markers, because a configuration is data and must not be evaluated. */
function literal<T>(value: T): T {
  if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&") as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(literal) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [literal(key), literal(item)])) as T;
}
