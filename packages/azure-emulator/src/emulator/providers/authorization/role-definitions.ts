import { ArmError } from "../../arm/arm-error.js";
import { textOf } from "../../arm/body.js";
import type { Endpoint, ResourceType } from "../../arm/resource-type.js";
import { ROLE_DEFINITIONS, type RoleDefinition } from "../../roles.js";
import { showPlainly } from "../shared.js";

const DEFINITIONS = "Microsoft.Authorization/roleDefinitions";

/** Custom roles. */
export const roleDefinitions: ResourceType = {
  type: DEFINITIONS,
  provisioningState: false,
  write({ body, id }) {
    body.properties = { type: "CustomRole", assignableScopes: [id.scope], ...body.properties };
    return undefined;
  },
};

/**
 * Endpoints that read roles, including built-in ones: a list, which can be filtered by name, and one role by its GUID.
 */
export const readingOfRoles: readonly Endpoint[] = [
  {
    method: "GET",
    path: "roleDefinitions",
    answer: ({ scope }, state, { query }) => {
      const name = /roleName eq '([^']+)'/i.exec(query.get("$filter") ?? "")?.[1];
      const custom = state.resources.ofType(DEFINITIONS).map(showPlainly);
      const builtIn = ROLE_DEFINITIONS.map((role) => showRole(role, scope));
      return {
        status: 200,
        body: {
          value: [...builtIn, ...custom].filter(
            ({ properties }) => name === undefined || textOf(properties["roleName"]) === name,
          ),
        },
      };
    },
  },
  {
    method: "GET",
    path: "roleDefinitions/{guid}",
    answer: ({ scope, guid = "" }, state) => {
      const custom = state.resources.named(DEFINITIONS, guid);
      const builtIn = ROLE_DEFINITIONS.find(({ id }) => id === guid.toLowerCase());
      if (custom) return { status: 200, body: showPlainly(custom) };
      if (builtIn) return { status: 200, body: showRole(builtIn, scope) };
      throw new ArmError(
        404,
        "RoleDefinitionDoesNotExist",
        `The specified role definition with ID '${guid.replaceAll("-", "")}' does not exist.`,
      );
    },
  },
];

function showRole(
  { id, name, actions, notActions, dataActions }: RoleDefinition,
  scope: string,
): { id: string; name: string; type: string; properties: Record<string, unknown> } {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? "";
  return {
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    name: id,
    type: DEFINITIONS,
    properties: {
      roleName: name,
      type: "BuiltInRole",
      description: "",
      assignableScopes: ["/"],
      permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
    },
  };
}
