import { asSet, firstHole, Hole, isSet, isTreeList, isTreeObject, sameTree, type Tree } from "../tree.js";
import {
  compareText,
  EvaluationError,
  requireSize,
  sortedKeys,
  toBoolean,
  toCount,
  toList,
  toNumber,
  toObject,
  toText,
} from "./arguments.js";

/** A function whose arguments can contain unknown values. It returns undefined if they make the result unknown. */
export type PartialFunction = (...args: readonly Tree[]) => Tree | undefined;

/**
 * Functions of lists, sets and maps.
 * @see https://developer.hashicorp.com/terraform/language/functions
 */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, PartialFunction>> = {
  alltrue: (list) => every(list, true),
  anytrue: (list) => every(list, false),
  chunklist: ofList((list, size) => {
    const length = toCount(size);
    const chunks: Tree[] = [];
    for (let at = 0; at < list.length; at += length || list.length)
      chunks.push(list.slice(at, at + (length || list.length)));
    return chunks;
  }),
  coalesce: (...values) => first(values, (value) => value !== null && value !== ""),
  coalescelist: (...values) => {
    const found = values.find((value) => value instanceof Hole || toList(value).length > 0);
    if (found === undefined) throw new EvaluationError("no argument has a value");
    return found instanceof Hole ? undefined : found;
  },
  compact: ofList((list) => {
    if (list.some((item) => item instanceof Hole && !isNeverEmpty(item))) return undefined;
    return list.filter((item) => item !== null && item !== "");
  }),
  concat: (...lists) => {
    if (lists.some((list) => list instanceof Hole)) return undefined;
    requireSize(lists.reduce<number>((sum, list) => sum + toList(list).length, 0));
    return lists.flatMap((list) => [...toList(list)]);
  },
  contains: ofList((list, wanted) => {
    if (wanted instanceof Hole) return undefined;
    if (list.some((item) => same(item, wanted as Tree))) return true;
    return firstHole([...list, wanted as Tree]) ? undefined : false;
  }),
  distinct: ofList((list) => {
    if (!firstHole(list)) return withoutDoubles(list);
    // The ids of different resources differ.
    const owners = list.map((item) => (item instanceof Hole ? ownerOfId(item) : undefined));
    return owners.includes(undefined) ? undefined : list.filter((_, at) => owners.indexOf(owners[at]) === at);
  }),
  element: ofList((list, index) => {
    if (index instanceof Hole) return undefined;
    if (list.length === 0) throw new EvaluationError("the list is empty");
    const at = toNumber(index) % list.length;
    return list[at < 0 ? at + list.length : at];
  }),
  flatten: (list) => flatten(list as Tree),
  index: ofList((list, wanted) => {
    if (firstHole([...list, wanted as Tree])) return undefined;
    const at = list.findIndex((item) => same(item, wanted as Tree));
    if (at < 0) throw new EvaluationError("the list has no such item");
    return at;
  }),
  keys: (map) => (map instanceof Hole ? undefined : sortedKeys(toObject(map))),
  length: (value) => {
    if (value instanceof Hole) return undefined;
    if (typeof value === "string") return [...new Intl.Segmenter().segment(value)].length;
    if (isSet(value as Tree) && firstHole(value as Tree)) return undefined;
    return isTreeObject(value) ? Object.keys(value).length : toList(value).length;
  },
  lookup: (map, key, fallback) => {
    if (map instanceof Hole || key instanceof Hole) return undefined;
    const name = toText(key);
    if (Object.hasOwn(toObject(map), name)) return toObject(map)[name];
    if (fallback === undefined) throw new EvaluationError(`the map has no ${name}`);
    return fallback;
  },
  matchkeys: (values, keys, wanted) => {
    const [from, by, set] = [knownList(values), knownList(keys), knownList(wanted)];
    return from && by && set && from.filter((_, at) => set.some((key) => same(by[at] as Tree, key)));
  },
  merge: (...maps) => {
    if (maps.some((map) => map instanceof Hole)) return undefined;
    return Object.fromEntries(maps.filter((map) => map !== null).flatMap((map) => Object.entries(toObject(map))));
  },
  one: ofList((list) => {
    if (list.length > 1) throw new EvaluationError("the list has more than one item");
    return list[0] ?? null;
  }),
  range: (...limits) => (firstHole(limits) ? undefined : range(limits.map(toNumber))),
  reverse: ofList((list) => [...list].reverse()),
  setintersection: (...sets) =>
    withSets(sets, (lists) => lists.reduce((left, right) => left.filter((item) => has(right, item)))),
  setproduct: (...sets) => {
    if (sets.some((set) => set instanceof Hole)) return undefined;
    requireSize(sets.reduce<number>((size, set) => size * toList(set).length, 1));
    return sets.reduce<readonly (readonly Tree[])[]>(
      (rows, set) => rows.flatMap((row) => toList(set).map((item) => [...row, item])),
      [[]],
    );
  },
  setsubtract: (...sets) => withSets(sets, ([left = [], right = []]) => left.filter((item) => !has(right, item))),
  setunion: (...sets) => withSets(sets, (lists) => lists.flat()),
  slice: ofList((list, from, to) => {
    if (from instanceof Hole || to instanceof Hole) return undefined;
    if (toCount(to) > list.length || toCount(from) > toCount(to)) throw new EvaluationError("the list is too short");
    return list.slice(toCount(from), toCount(to));
  }),
  tolist: (value) => (value instanceof Hole || value === null ? value : [...toList(value)]),
  tomap: (value) => (value instanceof Hole || value === null ? value : toObject(value)),
  toset: (value) => (value instanceof Hole || value === null ? value : setOf(toList(value))),
  transpose: (map) => {
    if (firstHole(map as Tree)) return undefined;
    const turned = new Map<string, string[]>();
    for (const key of sortedKeys(toObject(map))) {
      for (const item of toList(toObject(map)[key]))
        turned.set(toText(item), [...(turned.get(toText(item)) ?? []), key]);
    }
    return Object.fromEntries(turned);
  },
  values: (map) =>
    map instanceof Hole ? undefined : sortedKeys(toObject(map)).map((key) => toObject(map)[key] as Tree),
  zipmap: (keys, values) => {
    const names = knownList(keys);
    if (!names || values instanceof Hole) return undefined;
    const items = toList(values);
    if (items.length !== names.length) throw new EvaluationError("as many values as keys are required");
    return Object.fromEntries(names.map((name, at) => [toText(name), items[at] as Tree]));
  },
  tostring: (value) => (value instanceof Hole || value === null ? value : toText(value)),
  tonumber: (value) => (value instanceof Hole || value === null ? value : toNumber(value)),
  tobool: (value) => (value instanceof Hole || value === null ? value : toBoolean(value)),
  sensitive: (value) => value,
  nonsensitive: (value) => value,
};

/** A set: without duplicates, strings in order. */
export function setOf(items: readonly Tree[]): Tree {
  const distinct = withoutDoubles(items);
  return asSet(distinct.every((item) => typeof item === "string") ? [...distinct].sort(compareText) : distinct);
}

/** Whether an unknown value is certainly not a list, as ids and names are. */
function isScalar({ target, parts }: Hole): boolean {
  const last = target?.steps.at(-1);
  return parts !== undefined || (last?.kind === "attribute" && /(^|_)(id|name)$/.test(last.name));
}

function flatten(list: Tree): Tree | undefined {
  if (list instanceof Hole) return undefined;
  const flat: Tree[] = [];
  const walk = (items: readonly Tree[]): boolean =>
    items.every((item) => {
      if (item instanceof Hole && !isScalar(item)) return false;
      if (isTreeList(item)) return walk(item);
      requireSize(flat.length);
      flat.push(item);
      return true;
    });
  return walk(toList(list)) ? flat : undefined;
}

/** A function whose first argument is a list of known length. */
function ofList(make: (list: readonly Tree[], ...rest: readonly Tree[]) => Tree | undefined): PartialFunction {
  return (list, ...rest) => (list instanceof Hole ? undefined : make(toList(list), ...rest));
}

function knownList(list: Tree | undefined): readonly Tree[] | undefined {
  return list === undefined || firstHole(list) ? undefined : toList(list);
}

function every(list: Tree | undefined, wanted: boolean): Tree | undefined {
  if (list instanceof Hole) return undefined;
  const items = toList(list);
  if (items.some((item) => !(item instanceof Hole) && item !== null && toBoolean(item) !== wanted)) return !wanted;
  return firstHole(items) ? undefined : wanted;
}

/** The resource whose unknown id a value is; undefined for other values. */
function ownerOfId({ target, parts }: Hole): object | undefined {
  const [only, ...more] = target?.steps ?? [];
  const isId = parts === undefined && more.length === 0 && only?.kind === "attribute" && only.name === "id";
  return isId ? target?.node : undefined;
}

/** Whether an unknown value can't be null or empty, such as ids and names of resources. */
function isNeverEmpty(hole: Hole): boolean {
  if (hole.parts?.some((part) => typeof part === "string" && part !== "")) return true;
  const kind = (hole.target?.node as { readonly kind?: unknown } | undefined)?.kind;
  return (kind === "resource" || kind === "data") && isScalar(hole);
}

function first(values: readonly Tree[], fits: (value: Tree) => boolean): Tree | undefined {
  for (const value of values) {
    if (value instanceof Hole) return isNeverEmpty(value) ? value : undefined;
    if (fits(value)) return value;
  }
  throw new EvaluationError("no argument has a value");
}

function withSets(
  sets: readonly Tree[],
  make: (lists: readonly (readonly Tree[])[]) => readonly Tree[],
): Tree | undefined {
  return firstHole(sets) ? undefined : setOf(make(sets.map(toList)));
}

function range(limits: readonly number[]): Tree {
  const [from, to] = limits.length === 1 ? [0, limits[0] ?? 0] : [limits[0] ?? 0, limits[1] ?? 0];
  const step = limits[2] ?? (from <= to ? 1 : -1);
  if (step === 0 || (to - from) * step < 0) throw new EvaluationError("the step doesn't lead there");
  const length = Math.ceil((to - from) / step);
  requireSize(length * 100);
  return Array.from({ length }, (_, i) => from + i * step);
}

/** Whether a map key or list item equals a value. Terraform converts both to one type. */
function same(a: Tree, b: Tree): boolean {
  if (a instanceof Hole || b instanceof Hole) return false;
  return sameTree(a, b) || (isPrimitive(a) && isPrimitive(b) && typeof a !== typeof b && toText(a) === toText(b));
}

function isPrimitive(value: Tree): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function has(list: readonly Tree[], wanted: Tree): boolean {
  return list.some((item) => same(item, wanted));
}

function withoutDoubles(items: readonly Tree[]): Tree[] {
  requireSize(items.length);
  const texts = new Set<Tree>();
  const others: Tree[] = [];
  return items.filter((item) => {
    if (item instanceof Hole) return true;
    if (typeof item !== "object" || item === null) return !texts.has(item) && texts.add(item);
    if (others.length > 1000 || has(others, item)) return false;
    return others.push(item);
  });
}
