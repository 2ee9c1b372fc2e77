import { subResourcesOf } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, type Properties, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ArmId } from "@org/azure-catalog";
import { isAllowed, type Need } from "../role-check.js";
import type { EmulatorState } from "../emulator-state.js";

/**
 * Rejects a private endpoint rule without a sub-resource, or with one that the target doesn't offer.
 * @throws ArmError 400 ValidationError
 */
export function requireSubresource(
  id: ArmId,
  target: ArmResource,
  properties: Properties,
  { failureModes }: EmulatorState,
): void {
  if (!failureModes.applies("outbound-rule-subresource")) return;
  const given = textOf(objectOf(properties["destination"])["subresourceTarget"]);
  const offered: readonly string[] = subResourcesOf(target.id.resourceType);
  if (given !== undefined && (offered.length === 0 || offered.includes(given))) return;
  throw new ArmError(
    400,
    "ValidationError",
    `Invalid outbound rule '${id.name}': subresourceTarget '${given ?? ""}' is not valid for '${target.id.toString()}'. Supported values: ${offered.join(", ")}.`,
  );
}

/** Permission that a workspace's identity needs for a private endpoint rule. */
export function approvalNeed(target: ArmResource): Need {
  return { action: `${target.id.resourceType}/privateEndpointConnectionsApproval/action`, scope: target.id.toString() };
}

/** Whether one of a workspace's identities may approve the connection of a rule. */
export function mayApprove(identities: readonly string[], target: ArmResource, state: EmulatorState): boolean {
  if (!state.failureModes.applies("outbound-rule-approval")) return true;
  return identities.some((objectId) => isAllowed(state, objectId, approvalNeed(target)));
}
