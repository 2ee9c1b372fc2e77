import { objectOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";

/** Object ids of a resource's identities, user-assigned ones first. */
export function identitiesOf({ body }: Pick<ArmResource, "body">): string[] {
  const identity = objectOf(body.identity);
  const assigned = Object.values(objectOf(identity["userAssignedIdentities"])).map(
    (one) => objectOf(one)["principalId"],
  );
  return [...assigned, identity["principalId"]].flatMap((objectId) => textOf(objectId) ?? []);
}
