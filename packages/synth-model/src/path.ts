import { isIdentifier } from "./expression/expression.js";
import { isJsonList, isJsonObject, type Json } from "./json.js";

/** Position of a value in a body: names and list positions, outermost first. */
export type Path = readonly (string | number)[];

const SEGMENT = /\.?(?:([^.[\]"]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\])/y;

/** Cache of parsed paths, because checks read the same few paths of every resource. */
const PARSED = new Map<string, Path>();
/** Maximum size of the cache, because texts of stacks are parsed as paths as well. */
const MOST_PARSED = 10_000;

/**
 * Parses a path such as `body.properties.regionDetails[0].location` or `tags["cost.center"]`.
 * @throws TypeError for any other text
 */
export function parsePath(text: string): Path {
  const known = PARSED.get(text);
  if (known) return known;
  const path = segmentsOf(text);
  if (PARSED.size < MOST_PARSED) PARSED.set(text, path);
  return path;
}

function segmentsOf(text: string): Path {
  const path: (string | number)[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < text.length) {
    const start = SEGMENT.lastIndex;
    const found = SEGMENT.exec(text);
    if (!found || (start === 0 && text.startsWith("."))) {
      throw new TypeError(
        `${JSON.stringify(text)} is not a path; allowed: names joined by dots, [0] for a list position, ["key"] for any other key`,
      );
    }
    const [, name, index, key] = found;
    if (index !== undefined) path.push(Number(index));
    else if (key !== undefined) path.push(JSON.parse(`"${key}"`) as string);
    else if (name !== undefined) path.push(name);
  }
  return path;
}

/** Formats a path: the reverse of {@link parsePath}. */
export function formatPath(path: Path): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (!isIdentifier(segment)) text += `[${JSON.stringify(segment)}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}

/**
 * The value at a path; undefined if there is none.
 *
 * A block that is an object can also be read at `[0]`, and a list with one item also without an index, because both are
 * the same block in Terraform JSON.
 */
export function valueAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of path) {
    if (typeof segment === "number") {
      if (isJsonList(value)) value = value[segment];
      else if (segment !== 0 || !isJsonObject(value)) return undefined;
    } else {
      const holder: Json | undefined = isJsonList(value) && value.length === 1 ? (value[0] as Json) : value;
      if (!isJsonObject(holder) || !Object.hasOwn(holder, segment)) return undefined;
      value = holder[segment];
    }
  }
  return value;
}
