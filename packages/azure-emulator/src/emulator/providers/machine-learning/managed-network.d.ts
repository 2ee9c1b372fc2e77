import type { ArmResource } from "../../arm/resource.js";
import type { Write } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
/** Type of a workspace's outbound rules. */
export declare const OUTBOUND_RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";
/** What making a managed network takes; Azure says about half an hour. */
export declare const PROVISIONING_SECONDS = 1800;
/** Whether a workspace is to have a managed network. */
export declare function isIsolated(workspace: Pick<ArmResource, "body">): boolean;
/** Whether the managed network has been made. */
export declare function isProvisioned(workspace: ArmResource): boolean;
/** Makes the managed network, with the rules that Azure itself needs; rules that wait for it become active. */
export declare function provision(workspace: ArmResource, state: EmulatorState, sparkReady?: boolean): void;
/** The outbound rules of a workspace. */
export declare function rulesOf(workspace: Pick<ArmResource, "id">, state: EmulatorState): ArmResource[];
/**
 * Outbound rules that are part of a written workspace replace its own: who reads the workspace, changes something else
 * and writes all of it back undoes the rules that came between.
 */
export declare function replaceRules(workspace: ArmResource, state: EmulatorState): void;
/**
 * Refuses to make a managed network less isolated: isolation can only grow.
 * @throws ArmError 400 ValidationError
 */
export declare function requireIsolationKept({ body, existing }: Write): void;
