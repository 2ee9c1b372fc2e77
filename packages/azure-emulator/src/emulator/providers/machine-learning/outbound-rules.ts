import { requireValidBody } from "../../arm/arm-body.js";
import { ArmError } from "../../arm/arm-error.js";
import { identitiesOf } from "../../arm/identity.js";
import { type Body, objectOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { notAllowed } from "../../role-check.js";
import { missingForApproval, requireSubresource } from "../../failure-modes/outbound-rules.js";
import { requireRegistryReady } from "../../failure-modes/registry-readiness.js";
import type { EmulatorState } from "../../emulator-state.js";
import { connectManagedNetwork, isApproved, managedConnection } from "../endpoint-connections.js";
import { requireReferenced } from "../shared.js";
import { completeSparkStatus, isIsolated, isProvisioned, OUTBOUND_RULES, rulesOf } from "./managed-network.js";

const RULE_SECONDS = 180;
/** Virtual seconds to create the firewall, with the first FQDN rule of a workspace. */
const FIREWALL_SECONDS = 600;

/** Outbound rules of workspaces with a managed network. */
export const outboundRules: ResourceType = {
  type: OUTBOUND_RULES,
  provisioningState: false,
  createdStatus: 202,
  latency: { create: RULE_SECONDS, update: RULE_SECONDS, delete: 60 },
  locks: (id, _, { failureModes }) =>
    failureModes.applies("outbound-rule-conflict") ? [`${id.parent?.toString() ?? ""}/outboundRules`] : [],
  latencyOf({ id, body }, state) {
    const workspace = state.resources.get(id.parent);
    if (!workspace) return undefined;
    const pending = isProvisioned(workspace) && body.properties["status"] === "Inactive";
    if (pending) return state.failureModes.seconds("outbound-rule-approval");
    const first = !rulesOf(workspace, state).some((rule) => rule.body.properties["type"] === "FQDN");
    return body.properties["type"] === "FQDN" && first ? FIREWALL_SECONDS : undefined;
  },
  write(write, state) {
    const { id, apiVersion, body } = write;
    requireValidBody(id, apiVersion, body);
    const workspace = requireWorkspace(write, state);
    const target = targetOf(write, state);
    const connection = target && managedConnection(workspace.id, target, subresourceOf(body));
    const identities = identitiesOf(workspace);
    const missing =
      target && isProvisioned(workspace) && !isApproved(connection, state)
        ? missingForApproval(identities, target, state)
        : undefined;
    const active = isProvisioned(workspace) && !missing;
    body.properties = { category: "UserDefined", ...body.properties, status: active ? "Provisioning" : "Inactive" };
    const seen = new Set(writtenRules(workspace, state).map((rule) => rule.id.key));
    completeSparkStatus({ body }, workspace);
    if (target && missing) connectManagedNetwork(workspace.id, target, subresourceOf(body), false, state);

    return (rule) => {
      // An owner of the target can approve the connection while the rule is pending.
      if (missing && !isApproved(connection, state)) {
        rule.body.properties["status"] = "Failed";
        throw notAllowed(state, identities[0] ?? "", missing);
      }
      if (active) {
        rule.body.properties["status"] = "Active";
        completeSparkStatus(rule, workspace);
        if (target) connectManagedNetwork(workspace.id, target, subresourceOf(body), true, state);
      }
      if (state.failureModes.applies("outbound-rule-lost-update")) forgetUnseen(workspace, rule, seen, state);
    };
  },
  deleted({ id, body }, state) {
    const target = state.resources.get(textOf(objectOf(body.properties["destination"])["serviceResourceId"]));
    const connection = id.parent && target && managedConnection(id.parent, target, subresourceOf(body));
    if (connection && state.resources.get(connection)) state.resources.delete(connection);
  },
};

function requireWorkspace({ id }: Write, state: EmulatorState): ArmResource {
  const workspace = state.resources.get(id.parent);
  if (workspace && isIsolated(workspace)) return workspace;
  throw new ArmError(
    400,
    "ValidationError",
    `Workspace '${id.parent?.name ?? ""}' has no managed network, so it can't have outbound rules.`,
  );
}

/** Target of a private endpoint rule; undefined for other rules. */
function targetOf({ id, body }: Write, state: EmulatorState): ArmResource | undefined {
  if (body.properties["type"] !== "PrivateEndpoint") return undefined;
  const reference = textOf(objectOf(body.properties["destination"])["serviceResourceId"]) ?? "";
  const target = requireReferenced(state, reference, id);
  requireSubresource(id, target, body.properties, state);
  requireRegistryReady(target, state);
  return target;
}

function subresourceOf({ properties }: Body): string {
  return textOf(objectOf(properties["destination"])["subresourceTarget"]) ?? "";
}

/** A write that started before another rule was written overwrites the managed network without that rule. */
function forgetUnseen(
  workspace: ArmResource,
  rule: ArmResource,
  seen: ReadonlySet<string>,
  state: EmulatorState,
): void {
  for (const other of writtenRules(workspace, state)) {
    if (other !== rule && !seen.has(other.id.key)) state.resources.delete(other.id);
  }
}

/** The rules without a running write. */
function writtenRules(workspace: ArmResource, state: EmulatorState): ArmResource[] {
  return rulesOf(workspace, state).filter(({ id }) => !state.operations.holderOf([id.key]));
}
