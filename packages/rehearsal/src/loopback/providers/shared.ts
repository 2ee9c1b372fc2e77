import { ArmError } from "../arm/arm-error.js";
import { objectsOf, type Properties, textOf, without } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceId } from "../arm/resource-id.js";
import type { Write } from "../arm/resource-type.js";
import { randomUUID } from "node:crypto";
import type { World } from "../world.js";

/** Properties with values where none were given. */
export function withDefaults(properties: Properties, defaults: Properties): Properties {
  return { ...defaults, ...properties };
}

/** Takes what the service sets over from the resource as it was, so that an update doesn't change it. */
export function keep(write: Write, names: readonly string[]): void {
  const before = write.existing?.body.properties ?? {};
  for (const name of names) if (before[name] !== undefined) write.body.properties[name] = before[name];
}

/** A resource that Azure makes by itself beside another one. */
export function makeBeside(world: World, id: ResourceId, body: ArmResource["body"]): ArmResource {
  const now = world.clock.now();
  const resource: ArmResource = {
    id,
    origin: "service",
    createdAt: world.resources.get(id)?.createdAt ?? now,
    writtenAt: now,
    apiVersion: "",
    body,
    etag: `"${randomUUID()}"`,
  };
  world.resources.put(resource);
  return resource;
}

/** Another resource of the type that has the same name. */
export function nameTaken({ id }: Write, world: World): boolean {
  return world.resources
    .ofType(id.type)
    .some((other) => other.id.name.toLowerCase() === id.name.toLowerCase() && !other.id.equals(id));
}

/**
 * The resource that a reference names.
 * @throws ArmError 400 InvalidResourceReference if it isn't there
 */
export function requireReferenced(world: World, reference: string, from: ResourceId): ArmResource {
  const found = world.resources.get(reference);
  if (found) return found;
  throw new ArmError(
    400,
    "InvalidResourceReference",
    `Resource ${reference} referenced by resource ${from.toString()} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}

/** Parts of a resource that are written with it, such as the subnets in a network, kept as resources of their own. */
export function writeInline(resource: ArmResource, property: string, world: World): void {
  const { [property]: given, ...properties } = resource.body.properties;
  if (!Array.isArray(given)) return;
  resource.body.properties = properties;
  const kept = new Set<string>();
  for (const item of objectsOf(given)) {
    const id = resource.id.child(property, textOf(item["name"]) ?? "");
    kept.add(id.key);
    const existing = world.resources.get(id);
    const { properties: own, ...rest } = without(item, ["id", "name", "type", "etag"]);
    const body = { ...rest, properties: { ...(own as Properties), provisioningState: "Succeeded" } };
    if (existing) existing.body = body;
    else makeBeside(world, id, body);
  }
  for (const child of inlineOf(resource, property, world))
    if (!kept.has(child.id.key)) world.resources.delete(child.id);
}

/** The parts as resources. */
export function inlineOf(resource: ArmResource, property: string, world: World): ArmResource[] {
  const type = `${resource.id.type}/${property}`;
  return world.resources.childrenOf(resource.id).filter(({ id }) => id.isType(type));
}

/** The parts as a reader sees them in the resource. */
export function showInline(resource: ArmResource, property: string, world: World): object[] {
  return inlineOf(resource, property, world).map(({ id, body, etag }) => ({
    id: id.toString(),
    name: id.name,
    type: id.type,
    etag,
    ...body,
  }));
}
