import type { Platform } from "../domain/platform.js";
import { glob } from "../domain/glob.js";
import { isArm } from "../domain/reader.js";
import type { Reading, Resource, Unknown } from "@org/aml-synth-model";
import type { Undecided } from "./platform-check.js";

/** Where something is in azurerm and, if there, in ARM's object; `[]` for each item of a list, `{}` of a map. */
export type FactPath = readonly [argument: string, arm?: string];

/** What a check needs to know of the resources of a type: what isn't known of it leaves the check undecided. */
export interface NeededFacts {
  /** An ARM type, or a type of a provider: `azurerm_route`. */
  readonly on: string | RegExp;
  /** What has to be known itself. */
  readonly values?: readonly FactPath[];
  /** What has to lead to something: a resource, a data source, or an id that is a literal. */
  readonly references?: readonly FactPath[];
  /** References to whom a role is given, which may be a variable that the configuration lists as such. */
  readonly principals?: readonly FactPath[];
}

/** Providers whose resources and data sources are things in Azure, which references lead to. */
const AZURE = /^(azurerm|azapi|azuread|msgraph)_/;

/** What of those facts isn't known. */
export function undecidedFacts(platform: Platform, facts: readonly NeededFacts[]): readonly Undecided[] {
  return facts.flatMap((needed) =>
    resourcesOf(platform, needed).flatMap((resource) => openIn(platform, resource, needed)),
  );
}

/** The variables whose default value was taken for one of those facts. */
export function defaultsTaken(platform: Platform, facts: readonly NeededFacts[]): readonly string[] {
  const found = facts.flatMap((needed) =>
    resourcesOf(platform, needed).flatMap((resource) =>
      [...(needed.values ?? []), ...(needed.references ?? []), ...(needed.principals ?? [])].flatMap((path) =>
        readingsAt(resource, path).flatMap(({ defaults }) => defaults.map(({ id }) => id)),
      ),
    ),
  );
  return [...new Set(found)].sort();
}

function resourcesOf({ inventory }: Platform, { on }: NeededFacts): readonly Resource[] {
  if (typeof on !== "string") return inventory.resources.filter(({ type }) => on.test(type));
  return on.includes("/") ? inventory.created(on) : inventory.model.resources({ type: on });
}

function openIn(
  platform: Platform,
  resource: Resource,
  { values = [], references = [], principals = [] }: NeededFacts,
): Undecided[] {
  if (resource.repetition) return [undecided(resource, resource.repetition, "how many there are")];
  const open = [
    ...values.flatMap((path) => readingsAt(resource, path).flatMap(({ unknowns }) => unknowns)),
    ...references.flatMap((path) => readingsAt(resource, path).flatMap((reading) => leadsNowhere(reading))),
    ...principals
      .flatMap((path) => readingsAt(resource, path).flatMap((reading) => leadsNowhere(reading)))
      .filter((unknown) => !isFromOutside(platform, unknown)),
  ];
  const byPath = new Map(open.map((unknown) => [unknown.path, unknown]));
  return [...byPath.values()].map((unknown) => undecided(resource, unknown, unknown.path));
}

function undecided(at: Resource, { expression, path, reason }: Unknown, what: string): Undecided {
  return {
    at,
    path: isArm(at) && path.startsWith("properties") ? `body.${path}` : path,
    text: `${what} is ${expression}, which isn't known here: ${reason}`,
    fix: "Check a plan of this stack, or use a literal value.",
  };
}

/** Whether the configuration says of a variable that its principal is made by none of the stacks. */
function isFromOutside({ settings }: Platform, { targets }: Unknown): boolean {
  const outside = settings.outsidePrincipals ?? [];
  return targets.length > 0 && targets.every(({ element }) => outside.some((one) => glob(one).test(element.address)));
}

/** Facts are read for what isn't known and for the defaults that were taken. */
const READ = new WeakMap<FactPath, WeakMap<Resource, readonly Reading[]>>();

/** What at such a path was read, item by item. */
function readingsAt(resource: Resource, path: FactPath): readonly Reading[] {
  const byResource = READ.get(path) ?? new WeakMap<Resource, readonly Reading[]>();
  READ.set(path, byResource);
  const found = byResource.get(resource) ?? itemsAt(resource, path);
  byResource.set(resource, found);
  return found;
}

function itemsAt(resource: Resource, [argument, arm]: FactPath): readonly Reading[] {
  if (isArm(resource) && arm === undefined) return [];
  const path = isArm(resource) ? (arm ?? "") : argument;
  const [first = "", ...rest] = path.split(/(\[\]|\{\})\.?/);
  let readings = [isArm(resource) ? resource.readArm(first) : resource.read(first)];
  for (const part of rest) {
    readings = readings.flatMap((reading): readonly Reading[] => {
      if (part === "") return [reading];
      // Inside of what isn't known as a whole, nothing is: once is enough.
      if (isWhollyUnknown(reading)) return [reading];
      if (part === "[]") return reading.items();
      return part === "{}" ? reading.entries().map(([, inner]) => inner) : [reading.at(part)];
    });
  }
  return readings.filter(({ state }) => state !== "absent");
}

function isWhollyUnknown({ state, path, unknowns }: Reading): boolean {
  return state === "unknown" && unknowns[0]?.path === path;
}

/** What of a reference doesn't say to which resource or id it leads. */
function leadsNowhere(reading: Reading): readonly Unknown[] {
  if (reading.state !== "unknown") return [];
  const items = reading.items();
  if (items.length !== 1 || items[0] !== reading) return items.flatMap((item) => leadsNowhere(item));
  const [first] = reading.parts ?? [];
  const target = reading.target ?? (typeof first === "object" ? first.target : undefined);
  const { element } = target ?? {};
  const leads =
    (element?.kind === "resource" || element?.kind === "data") &&
    element.repetition === undefined &&
    AZURE.test((element as Resource).type);
  return leads || isOnlyNamed(reading) ? [] : reading.unknowns;
}

/** Whether a template begins with an id that is a literal: `/subscriptions/${...}/resourceGroups/rg`. */
function isOnlyNamed({ parts }: Reading): boolean {
  return typeof parts?.[0] === "string" && parts[0].startsWith("/subscriptions/");
}
