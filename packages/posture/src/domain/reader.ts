import {
  formatPath,
  parsePath,
  parseTemplate,
  ExpressionError,
  type Element,
  type Json,
  type Reading as ElementReading,
  type Resource,
  visitTraversals,
} from "@org/aml-synth-model";

/** A value that isn't known here: it comes from a variable, from something that only an apply knows, from what wasn't read. */
export class NotKnown {
  readonly #reading: ElementReading;

  constructor(reading: ElementReading) {
    this.#reading = reading;
  }

  /** What is written in its place, for people to find it. */
  public get expression(): string {
    return this.#reading.unknowns[0]?.expression ?? "";
  }

  /** Whether it's all of the value, not something in a list or object that is there. */
  public get isWhole(): boolean {
    return this.#reading.opaque;
  }
}

/** A value as Terraform will have it: known, undefined if nothing is written, or {@link NotKnown}. */
export type Reading = Json | undefined | NotKnown;

/** Whether a value is written and not known here. */
export function isNotKnown(reading: unknown): reading is NotKnown {
  return reading instanceof NotKnown;
}

/** What an id, name or other reference in a configuration points to. */
export interface Pointer {
  /** The resource or data source, also of another stack. */
  readonly resource?: Resource;
  /** The variable, where it's one: `var.deployment_principal_object_id`. */
  readonly variable?: Element;
  /** What is read of it: `id`, `name`, `principal_id`. */
  readonly attribute?: string;
  /** What follows it in the text: `/blobServices/default`. */
  readonly suffix: string;
  /** The text with `{}` for what Terraform fills in; the text itself where nothing is left to Terraform. */
  readonly shape: string;
  /** Whether nothing is left to Terraform. */
  readonly literal: boolean;
}

/** Whether an azapi resource: its arguments are in the body, in ARM's names. */
export function isArm(resource: Resource): boolean {
  return resource.armType !== undefined;
}

/**
 * What is at a path, references followed.
 * @param argument path among the arguments of azurerm
 * @param armPath path in the body of azapi; without, the resource is taken to be azurerm's only
 */
export function read(resource: Resource, argument: string, armPath?: string): Reading {
  const found = readingAt(resource, argument, armPath);
  return found && known(found);
}

/** What a reading comes to. */
export function known(reading: ElementReading): Reading {
  return reading.state === "unknown" ? new NotKnown(reading) : reading.value;
}

/** The reading of a path; undefined where azapi has no such thing. */
export function readingAt(resource: Resource, argument: string, armPath?: string): ElementReading | undefined {
  if (!isArm(resource)) return resource.read(argument);
  return armPath === undefined ? undefined : resource.readArm(armPath);
}

/** {@link read} for text; undefined where there's none or it isn't known yet. */
export function readText(resource: Resource, argument: string, armPath?: string): string | undefined {
  const reading = read(resource, argument, armPath);
  return typeof reading === "string" ? reading : undefined;
}

/** {@link read} for a list of texts, each known; a single text is a list of one. */
export function readTexts(resource: Resource, argument: string, armPath?: string): readonly string[] | undefined {
  const reading = read(resource, argument, armPath);
  if (typeof reading === "string") return [reading];
  return Array.isArray(reading) && reading.every((item) => typeof item === "string") ? reading : undefined;
}

/** What a path comes to; what of it isn't known are expressions in strings. */
export function valueAt(resource: Resource, argument: string, armPath?: string): Json | undefined {
  return readingAt(resource, argument, armPath)?.value;
}

/** What is written at a path, expressions as they are. */
export function written(resource: Resource, argument: string, armPath?: string): Json | undefined {
  return isArm(resource) ? (armPath === undefined ? undefined : bodyAt(resource, armPath)) : resource.get(argument);
}

/** What is in the body of an azapi resource; `parent_id`, `name`, `location` and `tags` are beside it. */
function bodyAt(resource: Resource, path: string): Json | undefined {
  let at: Json | undefined = resource.arm;
  for (const segment of parsePath(path)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string | number, Json>)[segment];
  }
  return at;
}

/** Many rules follow the same references. */
const POINTERS = new WeakMap<Resource, Map<string, readonly Pointer[]>>();

/** Where the things in a list of references point to, or where the one reference does. */
export function pointers(resource: Resource, argument: string, armPath?: string): readonly Pointer[] {
  const path = isArm(resource) ? armPath : argument;
  if (path === undefined) return [];
  const known = POINTERS.get(resource) ?? new Map<string, readonly Pointer[]>();
  POINTERS.set(resource, known);
  const found = known.get(path) ?? pointersAt(resource, argument, armPath);
  known.set(path, found);
  return found;
}

function pointersAt(resource: Resource, argument: string, armPath: string | undefined): readonly Pointer[] {
  const json = written(resource, argument, armPath);
  if (json === undefined || json === null) return [];
  const items = Array.isArray(json) ? (json as readonly Json[]) : [json];
  const found = items.flatMap((item, index): readonly Pointer[] => {
    if (typeof item !== "string") return [];
    const to = pointer(resource, item);
    // What is a literal or names a resource needs no evaluation.
    if (to.literal || (to.resource && to.suffix === "")) return [to];
    const reading = readingAt(resource, argument, armPath);
    return pointersIn(Array.isArray(json) ? reading?.at([index]) : reading) ?? [to];
  });
  return found.length > 0 ? found : mentioned(resource, isArm(resource) ? `body.${armPath ?? ""}` : argument);
}

/** Where what was read points to: at several things, where it's a list; undefined where nothing tells. */
function pointersIn(reading: ElementReading | undefined): readonly Pointer[] | undefined {
  if (Array.isArray(reading?.value) && reading.value.length > 0) {
    return reading.items().flatMap((item) => pointerOf(item) ?? []);
  }
  const to = reading && pointerOf(reading);
  return to && [to];
}

/** Where what was read points to; undefined where nothing tells. */
export function pointerOf(reading: ElementReading): Pointer | undefined {
  if (typeof reading.value === "string" && reading.state === "known") {
    return { shape: reading.value, suffix: "", literal: true };
  }
  if (reading.target) return { ...pointed(reading.target), suffix: "", shape: "{}", literal: false };
  if (!reading.parts) return undefined;
  const shape = reading.parts.map((part) => (typeof part === "string" ? part : "{}")).join("");
  const [first] = reading.parts;
  if (first === undefined || typeof first === "string") return { shape, suffix: "", literal: false };
  const target = first.target ?? (first.targets.length === 1 ? first.targets[0] : undefined);
  return { ...(target ? pointed(target) : {}), shape, suffix: shape.slice(2), literal: false };
}

/** Where a reference points to; undefined if nothing is written. */
export function pointTo(resource: Resource, argument: string, armPath?: string): Pointer | undefined {
  return pointers(resource, argument, armPath)[0];
}

/** Where a text in an element points to. */
export function pointer(by: Element, text: string): Pointer {
  if (!text.includes("${")) return { shape: text, suffix: "", literal: true };
  const target = by.resolve(text);
  if (target) return { ...pointed(target), suffix: "", shape: "{}", literal: false };
  return template(by, text);
}

function template(by: Element, text: string): Pointer {
  const parts = partsOf(text);
  const shape = parts.map((part) => (part.literal ? part.text : "{}")).join("");
  const first = parts.findIndex((part) => !part.literal);
  const target = first === 0 ? firstTarget(by, parts[0]?.text ?? "") : undefined;
  const suffix = shape.slice(2);
  return { ...(target ? pointed(target) : {}), shape, suffix: first === 0 ? suffix : "", literal: false };
}

/** The first thing that an expression names: functions around it don't change which id is meant. */
function firstTarget(by: Element, expression: string): { element: Element; attribute: string } | undefined {
  const direct = by.resolve(`\${${expression}}`);
  if (direct) return direct;
  const names: string[] = [];
  visitTraversals(parseTemplate(`\${${expression}}`), (traversal) => names.push(traversal.text));
  return names[0] === undefined ? undefined : by.resolve(`\${${names[0]}}`);
}

function partsOf(text: string): readonly { readonly literal: boolean; readonly text: string }[] {
  try {
    const expression = parseTemplate(text);
    if (expression.kind !== "template") return [{ literal: false, text: expression.text }];
    return expression.parts.map((part) =>
      typeof part === "string"
        ? { literal: true, text: part }
        : { literal: false, text: part.kind === "directive" ? "" : part.text },
    );
  } catch (error) {
    // The model reports what isn't an expression; here it only points nowhere.
    if (error instanceof ExpressionError) return [{ literal: true, text }];
    throw error;
  }
}

function pointed({ element, attribute }: { element: Element; attribute: string }): Partial<Pointer> {
  if (element.kind === "resource" || element.kind === "data") {
    return { resource: element as Resource, attribute };
  }
  return element.kind === "variable" ? { variable: element, attribute } : { attribute };
}

/** What the references at a path name, where the text there is made by functions. */
function mentioned(resource: Resource, path: string): readonly Pointer[] {
  const wanted = withoutPositions(path);
  const found = new Map<Element, Pointer>();
  for (const reference of resource.references()) {
    const at = withoutPositions(reference.path);
    if (at !== wanted && !at.startsWith(`${wanted}.`)) continue;
    const { element, attribute } = reference.target;
    found.set(element, { ...pointed({ element, attribute }), suffix: "", shape: "{}", literal: false });
  }
  return [...found.values()];
}

function withoutPositions(path: string): string {
  return formatPath(parsePath(path).filter((segment) => typeof segment === "string"));
}
