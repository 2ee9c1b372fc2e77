import * as z from "zod";

/** Help on a field, in errors. */
export interface FieldHelp {
  /** Allowed values, as a phrase. */
  readonly allowed: string;
  /** A valid value. */
  readonly example: string;
}

/** The help of every field of the configuration, by its schema. */
const fieldHelp = z.registry<FieldHelp>();

/** Describes a field once: for error messages, for the JSON schema that editors read, and for the documentation. */
export function field<T extends z.ZodType>(schema: T, description: string, help: FieldHelp): T {
  const described = schema.meta({ description: `${description} Allowed: ${help.allowed}.`, examples: [help.example] });
  fieldHelp.add(described as z.ZodType, help);
  return described;
}

/** The help of the field at a path, if the path leads to one. */
export function helpAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): FieldHelp | undefined {
  let current: z.core.$ZodType | undefined = schema;
  let found: FieldHelp | undefined;
  for (const step of [undefined, ...path]) {
    if (step !== undefined && current) current = child(unwrap(current), step);
    if (!current) return undefined;
    found = helpOf(current);
  }
  return found;
}

/** The names that an object at a path may have. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  let current: z.core.$ZodType | undefined = schema;
  for (const step of path) current = current && child(unwrap(current), step);
  const inner = current && objectIn(unwrap(current));
  return inner ? Object.keys(inner.shape) : [];
}

function helpOf(schema: z.core.$ZodType): FieldHelp | undefined {
  const own = fieldHelp.get(schema);
  if (own) return own;
  const inner = unwrapOnce(schema);
  return inner && helpOf(inner);
}

function unwrapOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return schema.unwrap();
  }
  return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner ? unwrap(inner) : schema;
}

function child(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  const object = objectIn(schema);
  if (object) return object.shape[String(step)];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

/** An object, or the one among the choices of a union. */
function objectIn(schema: z.core.$ZodType): z.ZodObject | undefined {
  const choices = schema instanceof z.ZodUnion ? schema.options : [schema];
  return choices.find((choice) => choice instanceof z.ZodObject);
}
