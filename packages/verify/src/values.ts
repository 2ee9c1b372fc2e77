import { isJsonList, isJsonObject, type Json, type JsonObject } from "@org/aml-synth-model";

/** The body of a resource, as Azure Resource Manager returns it. */
export type Body = Readonly<Record<string, unknown>>;

/** A value in Azure that isn't the expected one. */
export interface Difference {
  /** Path among the resource's arguments, such as `network_rules.default_action` or `body.properties.v1LegacyMode`. */
  readonly path: string;
  readonly expected: Json | undefined;
  readonly live: Json | undefined;
}

/** The value at a path of property names; undefined if there is none. Azure's names are compared case-insensitively. */
export function valueAt(value: unknown, path: string): Json | undefined {
  return path.split(".").reduce<unknown>(member, value) as Json | undefined;
}

/** A property, whose name may contain dots, or an item of a list. */
export function member(value: unknown, name: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((other) => other.toLowerCase() === wanted);
  return key === undefined ? undefined : value[key];
}

/** The objects in a list at a path. */
export function objectsAt(value: unknown, path: string): readonly JsonObject[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** The text at a path; empty if there is none. */
export function textAt(value: unknown, path: string): string {
  const text = valueAt(value, path);
  return typeof text === "string" ? text : "";
}

/**
 * Whether Azure has what is expected, with the ways in which Azure writes values differently: letter case of ids and
 * enumerations, spaces in regions, order of lists, `PT120S` as `PT2M`, one address as a range, the scope of a role
 * definition. Of objects, only the properties of `pattern` are compared.
 */
export function isSame(pattern: Json | undefined, value: Json | undefined): boolean {
  if (isEmpty(pattern)) return isEmpty(value);
  if (isJsonList(pattern)) {
    if (!isJsonList(value) || value.length !== pattern.length) return false;
    const left = [...value];
    return pattern.every((item) => {
      const index = left.findIndex((other) => isSame(item, other));
      if (index < 0) return false;
      left.splice(index, 1);
      return true;
    });
  }
  if (isJsonObject(pattern)) {
    return isJsonObject(value) && Object.entries(pattern).every(([name, item]) => isSame(item, member(value, name)));
  }
  return normalized(pattern) === normalized(value);
}

/** Whether a value says nothing: Azure and Terraform leave out what they write as `false`, 0 or empty elsewhere. */
function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === false || value === 0) return true;
  return typeof value === "object" && Object.values(value).every((item) => isEmpty(item as Json));
}

function normalized(value: Json | undefined): string {
  const text = String(value).toLowerCase();
  const seconds = secondsOf(text);
  if (seconds !== undefined) return `${seconds} s`;
  return text
    .replace(/^(\d+\.\d+\.\d+\.\d+)\/32$/, "$1")
    .replace(/^.*\/roledefinitions\//, "roledefinitions/")
    .replaceAll(" ", "");
}

/** Seconds of an ISO 8601 duration without months and years. */
function secondsOf(text: string): number | undefined {
  const [whole, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^p(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?)?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

/** The values of a body that aren't as expected, each at its own path. Null counts as not set. */
export function differencesIn(expected: Json | undefined, live: Json | undefined, path: string): readonly Difference[] {
  if (expected === undefined || expected === null) return [];
  if (isJsonObject(expected)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      differencesIn(value, member(live, name), `${path}.${name}`),
    );
  }
  return isSame(expected, live) ? [] : [{ path, expected, live }];
}

/** A copy of an object with another value at a path. Blocks are lists with one object, so their index is left out. */
export function withValue(object: Json | undefined, path: readonly string[], value: Json | undefined): Json {
  const [first, ...rest] = path;
  if (first === undefined) return value ?? null;
  if (isJsonList(object)) {
    if (/^\d+$/.test(first))
      return object.map((item, index) => (index === Number(first) ? withValue(item, rest, value) : item));
    return [withValue(object[0], path, value), ...object.slice(1)];
  }
  const inner = isJsonObject(object) ? object : {};
  return { ...inner, [first]: withValue(inner[first], rest, value) };
}

/** The value of an argument, where blocks are lists with one object. */
export function argumentAt(values: Json | undefined, [first, ...rest]: readonly string[]): Json | undefined {
  if (first === undefined) return values;
  const object = isJsonList(values) ? values[0] : values;
  return isJsonObject(object) ? argumentAt(object[first], rest) : undefined;
}
