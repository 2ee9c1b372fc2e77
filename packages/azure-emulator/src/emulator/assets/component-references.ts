import type { ArmId } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, type Properties, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";

const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const IN_REGISTRY = /^azureml:\/\/registries\/([^/]+)\/(\w+)\/([^/]+)\/(versions|labels)\/([^/]+)$/;

/** An asset in a registry, by its `azureml://registries/...` id. */
function registryAsset(uri: string, state: EmulatorState): ArmResource | undefined {
  const [, registry = "", kind = "", name = "", , version = ""] = IN_REGISTRY.exec(uri) ?? [];
  const owner = state.resources.ofType(REGISTRIES).find(({ id }) => id.name.toLowerCase() === registry.toLowerCase());
  return owner && state.resources.get(owner.id.child(kind, name).child("versions", version));
}

/**
 * Rejects a component whose environment or code doesn't exist. In a registry, both have to be in registries.
 * @throws ArmError 400 ValidationError
 */
export function requireComponentReferences(id: ArmId, properties: Properties, state: EmulatorState): void {
  const spec = objectOf(properties["componentSpec"]);
  for (const name of ["environment", "code"]) {
    const reference = textOf(spec[name]);
    if (reference === undefined) continue;
    const found = IN_REGISTRY.test(reference)
      ? registryAsset(reference, state)
      : inRegistry(id)
        ? undefined
        : state.resources.get(armIdIn(reference, id));
    if (found) continue;
    throw new ArmError(
      400,
      "ValidationError",
      `Component '${id.parent?.name ?? ""}' refers to the ${name} '${reference}', which ${inRegistry(id) ? "is not an asset of a registry" : "does not exist"}.`,
    );
  }
}

function inRegistry({ parent }: ArmId): boolean {
  return parent?.parent?.hasType(REGISTRIES) ?? false;
}

/** The ARM id in `azureml:/subscriptions/...`, or of a short form such as `azureml:sklearn:1`. */
function armIdIn(reference: string, { parent }: ArmId): string {
  const text = reference.replace(/^azureml:/, "");
  const [name = "", version = ""] = text.split(":");
  if (text.startsWith("/")) return text;
  return parent?.parent?.child("environments", name).child("versions", version).toString() ?? "";
}
