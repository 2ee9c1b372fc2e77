import { ArmError } from "../arm/arm-error.js";
import { textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";

/** Why a workspace can't build images; undefined if it can. */
export function imageBuildProblem(workspace: ArmResource, { resources }: EmulatorState): string | undefined {
  const { properties } = workspace.body;
  const registry = resources.get(textOf(properties["containerRegistry"]));
  const isPrivate = textOf(registry?.body.properties["publicNetworkAccess"])?.toLowerCase() === "disabled";
  if (!isPrivate || textOf(properties["imageBuildCompute"])) return undefined;
  return `The container registry '${registry?.id.name ?? ""}' is behind a virtual network and the workspace '${workspace.id.name}' has no imageBuildCompute to build images on.`;
}

/**
 * Rejects an image build if the workspace can't build images.
 * @throws ArmError 400 ImageBuildFailure
 */
export function requireImageBuild(workspace: ArmResource, state: EmulatorState): void {
  const problem = imageBuildProblem(workspace, state);
  if (problem !== undefined && state.failureModes.applies("image-build"))
    throw new ArmError(400, "ImageBuildFailure", problem);
}

/**
 * Rejects an environment that is created in a registry whose container registry is private. Environments of workspaces
 * can be shared with it.
 * @throws ArmError 400 ImageBuildFailure
 */
export function requireRegistryImageBuild(registry: ArmResource, { failureModes }: EmulatorState): void {
  const isPrivate = textOf(registry.body.properties["publicNetworkAccess"])?.toLowerCase() === "disabled";
  if (!isPrivate || !failureModes.applies("registry-image-build")) return;
  throw new ArmError(
    400,
    "ImageBuildFailure",
    `The container registry of registry '${registry.id.name}' is private, so no image can be built: create the environment in a workspace, and share it.`,
  );
}

/**
 * Rejects an image-build compute that doesn't exist or isn't usable yet.
 * @throws ArmError 400 ValidationError or 409 Conflict
 */
export function requireSettledCluster(
  workspace: ArmResource,
  cluster: string,
  { resources, clock, failureModes }: EmulatorState,
): void {
  const found = resources.get(workspace.id.child("computes", cluster));
  if (!found) {
    throw new ArmError(
      400,
      "ValidationError",
      `Image build compute '${cluster}' does not exist in workspace '${workspace.id.name}'.`,
    );
  }
  const { provisionedAt = clock.now() } = found;
  if (clock.now() - provisionedAt >= failureModes.seconds("cluster-settling")) return;
  throw new ArmError(409, "Conflict", `Compute '${cluster}' is not in a usable state yet. Please try again later.`);
}
