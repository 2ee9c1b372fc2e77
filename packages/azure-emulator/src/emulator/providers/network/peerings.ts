import type { ArmId } from "@org/azure-catalog";
import { overlap } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, referenceOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { requireReferenced, withDefaults } from "../shared.js";
import { GATEWAYS, VIRTUAL_NETWORKS } from "./types.js";

/** Type of the halves of peerings. */
const PEERINGS = `${VIRTUAL_NETWORKS}/virtualNetworkPeerings`;

/** Halves of peerings. Traffic flows if both networks have one. */
export const peerings: ResourceType = {
  type: PEERINGS,
  latency: { create: 10, update: 10, delete: 10 },
  write(write, state) {
    const { id, body } = write;
    const remote = requireReferenced(state, referenceOf(body.properties["remoteVirtualNetwork"]) ?? "", id);
    requirePeerable(write, remote, state);
    const other = halfTo(id.parent, remote.id, state);
    requireConnectable(write, remote, other);
    requireRemoteGateway(write, remote, state);
    body.properties = {
      ...withDefaults(body.properties, {
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: false,
        allowGatewayTransit: false,
        useRemoteGateways: false,
        peerCompleteVnets: true,
      }),
      peeringState: other ? "Connected" : "Initiated",
      peeringSyncLevel: other ? "FullyInSync" : "RemoteNotInSync",
      remoteAddressSpace: remote.body.properties["addressSpace"],
      remoteVirtualNetworkAddressSpace: remote.body.properties["addressSpace"],
    };
    return () => {
      const half = halfTo(id.parent, remote.id, state);
      if (half) Object.assign(half.body.properties, { peeringState: "Connected", peeringSyncLevel: "FullyInSync" });
    };
  },
  deleted({ id, body }, state) {
    const remote = state.resources.get(referenceOf(body.properties["remoteVirtualNetwork"]));
    const other = remote && halfTo(id.parent, remote.id, state);
    if (other) other.body.properties["peeringState"] = "Disconnected";
  },
};

/** The half of a network that leads to another one. */
function halfTo(target: ArmId | undefined, from: ArmId, state: EmulatorState): ArmResource | undefined {
  return state.resources
    .childrenOf(from)
    .find(
      ({ id, body }) =>
        id.hasType(PEERINGS) && (target?.equals(referenceOf(body.properties["remoteVirtualNetwork"]) ?? "") ?? false),
    );
}

/**
 * Rejects a peering of networks with common addresses, and a second one to the same network.
 * @throws ArmError 400 VnetAddressSpacesOverlap or AnotherPeeringAlreadyReferencesRemoteVnet
 */
function requirePeerable({ id }: Write, remote: ArmResource, state: EmulatorState): void {
  const local = state.resources.get(id.parent);
  const taken = spacesOf(remote).filter((block) => spacesOf(local).some((own) => overlap(own, block)));
  if (taken.length > 0) {
    throw new ArmError(
      400,
      "VnetAddressSpacesOverlap",
      `Cannot create or update peering ${id.toString()}. Virtual networks ${id.parent?.toString() ?? ""} and ${remote.id.toString()} cannot be peered because their address spaces overlap. Overlapping address prefixes: ${taken.join(", ")}.`,
    );
  }
  const same = id.parent && halfTo(remote.id, id.parent, state);
  if (!same || same.id.equals(id)) return;
  throw new ArmError(
    400,
    "AnotherPeeringAlreadyReferencesRemoteVnet",
    `Peering ${same.id.toString()} already references remote virtual network ${remote.id.toString()}. Cannot add another peering referencing the same remote virtual network.`,
  );
}

function spacesOf(network: ArmResource | undefined): string[] {
  return textsOf(objectOf(network?.body.properties["addressSpace"])["addressPrefixes"]);
}

/**
 * Rejects a half whose other half has lost its network: it has to be deleted and created again.
 * @throws ArmError 400 RemotePeeringIsDisconnected
 */
function requireConnectable({ id }: Write, remote: ArmResource, other: ArmResource | undefined): void {
  if (other?.body.properties["peeringState"] !== "Disconnected") return;
  throw new ArmError(
    400,
    "RemotePeeringIsDisconnected",
    `Cannot create or update peering ${id.toString()} because remote peering ${other.id.toString()} referencing parent virtual network ${remote.id.toString()} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
  );
}

/**
 * Rejects the use of a gateway that the other network doesn't have.
 * @throws ArmError 400 RemoteVnetHasNoGateways
 */
function requireRemoteGateway({ id, body }: Write, remote: ArmResource, state: EmulatorState): void {
  if (body.properties["useRemoteGateways"] !== true) return;
  const gateways = state.resources
    .ofType(GATEWAYS)
    .flatMap((gateway) =>
      objectsOf(gateway.body.properties["ipConfigurations"]).map((configuration) =>
        state.resources.get(referenceOf(objectOf(configuration["properties"])["subnet"])),
      ),
    );
  if (gateways.some((subnet) => subnet?.id.parent?.equals(remote.id))) return;
  throw new ArmError(
    400,
    "RemoteVnetHasNoGateways",
    `Peering ${id.toString()} cannot have UseRemoteGateway flag set to true because remote virtual network ${remote.id.toString()} referenced by the peering does not have any gateways.`,
  );
}
