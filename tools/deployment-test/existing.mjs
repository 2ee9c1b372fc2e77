/** Existing resources that a configuration describes: the emulator gets them with the same ids and these properties. */

/** @typedef {{ id: string, properties: Record<string, unknown> }} Existing */

const NETWORK = /\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+$/i;
const IDENTITY = /\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/i;

/**
 * Networks with their address space, and identities with their principal, wherever a configuration contains both.
 * @param {unknown} value a configuration, or a part of it
 * @returns {Existing[]} each id once
 */
export function existingIn(value) {
  /** @type {Map<string, Existing>} */
  const found = new Map();
  for (const one of describedIn(value)) if (!found.has(one.id.toLowerCase())) found.set(one.id.toLowerCase(), one);
  return [...found.values()];
}

/** @param {unknown} value @returns {Existing[]} */
function describedIn(value) {
  if (typeof value !== "object" || value === null) return [];
  const { addressSpace, principalId, clientId } = /** @type {Record<string, unknown>} */ (value);
  const ids = Object.values(value).filter((one) => typeof one === "string");
  const network = ids.find((id) => NETWORK.test(id));
  const identity = ids.find((id) => IDENTITY.test(id));
  const blocks = addressSpace === undefined ? [] : [addressSpace].flat();
  return [
    ...(network && blocks.length > 0
      ? [{ id: network, properties: { addressSpace: { addressPrefixes: blocks } } }]
      : []),
    ...(identity && principalId ? [{ id: identity, properties: { principalId, clientId } }] : []),
    ...Object.values(value).flatMap(describedIn),
  ];
}
