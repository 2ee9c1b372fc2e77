import { Hole, isTreeList, isTreeObject, sameTree, type Tree } from "../expression/tree.js";
import { textOf } from "../expression/functions/format.js";

/** What the expressions of an ARM template can refer to. */
export interface ArmContext {
  parameter(name: string): Tree;
  variable(name: string): Tree;
  /** `resourceGroup()`, `subscription()`. */
  readonly scope: Readonly<Record<string, Tree>>;
  /** The id of a resource. @param names those of the type's segments, with a subscription or group before them */
  resourceId(type: string, names: readonly Tree[], before: readonly Tree[]): Tree;
  /** The number of this copy. */
  readonly copyIndex: number | undefined;
  /** Functions that only a deployment can evaluate, by name in lower case. */
  readonly functions?: ArmFunctions | undefined;
}

/** Functions of templates by name in lower case. They return undefined for what they can't evaluate. */
export type ArmFunctions = Readonly<Record<string, (given: readonly Tree[]) => Tree | undefined>>;

/** Nobody nests expressions so deep. */
const DEEPEST = 100;
const TOKEN = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([A-Za-z_][\w.]*)|([()[\],.]))/y;

/** Evaluates the strings of a value that are expressions of ARM's templates: `[parameters('name')]`. */
export function evaluateArm(tree: Tree, context: ArmContext): Tree {
  if (typeof tree === "string") return evaluateText(tree, context);
  if (tree instanceof Hole || typeof tree !== "object" || tree === null) return tree;
  if (isTreeList(tree)) return tree.map((item) => evaluateArm(item, context));
  return Object.fromEntries(
    Object.entries(tree).map(([name, item]) => {
      const key = evaluateText(name, context);
      return [typeof key === "string" ? key : name, evaluateArm(item, context)];
    }),
  );
}

function evaluateText(text: string, context: ArmContext): Tree {
  if (text.startsWith("[[")) return text.slice(1);
  if (!/^\[[^]*\]$/.test(text)) return text;
  const parser = new ArmParser(text.slice(1, -1), context);
  const value = parser.whole();
  return value === undefined ? unknown(text) : value;
}

/** What only Azure can tell. */
export function unknown(text: string): Hole {
  const plain = text.replace(/^\[|\]$/g, "");
  return new Hole({ text: plain, reason: "Azure evaluates it when it deploys the template", written: `[${plain}]` });
}

/** Parses and evaluates in one go; undefined where the text isn't an expression. */
class ArmParser {
  readonly #text: string;
  readonly #context: ArmContext;
  #at = 0;
  #depth = 0;

  constructor(text: string, context: ArmContext) {
    this.#text = text;
    this.#context = context;
  }

  public whole(): Tree | undefined {
    const value = this.#value();
    return this.#text.slice(this.#at).trim() === "" ? value : undefined;
  }

  #value(): Tree | undefined {
    const start = this.#at;
    const token = this.#next();
    if (!token) return undefined;
    const [, text, number, name] = token;
    if (text !== undefined) return text.replaceAll("''", "'");
    if (number !== undefined) return Number(number);
    if (name === undefined || this.#depth > DEEPEST || !this.#take("(")) return undefined;
    this.#depth += 1;
    const given: Tree[] = [];
    while (!this.#take(")")) {
      if (given.length > 0 && !this.#take(",")) return undefined;
      const argument = this.#value();
      if (argument === undefined) return undefined;
      given.push(argument);
    }
    this.#depth -= 1;
    const value = call(name.toLowerCase(), given, this.#context);
    return this.#inside(value === undefined ? unknown(this.#text.slice(start, this.#at)) : value);
  }

  /** Properties and items behind a value. */
  #inside(value: Tree): Tree | undefined {
    let at = value;
    for (;;) {
      const start = this.#at;
      let key: Tree | undefined;
      if (this.#take(".")) key = this.#next()?.[3];
      else if (this.#take("[")) {
        key = this.#value();
        if (!this.#take("]")) return undefined;
      } else return at;
      if (key === undefined) return undefined;
      // A name with dots is one token.
      const names = typeof key === "string" && this.#text[start] === "." ? key.split(".") : [key];
      for (const name of names) {
        const inner = item(at, name);
        at = inner === undefined ? unknown(this.#text.slice(0, this.#at)) : inner;
      }
    }
  }

  #take(sign: string): boolean {
    const before = this.#at;
    if (this.#next()?.[4] === sign) return true;
    this.#at = before;
    return false;
  }

  #next(): RegExpExecArray | undefined {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text) ?? undefined;
    if (found) this.#at = TOKEN.lastIndex;
    return found;
  }
}

function item(value: Tree, key: Tree): Tree | undefined {
  if (isTreeList(value)) return typeof key === "number" ? value[key] : undefined;
  if (!isTreeObject(value) || typeof key !== "string") return undefined;
  const name = Object.keys(value).find((one) => one.toLowerCase() === key.toLowerCase());
  return name === undefined ? undefined : value[name];
}

function call(name: string, given: readonly Tree[], context: ArmContext): Tree | undefined {
  const [first = null] = given;
  switch (name) {
    case "parameters":
      return typeof first === "string" ? context.parameter(first) : undefined;
    case "variables":
      return typeof first === "string" ? context.variable(first) : undefined;
    case "resourcegroup":
    case "subscription":
      return given.length === 0 ? context.scope[name] : undefined;
    case "copyindex":
      return typeof first === "string" || context.copyIndex === undefined
        ? context.copyIndex
        : context.copyIndex + Number(first ?? 0);
    case "resourceid":
    case "subscriptionresourceid":
    case "tenantresourceid": {
      const at = given.findIndex((one) => typeof one === "string" && one.includes("/") && !one.startsWith("/"));
      const type = given[at];
      if (typeof type !== "string") return undefined;
      const names = given.slice(at + 1);
      return name === "resourceid"
        ? context.resourceId(type, names, given.slice(0, at))
        : idBelow(name, type, names, context);
    }
    default:
      return (FUNCTIONS[name] ?? context.functions?.[name])?.(given);
  }
}

/** The id of something in a subscription or tenant: a role definition. */
function idBelow(name: string, type: string, names: readonly Tree[], { scope }: ArmContext): Tree | undefined {
  const [provider = "", ...segments] = type.split("/");
  const subscription = scope["subscription"];
  const base = name === "tenantresourceid" ? "" : isTreeObject(subscription) ? subscription["id"] : undefined;
  if (base === undefined || segments.length !== names.length) return undefined;
  const pieces = segments.flatMap((segment, index) => [`/${segment}/`, names[index] as Tree]);
  return joined([base as Tree, `/providers/${provider}`, ...pieces]);
}

/** Pieces as one text, known or not. */
export function joined(pieces: readonly Tree[]): Tree | undefined {
  const parts = pieces.map((piece) => (piece instanceof Hole ? piece : isPlain(piece) ? String(piece) : undefined));
  return parts.includes(undefined) ? undefined : textOf(parts as (string | Hole)[], "concat");
}

function isPlain(value: Tree): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The function of an expression that is neither evaluated here nor one of these; undefined if all are. */
export function unsupportedFunction(text: string, functions: ArmFunctions = {}): string | undefined {
  const names = [...text.replaceAll(/'(?:[^']|'')*'/g, "''").matchAll(/([A-Za-z_]\w*)\s*\(/g)].flatMap(
    ([, name]) => name ?? [],
  );
  return names.find((name) => {
    const key = name.toLowerCase();
    return !CONTEXT_FUNCTIONS.has(key) && !(key in FUNCTIONS) && !(key in functions);
  });
}

const CONTEXT_FUNCTIONS: ReadonlySet<string> = new Set([
  "parameters",
  "variables",
  "resourcegroup",
  "subscription",
  "copyindex",
  "resourceid",
  "subscriptionresourceid",
  "tenantresourceid",
]);

/**
 * Functions that leave out nothing where their arguments are known.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
 */
const FUNCTIONS: ArmFunctions = {
  true: () => true,
  false: () => false,
  null: () => null,
  concat: (given) => (given.every((one) => isTreeList(one)) ? given.flat() : joined(given)),
  format: ([pattern, ...values]) => {
    if (typeof pattern !== "string") return undefined;
    const pieces = pattern.split(/\{(\d+)[^}]*\}/).map((piece, index) => (index % 2 ? values[Number(piece)] : piece));
    return pieces.includes(undefined) ? undefined : joined(pieces as Tree[]);
  },
  if: ([condition, whenTrue, whenFalse]) =>
    typeof condition === "boolean" ? (condition ? whenTrue : whenFalse) : undefined,
  equals: ([a, b]) =>
    a === undefined || b === undefined || !areKnown([a, b])
      ? undefined
      : sameTree(a, b) || String(a).toLowerCase() === String(b).toLowerCase(),
  not: ([value]) => (typeof value === "boolean" ? !value : undefined),
  and: (given) => (given.includes(false) ? false : given.every((one) => one === true) ? true : undefined),
  or: (given) => (given.includes(true) ? true : given.every((one) => one === false) ? false : undefined),
  empty: ([value]) =>
    value === undefined || value instanceof Hole
      ? undefined
      : value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0),
  coalesce: (given) => {
    const found = given.find((one) => one !== null);
    return found instanceof Hole ? undefined : found;
  },
  tolower: ([text]) => (typeof text === "string" ? text.toLowerCase() : undefined),
  toupper: ([text]) => (typeof text === "string" ? text.toUpperCase() : undefined),
  string: ([value]) => (value !== undefined && isPlain(value) ? String(value) : undefined),
  int: ([value]) => (value !== undefined && isPlain(value) ? Number(value) : undefined),
  bool: ([value]) => (value !== undefined && isPlain(value) ? String(value).toLowerCase() === "true" : undefined),
  array: ([value]) => (value === undefined || value instanceof Hole ? undefined : isTreeList(value) ? value : [value]),
  contains: ([container, value]) => {
    if (container === undefined || value === undefined || !areKnown([container, value])) return undefined;
    if (isTreeList(container)) return container.some((one) => sameTree(one, value));
    if (isTreeObject(container)) return item(container, value) !== undefined;
    return typeof container === "string" && isPlain(value) ? container.includes(String(value)) : undefined;
  },
  json: ([text]) => {
    if (typeof text !== "string") return undefined;
    try {
      return JSON.parse(text) as Tree;
    } catch {
      return undefined;
    }
  },
  replace: ([text, from, to]) =>
    typeof text === "string" && typeof from === "string" && typeof to === "string"
      ? text.replaceAll(from, to)
      : undefined,
  split: ([text, separator]) =>
    typeof text === "string" && typeof separator === "string" ? text.split(separator) : undefined,
  createarray: (given) => given,
  createobject: (given) => {
    const names = given.filter((_, index) => index % 2 === 0);
    if (!names.every((name) => typeof name === "string")) return undefined;
    return Object.fromEntries(names.map((name, index) => [name, given[2 * index + 1] ?? null]));
  },
  union: (given) => {
    if (given.every((one) => isTreeObject(one))) return Object.assign({}, ...given) as Tree;
    return given.every((one) => isTreeList(one)) ? given.flat() : undefined;
  },
  length: ([value]) =>
    isTreeList(value) || typeof value === "string"
      ? value.length
      : isTreeObject(value)
        ? Object.keys(value).length
        : undefined,
  first: ([value]) => (isTreeList(value) ? value[0] : undefined),
  last: ([value]) => (isTreeList(value) ? value.at(-1) : undefined),
};

function areKnown(values: readonly Tree[]): boolean {
  return values.every((value) => !(value instanceof Hole));
}
