import { type Json, type JsonObject } from "./json.js";
/**
 * The body of an azapi resource as an object: given as one, as JSON text (azapi before 2.0), or as the call of
 * `jsonencode`. What Terraform fills in stays an expression in a string.
 * @returns undefined for what can't be read
 */
export declare function readArmBody(body: Json | undefined): JsonObject | undefined;
