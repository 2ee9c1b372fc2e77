import { randomUUID } from "node:crypto";
import { objectOf, objectsOf, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { Blob } from "../blobs/blob-store.js";
import { BLOB_SUFFIX } from "../blobs/blob-service.js";
import type { EmulatorState } from "../emulator-state.js";

/** Where the files of an asset are. */
export interface Content {
  readonly account: ArmResource;
  readonly container: string;
  /** The name of a blob, or of a folder of blobs. */
  readonly path: string;
}

/** The storage account of a workspace or a registry. */
export function accountOf(owner: ArmResource, { resources }: EmulatorState): ArmResource | undefined {
  const { storageAccount, regionDetails } = owner.body.properties;
  const [region] = objectsOf(regionDetails);
  const [details] = objectsOf(region?.["storageAccountDetails"]);
  const managed = objectOf(objectOf(details?.["systemCreatedStorageAccount"])["armResourceId"])["resourceId"];
  return resources.get(textOf(storageAccount) ?? textOf(managed));
}

/** The files to which a URI refers; undefined for a URI of another form, such as the output of a job. */
export function contentAt(uri: string, workspace: ArmResource | undefined, state: EmulatorState): Content | undefined {
  const [, host, first = "", rest = ""] = /^https:\/\/([^/]+)\/([^/?]+)\/?([^?]*)/.exec(uri) ?? [];
  if (host !== undefined) {
    const name = host.endsWith(BLOB_SUFFIX) ? host.slice(0, -BLOB_SUFFIX.length) : "";
    const account = state.resources.named("Microsoft.Storage/storageAccounts", name);
    return account && { account, container: first, path: rest };
  }
  const [, datastore, path = ""] = /^azureml:\/\/(?:.*\/)?datastores\/([^/]+)\/paths\/(.*)$/.exec(uri) ?? [];
  if (datastore === undefined || !workspace) return undefined;
  const properties = state.resources.get(workspace.id.child("datastores", datastore))?.body.properties;
  const account = state.resources.named("Microsoft.Storage/storageAccounts", textOf(properties?.["accountName"]) ?? "");
  const container = textOf(properties?.["containerName"]) ?? textOf(properties?.["filesystem"]);
  return account && container !== undefined ? { account, container, path } : undefined;
}

/** The blobs of an asset: the one with its path, or those in its folder. */
export function blobsOf({ account, container, path }: Content, { blobs }: EmulatorState): (readonly [string, Blob])[] {
  const folder = path === "" || path.endsWith("/") ? path : `${path}/`;
  return blobs.list(account.id.name, container, path).filter(([name]) => name === path || name.startsWith(folder));
}

/** The URL of a container or of a blob. */
export function blobUrl({ id }: ArmResource, container: string, path = ""): string {
  return `https://${id.name.toLowerCase()}${BLOB_SUFFIX}/${container}${path === "" ? "" : `/${path}`}`;
}

/**
 * A container to which a client may write the files of an asset: the same one for the same name.
 * @returns undefined if the owner has no storage account
 */
export function reserveContainer(
  owner: ArmResource,
  state: EmulatorState,
  container: string = randomUUID(),
): object | undefined {
  const account = accountOf(owner, state);
  if (!account) return undefined;
  state.blobs.addContainer(account.id.name, container);
  return reference(account, container, blobUrl(account, container), "rcwl", state);
}

/** Access to the files of an asset, for reading. */
export function readAccess({ account, container, path }: Content, state: EmulatorState): object {
  return reference(account, container, blobUrl(account, container, path), "rl", state);
}

/** A signature covers the whole container, as in Azure, so clients use the container's URL. */
function reference(
  account: ArmResource,
  container: string,
  blobUri: string,
  permissions: string,
  { sharedAccess }: EmulatorState,
): object {
  const signature = sharedAccess.issue(account.id.name, container, permissions);
  return {
    blobUri,
    storageAccountArmId: account.id.toString(),
    credential: { credentialType: "SAS", sasUri: `${blobUrl(account, container)}?${signature}` },
  };
}
