import { isUnresolved, refuse } from "@org/aml-core";
import type { IConstruct } from "constructs";
import type { RoleAssignment, RoleAssignmentProps } from "./role-assignment.js";

const CLAIMED = Symbol.for("@org/aml-rbac.claimed-assignments");

interface Root extends IConstruct {
  [CLAIMED]?: Map<string, string>;
}

/**
 * Notes that an assignment exists in its app.
 * @throws InvalidInputError if the same principal has the same role on the same scope already: Azure would answer 409
 * `RoleAssignmentExists`
 */
export function claimAssignment(assignment: RoleAssignment, props: RoleAssignmentProps): void {
  const root = assignment.node.root as Root;
  const claimed = (root[CLAIMED] ??= new Map());
  const key = JSON.stringify([
    literal(props.principal.principalId) ?? props.principal.construct?.node.path ?? props.principal.name,
    literal(props.role.id) ?? props.role.name,
    literal(props.scope.id) ?? props.scope.name,
  ]);
  const first = claimed.get(key);
  if (first !== undefined) {
    refuse(assignment, "principal", {
      value: `${props.principal.name} as ${props.role.name} on ${props.scope.name} once more`,
      allowed: `one assignment of a role to a principal on a scope; ${first} is it`,
      fix: "keep one of the two, and wait for that one's dependencies",
    });
  }
  claimed.set(key, assignment.node.path);
}

function literal(id: string): string | undefined {
  return isUnresolved(id) ? undefined : id.toLowerCase();
}
