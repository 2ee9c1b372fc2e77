import { Hole, isTreeList, isTreeObject, type Tree, type TreeObject } from "../expression/tree.js";
import { evaluateArm, joined, unknown, type ArmContext, type ArmFunctions } from "./arm-expression.js";

/** Properties of a template's resource that aren't part of what ARM stores. */
export const NOT_IN_BODY = new Set([
  "type",
  "apiVersion",
  "name",
  "dependsOn",
  "resources",
  "condition",
  "copy",
  "scope",
  "comments",
  "existing",
  "metadata",
  "parent",
  "resourceGroup",
  "subscriptionId",
]);

/** Where a template is deployed to. */
export interface Destination {
  /** The id of the resource group or subscription. */
  readonly id: Tree;
  readonly name: Tree;
  readonly location: Tree;
  readonly subscription: Tree;
  readonly tenant?: Tree | undefined;
}

/** More copies than these are left to Azure. */
const MOST_COPIES = 1000;

/** A resource with its type and names, before its body is evaluated. */
export interface Declared {
  readonly json: TreeObject;
  /** Its name in a template whose resources are an object. */
  readonly symbol: string | undefined;
  readonly type: string;
  readonly names: readonly Tree[];
  /** Whether its condition holds, which may not be known. */
  readonly condition: Tree;
  readonly context: ArmContext;
}

/** Reads the declarations of a template. */
export class Declarations {
  /** What can't be told before Azure evaluates the template, or isn't a template: expressions and words. */
  public readonly gaps: string[] = [];
  readonly #template: TreeObject;
  readonly #context: ArmContext;

  constructor(template: TreeObject, context: ArmContext) {
    this.#template = template;
    this.#context = context;
  }

  /** The resources, with those that their conditions leave out. */
  public resources(): readonly Declared[] {
    return [...this.#declared(this.#template["resources"], undefined)];
  }

  *#declared(given: Tree | undefined, parent: Declared | undefined): Iterable<Declared> {
    const all: readonly (readonly [string | undefined, Tree])[] = isTreeList(given)
      ? given.map((json) => [undefined, json])
      : Object.entries(isTreeObject(given) ? given : {});
    for (const [symbol, json] of all) {
      if (!isTreeObject(json)) this.gaps.push("a resource that isn't an object");
      else if (json["existing"] !== true) yield* this.#copies(json, symbol, parent);
    }
  }

  *#copies(json: TreeObject, symbol: string | undefined, parent: Declared | undefined): Iterable<Declared> {
    const context = parent?.context ?? this.#context;
    const count =
      json["copy"] === undefined ? undefined : evaluateArm(objectIn(json, "copy")["count"] ?? null, context);
    if (count === undefined) yield* this.#one(json, symbol, parent, context);
    else if (typeof count !== "number" || count > MOST_COPIES) {
      this.gaps.push(`${textOf(count)} copies`);
      yield* this.#one(json, symbol, parent, context);
    } else {
      for (let index = 0; index < count; index += 1)
        yield* this.#one(json, symbol, parent, { ...context, copyIndex: index });
    }
  }

  *#one(
    json: TreeObject,
    symbol: string | undefined,
    parent: Declared | undefined,
    context: ArmContext,
  ): Iterable<Declared> {
    const condition = conditionOf(evaluateArm(json["condition"] ?? true, context));
    if (typeof condition !== "boolean") this.gaps.push(`the condition ${textOf(condition)}`);
    const type = evaluateArm(json["type"] ?? null, context);
    const names = segmentsOf(evaluateArm(json["name"] ?? null, context));
    if (typeof type !== "string") {
      if (condition !== false) this.gaps.push(`the type ${textOf(type)}`);
      return;
    }
    // A child in its parent has the last parts of type and name only.
    const isFull = parent === undefined || type.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`);
    const declared = {
      json,
      symbol,
      type: isFull ? type : `${parent.type}/${type}`,
      names: parent === undefined || (isFull && names.length > 1) ? names : [...parent.names, ...names],
      condition: parent?.condition === false ? false : condition,
      context,
    };
    yield declared;
    yield* this.#declared(json["resources"], declared);
  }
}

/** What the expressions of a template can refer to. */
export function contextOf(
  template: TreeObject,
  given: Tree | undefined,
  { id, name, location, subscription, tenant }: Destination,
  resourceId: ArmContext["resourceId"],
  functions?: ArmFunctions,
): ArmContext {
  const declared = objectIn(template, "parameters");
  const variables = objectIn(template, "variables");
  const known = new Map<string, Tree>();
  const inProgress = new Set<string>();
  // Parameters and variables may refer to each other; a circle ends as not known.
  const once = (key: string, make: () => Tree): Tree => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (inProgress.has(key)) return unknown(key);
    inProgress.add(key);
    const value = make();
    inProgress.delete(key);
    known.set(key, value);
    return value;
  };
  const context: ArmContext = {
    parameter: (key) =>
      once(`parameters('${key}')`, () => {
        const value = objectIn(given, key)["value"];
        // What is passed was evaluated already. Azure takes null as no value.
        if (value !== undefined && value !== null) return value;
        const fallback = objectIn(declared, key)["defaultValue"];
        return fallback === undefined ? unknown(`parameters('${key}')`) : evaluateArm(fallback, context);
      }),
    variable: (key) =>
      once(`variables('${key}')`, () => {
        const value = entry(variables, key);
        return value === undefined ? unknown(`variables('${key}')`) : evaluateArm(value, context);
      }),
    scope: {
      resourcegroup: { id, name, location },
      subscription: {
        id: joined(["/subscriptions/", subscription]) ?? subscription,
        subscriptionId: subscription,
        ...(tenant === undefined ? {} : { tenantId: tenant }),
      },
    },
    resourceId,
    copyIndex: undefined,
    functions,
  };
  return context;
}

function conditionOf(value: Tree): Tree {
  return value === "true" ? true : value === "false" ? false : value;
}

function textOf(value: Tree): string {
  return value instanceof Hole ? value.text : String(value);
}

/** A resource group or subscription other than that of the deployment. */
export function elsewhere(
  destination: Destination,
  group: Tree | undefined,
  subscription = destination.subscription,
): Destination {
  const base = joined(["/subscriptions/", subscription]) ?? unknown("subscription");
  const id = group === undefined ? base : (joined([base, "/resourceGroups/", group]) ?? unknown("resourceGroup"));
  return { ...destination, id, name: group ?? destination.name, subscription };
}

/** The parts of a name with slashes, each known or not. */
function segmentsOf(name: Tree): readonly Tree[] {
  if (typeof name === "string") return name.split("/");
  if (!(name instanceof Hole) || !name.parts) return [name];
  const segments: Tree[][] = [[]];
  for (const part of name.parts) {
    const pieces = typeof part === "string" ? part.split("/") : [part];
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) segments.push([]);
      if (piece !== "") segments.at(-1)?.push(piece);
    }
  }
  return segments.map((pieces) => joined(pieces) ?? name);
}

/** A property that is an object; empty if it isn't. */
export function objectIn(tree: Tree | undefined, name: string): TreeObject {
  const value = isTreeObject(tree) ? entry(tree, name) : undefined;
  return isTreeObject(value) ? value : {};
}

/** A property by its name in any case, as ARM reads names. */
function entry(object: TreeObject, name: string): Tree | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const key = Object.keys(object).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}
