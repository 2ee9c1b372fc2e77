import { randomUUID } from "node:crypto";
import { ArmId } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, type Properties, textOf } from "../../arm/body.js";
import { readObject } from "../../arm/request-body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { Endpoint, EndpointParameters } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { coversScope } from "../../role-check.js";
import { makeBeside, showPlainly } from "../shared.js";
import { forPrincipalIn, principalTypeOf, requirePrincipal, requireRole, sameRole } from "./role-assignments.js";

const REQUESTS = "roleEligibilityScheduleRequests";
const SCHEDULES = "roleEligibilitySchedules";
const DAY = 24 * 3600 * 1000;
/** The longest eligibility that the default policy of a role allows. */
const LONGEST_DAYS = 365;

/**
 * Eligibility for roles in Privileged Identity Management, API version 2020-10-01. A request (PUT with a name of the
 * caller's choice) is granted at once: `AdminAssign` creates a schedule, `AdminRemove` removes it. Azure keeps the
 * requests for 45 days as a history; here they are removed with the schedule.
 */
export const roleEligibility: readonly Endpoint[] = [
  {
    method: "PUT",
    path: `${REQUESTS}/{name}`,
    answer: ({ scope, name = "" }, state, request) => {
      const properties = objectOf(readObject(request.text)["properties"]);
      requireScope(scope, state);
      if (textOf(properties["requestType"]) === "AdminRemove") return remove({ scope, name }, properties, state);
      return assign({ scope, name }, properties, state);
    },
  },
  { method: "GET", path: `${REQUESTS}/{name}`, answer: (parameters, state) => show(REQUESTS, parameters, state) },
  { method: "GET", path: `${SCHEDULES}/{name}`, answer: (parameters, state) => show(SCHEDULES, parameters, state) },
  listOf(REQUESTS),
  listOf(SCHEDULES),
];

function assign({ scope, name }: { scope: string; name: string }, asked: Properties, state: EmulatorState) {
  const { principalId, role } = required(asked);
  requireRole(role, state);
  requirePrincipal(principalId, state, "SubjectNotFound");
  if (find(SCHEDULES, scope, { principalId, role }, state)) {
    throw new ArmError(400, "RoleAssignmentExists", "The Role assignment already exists.");
  }
  const { startDateTime, endDateTime } = periodOf(objectOf(asked["scheduleInfo"]), state);
  const requestId = idOf(scope, REQUESTS, name);
  const scheduleId = idOf(scope, SCHEDULES, randomUUID());
  const createdOn = state.clock.date().toISOString();
  const common = {
    scope,
    roleDefinitionId: role,
    principalId,
    principalType: principalTypeOf(principalId, state) ?? "Group",
    status: "Provisioned",
    createdOn,
    condition: asked["condition"],
    conditionVersion: asked["conditionVersion"],
  };
  makeBeside(state, scheduleId, {
    properties: {
      ...common,
      roleEligibilityScheduleRequestId: requestId.toString(),
      startDateTime,
      endDateTime,
      memberType: "Direct",
      updatedOn: createdOn,
    },
  });
  const resource = makeBeside(state, requestId, {
    properties: {
      ...common,
      requestType: "AdminAssign",
      justification: asked["justification"],
      ticketInfo: asked["ticketInfo"],
      scheduleInfo: { ...objectOf(asked["scheduleInfo"]), startDateTime },
      targetRoleEligibilityScheduleId: scheduleId.toString(),
    },
  });
  return { status: 201, body: showPlainly(resource) };
}

function remove({ scope, name }: { scope: string; name: string }, asked: Properties, state: EmulatorState) {
  const { principalId, role } = required(asked);
  const schedule = find(SCHEDULES, scope, { principalId, role }, state);
  if (!schedule) throw new ArmError(400, "RoleAssignmentDoesNotExist", "The Role assignment does not exist.");
  const request = find(REQUESTS, scope, { principalId, role }, state);
  for (const resource of [schedule, request]) if (resource) state.resources.delete(resource.id);
  const id = idOf(scope, REQUESTS, name);
  const properties = { ...asked, scope, status: "Revoked", createdOn: state.clock.date().toISOString() };
  return { status: 201, body: { id: id.toString(), name, type: id.resourceType, properties } };
}

/** Rejects an eligibility without an end, or one that is longer than the default policy allows. */
function periodOf(schedule: Properties, state: EmulatorState) {
  const start = new Date(textOf(schedule["startDateTime"]) ?? state.clock.date());
  const { type, duration, endDateTime } = objectOf(schedule["expiration"]);
  const end =
    type === "AfterDuration"
      ? new Date(start.getTime() + daysOf(textOf(duration) ?? "") * DAY)
      : new Date(textOf(endDateTime) ?? Number.NaN);
  const days = (end.getTime() - start.getTime()) / DAY;
  if (days > 0 && days <= LONGEST_DAYS) return { startDateTime: start.toISOString(), endDateTime: end.toISOString() };
  throw new ArmError(
    400,
    "RoleAssignmentRequestPolicyValidationFailed",
    'The following policy rules failed: ["ExpirationRule"]',
  );
}

/** Days of a duration such as `P30D` or `PT8H`. */
function daysOf(duration: string): number {
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(duration) ?? [];
  return Number(days ?? 0) + Number(hours ?? 0) / 24;
}

function required({ principalId, roleDefinitionId }: Properties): { principalId: string; role: string } {
  const [principal, role] = [textOf(principalId), textOf(roleDefinitionId)];
  if (principal !== undefined && role !== undefined) return { principalId: principal, role };
  throw new ArmError(
    400,
    "InvalidRoleAssignmentRequest",
    "The role assignment request needs a principalId and a roleDefinitionId.",
  );
}

function requireScope(scope: string, state: EmulatorState): void {
  const id = ArmId.tryParse(scope);
  if (!id || id.hasType("Microsoft.Resources/subscriptions") || state.resources.get(id)) return;
  throw new ArmError(404, "ResourceNotFound", `The Resource '${scope}' was not found.`);
}

function find(
  type: string,
  scope: string,
  { principalId, role }: { principalId: string; role: string },
  state: EmulatorState,
): ArmResource | undefined {
  return ofType(type, state).find(
    ({ id, body }) =>
      id.scope.toLowerCase() === scope.toLowerCase() &&
      body.properties["principalId"] === principalId &&
      sameRole(body.properties["roleDefinitionId"], role),
  );
}

function show(type: string, { scope, name = "" }: EndpointParameters, state: EmulatorState) {
  const found = state.resources.get(idOf(scope, type, name));
  if (found) return { status: 200, body: showPlainly(found) };
  throw new ArmError(404, "RoleAssignmentRequestNotFound", `${type} ${name} was not found at ${scope}.`);
}

/** Those at and above a scope. */
function listOf(type: string): Endpoint {
  return {
    method: "GET",
    path: type,
    answer: ({ scope }, state, { query }) => {
      const value = ofType(type, state)
        .filter((resource) => coversScope(resource, scope))
        .filter(forPrincipalIn(query.get("$filter") ?? ""))
        .map(showPlainly);
      return { status: 200, body: { value } };
    },
  };
}

function ofType(type: string, state: EmulatorState): ArmResource[] {
  return state.resources.ofType(`Microsoft.Authorization/${type}`);
}

function idOf(scope: string, type: string, name: string): ArmId {
  return ArmId.parse(`${scope}/providers/Microsoft.Authorization/${type}/${name}`);
}
