import { isUnresolved } from "./tokens.js";
import { refuse } from "./invalid-input.js";

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Accepts a GUID (an Entra object id, tenant id or client id) or a token.
 * @returns the value, unchanged
 * @throws InvalidInputError for anything else
 */
export function requireGuid(scope: { readonly node: { readonly path: string } }, prop: string, value: string): string {
  if (isUnresolved(value) || GUID.test(value)) return value;
  return refuse(scope, prop, {
    value,
    allowed: "a GUID, 00000000-0000-0000-0000-000000000000",
    fix: "give the object id, not a name or an address: az ad sp show --id <application> --query id",
  });
}
