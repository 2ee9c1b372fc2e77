import { ArmError } from "../arm/arm-error.js";
import type { Properties } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ArmId } from "@org/azure-catalog";
import type { Write } from "../arm/resource-type.js";
import { randomUUID } from "node:crypto";
import type { EmulatorState } from "../emulator-state.js";

/** Properties with defaults for absent ones. */
export function withDefaults(properties: Properties, defaults: Properties): Properties {
  return { ...defaults, ...properties };
}

/** Keeps properties that the service sets, so that an update doesn't change them. */
export function keep(write: Write, names: readonly string[]): void {
  const before = write.existing?.body.properties ?? {};
  for (const name of names) if (before[name] !== undefined) write.body.properties[name] = before[name];
}

/** Creates a resource that Azure itself creates together with another one. */
export function makeBeside(state: EmulatorState, id: ArmId, body: ArmResource["body"]): ArmResource {
  const now = state.clock.now();
  const resource: ArmResource = {
    id,
    origin: "service",
    createdAt: state.resources.get(id)?.createdAt ?? now,
    writtenAt: now,
    apiVersion: "",
    body,
    etag: `"${randomUUID()}"`,
  };
  state.resources.put(resource);
  return resource;
}

/** Whether another resource of the type has the same name. */
export function nameTaken({ id }: Write, state: EmulatorState): boolean {
  return state.resources
    .ofType(id.resourceType)
    .some((other) => other.id.name.toLowerCase() === id.name.toLowerCase() && !other.id.equals(id));
}

/**
 * The resource that a reference points to.
 * @throws ArmError 400 InvalidResourceReference if it doesn't exist
 */
export function requireReferenced(state: EmulatorState, reference: string, from: ArmId): ArmResource {
  const found = state.resources.get(reference);
  if (found) return found;
  throw new ArmError(
    400,
    "InvalidResourceReference",
    `Resource ${reference} referenced by resource ${from.toString()} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}

/** The private endpoint connections of a resource, as its body shows them. */
export function connectionsTo({ id }: Pick<ArmResource, "id">, state: EmulatorState): object[] {
  return state.resources
    .childrenOf(id)
    .filter((child) => child.id.hasType(`${id.resourceType}/privateEndpointConnections`))
    .map((child) => ({ id: child.id.toString(), name: child.id.name, ...child.body }));
}

/** A stored resource in the form for lists. */
export function showPlainly({
  id,
  body,
}: ArmResource): ArmResource["body"] & { id: string; name: string; type: string } {
  return { id: id.toString(), name: id.name, type: id.resourceType, ...body };
}
