import { type Properties } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceId } from "../arm/resource-id.js";
import { type Need } from "../role-check.js";
import type { EmulatorState } from "../emulator-state.js";
/**
 * Refuses a private endpoint rule that doesn't say which sub-resource of its target it is for, or one that the target
 * doesn't offer.
 * @throws ArmError 400 ValidationError
 */
export declare function requireSubresource(id: ResourceId, target: ArmResource, properties: Properties, { failureModes }: EmulatorState): void;
/** What a workspace's identity must be allowed to do for a private endpoint rule. */
export declare function approvalNeed(target: ArmResource): Need;
/** Whether one of a workspace's identities may approve the connection that a rule makes. */
export declare function mayApprove(identities: readonly string[], target: ArmResource, state: EmulatorState): boolean;
