import { type ArmProperty, type ArmType, armResourceType, validateArmBody } from "@org/azure-catalog/arm-types";
import { ArmError } from "./arm-error.js";
import { type Body, isObject, textOf } from "./body.js";
import type { ArmId } from "@org/azure-catalog";

/**
 * Validates a body with the schema of its type, if the catalog has it in the api-version. As in Azure, read-only
 * properties are accepted, because clients write back what they read.
 * @throws ArmError 400 ValidationError
 */
export function requireValidBody(id: ArmId, apiVersion: string, body: Body): void {
  const type = armResourceType(id.resourceType, apiVersion);
  if (!type) return;
  const [wrong, ...more] = validateArmBody(
    id.resourceType,
    apiVersion,
    writable(type.body, { ...body, name: id.name }),
  );
  if (!wrong) return;
  const messages = [wrong, ...more].map(({ path, allowed }) => `${path}: expected ${allowed}`);
  throw new ArmError(400, "ValidationError", `The request is invalid. ${messages.join("; ")}.`);
}

/** A value without read-only properties. */
function writable(type: ArmType, value: unknown): unknown {
  if (type.kind === "array" && Array.isArray(value)) return value.map((item) => writable(type.items, item));
  if (type.kind !== "object" || !isObject(value)) return value;
  const chosen = textOf(value[type.discriminator ?? ""]);
  const properties: Readonly<Record<string, ArmProperty>> = {
    ...type.properties,
    ...(chosen === undefined ? {} : type.variants?.[chosen]),
  };
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const property = properties[name];
      if (property?.readOnly) return [];
      const inner = property?.type ?? type.additional;
      return [[name, inner ? writable(inner, item) : item]];
    }),
  );
}
