import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { BlobClient, ContainerClient } from "@azure/storage-blob";
import type { ArmId } from "@org/azure-catalog";
import { ASSET_TYPES, type AssetVersion, registryUri } from "./assets.js";
import { type Azure, AzureError, ML_VERSION, valueOf } from "./azure.js";
import { objectOf, propertiesOf, textOf } from "./values.js";

/** A file of an asset. */
export interface AssetFile {
  /** Name of the blob. */
  readonly blob: string;
  /** Path in the asset, with the name of its folder, such as `model/MLmodel`. */
  readonly path: string;
  readonly bytes: number;
  /** Base64; undefined if the service has none, as for files that were uploaded in blocks. */
  readonly md5: string | undefined;
  /** Changes with the content. */
  readonly etag: string;
}

/** The files of an asset in storage. */
export interface AssetFiles {
  readonly container: ContainerClient;
  readonly files: readonly AssetFile[];
  /** Path of the asset's URI in the asset, such as `model`; empty for a whole container. */
  readonly root: string;
}

/** Bytes of all files. */
export function bytesOf({ files }: AssetFiles): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * The files of a version in a registry.
 * @param body the version, as Azure Resource Manager shows it
 * @throws AzureError, or Error for a version whose files are elsewhere
 */
export async function registryFiles(
  azure: Azure,
  registry: ArmId,
  asset: AssetVersion,
  body: Readonly<Record<string, unknown>>,
): Promise<AssetFiles> {
  const { content, collection } = ASSET_TYPES[asset.type];
  const assetId = registryUri(registry.name, asset);
  const uri = content && textOf(propertiesOf(body)[content]);
  if (uri === undefined || !/^https:\/\/[^/]+\/[^/]+/.test(uri)) {
    throw new Error(
      `${assetId} has no files in the registry's storage: its ${content ?? "content"} is ${uri ?? collection}`,
    );
  }
  const path = `${registry.toString()}/datareferences/${asset.name}/versions/${asset.version}`;
  const sent = await azure.arm.send({ method: "POST", path, apiVersion: ML_VERSION, body: { assetId, blobUri: uri } });
  const { container } = referenceIn(azure, valueOf(`getting access to the files of ${assetId}`, sent).body);
  return filesBelow(container, pathIn(uri));
}

/**
 * The files of a version in a workspace, read by the role of the signed-in principal on the storage account.
 * @param body the version, as Azure Resource Manager shows it
 * @throws AzureError, or Error for files that can't be read
 */
export async function workspaceFiles(
  azure: Azure,
  workspace: ArmId,
  type: AssetVersion["type"],
  body: Readonly<Record<string, unknown>>,
): Promise<AssetFiles> {
  const { content } = ASSET_TYPES[type];
  const uri = (content && textOf(propertiesOf(body)[content])) ?? "";
  const [, datastore, path = ""] = /^azureml:\/\/(?:.*\/)?datastores\/([^/]+)\/(?:paths\/)?(.*)$/.exec(uri) ?? [];
  if (datastore !== undefined) return filesBelow(await azure.datastore(workspace, datastore), path.replace(/\/$/, ""));
  const { host, pathname } = URL.canParse(uri) ? new URL(uri) : { host: "", pathname: "" };
  const account = host.endsWith(`.${azure.blobSuffix}`) ? host.slice(0, -azure.blobSuffix.length - 1) : "";
  // The token of the signed-in principal goes to storage accounts only.
  if (account === "") throw new Error(`its ${content ?? "content"} ${uri} is not in a storage account`);
  return filesBelow(azure.storage(account, pathname.split("/")[1] ?? ""), pathIn(uri));
}

/** Where a client may write the files of a new version. */
export interface Upload {
  readonly container: ContainerClient;
  /** URI of the place, without a signature. */
  readonly uri: string;
  /** Names of blobs begin with it; empty, or ending with a slash. */
  readonly prefix: string;
}

/**
 * Reserves storage for the files of a new version.
 * @param uploadId GUID of the upload: the same one continues an upload that was interrupted
 * @throws AzureError
 */
export async function startUpload(azure: Azure, version: ArmId, uploadId: string): Promise<Upload> {
  const sent = await azure.arm.send({
    method: "POST",
    path: `${version.toString()}/startPendingUpload`,
    apiVersion: ML_VERSION,
    body: { pendingUploadId: uploadId, pendingUploadType: "TemporaryBlobReference" },
  });
  const { container, uri } = referenceIn(azure, valueOf(`reserving storage for ${version.toString()}`, sent).body);
  const folder = pathIn(uri);
  return { container, uri, prefix: folder === "" ? "" : `${folder}/` };
}

function referenceIn(azure: Azure, body: unknown): { readonly container: ContainerClient; readonly uri: string } {
  const reference = objectOf(objectOf(body)["blobReferenceForConsumption"]);
  const sasUri = textOf(objectOf(reference["credential"])["sasUri"]);
  const uri = textOf(reference["blobUri"]);
  if (sasUri === undefined || uri === undefined)
    throw new Error("Azure gave no signature for the storage of the registry");
  const { origin, pathname, search } = new URL(sasUri);
  // The signature is for a container, whatever path the URL has.
  return { container: azure.container(`${origin}/${pathname.split("/")[1] ?? ""}${search}`), uri };
}

/** The path in a container of the blob or folder with a URI, without a slash at its end; empty for the container. */
function pathIn(uri: string): string {
  return decodeURIComponent(new URL(uri).pathname).split("/").slice(2).join("/").replace(/\/$/, "");
}

/**
 * The blob with a name, or the blobs in the folder with this name.
 * @param uncommitted whether to list also blobs that have blocks, but were never completed; their size is 0
 */
export async function filesBelow(container: ContainerClient, root: string, uncommitted = false): Promise<AssetFiles> {
  const parent = root.includes("/") ? root.slice(0, root.lastIndexOf("/") + 1) : "";
  const files: AssetFile[] = [];
  const prefix = root === "" ? {} : { prefix: root };
  try {
    const listed = container.listBlobsFlat({ ...prefix, includeUncommitedBlobs: uncommitted });
    for await (const { name, properties } of listed) {
      if (root !== "" && name !== root && !name.startsWith(`${root}/`)) continue;
      const { contentLength = 0, contentMD5 } = properties;
      const md5 = contentMD5 && contentMD5.length > 0 ? Buffer.from(contentMD5).toString("base64") : undefined;
      // Lists show it without the quotation marks that conditions need.
      const etag = `"${(properties.etag as string | undefined)?.replaceAll('"', "") ?? ""}"`;
      files.push({ blob: name, path: name.slice(parent.length), bytes: contentLength, md5, etag });
    }
  } catch (error) {
    throw blobError(`listing the files in ${container.containerName}`, container.url, error);
  }
  return { container, files, root: root.slice(parent.length) };
}

/** SHA-256 of a blob in hexadecimal. */
export async function sha256Of(blob: BlobClient): Promise<string> {
  const hash = createHash("sha256");
  try {
    const { readableStreamBody } = await blob.download(0, undefined, { maxRetryRequests: 3 });
    for await (const chunk of readableStreamBody as Readable) hash.update(chunk as Buffer);
  } catch (error) {
    throw blobError(`reading ${blob.name}`, blob.url, error);
  }
  return hash.digest("hex");
}

/**
 * SHA-256 of the paths and hashes of files, in hexadecimal: two assets with the same digest have the same content.
 * @param hashes SHA-256 of each file, by its path in the asset
 */
export function digestOf(hashes: ReadonlyMap<string, string>): string {
  const lines = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, hash]) => `${hash}  ${path}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex");
}

/** The digest of files in storage, which reads all of them. */
export async function digestOfFiles({ container, files }: AssetFiles): Promise<string> {
  const hashes = new Map<string, string>();
  for (const { path, blob } of files) hashes.set(path, await sha256Of(container.getBlobClient(blob)));
  return digestOf(hashes);
}

/** An error of the storage service, whose message names the firewall if that was the reason. */
export function blobError(doing: string, url: string, error: unknown): Error {
  if (error instanceof AzureError || !(error instanceof Error)) return error as Error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const { host } = new URL(url);
  const closed = statusCode === 403 && code === "AuthorizationFailure";
  const noRole = statusCode === 403 && code === "AuthorizationPermissionMismatch";
  const hint = closed
    ? `; ${host} isn't open to this machine: run the promotion where the registry's storage has a private endpoint, or on a compute of the prod workspace`
    : noRole
      ? `; the signed-in principal needs the role Storage Blob Data Reader on the storage account ${host.split(".")[0] ?? ""}`
      : "";
  return new Error(`${doing} failed: ${code ?? error.name}: ${error.message.split("\n")[0] ?? ""}${hint}`, {
    cause: error,
  });
}
