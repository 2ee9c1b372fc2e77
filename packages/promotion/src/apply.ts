import { ArmId } from "@org/azure-catalog";
import { ASSET_TYPES, versionId } from "./assets.js";
import { type Azure, valueOf } from "./azure.js";
import { createComponent, readComponent } from "./components.js";
import { createEnvironment, environmentDigest, readEnvironment } from "./environments.js";
import type { PromotionFile } from "./file/load.js";
import { type Comparison, type CopiedFile, copyFiles } from "./copy.js";
import { bytesOf, digestOf, filesBelow, registryFiles, startUpload } from "./files.js";
import { guidFrom } from "./guid.js";
import { type PlannedAsset, prodWorkspace, requireUsable } from "./plan.js";
import type { RecordEntry } from "./record.js";
import { objectOf, propertiesOf, textOf } from "./values.js";

/** Progress of a copy. */
export interface Progress {
  /** Path of a file in the asset of which a part was just copied. */
  readonly file: string;
  /** Bytes of all files that are copied so far, or were there from an earlier run. */
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Options of {@link applyAsset}. */
export interface ApplyOptions {
  /** Whether to read copied files again and compare their SHA-256. */
  readonly readBack: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Brings an asset to production.
 * @throws AzureError, or Error for files that differ after the copy
 */
export async function applyAsset(
  azure: Azure,
  file: PromotionFile,
  planned: PlannedAsset,
  options: ApplyOptions,
): Promise<RecordEntry> {
  const { asset, from, to } = planned;
  const entry = { event: "asset", asset, from, to, sha256: undefined, bytes: undefined } as const;
  if (planned.action === "there") return { ...entry, way: "none", detail: planned.detail };
  if (planned.action === "reference") return { ...entry, way: "referenced", detail: "" };
  if (asset.type === "component") {
    const workspace = prodWorkspace(file);
    const source = await readComponent(file.folder, asset.file, asset);
    await createComponent(azure, workspace, asset, source);
    await requireUsable(azure, workspace, planned, "created");
    return { ...entry, way: "created", sha256: source.digest, detail: "" };
  }
  if (asset.type === "environment") {
    const workspace = prodWorkspace(file);
    const source = await readEnvironment(file.folder, asset.file ?? "", asset);
    await createEnvironment(azure, workspace, asset, source);
    await requireUsable(azure, workspace, planned, "created");
    return { ...entry, way: "created", sha256: environmentDigest(source), detail: "" };
  }
  return copyAsset(azure, file, planned, options);
}

async function copyAsset(
  azure: Azure,
  { promotion }: PromotionFile,
  planned: PlannedAsset,
  { readBack, onProgress }: ApplyOptions,
): Promise<RecordEntry> {
  const { asset, from, to } = planned;
  const [source, target] = [ArmId.parse(promotion.from.registry), ArmId.parse(promotion.to.registry)];
  const original = await azure.find(versionId(source, asset));
  if (!original) throw new Error(`${from} doesn't exist any more`);
  const files = await registryFiles(azure, source, asset, original);
  const id = versionId(target, asset);
  const content = ASSET_TYPES[asset.type].content ?? "";
  const uri = textOf(propertiesOf(original)[content]) ?? "";
  // The same upload for the same source: after an interruption the files that are there are not copied again.
  const upload = await startUpload(azure, id, guidFrom(`${uri} ${id.key}`));
  const { files: present } = await filesBelow(upload.container, upload.prefix.replace(/\/$/, ""), true);
  const totalBytes = bytesOf(files);
  let done = 0;
  const copies = await copyFiles(files, {
    container: upload.container,
    prefix: upload.prefix,
    present,
    readBack,
    onBytes: (path, bytes) => onProgress({ file: path, bytes: (done += bytes), totalBytes }),
  });
  const sha256 = digestOf(new Map([...copies].map(([path, copy]) => [path, copy.sha256])));
  const kept = [...copies.values()].filter((one) => one.kept).length;
  const properties = targetProperties(original, from, source.name, sha256);
  const body = {
    properties: {
      ...properties,
      [content]: files.root === "" ? upload.uri : `${upload.uri.replace(/\/$/, "")}/${files.root}`,
    },
  };
  valueOf(`registering ${to}`, await azure.run({ method: "PUT", path: id.toString(), body }));
  await requireUsable(azure, target, planned, "created");
  const were = files.files.length === 1 ? "file was" : "files were";
  const earlier = kept === 0 ? "" : `${kept} of ${files.files.length} ${were} there from an earlier run`;
  const detail = [planned.detail, earlier].filter((one) => one !== "").join("; ");
  const compared = comparisonOf([...copies.values()]);
  return { event: "asset", asset, way: "copied", from, to, sha256, bytes: totalBytes, compared, detail };
}

const COMPARISONS: Readonly<Record<Comparison, string>> = {
  sha256: "by the SHA-256 of what was read again at the target",
  crc64: "by the CRC64 of each block, which the source's storage computed and the target's checked; not read again",
  md5: "by the MD5 that the service computed of what it has stored; not read again",
};

/** How files were compared, as a phrase. */
function comparisonOf(copies: readonly CopiedFile[]): string {
  const counts = Object.entries(COMPARISONS).map(
    ([key, phrase]) => [copies.filter(({ comparison }) => comparison === key).length, phrase] as const,
  );
  return counts
    .filter(([count]) => count > 0)
    .map(([count, phrase]) => `${count} of ${copies.length} ${copies.length === 1 ? "file" : "files"} ${phrase}`)
    .join("; ");
}

/** Properties that a client sets; the rest are the service's. */
const COPIED = ["description", "modelType", "flavors", "dataType", "referencedUris", "isAnonymous"];

function targetProperties(
  original: Readonly<Record<string, unknown>>,
  from: string,
  registry: string,
  sha256: string,
): Readonly<Record<string, unknown>> {
  const given = propertiesOf(original);
  return {
    ...Object.fromEntries(
      COPIED.flatMap((name) => (given[name] === undefined || given[name] === null ? [] : [[name, given[name]]])),
    ),
    properties: { ...objectOf(given["properties"]), promoted_from: from, content_sha256: sha256 },
    tags: { ...objectOf(given["tags"]), stage: "production", promoted_from: registry },
  };
}
