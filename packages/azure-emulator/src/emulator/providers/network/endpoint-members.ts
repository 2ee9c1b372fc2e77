import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { Write } from "../../arm/resource-type.js";
import { type EndpointMember, membersBehind } from "../../private-link-names.js";
import type { EmulatorState } from "../../emulator-state.js";
import { requireReferenced } from "../shared.js";

/** A member of a private endpoint, with its sub-resource and its static address. */
interface Member extends EndpointMember {
  readonly group: string;
  readonly address: string | undefined;
}

/** The members of all connections of an endpoint. */
export function membersOf(endpoint: ArmResource, state: EmulatorState): Member[] {
  return connectionsOf(endpoint.body.properties).flatMap(({ properties }) =>
    membersAt(endpoint, objectOf(properties), state),
  );
}

function membersAt({ id, body }: ArmResource, properties: Properties, state: EmulatorState): Member[] {
  const target = requireReferenced(state, textOf(properties["privateLinkServiceId"]) ?? "", id);
  const configurations = objectsOf(body.properties["ipConfigurations"]).map(({ properties: own }) => objectOf(own));
  return textsOf(properties["groupIds"]).flatMap((group) =>
    membersBehind(target, group).map((member) => {
      const own = configurations.find(
        ({ groupId, memberName }) => groupId === group && (member.name === undefined || memberName === member.name),
      );
      return { ...member, group, address: textOf(own?.["privateIPAddress"]) };
    }),
  );
}

/** The connections of an endpoint, both with automatic and manual approval. */
export function connectionsOf(properties: Properties): Properties[] {
  return [
    ...objectsOf(properties["privateLinkServiceConnections"]),
    ...objectsOf(properties["manualPrivateLinkServiceConnections"]),
  ];
}

/**
 * Rejects a static address for an unknown member.
 * @throws ArmError 400 BadRequest
 */
export function requireMembers({ id, body }: Write, state: EmulatorState): void {
  const targets = connectionsOf(body.properties).map((connection) => objectOf(connection["properties"]));
  for (const configuration of objectsOf(body.properties["ipConfigurations"])) {
    const { groupId, memberName } = objectOf(configuration["properties"]);
    const group = String(groupId);
    const names = targets
      .filter(({ groupIds }) => textsOf(groupIds).includes(group))
      .flatMap(({ privateLinkServiceId }) =>
        membersBehind(requireReferenced(state, String(privateLinkServiceId), id), group).map(({ name }) => name),
      );
    if (names.some((name) => name === undefined || name === memberName)) continue;
    throw new ArmError(
      400,
      "BadRequest",
      `The IP configuration '${textOf(configuration["name"]) ?? ""}' of private endpoint '${id.name}' is for member '${String(memberName)}' of group '${group}', which is not there. Members are: ${names.join(", ")}.`,
    );
  }
}
