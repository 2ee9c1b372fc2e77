/** What a value in an ARM body has to be. */
export type ArmType = {
    readonly kind: "any";
} | {
    readonly kind: "boolean";
} | {
    readonly kind: "int";
    readonly minValue?: number;
} | {
    readonly kind: "string";
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly pattern?: string;
} | {
    readonly kind: "enum";
    readonly values: readonly string[];
    /** Whether Azure takes other values than these. */
    readonly open: boolean;
} | {
    readonly kind: "array";
    readonly items: ArmType;
} | ArmObject;
/** An object, a map, or a union that one of its properties decides. */
export interface ArmObject {
    readonly kind: "object";
    readonly properties: Readonly<Record<string, ArmProperty>>;
    /** What properties beyond the named ones have to be. Without it there are none. */
    readonly additional?: ArmType;
    /** The property that says which of {@link ArmObject.variants} it is. */
    readonly discriminator?: string;
    /** The properties that each variant adds. */
    readonly variants?: Readonly<Record<string, Readonly<Record<string, ArmProperty>>>>;
}
/** A property of an ARM body. */
export interface ArmProperty {
    readonly type: ArmType;
    readonly required?: boolean;
    /** Whether the service alone sets it. */
    readonly readOnly?: boolean;
    /** Whether the service never gives it back: a secret. */
    readonly writeOnly?: boolean;
}
/** The body of an ARM resource type. */
export interface ArmResourceType {
    /** The api-versions that have this shape. */
    readonly apiVersions: readonly string[];
    readonly body: ArmObject;
}
