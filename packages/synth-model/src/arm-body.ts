import { partText, toJson, type TemplatePart } from "./expression/expression.js";
import { tryParseTemplate } from "./expression/parse.js";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";

/** Delimiters around the number of an expression; neither character occurs in JSON syntax. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const HOLE = new RegExp(`${OPEN}(\\d+)${CLOSE}`, "g");

/**
 * The body of an azapi resource as an object. It can be given as an object, as JSON text (azapi before 2.0), or as a
 * call of `jsonencode`. Expressions remain strings.
 * @returns undefined for a body that can't be read
 */
export function readArmBody(body: Json | undefined): JsonObject | undefined {
  if (typeof body !== "string") return isJsonObject(body) ? body : undefined;
  const expression = tryParseTemplate(body);
  if (!expression) return undefined;
  if (expression.kind === "call" && expression.name === "jsonencode") {
    const json = expression.arguments[0] && toJson(expression.arguments[0]);
    return isJsonObject(json) ? json : undefined;
  }
  if (expression.kind === "template") return parseWithHoles(expression.parts);
  return expression.kind === "literal" && typeof expression.value === "string"
    ? parseWithHoles([expression.value])
    : undefined;
}

function parseWithHoles(parts: readonly TemplatePart[]): JsonObject | undefined {
  const text = parts.map((part, index) => (typeof part === "string" ? part : `${OPEN}${index}${CLOSE}`)).join("");
  const fill = (value: string): string =>
    value.replace(HOLE, (_, index: string) => partText(parts[Number(index)] ?? ""));
  const json = tryParseJson(text);
  return isJsonObject(json) ? (mapStrings(json, fill) as JsonObject) : undefined;
}

function tryParseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function mapStrings(json: Json, change: (text: string) => string): Json {
  if (typeof json === "string") return change(json);
  if (isJsonList(json)) return json.map((item) => mapStrings(item, change));
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [change(key), mapStrings(item, change)]));
}
