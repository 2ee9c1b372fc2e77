import { ArmError } from "../arm/arm-error.js";
import { objectOf, objectsOf, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import { closedTo } from "../data-plane.js";
import type { EmulatorState } from "../emulator-state.js";

/**
 * Rejects the copy of files into a registry that the storage account of the workspace doesn't let in: its public access
 * is disabled, or it denies access and has no rule for the registry.
 * @throws ArmError 403 AuthorizationFailure
 */
export function requireOpenStorage(account: ArmResource, registry: ArmResource, state: EmulatorState): void {
  if (!state.failureModes.applies("asset-sharing")) return;
  const closed = closedTo(account);
  if (closed === undefined) return;
  const rules = objectsOf(objectOf(account.body.properties["networkAcls"])["resourceAccessRules"]);
  const admitted = rules.some(({ resourceId }) => registry.id.equals(textOf(resourceId) ?? ""));
  if (closed === "firewall" && admitted) return;
  throw new ArmError(
    403,
    "AuthorizationFailure",
    `This request is not authorized to perform this operation: storage account '${account.id.name}' does not let registry '${registry.id.name}' in.`,
  );
}
