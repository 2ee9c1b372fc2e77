import type { ArmId } from "@org/azure-catalog";
import { objectOf, type Properties, referenceOf, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceType } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
import { guidOf } from "../guid.js";
import { connectionsOf } from "./network/endpoint-members.js";
import { makeBeside } from "./shared.js";

const STATE = "privateLinkServiceConnectionState";
const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";

/**
 * Connections of private endpoints to a type of resource. A write approves or rejects a connection, which the private
 * endpoint, or the outbound rule of a managed network, then shows.
 * @param owner ARM type of the resource
 */
export function endpointConnections(owner: string): ResourceType {
  return {
    type: `${owner}/privateEndpointConnections`,
    write({ body, existing }, state) {
      body.properties = { ...existing?.body.properties, ...body.properties };
      return (connection) => showDecision(connection, state);
    },
  };
}

/** Adds the connection of a managed network's private endpoint to its target. */
export function connectManagedNetwork(
  workspace: ArmId,
  target: ArmResource,
  subresource: string,
  approved: boolean,
  state: EmulatorState,
): void {
  makeBeside(state, managedConnection(workspace, target, subresource), {
    properties: {
      groupIds: [subresource],
      [STATE]: approved
        ? { status: "Approved", description: "Approved", actionsRequired: "None" }
        : { status: "Pending", description: "Awaiting Approval", actionsRequired: "None" },
      provisioningState: "Succeeded",
    },
  });
}

/** The connection of a managed network to a sub-resource of a target. */
export function managedConnection(workspace: ArmId, target: ArmResource, subresource: string): ArmId {
  const name = `${workspace.name}.${guidOf(workspace.key, subresource)}`;
  return target.id.child("privateEndpointConnections", name);
}

/** Whether a connection was approved, by a role or by hand. */
export function isApproved(connection: ArmId | undefined, { resources }: EmulatorState): boolean {
  return objectOf(resources.get(connection)?.body.properties[STATE])["status"] === "Approved";
}

/** Shows the state of a connection at its other end. */
function showDecision({ id, body }: ArmResource, state: EmulatorState): void {
  const decision = objectOf(body.properties[STATE]);
  const target = state.resources.get(id.parent);
  const endpoint = state.resources.get(referenceOf(body.properties["privateEndpoint"]));
  for (const connection of connectionsOf(endpoint?.body.properties ?? {})) {
    const properties = objectOf(connection["properties"]);
    if (target?.id.equals(textOf(properties["privateLinkServiceId"]) ?? "")) properties[STATE] = decision;
  }
  for (const rule of state.resources.ofType(RULES)) {
    const { serviceResourceId, subresourceTarget } = destinationOf(rule);
    if (!target?.id.equals(textOf(serviceResourceId) ?? "") || !rule.id.parent) continue;
    const isOfRule = managedConnection(rule.id.parent, target, textOf(subresourceTarget) ?? "").equals(id);
    if (isOfRule && decision["status"] === "Approved") rule.body.properties["status"] = "Active";
  }
}

function destinationOf({ body }: ArmResource): Properties {
  return objectOf(body.properties["destination"]);
}
