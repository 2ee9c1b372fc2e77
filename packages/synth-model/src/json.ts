/** Any JSON value. */
export type Json = string | number | boolean | null | JsonList | JsonObject;

/** A JSON array. */
export type JsonList = readonly Json[];

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object, so neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON array. */
export function isJsonList(value: Json | undefined): value is JsonList {
  return Array.isArray(value);
}

/**
 * The bodies of a nested block. In Terraform JSON, one block is an object or a list with one item, several blocks are a
 * list.
 */
export function blocksOf(value: Json | undefined): readonly JsonObject[] {
  return (isJsonList(value) ? value : [value]).filter(isJsonObject);
}
