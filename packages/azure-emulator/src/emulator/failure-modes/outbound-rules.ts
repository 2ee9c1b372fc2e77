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

/**
 * The first permission that a workspace's identities lack to approve the connection of a private endpoint rule; undefined
 * if they may approve it, or nobody checks. Azure reads the target before it creates the endpoint, and then approves the
 * connection. For a missing `read`, no recorded answer is known: that for a missing approval is assumed.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#approval-of-private-endpoints
 */
export function missingForApproval(
  identities: readonly string[],
  { id }: ArmResource,
  state: EmulatorState,
): Need | undefined {
  if (!state.failureModes.applies("outbound-rule-approval")) return undefined;
  return ["privateEndpointConnectionsApproval/action", "read"]
    .map((action) => ({ action: `${id.resourceType}/${action}`, scope: id.toString() }))
    .find((need) => !identities.some((objectId) => isAllowed(state, objectId, need)));
}
