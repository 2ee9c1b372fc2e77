import type { ArmId } from "@org/azure-catalog";

/** Types of assets that can be promoted, with their names in ARM ids and the property with the URI of their files. */
export const ASSET_TYPES = {
  model: { collection: "models", content: "modelUri" },
  data: { collection: "data", content: "dataUri" },
  code: { collection: "codes", content: "codeUri" },
  environment: { collection: "environments", content: undefined },
  component: { collection: "components", content: undefined },
} as const;

/** Type of an asset. */
export type AssetType = keyof typeof ASSET_TYPES;

/** One version of an asset. */
export interface AssetVersion {
  readonly type: AssetType;
  readonly name: string;
  readonly version: string;
}

/** ARM type of the workspaces. */
export const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
/** ARM type of the registries. */
export const REGISTRIES = "Microsoft.MachineLearningServices/registries";

/**
 * What Azure allows in names of registry assets; unlike in a workspace, no dot.
 * @see https://learn.microsoft.com/rest/api/azureml/registry-model-versions/create-or-get-start-pending-upload
 */
export const ASSET_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/;
/** A version: what fits into a segment of a URI, except for Azure's label of the newest version. */
export const ASSET_VERSION = /^(?![lL][aA][tT][eE][sS][tT]$)[a-zA-Z0-9][a-zA-Z0-9._-]{0,254}$/;

/** A version in one line, such as `model demand 7`. */
export function titleOf({ type, name, version }: AssetVersion): string {
  return `${type} ${name} ${version}`;
}

/** The ARM id of a version in a workspace or registry. */
export function versionId(owner: ArmId, { type, name, version }: AssetVersion): ArmId {
  return owner.child(ASSET_TYPES[type].collection, name).child("versions", version);
}

/**
 * The URI by which jobs and deployments refer to a version: `azureml://registries/...` in a registry, the ARM id after
 * `azureml:` in a workspace.
 */
export function uriOf(owner: ArmId, asset: AssetVersion): string {
  if (!owner.hasType(REGISTRIES)) return `azureml:${versionId(owner, asset).toString()}`;
  return registryUri(owner.name, asset);
}

/** The URI of a version in a registry, by the registry's name. */
export function registryUri(registry: string, { type, name, version }: AssetVersion): string {
  return `azureml://registries/${registry}/${ASSET_TYPES[type].collection}/${name}/versions/${version}`;
}

/** A reference to a version, in a registry by its name or in the workspace. */
export interface AssetReference extends AssetVersion {
  readonly registry: string | undefined;
}

/**
 * Reads `azureml://registries/<registry>/<collection>/<name>/versions/<version>` or `azureml:<name>:<version>`.
 * @returns undefined for anything else, such as a label (`@latest`, `:latest`) or the form `<name>:<version>` in a registry
 */
export function parseReference(type: AssetType, text: string): AssetReference | undefined {
  const [, registry, collection, name = "", version = ""] =
    /^azureml:\/\/registries\/([^/]+)\/([^/]+)\/([^/:@]+)\/versions\/(?!latest$)([^/:@]+)$/i.exec(text) ?? [];
  if (collection === ASSET_TYPES[type].collection) return { type, registry, name, version };
  const [, local = "", localVersion = ""] = /^azureml:([^/:@]+):(?!latest$)([^/:@]+)$/i.exec(text) ?? [];
  return local === "" ? undefined : { type, registry: undefined, name: local, version: localVersion };
}
