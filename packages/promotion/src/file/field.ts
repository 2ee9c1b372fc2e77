import * as z from "zod";

/** Help on a field of the promotion file, in errors. */
export interface FieldHelp {
  /** Allowed values, as a phrase. */
  readonly allowed: string;
  /** How to correct it. */
  readonly fix: string;
}

const HELP = z.registry<FieldHelp>();

/** Describes a field, for errors and for the JSON schema that editors use. */
export function field<T extends z.ZodType>(schema: T, description: string, help: FieldHelp): T {
  const described = schema.meta({ description: `${description} Allowed: ${help.allowed}.` });
  HELP.add(described as z.ZodType, help);
  return described;
}

/** Where a path leads: the help on the field, or on the nearest one that contains it, and the fields of an object. */
export interface Place {
  readonly help: FieldHelp | undefined;
  readonly keys: readonly string[];
}

/** Follows a path through a schema and the given value, which selects the member of a union. */
export function placeOf(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): Place {
  let current: z.core.$ZodType | undefined = schema;
  let help = HELP.get(schema);
  let given = value;
  for (const step of path) {
    current = current && child(current, given, step);
    given = typeof given === "object" && given !== null ? (given as Record<PropertyKey, unknown>)[step] : undefined;
    help = (current && helpOn(current)) ?? help;
  }
  const object = current && objectOf(unwrap(current), given);
  return { help, keys: object ? Object.keys(object.shape) : [] };
}

function helpOn(schema: z.core.$ZodType): FieldHelp | undefined {
  const inner = unwrapOnce(schema);
  return HELP.get(schema) ?? (inner && helpOn(inner));
}

function unwrapOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  return schema instanceof z.ZodExactOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
    ? schema.unwrap()
    : undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner ? unwrap(inner) : schema;
}

function child(schema: z.core.$ZodType, given: unknown, step: PropertyKey): z.core.$ZodType | undefined {
  const outer = unwrap(schema);
  if (outer instanceof z.ZodArray) return outer.element;
  if (outer instanceof z.ZodRecord) return outer.valueType;
  return objectOf(outer, given)?.shape[String(step)];
}

/** The schema of an object; in a union, that of the member with the given `type`. */
function objectOf(schema: z.core.$ZodType, given: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { type } = (typeof given === "object" && given !== null ? given : {}) as { type?: unknown };
  const members = schema.options.filter((option) => option instanceof z.ZodObject);
  return members.find((member) => z.safeParse(member.shape["type"] as z.ZodType, type).success);
}
