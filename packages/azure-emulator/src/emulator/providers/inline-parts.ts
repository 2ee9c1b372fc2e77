import { objectsOf, type Properties, textOf, without } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";
import { makeBeside, showPlainly } from "./shared.js";

/** Stores parts of a resource that are written with it, such as the subnets of a network, as separate resources. */
export function writeInline(resource: ArmResource, property: string, state: EmulatorState): void {
  const { [property]: given, ...properties } = resource.body.properties;
  if (!Array.isArray(given)) return;
  resource.body.properties = properties;
  const kept = new Set<string>();
  for (const item of objectsOf(given)) {
    const id = resource.id.child(property, textOf(item["name"]) ?? "");
    kept.add(id.key);
    const existing = state.resources.get(id);
    const { properties: own, ...rest } = without(item, ["id", "name", "type", "etag"]);
    const body = { ...rest, properties: { ...(own as Properties), provisioningState: "Succeeded" } };
    if (existing) existing.body = body;
    else makeBeside(state, id, body);
  }
  for (const child of inlineOf(resource, property, state))
    if (!kept.has(child.id.key)) state.resources.delete(child.id);
}

/** The parts as resources. */
export function inlineOf(resource: ArmResource, property: string, state: EmulatorState): ArmResource[] {
  const type = `${resource.id.resourceType}/${property}`;
  return state.resources.childrenOf(resource.id).filter(({ id }) => id.hasType(type));
}

/**
 * The parts as they appear in the resource.
 * @param propertiesOf the properties of a part, if they differ from the stored ones
 */
export function showInline(
  resource: ArmResource,
  property: string,
  state: EmulatorState,
  propertiesOf = (part: ArmResource): Properties => part.body.properties,
): object[] {
  return inlineOf(resource, property, state).map((part) => ({
    ...showPlainly(part),
    etag: part.etag,
    properties: propertiesOf(part),
  }));
}
