import type { ArmId } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, type Properties, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";

const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const IN_REGISTRY = /^azureml:\/\/registries\/([^/]+)\/(\w+)\/([^/]+)\/(versions|labels)\/([^/]+)$/;

/** What a component refers to, with the kind of asset. */
const REFERENCES = { environment: "environments", code: "codes" } as const;

/** An asset in a registry, by its `azureml://registries/...` id. */
function registryAsset(uri: string, state: EmulatorState): ArmResource | undefined {
  const [, registry = "", kind = "", name = "", , version = ""] = IN_REGISTRY.exec(uri) ?? [];
  const owner = state.resources.named(REGISTRIES, registry);
  return owner && state.resources.get(owner.id.child(kind, name).child("versions", version));
}

/**
 * Rejects a component whose environment or code doesn't exist. In a registry, both have to be in registries.
 * @throws ArmError 400 ValidationError
 */
export function requireComponentReferences(id: ArmId, properties: Properties, state: EmulatorState): void {
  const spec = objectOf(properties["componentSpec"]);
  const owner = id.parent?.parent;
  const inRegistry = owner?.hasType(REGISTRIES) ?? false;
  for (const [name, kind] of Object.entries(REFERENCES)) {
    const reference = textOf(spec[name]);
    if (reference === undefined) continue;
    if (inRegistry ? registryAsset(reference, state) : owner && assetAt(reference, owner, kind, state)) continue;
    throw new ArmError(
      400,
      "ValidationError",
      `Component '${id.parent?.name ?? ""}' refers to the ${name} '${reference}', which ${inRegistry ? "is not an asset of a registry" : "does not exist"}.`,
    );
  }
}

/** An asset that a resource of a workspace refers to, in a registry or in the workspace. */
export function assetAt(
  reference: string,
  workspace: ArmId,
  kind: string,
  state: EmulatorState,
): ArmResource | undefined {
  if (IN_REGISTRY.test(reference)) return registryAsset(reference, state);
  return state.resources.get(armIdIn(reference, workspace, kind));
}

/** The ARM id in `azureml:/subscriptions/...`, or of a short form such as `azureml:sklearn:1`. */
function armIdIn(reference: string, workspace: ArmId, kind: string): string {
  const text = reference.replace(/^azureml:/, "");
  const [, name = "", version = ""] = /^([^/:]+):([^/:]+)$/.exec(text) ?? [];
  return name === "" ? text : workspace.child(kind, name).child("versions", version).toString();
}
