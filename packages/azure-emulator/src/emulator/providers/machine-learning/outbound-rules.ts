import { requireValidBody } from "../../arm/arm-body.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { notAllowed } from "../../role-check.js";
import { approvalNeed, mayApprove, requireSubresource } from "../../rules/outbound-rules.js";
import { requireRegistryReady } from "../../rules/registry-readiness.js";
import type { World } from "../../world.js";
import { makeBeside, requireReferenced } from "../shared.js";
import { identitiesOf } from "./identities.js";
import { isIsolated, isProvisioned, OUTBOUND_RULES, rulesOf } from "./managed-network.js";

const RULE_SECONDS = 180;
/** The first FQDN rule of a workspace makes a firewall. */
const FIREWALL_SECONDS = 600;

/** Outbound rules of workspaces with a managed network. */
export const outboundRules: ResourceType = {
  type: OUTBOUND_RULES,
  provisioningState: false,
  latency: { create: RULE_SECONDS, update: RULE_SECONDS, delete: 60 },
  locks: (id, _, { rules }) =>
    rules.applies("outbound-rule-conflict") ? [`${id.parent?.toString() ?? ""}/outboundRules`] : [],
  latencyOf({ id, body }, world) {
    const workspace = world.resources.get(id.parent);
    if (!workspace) return undefined;
    const pending = isProvisioned(workspace) && body.properties["status"] === "Inactive";
    if (pending) return world.rules.seconds("outbound-rule-approval");
    const first = !rulesOf(workspace, world).some((rule) => rule.body.properties["type"] === "FQDN");
    return body.properties["type"] === "FQDN" && first ? FIREWALL_SECONDS : undefined;
  },
  write(write, world) {
    const { id, apiVersion, body } = write;
    requireValidBody(id, apiVersion, body);
    const workspace = requireWorkspace(write, world);
    const target = targetOf(write, world);
    const refused = target && isProvisioned(workspace) && !mayApprove(identitiesOf(workspace), target, world);
    const active = isProvisioned(workspace) && !refused;
    body.properties = { category: "UserDefined", ...body.properties, status: active ? "Provisioning" : "Inactive" };
    const seen = new Set(writtenRules(workspace, world).map((rule) => rule.id.key));

    return (rule) => {
      if (refused) {
        rule.body.properties["status"] = "Failed";
        throw notAllowed(world, identitiesOf(workspace)[0] ?? "", approvalNeed(target));
      }
      if (active) {
        rule.body.properties["status"] = "Active";
        if (target) connect(workspace, target, world);
      }
      if (world.rules.applies("outbound-rule-lost-update")) forgetUnseen(workspace, rule, seen, world);
    };
  },
};

function requireWorkspace({ id }: Write, world: World): ArmResource {
  const workspace = world.resources.get(id.parent);
  if (workspace && isIsolated(workspace)) return workspace;
  throw new ArmError(
    400,
    "ValidationError",
    `Workspace '${id.parent?.name ?? ""}' has no managed network, so it can't have outbound rules.`,
  );
}

/** What a private endpoint rule leads to; undefined for the other kinds. */
function targetOf({ id, body }: Write, world: World): ArmResource | undefined {
  if (body.properties["type"] !== "PrivateEndpoint") return undefined;
  const reference = textOf(objectOf(body.properties["destination"])["serviceResourceId"]) ?? "";
  const target = requireReferenced(world, reference, id);
  requireSubresource(id, target, body.properties, world);
  requireRegistryReady(target, world);
  return target;
}

/** The connection of the managed network's endpoint, as its target sees it. */
function connect(workspace: ArmResource, target: ArmResource, world: World): void {
  makeBeside(world, target.id.child("privateEndpointConnections", `${workspace.id.name}.${guidOf(workspace.id.key)}`), {
    properties: {
      privateLinkServiceConnectionState: { status: "Approved", description: "Approved", actionsRequired: "None" },
      provisioningState: "Succeeded",
    },
  });
}

/** Whoever began to write before another rule was written writes the managed network without it. */
function forgetUnseen(workspace: ArmResource, rule: ArmResource, seen: ReadonlySet<string>, world: World): void {
  for (const other of writtenRules(workspace, world)) {
    if (other !== rule && !seen.has(other.id.key)) world.resources.delete(other.id);
  }
}

/** The rules that no write is going on to. */
function writtenRules(workspace: ArmResource, world: World): ArmResource[] {
  return rulesOf(workspace, world).filter(({ id }) => !world.operations.holderOf([id.key]));
}
