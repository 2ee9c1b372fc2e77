/** The body of a resource, as it is being put together. */
export interface Body {
    location?: string;
    tags?: Record<string, string>;
    kind?: string;
    sku?: Record<string, unknown>;
    identity?: Record<string, unknown>;
    properties: Properties;
    [name: string]: unknown;
}
/** `properties` of a resource. */
export type Properties = Record<string, unknown>;
/** Whether a value is a JSON object. */
export declare function isObject(value: unknown): value is Record<string, unknown>;
/** A value as an object; an empty one if it isn't an object. */
export declare function objectOf(value: unknown): Record<string, unknown>;
/** A value as a list of objects; an empty one if it isn't a list. */
export declare function objectsOf(value: unknown): Record<string, unknown>[];
/** A value as text, or undefined. */
export declare function textOf(value: unknown): string | undefined;
/** A value as a list of texts. */
export declare function textsOf(value: unknown): string[];
/** The id in an ARM reference, `{ "id": "/subscriptions/..." }`. */
export declare function referenceOf(value: unknown): string | undefined;
/** A body with a patch merged into it, as RFC 7396 has it. */
export declare function mergePatch(target: unknown, patch: unknown): unknown;
/** An object without some of its properties. */
export declare function without(object: Record<string, unknown>, names: readonly string[]): Record<string, unknown>;
