import type { Json, JsonObject, Resource } from "@org/aml-synth-model";

/** The bodies of a nested block, evaluated. A single block can be an object, several are a list. */
export function blocksIn(resource: Resource, path: string): readonly JsonObject[] {
  const { value } = path.startsWith("body.") ? resource.readArm(path.slice("body.".length)) : resource.read(path);
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(
    (block): block is JsonObject => typeof block === "object" && block !== null && !Array.isArray(block),
  );
}
