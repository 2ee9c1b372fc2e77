import { isUnresolved } from "./tokens.js";
import { refuse } from "./invalid-input.js";

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a value is a GUID. A token is not one: check {@link isUnresolved} first if the value may be a token. */
export function isGuid(value: string): boolean {
  return GUID.test(value);
}

/**
 * Validates a GUID (an Entra object id, tenant id or client id); a token is accepted.
 * @returns the value, unchanged
 * @throws InvalidInputError for anything else
 */
export function requireGuid(scope: { readonly node: { readonly path: string } }, prop: string, value: string): string {
  if (isUnresolved(value) || isGuid(value)) return value;
  return refuse(scope, prop, {
    value,
    allowed: "a GUID, 00000000-0000-0000-0000-000000000000",
    fix: "pass the object ID, not a display name or UPN: az ad sp show --id <application> --query id",
  });
}
