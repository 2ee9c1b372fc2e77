import * as z from "zod";

/** Help on a field, in errors. */
export interface FieldHelp {
  /** Allowed values, as a phrase. */
  readonly allowed: string;
  /** A valid value. */
  readonly example: string;
  /** Correct values, from which the error suggests the closest one. */
  readonly known?: readonly string[];
  /** Other names of known values, in lower case without spaces. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** How to find the value, if no example can be used unchanged. */
  readonly fix?: string;
}

/** The help of every field of the configuration, by its schema. */
const fieldHelp = z.registry<FieldHelp>();

/** Describes a field for error messages, for the JSON schema that editors use, and for the documentation. */
export function field<T extends z.ZodType>(schema: T, description: string, help: FieldHelp): T {
  const described = schema.meta({ description: `${description} Allowed: ${help.allowed}.`, examples: [help.example] });
  fieldHelp.add(described as z.ZodType, help);
  return described;
}

/** Help for the items of a list or the values of an object, in error messages only. */
export function item<T extends z.ZodType>(schema: T, help: FieldHelp): T {
  fieldHelp.add(schema, help);
  return schema;
}

/** The help of the field at a path, or of the nearest field that contains it. */
export function nearestHelp(schema: z.core.$ZodType, path: readonly PropertyKey[]): FieldHelp | undefined {
  const help = helpAt(schema, path);
  return help || path.length === 0 ? help : nearestHelp(schema, path.slice(0, -1));
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

/** The schema at a path, if the path leads to one. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  let current: z.core.$ZodType | undefined = schema;
  for (const step of path) current = current && child(unwrap(current), step);
  return current;
}

/** The names that an object at a path may have. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const current = schemaAt(schema, path);
  const record = current && unwrap(current);
  if (record instanceof z.ZodRecord)
    return record.keyType instanceof z.ZodEnum ? record.keyType.options.map(String) : [];
  return current ? [...new Set(objectsIn(unwrap(current)).flatMap(({ shape }) => Object.keys(shape)))] : [];
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
  const objects = objectsIn(schema);
  if (objects.length > 0) return objects.find(({ shape }) => Object.hasOwn(shape, step))?.shape[String(step)];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

/** An object, or the objects of a union. */
function objectsIn(schema: z.core.$ZodType): z.ZodObject[] {
  const choices = schema instanceof z.ZodUnion ? schema.options : [schema];
  return choices.filter((choice) => choice instanceof z.ZodObject);
}
