import { randomUUID } from "node:crypto";
import { ArmId } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { textOf } from "../arm/body.js";
import { notFound } from "../arm/refusals.js";
import { readObject } from "../arm/request-body.js";
import type { ArmResource } from "../arm/resource.js";
import type { Endpoint, EndpointParameters } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
import { requireAssetRole } from "../failure-modes/asset-roles.js";
import { contentAt, readAccess, reserveContainer } from "./asset-storage.js";
import { ASSET_KINDS, type AssetKind, FILE_KINDS } from "./asset-types.js";
import { share } from "./sharing.js";

const NAMESPACE = "Microsoft.MachineLearningServices";

/** Azure Resource Manager's ways to upload, read and share files of assets. */
export const assetEndpoints: readonly Endpoint[] = [
  ...(["workspaces", "registries"] as const).map((owner): Endpoint => ({
    method: "POST",
    path: `${owner}/{owner}/{kind}/{name}/versions/{version}/startPendingUpload`,
    answer: (parameters, state, { text, principal = "" }) => {
      requireKind(parameters, FILE_KINDS);
      const found = ownerOf(owner, parameters, state);
      const action =
        owner === "registries"
          ? `${NAMESPACE}/registries/assets/write`
          : `${NAMESPACE}/workspaces/${parameters["kind"] ?? ""}/versions/write`;
      requireAssetRole(state, principal, { action, scope: found.id.toString() });
      return {
        status: 200,
        body: pendingUpload(found, textOf(readObject(text)["pendingUploadId"]) ?? randomUUID(), state),
      };
    },
  })),
  {
    method: "POST",
    path: "registries/{owner}/datareferences/{name}/versions/{version}",
    answer: (parameters, state, { text, principal = "" }) => {
      const registry = ownerOf("registries", parameters, state);
      return {
        status: 200,
        body: dataReference(registry, textOf(readObject(text)["blobUri"]) ?? "", principal, state),
      };
    },
  },
  {
    method: "POST",
    path: "workspaces/{owner}/{kind}/{name}/versions/{version}/publish",
    answer: (parameters, state, { text, principal = "" }) => {
      const kind = requireKind(parameters, ASSET_KINDS);
      const { name = "", version = "" } = parameters;
      const workspace = ownerOf("workspaces", parameters, state);
      const id = workspace.id.child(kind, name).child("versions", version);
      const source = state.resources.get(id);
      if (!source) throw notFound(id);
      const { registryName, destinationName, destinationVersion } = readObject(text);
      const registry = registryNamed(textOf(registryName) ?? "", state);
      return share(
        {
          source,
          registry,
          kind,
          name: textOf(destinationName) ?? name,
          version: textOf(destinationVersion) ?? version,
          principal,
        },
        state,
      );
    },
  },
];

/** The answer to a client that wants to upload the files of an asset. */
function pendingUpload(owner: ArmResource, pendingUploadId: string, state: EmulatorState): object {
  return {
    pendingUploadId,
    pendingUploadType: "TemporaryBlobReference",
    blobReferenceForConsumption: reserveContainer(owner, state, pendingUploadId),
  };
}

/**
 * The answer to a client that wants to read the files of a registry's asset.
 * @throws ArmError 403 AuthorizationFailed, or 404 ResourceNotFound for a URI that isn't in Azure's storage
 */
export function dataReference(registry: ArmResource, blobUri: string, principal: string, state: EmulatorState): object {
  requireAssetRole(state, principal, { action: `${NAMESPACE}/registries/assets/read`, scope: registry.id.toString() });
  const content = contentAt(blobUri, undefined, state);
  if (!content) throw new ArmError(404, "ResourceNotFound", `There are no files at ${blobUri}.`);
  return { blobReferenceForConsumption: readAccess(content, state) };
}

/**
 * A registry by its name, which is unique in the tenant.
 * @throws ArmError 404 RegistryNotFound
 */
export function registryNamed(name: string, { resources }: EmulatorState): ArmResource {
  const found = resources.named(`${NAMESPACE}/registries`, name);
  if (found) return found;
  throw new ArmError(404, "RegistryNotFound", `There is no registry '${name}' in the tenant.`);
}

function ownerOf(
  type: "workspaces" | "registries",
  { scope, owner = "" }: EndpointParameters,
  state: EmulatorState,
): ArmResource {
  const id = ArmId.parse(`${scope}/providers/${NAMESPACE}/${type}/${owner}`);
  const found = state.resources.get(id);
  if (!found) throw notFound(id);
  return found;
}

function requireKind({ kind = "" }: EndpointParameters, allowed: readonly AssetKind[]): AssetKind {
  const found = allowed.find((one) => one === kind);
  if (found) return found;
  throw new ArmError(404, "InvalidResourceType", `The resource type '${kind}' does not have this action.`);
}
