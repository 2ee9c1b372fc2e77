/** Any JSON value. */
export type Json = string | number | boolean | null | JsonList | JsonObject;
/** A JSON array. */
export type JsonList = readonly Json[];
/** A JSON object. */
export interface JsonObject {
    readonly [key: string]: Json;
}
/** Whether a value is a JSON object, so neither an array nor null. */
export declare function isJsonObject(value: unknown): value is JsonObject;
/** Whether a value is a JSON array. */
export declare function isJsonList(value: Json | undefined): value is JsonList;
/** The bodies of a nested block: Terraform JSON gives one as an object or in a list, several in a list. */
export declare function blocksOf(value: Json | undefined): readonly JsonObject[];
