import { ROLES } from "@org/azure-catalog";
import type { Reply, Sandbox } from "./sandbox.js";
import { ACCOUNT, assign, makeRegistry, makeWorkspace, REGISTRY, WORKSPACE } from "./platform.js";

/** The id of a version of a workspace's or a registry's asset. */
export function versionId(owner: string, kind: string, name: string, version = "1"): string {
  return `${owner}/${kind}/${name}/versions/${version}`;
}

/** A workspace and a registry, whose assets the deployment principal may use. */
export async function makeAssets(sandbox: Sandbox): Promise<void> {
  await makeWorkspace(sandbox);
  await makeRegistry(sandbox);
  const { objectId } = sandbox.azure.identity;
  await assign(sandbox, ROLES.azureMlDataScientist, WORKSPACE, objectId);
  await assign(sandbox, ROLES.azureMlRegistryUser, REGISTRY, objectId);
  sandbox.wait();
}

/** Lets the registry in where the files of the workspace are. */
export async function openStorage(sandbox: Sandbox): Promise<void> {
  const rule = { tenantId: sandbox.azure.identity.tenantId, resourceId: REGISTRY };
  await sandbox.request("PATCH", ACCOUNT, {
    properties: {
      publicNetworkAccess: "Enabled",
      networkAcls: { defaultAction: "Deny", resourceAccessRules: [rule] },
    },
  });
}

/** Shares a version with the registry by Azure Resource Manager. */
export function publish(sandbox: Sandbox, kind: string, name: string, destinationName = name): Promise<Reply> {
  return sandbox.post(`${versionId(WORKSPACE, kind, name)}/publish`, {
    registryName: "mlr-shared",
    destinationName,
    destinationVersion: "1",
  });
}
