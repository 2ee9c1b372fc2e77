import { ArmId } from "@org/azure-catalog";
import { ASSET_TYPES, type AssetType } from "./assets.js";
import type { Azure } from "./azure.js";
import type { Promotion } from "./file/schema.js";
import { objectOf, objectsOf, propertiesOf, textOf } from "./values.js";

const ML = "Microsoft.MachineLearningServices";

/** A step of a promotion: from the dev workspace to the dev registry, or from there to production. */
export type Step = "share" | "apply";

/** Something that has to be changed in Azure before a step can run. */
export interface Precondition {
  readonly step: Step;
  /** What is wrong. */
  readonly problem: string;
  readonly fix: string;
}

/** Actions that a step needs in a registry or a workspace. */
interface Need {
  readonly step: Step;
  readonly actions: readonly string[];
  readonly scope: ArmId;
  readonly role: string;
}

/** What keeps a step from running: registries and workspaces that don't exist, missing roles, closed storage. */
export async function failedPreconditions(
  azure: Azure,
  promotion: Promotion,
  steps: readonly Step[],
): Promise<Precondition[]> {
  const found = await Promise.all([
    ...needsOf(promotion).map((need) => (steps.includes(need.step) ? missingRoles(azure, need) : [])),
    steps.includes("share") && promotion.assets.some(({ type }) => type !== "component" && type !== "environment")
      ? closedStorage(azure, promotion)
      : [],
    steps.includes("apply") &&
    promotion.assets.some((asset) => asset.type === "environment" && asset.file !== undefined)
      ? noImageBuild(azure, promotion)
      : [],
  ]);
  return found.flat();
}

function needsOf({ from, to, assets }: Promotion): Need[] {
  const registry = (step: Step, id: string, verb: "read" | "write"): Need => ({
    step,
    actions: [`${ML}/registries/assets/${verb}`],
    scope: ArmId.parse(id),
    role: "AzureML Registry User",
  });
  const workspace = (step: Step, id: string, types: readonly AssetType[], verb: "read" | "write"): Need => ({
    step,
    actions: types.map((type) => `${ML}/workspaces/${ASSET_TYPES[type].collection}/versions/${verb}`),
    scope: ArmId.parse(id),
    role: "AzureML Data Scientist",
  });
  const shared = [...new Set(assets.filter(({ type }) => type !== "component").map(({ type }) => type))];
  const created = [...new Set(assets.filter((asset) => "file" in asset).map(({ type }) => type))];
  const copied = assets.some(({ type }) => ASSET_TYPES[type].content !== undefined);
  const needs = [
    workspace("share", from.workspace, shared, "read"),
    ...(shared.length > 0 ? [registry("share", from.registry, "write"), registry("apply", from.registry, "read")] : []),
    ...(copied ? [registry("apply", to.registry, "write")] : []),
    ...(to.workspace === undefined ? [] : [workspace("apply", to.workspace, created, "write")]),
  ];
  return needs.filter(({ actions }) => actions.length > 0);
}

/**
 * Compares the caller's permissions with the actions. What can't be read is not a problem here: the service refuses the
 * request, and the error names the role.
 * @see https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource
 */
export async function missingRoles(
  azure: Azure,
  { step, actions: needed, scope, role }: Need,
): Promise<Precondition[]> {
  if ((await azure.find(scope)) === undefined) {
    return [
      {
        step,
        problem: `${scope.toString()} doesn't exist, or the signed-in principal can't see it`,
        fix: "correct the id in the promotion file",
      },
    ];
  }
  const result = await azure.arm.list(
    `${scope.toString()}/providers/Microsoft.Authorization/permissions`,
    "2022-04-01",
  );
  if (!result.ok) return [];
  const covers = (patterns: unknown, action: string): boolean =>
    Array.isArray(patterns) && patterns.some((one) => matches(String(one), action));
  return needed
    .filter((one) => !result.value.some(({ actions, notActions }) => covers(actions, one) && !covers(notActions, one)))
    .map((action) => ({
      step,
      problem: `the signed-in principal is not allowed to do ${action} on ${scope.toString()}`,
      fix: `assign it the role ${role} on ${scope.name}`,
    }));
}

/** Whether a pattern, in which `*` matches anything, covers an action or an id. */
function matches(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`, "i").test(text);
}

/** The registry copies the files of a workspace, so the workspace's storage account has to let it in. */
async function closedStorage(azure: Azure, { from }: Promotion): Promise<Precondition[]> {
  const workspace = await azure.find(from.workspace);
  const account = workspace && dependentResource(workspace, "storageAccount");
  if (!account) return [];
  const result = await azure.arm.get(account.toString(), "2024-01-01");
  // Data scientists often have no role on the storage account: then the service's own error has to do.
  if (!result.ok) return [];
  const { publicNetworkAccess, networkAcls } = propertiesOf(result.value);
  const fix =
    'set "registrySharing": true for the environment and apply it; it allows selected networks and adds the registry as a resource instance';
  if (textOf(publicNetworkAccess)?.toLowerCase() === "disabled") {
    return [
      {
        step: "share",
        problem: `the workspace's storage account ${account.name} is closed to the registry: public network access is disabled`,
        fix,
      },
    ];
  }
  const { defaultAction, resourceAccessRules } = objectOf(networkAcls);
  if (textOf(defaultAction)?.toLowerCase() !== "deny") return [];
  // A rule's id may have `*` as its resource group and name.
  const admitted = objectsOf(resourceAccessRules).some(({ resourceId }) => matches(String(resourceId), from.registry));
  if (admitted) return [];
  return [
    {
      step: "share",
      problem: `the workspace's storage account ${account.name} has no resource instance rule for ${from.registry}`,
      fix,
    },
  ];
}

/** With a private container registry, a workspace builds images only on a compute. */
async function noImageBuild(azure: Azure, { to }: Promotion): Promise<Precondition[]> {
  const workspace = to.workspace === undefined ? undefined : await azure.find(to.workspace);
  const registry = workspace && dependentResource(workspace, "containerRegistry");
  if (!registry || textOf(propertiesOf(workspace)["imageBuildCompute"]) !== undefined) return [];
  const result = await azure.arm.get(registry.toString(), "2023-07-01");
  if (!result.ok || textOf(propertiesOf(result.value)["publicNetworkAccess"])?.toLowerCase() !== "disabled") return [];
  return [
    {
      step: "apply",
      problem: `the container registry ${registry.name} of the prod workspace is private, and the workspace has no imageBuildCompute`,
      fix: "set the workspace's image build compute, or refer to the environment in the dev registry: remove its file from the promotion file",
    },
  ];
}

/** The ARM id of a workspace's storage account or container registry. */
function dependentResource(workspace: Readonly<Record<string, unknown>>, property: string): ArmId | undefined {
  return ArmId.tryParse(textOf(propertiesOf(workspace)[property]) ?? "");
}
