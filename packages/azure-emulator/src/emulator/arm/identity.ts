import type { EmulatorState } from "../emulator-state.js";
import { ArmError } from "./arm-error.js";
import { objectOf, textOf } from "./body.js";
import type { ArmResource } from "./resource.js";
import type { Write } from "./resource-type.js";

/** Creates the principals of a resource's identities. */
export function completeIdentity({ id, body, existing }: Write, { directory, resources, clock }: EmulatorState): void {
  if (body.identity === undefined) return;
  const type = textOf(body.identity["type"]) ?? "None";
  const before = objectOf(existing?.body.identity);
  const identity: Record<string, unknown> = { type };
  if (/SystemAssigned/i.test(type)) {
    const objectId = textOf(before["principalId"]) ?? directory.add(id.toString(), clock.now()).objectId;
    Object.assign(identity, { principalId: objectId, tenantId: directory.tenantId });
  }
  if (/UserAssigned/i.test(type)) {
    identity["userAssignedIdentities"] = Object.fromEntries(
      Object.keys(objectOf(body.identity["userAssignedIdentities"])).map((assigned) => {
        const properties = resources.get(assigned)?.body.properties;
        if (!properties) {
          throw new ArmError(
            400,
            "FailedIdentityOperation",
            `Identity operation for resource '${id.toString()}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: 'Resource '${assigned}' was not found.'.`,
          );
        }
        return [assigned, { principalId: properties["principalId"], clientId: properties["clientId"] }];
      }),
    );
  }
  body.identity = identity;
}

/** Removes the system-assigned identity of a deleted resource from the directory. */
export function forgetIdentity({ body }: ArmResource, { directory }: EmulatorState): void {
  const objectId = textOf(objectOf(body.identity)["principalId"]);
  if (objectId !== undefined) directory.remove(objectId);
}

/** Object ids of a resource's identities, user-assigned ones first. */
export function identitiesOf({ body }: Pick<ArmResource, "body">): string[] {
  const identity = objectOf(body.identity);
  const assigned = Object.values(objectOf(identity["userAssignedIdentities"])).map(
    (one) => objectOf(one)["principalId"],
  );
  return [...assigned, identity["principalId"]].flatMap((objectId) => textOf(objectId) ?? []);
}
