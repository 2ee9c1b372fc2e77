import {
  type Element,
  ExpressionError,
  formatPath,
  isJsonList,
  type Json,
  parsePath,
  parseTemplate,
  type Reading as ElementReading,
  type Resource,
  visitTraversals,
} from "@org/aml-synth-model";

/** An unknown value, which depends on a variable, an apply, or input that wasn't read. */
export class NotKnown {
  readonly #reading: ElementReading;

  constructor(reading: ElementReading) {
    this.#reading = reading;
  }

  /** Its expression, for messages. */
  public get expression(): string {
    return this.#reading.unknowns[0]?.expression ?? "";
  }

  /** Whether the whole value is unknown, not only a part of a list or object. */
  public get isWhole(): boolean {
    return this.#reading.opaque;
  }
}

/** A value: known, undefined if it isn't set, or {@link NotKnown}. */
export type Reading = Json | undefined | NotKnown;

/** Whether a value is set and unknown. */
export function isNotKnown(reading: unknown): reading is NotKnown {
  return reading instanceof NotKnown;
}

/** Target of an id, name or other reference. */
export interface Pointer {
  /** The resource or data source, possibly of another stack. */
  readonly resource?: Resource;
  /** The variable, if the target is one, such as `var.deployment_principal_object_id`. */
  readonly variable?: Element;
  /** Attribute of the target, such as `id`, `name` or `principal_id`. */
  readonly attribute?: string;
  /** Text after the reference, such as `/blobServices/default`. */
  readonly suffix: string;
  /** The whole text with `{}` for unknown parts; the text itself if it is literal. */
  readonly shape: string;
  /** Whether the whole text is literal. */
  readonly literal: boolean;
}

/** Whether a resource is one of azapi, whose settings are in the body, with ARM's names. */
export function isArm(resource: Resource): boolean {
  return resource.armType !== undefined;
}

/**
 * The value at a path, with resolved references.
 * @param argument path among the arguments of azurerm
 * @param armPath path in the body of azapi; without it, the value of an azapi resource is undefined
 */
export function read(resource: Resource, argument: string, armPath?: string): Reading {
  const found = readingAt(resource, argument, armPath);
  const value = found && known(found);
  // Terraform converts these texts wherever an argument is a flag.
  return !isArm(resource) && (value === "true" || value === "false") ? value === "true" : value;
}

/** Value of a reading. */
export function known(reading: ElementReading): Reading {
  return reading.state === "unknown" ? new NotKnown(reading) : reading.value;
}

/** The reading of a path; undefined if azapi has no such property. */
export function readingAt(resource: Resource, argument: string, armPath?: string): ElementReading | undefined {
  if (!isArm(resource)) return resource.read(argument);
  return armPath === undefined ? undefined : resource.readArm(armPath);
}

/** {@link read} for text; undefined if there is none or it is unknown. */
export function readText(resource: Resource, argument: string, armPath?: string): string | undefined {
  const reading = read(resource, argument, armPath);
  return typeof reading === "string" ? reading : undefined;
}

/** {@link read} for a list of strings; a single string is a list with one item. Undefined if an item is unknown. */
export function readTexts(resource: Resource, argument: string, armPath?: string): readonly string[] | undefined {
  const reading = read(resource, argument, armPath);
  if (typeof reading === "string") return [reading];
  return Array.isArray(reading) && reading.every((item) => typeof item === "string") ? reading : undefined;
}

/**
 * Whether a resource's configuration is known, and so which blocks and settings are its own. A plan alone doesn't say
 * this.
 */
export function hasConfiguration(resource: Resource): boolean {
  return resource.stack.source !== "plan" || resource.read("lifecycle").state !== "unknown";
}

/** The value at a path, with expressions for unknown parts. */
export function valueAt(resource: Resource, argument: string, armPath?: string): Json | undefined {
  return readingAt(resource, argument, armPath)?.value;
}

/** The unevaluated value at a path. */
export function written(resource: Resource, argument: string, armPath?: string): Json | undefined {
  return isArm(resource) ? (armPath === undefined ? undefined : bodyAt(resource, armPath)) : resource.get(argument);
}

/**
 * The unevaluated value at a path of an azapi resource's body; `parent_id`, `name`, `location` and `tags` are included.
 */
function bodyAt(resource: Resource, path: string): Json | undefined {
  let at: Json | undefined = resource.arm;
  for (const segment of parsePath(path)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string | number, Json>)[segment];
  }
  return at;
}

/** Cache of pointers, because many rules follow the same references. */
const POINTERS = new WeakMap<Resource, Map<string, readonly Pointer[]>>();

/** Targets of a list of references, or of a single one. */
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
  const items = isJsonList(json) ? json : [json];
  const found = items.flatMap((item, index): readonly Pointer[] => {
    if (typeof item !== "string") return [];
    // Literals and references to a resource need no evaluation.
    const direct = directPointer(resource, item);
    if (direct?.literal === true || direct?.resource) return [direct];
    const reading = readingAt(resource, argument, armPath);
    return pointersIn(Array.isArray(json) ? reading?.at([index]) : reading) ?? [template(resource, item)];
  });
  return found.length > 0 ? found : mentioned(resource, isArm(resource) ? `body.${armPath ?? ""}` : argument);
}

/** Targets of a reading; several for a list; undefined if unknown. */
function pointersIn(reading: ElementReading | undefined): readonly Pointer[] | undefined {
  if (Array.isArray(reading?.value) && reading.value.length > 0) {
    return reading.items().flatMap((item) => pointerOf(item) ?? []);
  }
  const to = reading && pointerOf(reading);
  return to && [to];
}

/** Target of a reading; undefined if unknown. */
export function pointerOf(reading: ElementReading): Pointer | undefined {
  if (typeof reading.value === "string" && reading.state === "known") {
    return { shape: reading.value, suffix: "", literal: true };
  }
  if (reading.target) return pointed(reading.target);
  if (!reading.parts) return undefined;
  const shape = reading.parts.map((part) => (typeof part === "string" ? part : "{}")).join("");
  const [first] = reading.parts;
  if (first === undefined || typeof first === "string") return { shape, suffix: "", literal: false };
  const target = first.target ?? (first.targets.length === 1 ? first.targets[0] : undefined);
  return { ...(target ? pointed(target) : {}), shape, suffix: shape.slice(2), literal: false };
}

/** Target of a reference; undefined if it isn't set. */
export function pointTo(resource: Resource, argument: string, armPath?: string): Pointer | undefined {
  return pointers(resource, argument, armPath)[0];
}

/** Target of a text in an element. */
export function pointer(by: Element, text: string): Pointer {
  return directPointer(by, text) ?? template(by, text);
}

/** Target of a literal, or of a reference without other text. */
function directPointer(by: Element, text: string): Pointer | undefined {
  if (!text.includes("${")) return { shape: text, suffix: "", literal: true };
  const target = by.resolve(text);
  return target && pointed(target);
}

function template(by: Element, text: string): Pointer {
  const parts = partsOf(text);
  const shape = parts.map((part) => (part.literal ? part.text : "{}")).join("");
  const first = parts.findIndex((part) => !part.literal);
  const target = first === 0 ? firstTarget(by, parts[0]?.text ?? "") : undefined;
  const suffix = shape.slice(2);
  return { ...(target ? pointed(target) : {}), shape, suffix: first === 0 ? suffix : "", literal: false };
}

/** The first reference in an expression; functions around it don't change the target. */
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
    // The model reports invalid expressions; here they have no target.
    if (error instanceof ExpressionError) return [{ literal: true, text }];
    throw error;
  }
}

/**
 * The target of a reference. An id that is read from the resource that it was given to leads to the resource with that
 * id, such as `azurerm_subnet_network_security_group_association.pe.subnet_id` to the subnet.
 */
export function pointed({ element, attribute }: { element: Element; attribute: string }): Pointer {
  const unknown = { suffix: "", shape: "{}", literal: false };
  if (element.kind === "variable") return { ...unknown, variable: element, attribute };
  if (element.kind !== "resource" && element.kind !== "data") return { ...unknown, attribute };
  const resource = element as Resource;
  const given = attribute.endsWith("_id") ? pointTo(resource, attribute, attribute) : undefined;
  const isId = given?.suffix === "" && (given.resource !== undefined || given.shape.startsWith("/"));
  return isId ? given : { ...unknown, resource, attribute };
}

/** Targets of the references at a path, if functions compute the text. */
function mentioned(resource: Resource, path: string): readonly Pointer[] {
  const wanted = withoutPositions(path);
  const found = new Map<Element, Pointer>();
  for (const reference of resource.references()) {
    const at = withoutPositions(reference.path);
    if (at !== wanted && !at.startsWith(`${wanted}.`)) continue;
    const { element, attribute } = reference.target;
    found.set(element, pointed({ element, attribute }));
  }
  return [...found.values()];
}

function withoutPositions(path: string): string {
  return formatPath(parsePath(path).filter((segment) => typeof segment === "string"));
}

/** Visits the literal ARM ids anywhere in a resource, such as in access policies, diagnostic settings and inline rules. */
export function visitIds(json: object, path: string, visit: (id: string, path: string) => void): void {
  for (const key of Object.keys(json)) {
    const value = (json as Readonly<Record<string, Json>>)[key];
    if (typeof value === "string") {
      if (value.startsWith("/subscriptions/") && !value.includes("${")) visit(value, join(path, key));
    } else if (typeof value === "object" && value !== null) visitIds(value, join(path, key), visit);
  }
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
