import { blocksOf, type JsonObject, type Resource } from "@org/aml-synth-model";

/** The bodies of a nested block, evaluated. */
export function blocksIn(resource: Resource, path: string): readonly JsonObject[] {
  const { value } = path.startsWith("body.") ? resource.readArm(path.slice("body.".length)) : resource.read(path);
  return blocksOf(value);
}
