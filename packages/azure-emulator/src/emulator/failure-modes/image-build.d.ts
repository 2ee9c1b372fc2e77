import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState } from "../emulator-state.js";
/** Why a workspace can't build images; undefined if it can. */
export declare function imageBuildProblem(workspace: ArmResource, { resources }: EmulatorState): string | undefined;
/**
 * Refuses to build an image where nothing can build it.
 * @throws ArmError 400 ImageBuildFailure
 */
export declare function requireImageBuild(workspace: ArmResource, state: EmulatorState): void;
/**
 * Refuses an image-build compute that isn't there or hasn't settled.
 * @throws ArmError 400 ValidationError or 409 Conflict
 */
export declare function requireSettledCluster(workspace: ArmResource, cluster: string, { resources, clock, failureModes }: EmulatorState): void;
