import type { ResourceProvider } from "../../arm/resource-type.js";
import { permissionsAt } from "../../role-check.js";
import { policyAssignments, policyExemptions } from "./policies.js";
import { listOfAssignments, roleAssignments } from "./role-assignments.js";
import { roleEligibility } from "./role-eligibility.js";
import { readingOfRoles, roleDefinitions } from "./role-definitions.js";

/** Role definitions, role assignments, eligibility for roles, policies, and locks. */
export const authorization: ResourceProvider = {
  namespace: "Microsoft.Authorization",
  types: [
    roleAssignments,
    roleDefinitions,
    policyAssignments,
    policyExemptions,
    { type: "Microsoft.Authorization/locks", provisioningState: false },
  ],
  endpoints: [
    ...readingOfRoles,
    listOfAssignments,
    ...roleEligibility,
    {
      method: "GET",
      path: "permissions",
      answer: ({ scope }, state, { principal = "" }) => ({
        status: 200,
        body: { value: permissionsAt(state, principal, scope) },
      }),
    },
  ],
};
