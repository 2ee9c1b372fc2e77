/** Type of a value in an ARM body. */
export type ArmType =
  | { readonly kind: "any" }
  | { readonly kind: "boolean" }
  | { readonly kind: "int"; readonly minValue?: number }
  | { readonly kind: "string"; readonly minLength?: number; readonly maxLength?: number; readonly pattern?: string }
  | {
      readonly kind: "enum";
      readonly values: readonly string[];
      /** Whether Azure may accept other values as well. */
      readonly open: boolean;
    }
  | { readonly kind: "array"; readonly items: ArmType }
  | ArmObject;

/** An object, a map, or a union whose variant is selected by one of its properties. */
export interface ArmObject {
  readonly kind: "object";
  readonly properties: Readonly<Record<string, ArmProperty>>;
  /** Type of all properties that are not in `properties`. Without it, there are no others. */
  readonly additional?: ArmType;
  /** The property that selects one of {@link ArmObject.variants}. */
  readonly discriminator?: string;
  /** The properties that each variant adds. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, ArmProperty>>>>;
}

/** A property of an ARM body. */
export interface ArmProperty {
  readonly type: ArmType;
  readonly required?: boolean;
  /** Whether only the service can set it. */
  readonly readOnly?: boolean;
  /** Whether the service never returns it, because it is a secret. */
  readonly writeOnly?: boolean;
}

/** The body of an ARM resource type. */
export interface ArmResourceType {
  /** The api-versions with this body. */
  readonly apiVersions: readonly string[];
  readonly body: ArmObject;
}
