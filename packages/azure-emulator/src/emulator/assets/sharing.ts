import { randomUUID } from "node:crypto";
import { ArmError } from "../arm/arm-error.js";
import { textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { LongAction, Write } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
import { requireAssetRole } from "../failure-modes/asset-roles.js";
import { requireOpenStorage } from "../failure-modes/asset-sharing.js";
import { makeBeside } from "../providers/shared.js";
import { accountOf, blobsOf, blobUrl, contentAt } from "./asset-storage.js";
import {
  type AssetKind,
  completeVersion,
  contentUriOf,
  makeContainer,
  requireRegistryAssetName,
  withContentUri,
} from "./asset-types.js";

const NAMESPACE = "Microsoft.MachineLearningServices";
const SHARING_SECONDS = 60;
const WORKSPACE_ASSET = /^azureml:\/\/locations\/[^/]+\/workspaces\/([^/]+)\/(\w+)\/([^/]+)\/versions\/([^/]+)$/;

/** What is shared with a registry, and how it is called there. */
export interface Sharing {
  readonly source: ArmResource;
  readonly registry: ArmResource;
  readonly kind: AssetKind;
  readonly name: string;
  readonly version: string;
  /** Object id of the caller. */
  readonly principal: string;
}

/** An asset of a workspace, by the id with the workspace's GUID. */
export function workspaceAsset(assetId: string, { resources }: EmulatorState): ArmResource | undefined {
  const [, guid, kind = "", name = "", version = ""] = WORKSPACE_ASSET.exec(assetId) ?? [];
  const workspace = resources
    .ofType(`${NAMESPACE}/workspaces`)
    .find(({ body }) => body.properties["workspaceId"] === guid);
  return workspace && resources.get(workspace.id.child(kind, name).child("versions", version));
}

/**
 * Copies a version of a workspace's asset into a registry, with its files.
 * @throws ArmError for a missing role, an invalid name, or a version that exists
 */
export function share({ source, registry, kind, name, version, principal }: Sharing, state: EmulatorState): LongAction {
  const workspace = state.resources.get(source.id.parent?.parent);
  const write = { action: `${NAMESPACE}/registries/assets/write`, scope: registry.id.toString() };
  const read = { action: `${NAMESPACE}/workspaces/${kind}/versions/read`, scope: String(workspace?.id) };
  for (const need of [read, write]) requireAssetRole(state, principal, need);
  requireRegistryAssetName(kind, name);
  const id = registry.id.child(kind, name).child("versions", version);
  const requireNew = (): void => {
    if (!state.resources.get(id)) return;
    throw new ArmError(
      409,
      "Conflict",
      `${kind} '${name}' version '${version}' already exists in registry '${registry.id.name}'.`,
    );
  };
  requireNew();
  return {
    seconds: SHARING_SECONDS,
    complete: () => {
      requireNew();
      const uri = contentUriOf(kind, source.body.properties);
      const copied = uri === undefined ? undefined : copyContent(uri, workspace, registry, state);
      const properties = {
        ...(copied === undefined ? source.body.properties : withContentUri(kind, source.body.properties, copied)),
        originAssetId: originOf(source, workspace),
      };
      const body: Write["body"] = { properties };
      completeVersion(kind, { id, apiVersion: "", principal, existing: undefined, body }, state);
      body.properties["originAssetId"] = properties.originAssetId;
      makeContainer(state, id);
      makeBeside(state, id, body);
    },
  };
}

function originOf({ id }: ArmResource, workspace: ArmResource | undefined): string {
  const { workspaceId } = workspace?.body.properties ?? {};
  const kind = id.parent?.resourceType.split("/").at(-1) ?? "";
  return `azureml://locations/${workspace?.body.location ?? ""}/workspaces/${textOf(workspaceId) ?? ""}/${kind}/${id.parent?.name ?? ""}/versions/${id.name}`;
}

/** Copies files into the storage account of a registry, and returns their URI there. */
function copyContent(
  uri: string,
  workspace: ArmResource | undefined,
  registry: ArmResource,
  state: EmulatorState,
): string | undefined {
  const target = accountOf(registry, state);
  const content = contentAt(uri, workspace, state);
  const from = content?.account ?? (workspace && accountOf(workspace, state));
  if (from) requireOpenStorage(from, registry, state);
  if (!target || !content) return undefined;
  const found = blobsOf(content, state);
  if (found.length === 0) {
    throw new ArmError(400, "UserError", `There are no files at ${uri}.`);
  }
  const container = randomUUID();
  // The last part of the path keeps its name, whether it is a file or a folder.
  const root = content.path.replace(/\/$/, "").split("/").slice(0, -1).join("/");
  const inside = (name: string): string => (root === "" ? name : name.slice(root.length + 1));
  for (const [name, blob] of found) {
    state.blobs.set({ account: target.id.name, container, name: inside(name) }, blob.parts, blob);
  }
  return blobUrl(target, container, inside(content.path));
}
