import { ArmId } from "@org/azure-catalog";
import { ASSET_TYPES, type AssetVersion, uriOf, versionId } from "./assets.js";
import { type Azure, AzureError, ML_VERSION, valueOf } from "./azure.js";
import type { Promotion } from "./file/schema.js";
import { propertiesOf, textOf } from "./values.js";

/** Where a version in the dev registry comes from, compared with the dev workspace. */
export interface Origin {
  /** `unknown`: it can't be compared here, which isn't a difference. */
  readonly is: "expected" | "another" | "unknown";
  /** The origin, and what was expected or why it isn't known, as a phrase. */
  readonly detail: string;
}

/**
 * Compares the origin of a version in the dev registry with the dev workspace. Only the data plane of registries shows
 * origins; a version without one was not shared, but created in the registry.
 * @throws AzureError
 */
export async function compareOrigin(azure: Azure, { from }: Promotion, asset: AssetVersion): Promise<Origin> {
  const [registry, workspace] = [ArmId.parse(from.registry), ArmId.parse(from.workspace)];
  const plane = await azure.dataPlane(registry);
  if (!plane)
    return { is: "unknown", detail: "its origin is not known, because registries of this cloud don't show it" };
  const path = versionId(registry, asset).toString().replace(registry.toString(), plane.path);
  const [body, owner] = await Promise.all([
    plane.client.get(path, "2021-10-01-dataplanepreview"),
    azure.arm.get(workspace.toString(), ML_VERSION),
  ]);
  const origin = textOf(propertiesOf(valueOf(`reading ${uriOf(registry, asset)}`, body))["originAssetId"]);
  const expected = originOf(valueOf(`reading ${workspace.toString()}`, owner), asset);
  if (origin?.toLowerCase() === expected.toLowerCase()) return { is: "expected", detail: `its origin is ${origin}` };
  return { is: "another", detail: `its origin is ${origin ?? "no workspace"}, expected ${expected}` };
}

/** Like {@link compareOrigin}, for machines that may not reach the dev workspace or the data plane: then it's unknown. */
export async function compareOriginIfReachable(
  azure: Azure,
  promotion: Promotion,
  asset: AssetVersion,
): Promise<Origin> {
  try {
    return await compareOrigin(azure, promotion, asset);
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return { is: "unknown", detail: `its origin is not known: ${error.message}` };
  }
}

/** The id by which a registry names a version of a workspace as the origin of its own. */
export function originOf(workspace: Readonly<Record<string, unknown>>, { type, name, version }: AssetVersion): string {
  const guid = textOf(propertiesOf(workspace)["workspaceId"]) ?? "";
  const location = textOf(workspace["location"]) ?? "";
  return `azureml://locations/${location}/workspaces/${guid}/${ASSET_TYPES[type].collection}/${name}/versions/${version}`;
}
