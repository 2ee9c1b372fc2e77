import { ArmId } from "@org/azure-catalog";
import type { Failure } from "@org/azure-client";
import { titleOf, versionId } from "./assets.js";
import { type Azure, AzureError, valueOf } from "./azure.js";
import type { PromotionFile } from "./file/load.js";
import { compareOrigin, originOf } from "./origin.js";
import { type PlannedAsset, requireUsable } from "./plan.js";
import type { RecordEntry, Way } from "./record.js";

/**
 * Shares a version of the dev workspace with the dev registry: by Azure Resource Manager, or by the data plane of the
 * registry if that has no such request. Looks at the result afterwards.
 * @throws AzureError, or Error if the result isn't a usable copy of the source
 */
export async function shareAsset(
  azure: Azure,
  { promotion }: PromotionFile,
  planned: PlannedAsset,
): Promise<RecordEntry> {
  const { asset, from, to } = planned;
  const workspace = ArmId.parse(promotion.from.workspace);
  const registry = ArmId.parse(promotion.from.registry);
  const entry = { event: "asset", asset, from, to, sha256: undefined, bytes: undefined } as const;
  if (planned.action === "there") return { ...entry, way: "none", detail: planned.detail };
  const expected = originOf((await azure.find(workspace)) ?? {}, asset);
  const { way, detail } = await send(azure, workspace, registry, planned, expected);
  await requireUsable(azure, registry, planned, `shared (${way})`);
  const origin = await compareOrigin(azure, promotion, asset);
  if (origin.is === "another") throw new Error(`${to} was shared (${way}), but ${origin.detail}`);
  const compared =
    origin.is === "expected"
      ? "by its origin; Azure copied the content, which was not read"
      : "not compared; Azure copied it";
  return { ...entry, way, compared, detail: [detail, origin.detail].filter((one) => one !== "").join("; ") };
}

async function send(
  azure: Azure,
  workspace: ArmId,
  registry: ArmId,
  { asset }: PlannedAsset,
  sourceAssetId: string,
): Promise<{ readonly way: Way; readonly detail: string }> {
  const { name, version } = asset;
  const doing = `sharing ${titleOf(asset)} with ${registry.name}`;
  const published = await azure.run({
    method: "POST",
    path: `${versionId(workspace, asset).toString()}/publish`,
    body: { registryName: registry.name, destinationName: name, destinationVersion: version },
  });
  if (published.ok) return { way: "publish", detail: "" };
  if (!isUnknownRequest(published.failure)) throw new AzureError(doing, published.failure);
  const plane = await azure.dataPlane(registry);
  if (!plane) throw new AzureError(doing, published.failure);
  const imported = await azure.finish(
    await plane.client.send({
      method: "POST",
      path: `${plane.path}/import`,
      apiVersion: "2021-10-01-dataplanepreview",
      body: { properties: { referenceType: "Id", destinationName: name, destinationVersion: version, sourceAssetId } },
    }),
  );
  valueOf(doing, imported);
  return { way: "import", detail: `publish was refused: ${published.failure.message}` };
}

/** Whether the service doesn't know a request, so that nothing has been done. */
function isUnknownRequest({ status, kind, code }: Failure): boolean {
  const unknown = ["InvalidResourceType", "NoRegisteredProviderFound", "InvalidApiVersionParameter", "NotImplemented"];
  return (
    status === 405 ||
    status === 501 ||
    (kind === "not-found" && (code === undefined || unknown.includes(code))) ||
    (status === 400 && code !== undefined && unknown.includes(code))
  );
}
