import { ArmError } from "../../arm/arm-error.js";
import { referenceOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";

/** The resources of a type that refer to a resource in a property. */
export function referrers(
  resource: ArmResource,
  type: string,
  property: string,
  state: EmulatorState,
): { id: string }[] {
  return state.resources
    .ofType(type)
    .filter(({ body }) => {
      const reference = referenceOf(body.properties[property]);
      return reference !== undefined && resource.id.equals(reference);
    })
    .map(({ id }) => ({ id: id.toString() }));
}

/**
 * Rejects a deletion while a resource of the type refers to the resource.
 * @throws ArmError 400 with the code
 */
export function requireUnreferenced(
  resource: ArmResource,
  type: string,
  property: string,
  code: string,
  state: EmulatorState,
): void {
  const [user] = referrers(resource, type, property, state);
  if (!user) return;
  throw new ArmError(400, code, `${resource.id.toString()} cannot be deleted because it is in use by ${user.id}.`);
}
