import { requireValidBody } from "../../arm/arm-body.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, textOf } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { requireComputeRoles } from "../../failure-modes/compute-roles.js";
import type { EmulatorState } from "../../emulator-state.js";
import { keep, withDefaults } from "../shared.js";
import { isIsolated, isProvisioned, provision, PROVISIONING_SECONDS } from "./managed-network.js";

const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
const COMPUTE_SECONDS = 180;

/** Computes of workspaces. The first one provisions the managed network, unless it is already provisioned. */
export const computes: ResourceType = {
  type: COMPUTES,
  tracked: true,
  latency: { create: COMPUTE_SECONDS, update: 30, delete: 120 },
  latencyOf({ id, existing }, state) {
    const workspace = state.resources.get(id.parent);
    const first = workspace && isIsolated(workspace) && !isProvisioned(workspace);
    return !existing && first ? COMPUTE_SECONDS + PROVISIONING_SECONDS : undefined;
  },
  write(write, state) {
    const { id, apiVersion, body } = write;
    requireValidBody(id, apiVersion, body);
    const workspace = state.resources.get(id.parent);
    const settings = objectOf(body.properties["properties"]);
    if (workspace && isIsolated(workspace) && settings["subnet"] !== undefined) {
      throw new ArmError(
        400,
        "ValidationError",
        `Compute '${id.name}' can't be put into a subnet: workspace '${workspace.id.name}' has a managed network.`,
      );
    }
    if (textOf(body.properties["computeType"]) === "ComputeInstance" && instanceNameTaken(write, state)) {
      throw new ArmError(
        400,
        "BadRequest",
        `Compute name '${id.name}' is already taken in region '${body.location ?? ""}'.`,
      );
    }
    keep(write, ["createdOn"]);
    const now = state.clock.date().toISOString();
    body.properties = {
      ...withDefaults(body.properties, { createdOn: now, disableLocalAuth: true, isAttachedCompute: false }),
      computeLocation: textOf(body.properties["computeLocation"]) ?? body.location,
      modifiedOn: now,
      provisioningErrors: null,
    };
    return (compute) => {
      if (!workspace) return;
      requireComputeRoles(compute, workspace, state);
      provision(workspace, state);
    };
  },
};

/** Names of compute instances are unique in their region. */
function instanceNameTaken({ id, body }: Write, state: EmulatorState): boolean {
  return state.resources
    .ofType(COMPUTES)
    .some(
      (other) =>
        !other.id.equals(id) &&
        other.id.name.toLowerCase() === id.name.toLowerCase() &&
        plainLocation(other.body.location) === plainLocation(body.location) &&
        other.body.properties["computeType"] === "ComputeInstance",
    );
}
