import { nearestNames } from "../nearest-names.js";
import { ArmId } from "../arm-id.js";
import { hasExpression } from "../expression.js";
import type { ArmObject, ArmProperty, ArmResourceType, ArmType } from "./arm-type.js";
import { ARM_RESOURCE_TYPES } from "./schema.js";

/** An invalid value in a body. */
export interface Violation {
  /** Path of the value in azapi's notation, such as `properties.regionDetails.0.location`. */
  readonly path: string;
  /** The given value. Undefined if a property is missing. */
  readonly value: unknown;
  /** What is allowed. */
  readonly allowed: string;
  /** What to do. */
  readonly fix: string;
  /**
   * Whether the property itself is missing or not allowed; otherwise its value is wrong.
   * @default false
   */
  readonly ofProperty?: true | undefined;
  /**
   * `warning` for a value that the catalog doesn't know, of a property to which Azure may add values.
   * @default - an error
   */
  readonly severity?: "warning" | undefined;
}

/** The arguments of an `azapi_resource` block that are validated, in Terraform JSON. */
export interface AzapiResourceArguments {
  /** Type and api-version, such as `Microsoft.MachineLearningServices/workspaces@2025-12-01`. */
  readonly type: string;
  readonly parent_id?: unknown;
  readonly name?: unknown;
  readonly location?: unknown;
  readonly tags?: unknown;
  readonly identity?: unknown;
  readonly body?: unknown;
  readonly sensitive_body?: unknown;
}

/**
 * The type of a resource's body.
 * @param type ARM type, such as `Microsoft.MachineLearningServices/workspaces`, case-insensitive
 * @param apiVersion api-version, such as `2025-12-01`. Without it, the newest one
 * @returns undefined for a type or api-version that the catalog doesn't have
 */
export function armResourceType(type: string, apiVersion?: string): ArmResourceType | undefined {
  const named = (wanted: string) =>
    Object.entries(ARM_RESOURCE_TYPES).find(([known]) => known.toLowerCase() === wanted.toLowerCase())?.[1];
  const found = named(`${type}@${apiVersion}`) ?? named(type);
  return apiVersion === undefined || found?.apiVersions.includes(apiVersion) ? found : undefined;
}

/**
 * Validates a body like azapi's schema validation does before it sends a request: unknown, read-only and missing
 * properties, types of values, allowed values, patterns and lengths.
 *
 * It also applies patterns with a lookahead, which azapi can't, because Go's regular expressions don't support it.
 * Strings that contain a Terraform expression (`${...}`) are not validated, and null counts as absent.
 * @param type ARM type
 * @param apiVersion api-version
 * @param body the whole body, including `name` and `location`
 * @returns the errors, without warnings
 */
export function validateArmBody(type: string, apiVersion: string, body: unknown): readonly Violation[] {
  const found = armResourceType(type, apiVersion);
  if (!found) {
    return [
      {
        path: "type",
        value: `${type}@${apiVersion}`,
        allowed: Object.entries(ARM_RESOURCE_TYPES)
          .map(([known, { apiVersions }]) => `${known.split("@")[0]}@${apiVersions.join("|")}`)
          .join(", "),
        fix: "use a type and api-version in the catalog, or check with armResourceType() first",
      },
    ];
  }
  return validateValue(found.body, body, "").filter(({ severity }) => severity === undefined);
}

/**
 * Validates an `azapi_resource` block: its body, including its sensitive part, `name`, `location`, `tags` and `identity`,
 * which azapi adds to the body before it validates.
 */
export function validateAzapiResource(resource: AzapiResourceArguments): readonly Violation[] {
  const [type = "", apiVersion = ""] = resource.type.split("@");
  const { name, location, tags, body } = resource;
  const identity = identityOf(resource.identity);
  const given = Object.entries({ name, location, tags, identity }).filter(([, value]) => value !== undefined);
  const whole = { ...merged(isObject(body) ? body : {}, resource.sensitive_body), ...Object.fromEntries(given) };
  const found = armResourceType(type, apiVersion);
  if (!found) return validateArmBody(type, apiVersion, whole);
  return [...validateValue(found.body, whole, ""), ...validateParent(type, resource.parent_id)];
}

/**
 * The ARM type of a resource's parent, such as `Microsoft.MachineLearningServices/workspaces` for a compute; a resource
 * group for a top-level type.
 */
export function armParentType(type: string): string {
  const segments = type.split("/");
  return segments.length > 2 ? segments.slice(0, -1).join("/") : "Microsoft.Resources/resourceGroups";
}

function validateParent(type: string, parent: unknown): readonly Violation[] {
  const id = typeof parent === "string" && !hasExpression(parent) ? ArmId.tryParse(parent) : undefined;
  const wanted = armParentType(type);
  if (!id || id.hasType(wanted)) return [];
  return [
    {
      path: "parent_id",
      value: parent,
      allowed: `the id of a ${wanted}`,
      fix: `use the id of its parent, a ${wanted}`,
    },
  ];
}

/** The identity block in ARM's form. The ids in it are omitted: they are keys of a map, whose form isn't validated. */
function identityOf(blocks: unknown): unknown {
  const block: unknown = Array.isArray(blocks) ? blocks[0] : blocks;
  return isObject(block) ? { type: block["type"] } : undefined;
}

function validateValue(type: ArmType, value: unknown, path: string): readonly Violation[] {
  if (isAbsent(value) || isUnresolved(value)) return [];
  const wrong = (allowed: string, fix: string): readonly Violation[] => [{ path, value, allowed, fix }];
  switch (type.kind) {
    case "any":
      return [];
    case "boolean":
      return typeof value === "boolean" ? [] : wrong("a boolean", "use true or false, without quotes");
    case "int":
      if (!Number.isInteger(value)) return wrong("a whole number", "use a number, without quotes");
      return type.minValue === undefined || (value as number) >= type.minValue
        ? []
        : wrong(`a whole number of at least ${type.minValue}`, `use ${type.minValue} or more`);
    case "string":
      return typeof value === "string" ? validateString(type, value, path) : wrong("a string", "put it into quotes");
    case "enum":
      if (typeof value !== "string") return wrong(choices(type.values), "use one of these strings");
      if (type.values.includes(value)) return [];
      if (type.open) return [unknownValue(value, type.values, path)];
      return wrong(choices(type.values), spelling(value, type.values) ?? "use one of these, in this spelling");
    case "array":
      if (!Array.isArray(value)) return wrong("a list", "put it into a list");
      return value.flatMap((item, index) => validateValue(type.items, item, join(path, String(index))));
    case "object":
      return isObject(value) ? validateObject(type, value, path) : wrong("an object", "put an object here");
  }
}

/** A warning about a value that the catalog doesn't know, although Azure may have added it. */
function unknownValue(value: string, known: readonly string[], path: string): Violation {
  const fix = spelling(value, known) ?? `use ${nearestNames(value, known)[0]}, if you mean that`;
  return { path, value, allowed: choices(known), fix, severity: "warning" };
}

function validateString(type: ArmType & { kind: "string" }, value: string, path: string): readonly Violation[] {
  const { minLength = 0, maxLength = Infinity, pattern } = type;
  if (value.length < minLength || value.length > maxLength) {
    const allowed = maxLength === Infinity ? `at least ${minLength}` : `${minLength} to ${maxLength}`;
    return [{ path, value, allowed: `${allowed} characters`, fix: `give ${allowed} characters, not ${value.length}` }];
  }
  if (pattern !== undefined && !new RegExp(pattern).test(value)) {
    return [{ path, value, allowed: `text that matches ${pattern}`, fix: "change the value so that it matches" }];
  }
  return [];
}

function validateObject(type: ArmObject, value: Readonly<Record<string, unknown>>, path: string): readonly Violation[] {
  const variant = variantOf(type, value, path);
  if ("violation" in variant) return [variant.violation];
  const properties = { ...type.properties, ...variant.properties };
  return [
    ...Object.entries(value).flatMap(([key, item]) => validateProperty(type, properties, key, item, join(path, key))),
    ...Object.entries(properties)
      .filter(([key, property]) => property.required && isAbsent(value[key]))
      .map(([key]) => ({
        path: join(path, key),
        value: undefined,
        allowed: "a value: the property is required",
        fix: `set ${join(path, key)}`,
        ofProperty: true as const,
      })),
  ];
}

function validateProperty(
  type: ArmObject,
  properties: Readonly<Record<string, ArmProperty>>,
  key: string,
  value: unknown,
  path: string,
): readonly Violation[] {
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (property?.readOnly) {
    // azapi rejects the key even if its value is null.
    const allowed = "nothing: the property is read-only";
    return [{ path, value, allowed, fix: "remove it; the service sets it", ofProperty: true }];
  }
  if (property) return validateValue(property.type, value, path);
  if (type.additional) return validateValue(type.additional, value, path);
  if (isUnresolved(key)) return [];
  const known = Object.keys(properties).filter((name) => !properties[name]?.readOnly);
  return [
    {
      path,
      value,
      allowed: choices(known),
      fix: spelling(key, known) ?? "remove it, or use one of the properties allowed",
      ofProperty: true,
    },
  ];
}

/** The properties that a union's discriminator adds. */
function variantOf(
  type: ArmObject,
  value: Readonly<Record<string, unknown>>,
  path: string,
): { properties: Readonly<Record<string, ArmProperty>> } | { violation: Violation } {
  const { discriminator, variants } = type;
  if (discriminator === undefined || variants === undefined) return { properties: {} };
  const chosen = value[discriminator];
  // If the variant is unknown, the properties of all variants are allowed.
  if (isUnresolved(chosen)) return { properties: unknownVariant(variants) };
  const found = typeof chosen === "string" && Object.hasOwn(variants, chosen) ? variants[chosen] : undefined;
  if (found) return { properties: found };
  const names = Object.keys(variants);
  return {
    violation: {
      path: join(path, discriminator),
      value: chosen,
      allowed: choices(names),
      fix: (typeof chosen === "string" ? spelling(chosen, names) : undefined) ?? `set ${discriminator} to one of these`,
    },
  };
}

function unknownVariant(
  variants: Readonly<Record<string, Readonly<Record<string, ArmProperty>>>>,
): Readonly<Record<string, ArmProperty>> {
  const names = Object.values(variants).flatMap((properties) => Object.keys(properties));
  return Object.fromEntries(names.map((name) => [name, { type: { kind: "any" } } as const]));
}

function spelling(value: string, allowed: readonly string[]): string | undefined {
  const meant = allowed.find((one) => one.toLowerCase() === value.toLowerCase());
  return meant === undefined ? undefined : `spell it ${meant}`;
}

function choices(values: readonly string[]): string {
  return values.join(", ");
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isUnresolved(value: unknown): boolean {
  return typeof value === "string" && hasExpression(value);
}

/** A body with the properties of its sensitive part. */
function merged(body: Readonly<Record<string, unknown>>, sensitive: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(sensitive)) return body;
  const parts = Object.entries(sensitive).map(([key, value]) => {
    const own = body[key];
    return [key, isObject(own) && isObject(value) ? merged(own, value) : value];
  });
  return { ...body, ...Object.fromEntries(parts) };
}
