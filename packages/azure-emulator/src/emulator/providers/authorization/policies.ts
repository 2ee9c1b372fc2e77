import { ArmId, BUILT_IN_POLICIES, type BuiltInPolicy } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, textOf } from "../../arm/body.js";
import { identitiesOf } from "../../arm/identity.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";

const ASSIGNMENTS = "Microsoft.Authorization/policyAssignments";

/**
 * Assignments of policies. The parameters of built-in policies are checked; the policies themselves aren't applied to
 * resources.
 */
export const policyAssignments: ResourceType = {
  type: ASSIGNMENTS,
  provisioningState: false,
  write(write, state) {
    const { id, body } = write;
    const definitionId = textOf(body.properties["policyDefinitionId"]) ?? "";
    const policy = builtIn(definitionId);
    if (policy) requireParameters(policy, write);
    else if (!state.resources.get(definitionId)) {
      throw new ArmError(
        404,
        "PolicyDefinitionNotFound",
        `The policy definition specified in policy assignment '${id.name}' is out of scope, or was not found: '${definitionId}'.`,
      );
    }
    Object.assign(body.properties, {
      scope: id.scope,
      enforcementMode: body.properties["enforcementMode"] ?? "Default",
    });
  },
};

/** Exemptions from assigned policies. */
export const policyExemptions: ResourceType = {
  type: "Microsoft.Authorization/policyExemptions",
  provisioningState: false,
  write({ id, body }, state) {
    const assignmentId = textOf(body.properties["policyAssignmentId"]) ?? "";
    const assignment = ArmId.tryParse(assignmentId);
    if (assignment && state.resources.get(assignment)) return;
    throw new ArmError(
      404,
      "PolicyAssignmentNotFound",
      `The policy assignment '${assignmentId}' of the exemption '${id.name}' was not found.`,
    );
  },
};

function builtIn(definitionId: string): BuiltInPolicy | undefined {
  const guid = definitionId.slice(definitionId.lastIndexOf("/") + 1).toLowerCase();
  return Object.values<BuiltInPolicy>(BUILT_IN_POLICIES).find((policy) => policy.id === guid);
}

function requireParameters(policy: BuiltInPolicy, { id, body, existing }: Write): void {
  const given = objectOf(body.properties["parameters"]);
  const known = policy.parameters ?? {};
  const unknown = Object.keys(given).find((name) => name !== "effect" && known[name] === undefined);
  if (unknown !== undefined) {
    throw new ArmError(
      400,
      "UndefinedPolicyParameter",
      `The policy assignment '${id.name}' is trying to set the parameter '${unknown}', which is not defined in the policy definition '${policy.id}'.`,
    );
  }
  const effect = String(objectOf(given["effect"])["value"] ?? policy.effects[0]);
  if (!policy.effects.some((one) => one.toLowerCase() === effect.toLowerCase())) {
    throw new ArmError(
      400,
      "PolicyParameterValueNotAllowed",
      `The value '${effect}' of the parameter 'effect' is not allowed for the policy definition '${policy.id}'. The allowed values are '${policy.effects.join(", ")}'.`,
    );
  }
  const type = textOf(body.identity?.["type"]) ?? "None";
  const hasIdentity = type !== "None" || (existing !== undefined && identitiesOf(existing).length > 0);
  if (policy.roles === undefined || hasIdentity) return;
  throw new ArmError(
    400,
    "ResourceIdentityRequired",
    `The policy assignment '${id.name}' requires a managed identity, because its policy changes or deploys resources.`,
  );
}
