import type { Platform } from "../domain/platform.js";
import { glob } from "../domain/glob.js";
import { isArm, pointers, written } from "../domain/reader.js";
import {
  type Element,
  isJsonList,
  isJsonObject,
  type Json,
  parsePath,
  type Reading,
  type Resource,
  type Unknown,
} from "@org/aml-synth-model";
import type { Undecided } from "./platform-check.js";

/** Path in azurerm and, if it exists, in ARM. `[]` means each item of a list, `{}` each item of a map. */
export type FactPath = readonly [argument: string, arm?: string];

/** Facts about the resources of a type that a check needs; if one is unknown, the check is undecided. */
export interface NeededFacts {
  /** An ARM type, or a Terraform type such as `azurerm_route`. */
  readonly on: string | RegExp;
  /** Values that have to be known. */
  readonly values?: readonly FactPath[];
  /** References that have to resolve to a resource, a data source or a literal id. */
  readonly references?: readonly FactPath[];
  /** References to principals, which may be variables that the configuration lists. */
  readonly principals?: readonly FactPath[];
}

/** Providers whose resources and data sources represent Azure resources. */
const AZURE = /^(azurerm|azapi|azuread|msgraph)_/;

/** `${azurerm_subnet.pe.id}`, without index, function or other text. */
const PLAIN_REFERENCE = /^\$\{[a-z_][\w-]*(?:\.[a-z_][\w-]*)+\}$/i;

/** `/subscriptions/${var.subscription_id}/resourceGroups/rg`, without other expressions. */
const PLAIN_ID = /^(?:[^$%]|\$\{var\.[\w-]+\})+$/;

/** Result of reading facts. */
export interface FactsRead {
  /** Unknown facts. */
  readonly undecided: readonly Undecided[];
  /** The variables whose default values were used. */
  readonly defaults: readonly string[];
}

/** Reads the facts that a check needs. */
export function readFacts(platform: Platform, facts: readonly NeededFacts[]): FactsRead {
  const undecided: Undecided[] = [];
  const defaults = new Set<string>();
  for (const needed of facts) {
    for (const resource of resourcesOf(platform, needed)) {
      undecided.push(...openIn(platform, resource, needed, defaults));
    }
  }
  return { undecided, defaults: [...defaults].sort() };
}

function resourcesOf({ inventory }: Platform, { on }: NeededFacts): readonly Resource[] {
  if (typeof on !== "string") return inventory.resources.filter(({ type }) => on.test(type));
  return on.includes("/") ? inventory.created(on) : inventory.model.resources({ type: on });
}

function openIn(
  platform: Platform,
  resource: Resource,
  { values = NONE, references = NONE, principals = NONE }: NeededFacts,
  defaults: Set<string>,
): readonly Undecided[] {
  if (resource.repetition) return [undecided(resource, resource.repetition, "how many there are")];
  const open = new Map<string, Unknown>();
  const read = (path: FactPath, unknownIn: (reading: Reading) => readonly Unknown[]): void => {
    for (const reading of readingsAt(resource, path)) {
      for (const { id } of reading.defaults) defaults.add(id);
      for (const unknown of unknownIn(reading)) open.set(unknown.path, unknown);
    }
  };
  for (const path of values) {
    if (!isWrittenOut(resource, path, false)) read(path, ({ unknowns }) => unknowns);
  }
  for (const path of references) {
    if (!isWrittenOut(resource, path, true)) read(path, leadsNowhere);
  }
  for (const path of principals) {
    if (isWrittenOut(resource, path, true)) continue;
    read(path, (reading) => leadsNowhere(reading).filter((unknown) => !isFromOutside(platform, unknown)));
  }
  return open.size === 0 ? NONE : [...open.values()].map((unknown) => undecided(resource, unknown, unknown.path));
}

function undecided(at: Resource, { expression, path, reason }: Unknown, what: string): Undecided {
  return {
    at,
    path: isArm(at) && path.startsWith("properties") ? `body.${path}` : path,
    text: `${what} is ${expression}, which isn't known here: ${reason}`,
    fix: "Check a plan of this stack, or use a literal value.",
  };
}

/** Whether the configuration of the check lists a variable as a principal that no stack creates. */
function isFromOutside({ settings }: Platform, { targets }: Unknown): boolean {
  const outside = settings.outsidePrincipals ?? [];
  return targets.length > 0 && targets.every(({ element }) => outside.some((one) => glob(one).test(element.address)));
}

const NONE: readonly never[] = [];
/** Cache of the pieces of paths: names, with `[]` and `{}` between them. */
const PIECES = new Map<string, readonly string[]>();

/** The path that a provider has; undefined if it has none. */
function pathIn(resource: Resource, [argument, arm]: FactPath): string | undefined {
  return isArm(resource) ? arm : argument || undefined;
}

/** The readings at a path, item by item. */
function readingsAt(resource: Resource, factPath: FactPath): readonly Reading[] {
  const path = pathIn(resource, factPath);
  if (path === undefined) return NONE;
  const [first = "", ...rest] = piecesOf(path);
  let readings: readonly Reading[] = [readingOf(resource, first)];
  for (const part of rest) {
    readings = readings.flatMap((reading): readonly Reading[] => {
      // If a value is entirely unknown, so are its parts: one entry is enough.
      if (reading.opaque) return [reading];
      if (part === "[]") return reading.items();
      return part === "{}" ? reading.entries().map(([, inner]) => inner) : [reading.at(part)];
    });
  }
  return readings.filter(({ state }) => state !== "absent");
}

/** Cache of readings, because several facts are in one block. */
const READ = new WeakMap<Resource, Map<string, Reading>>();

function readingOf(resource: Resource, name: string): Reading {
  const known = READ.get(resource) ?? new Map<string, Reading>();
  READ.set(resource, known);
  const found = known.get(name) ?? (isArm(resource) ? resource.readArm(name) : resource.read(name));
  known.set(name, found);
  return found;
}

/**
 * Whether the values at a path need no evaluation: they are absent or literal or, for references, an attribute of an
 * Azure resource or a literal id. This is the case for most paths.
 */
function isWrittenOut(resource: Resource, [argument, arm]: FactPath, areReferences: boolean): boolean {
  const path = pathIn(resource, [argument, arm]);
  if (path === undefined) return true;
  const pieces = piecesOf(path);
  // In a plan, a string can represent an unknown value.
  if (resource.stack.source === "plan") {
    if (pieces.length > 1) return false;
    return areReferences ? isPlain(resource, [argument, arm]) : written(resource, argument, arm) === undefined;
  }
  if (areReferences && pieces.length === 1 && isPlain(resource, [argument, arm])) return true;
  if (!isArm(resource)) return areWrittenOut(resource, resource.attributes, pieces, 0, areReferences);
  // A body that can't be read may contain anything.
  return resource.body !== undefined && areWrittenOut(resource, resource.arm ?? {}, pieces, 0, areReferences);
}

/** {@link isWrittenOut} for the rest of a path, in a part of a resource. */
function areWrittenOut(
  resource: Resource,
  json: Json,
  pieces: readonly string[],
  at: number,
  areReferences: boolean,
): boolean {
  const piece = pieces[at];
  if (piece === undefined) return isSettled(resource, json, areReferences);
  if (typeof json !== "object" || json === null) return !hasTemplate(json);
  if (isJsonList(json)) {
    const next = piece === "[]" ? at + 1 : at;
    return json.every((item) => areWrittenOut(resource, item, pieces, next, areReferences));
  }
  if (piece === "[]") return areWrittenOut(resource, json, pieces, at + 1, areReferences);
  if (piece === "{}") {
    return Object.values(json).every((item) => areWrittenOut(resource, item, pieces, at + 1, areReferences));
  }
  let inner: Json | undefined = json;
  for (const name of parsePath(piece)) {
    if (isJsonList(inner) && inner.length === 1) inner = inner[0];
    if (!isJsonObject(inner)) return inner === undefined || !hasTemplate(inner);
    inner = inner[name];
    if (inner === undefined) return true;
  }
  return areWrittenOut(resource, inner, pieces, at + 1, areReferences);
}

function isSettled(resource: Resource, json: Json, areReferences: boolean): boolean {
  if (!hasTemplate(json)) return true;
  if (!areReferences) return false;
  if (isJsonList(json)) return json.every((item) => isSettled(resource, item, areReferences));
  if (typeof json !== "string") return false;
  if (json.startsWith("/subscriptions/")) return isNamed(resource, json);
  return PLAIN_REFERENCE.test(json) && isInAzure(resource.resolve(json)?.element);
}

/** Cache: whether an object or list contains expressions. */
const TEMPLATES = new WeakMap<object, boolean>();

function hasTemplate(json: Json): boolean {
  if (typeof json === "string") return json.includes("${") || json.includes("%{");
  if (typeof json !== "object" || json === null) return false;
  let found = TEMPLATES.get(json);
  if (found === undefined) {
    found = Object.values(json).some(hasTemplate);
    TEMPLATES.set(json, found);
  }
  return found;
}

function piecesOf(path: string): readonly string[] {
  const pieces = PIECES.get(path) ?? path.split(/(\[\]|\{\})\.?/).filter((part, index) => index === 0 || part !== "");
  PIECES.set(path, pieces);
  return pieces;
}

/**
 * Whether a reference is a single attribute of an Azure resource, or a literal id that contains only variables without
 * a default. This is true for most references, and is determined without evaluating them.
 */
function isPlain(resource: Resource, [argument, arm]: FactPath): boolean {
  const path = isArm(resource) ? arm : argument;
  if (path === undefined || piecesOf(path).length > 1) return false;
  const text = written(resource, argument, arm);
  if (typeof text !== "string") return false;
  if (text.startsWith("/subscriptions/")) return isNamed(resource, text);
  if (!PLAIN_REFERENCE.test(text)) return false;
  const [to] = pointers(resource, argument, arm);
  return to?.resource !== undefined && to.suffix === "" && isInAzure(to.resource);
}

function isNamed({ stack, modulePath }: Resource, id: string): boolean {
  if (modulePath !== "" || !PLAIN_ID.test(id)) return false;
  const variables = id.match(/var\.[\w-]+/g) ?? [];
  return variables.every((name) => stack.get(name)?.attributes["default"] === undefined);
}

function isInAzure(element: Element | undefined): boolean {
  return (
    (element?.kind === "resource" || element?.kind === "data") &&
    element.repetition === undefined &&
    AZURE.test((element as Resource).type)
  );
}

/** The parts of a reference whose target is unknown. */
function leadsNowhere(reading: Reading): readonly Unknown[] {
  if (reading.state !== "unknown") return [];
  const items = reading.items();
  if (items.length !== 1 || items[0] !== reading) return items.flatMap((item) => leadsNowhere(item));
  const [first] = reading.parts ?? [];
  const target = reading.target ?? (typeof first === "object" ? first.target : undefined);
  return isInAzure(target?.element) || isOnlyNamed(reading) ? NONE : reading.unknowns;
}

/** Whether a template begins with an id that is a literal: `/subscriptions/${...}/resourceGroups/rg`. */
function isOnlyNamed({ parts }: Reading): boolean {
  return typeof parts?.[0] === "string" && parts[0].startsWith("/subscriptions/");
}
