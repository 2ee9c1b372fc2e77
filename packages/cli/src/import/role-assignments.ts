import type { Resource } from "@org/aml-synth-model";
import { z } from "zod";
import type { ArmIds } from "./arm-ids.js";

/** The output of `az role assignment list --output json`, limited to the properties that are used here. */
export const roleAssignmentList = z.array(
  z.object({ id: z.string(), scope: z.string(), principalId: z.string(), roleDefinitionId: z.string() }),
);

/** The output of `az identity list --output json`, limited to the properties that are used here. */
export const identityList = z.array(z.object({ id: z.string(), principalId: z.guid() }));

const UNKNOWN =
  "role assignments whose principal isn't known: give --identities, and export TF_VAR_deployment_principal_object_id";
const ABSENT = "role assignments that are not in the exported list: they will be created";

/** Existing role assignments by principal, role and scope, because their names are GUIDs. */
export class ExistingRoleAssignments {
  readonly #ids: ReadonlyMap<string, string>;

  public constructor(list: z.output<typeof roleAssignmentList>) {
    this.#ids = new Map(
      list.map(({ id, scope, principalId, roleDefinitionId }) => [keyOf(scope, roleDefinitionId, principalId), id]),
    );
  }

  /** The id of a role assignment, or why there is none. */
  public idOf(resource: Resource, ids: ArmIds): { readonly id: string } | { readonly why: string } {
    const scope = ids.text(resource, "scope");
    const role = resource.get("role_definition_id");
    const principal = ids.text(resource, "principal_id");
    if (principal === undefined || scope === undefined || typeof role !== "string") return { why: UNKNOWN };
    const id = this.#ids.get(keyOf(scope, role, principal));
    return id === undefined ? { why: ABSENT } : { id };
  }
}

/** Azure's ids are case-insensitive, and a role definition's id begins with the requested scope. */
function keyOf(scope: string, roleDefinitionId: string, principalId: string): string {
  const role = roleDefinitionId.split("/").at(-1) ?? "";
  return `${scope.replace(/\/$/, "")}|${role}|${principalId}`.toLowerCase();
}
