import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { CANADA, IDENTITY, makeIdentity } from "../../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

const PRINCIPAL = "00000000-0000-4000-8000-0000000000a1";
const NAMES = `${GROUP}/providers/Microsoft.Authorization`;
const request = (last: number) => `${NAMES}/roleEligibilityScheduleRequests/00000000-0000-4000-8000-00000000000${last}`;
const ROLE = `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ROLES.reader.id}`;
const YEAR = { expiration: { type: "AfterDuration", duration: "P365D" } };
const asked = (more: object = {}) => ({
  properties: {
    principalId: PRINCIPAL,
    roleDefinitionId: ROLE,
    requestType: "AdminAssign",
    scheduleInfo: YEAR,
    ...more,
  },
});
const removal = asked({ requestType: "AdminRemove", scheduleInfo: undefined });

/** The schedules of a principal at a scope, by the query of azurerm. */
async function schedules(sandbox: Sandbox, principal = PRINCIPAL, scope = NAMES) {
  const filter = encodeURIComponent(`(principalId eq '${principal}') and atScope()`);
  const { body } = await sandbox.get(`${scope}/roleEligibilitySchedules?$filter=${filter}`);
  return body.value as { id: string; properties: Record<string, unknown> }[];
}

describe("A request for eligibility", () => {
  it("is granted at once, with a schedule that refers to it", async () => {
    const sandbox = await Sandbox.open();
    const { status, body } = await sandbox.put(request(1), asked({ justification: "works on incidents" }));
    expect(status).toBe(201);
    expect(body.properties).toMatchObject({
      status: "Provisioned",
      requestType: "AdminAssign",
      justification: "works on incidents",
      principalType: "Group",
      scheduleInfo: { expiration: { duration: "P365D" } },
    });
    const [schedule] = await schedules(sandbox);
    expect(schedule).toMatchObject({
      id: body.properties.targetRoleEligibilityScheduleId,
      properties: {
        scope: GROUP,
        roleDefinitionId: ROLE,
        memberType: "Direct",
        status: "Provisioned",
        roleEligibilityScheduleRequestId: request(1),
      },
    });
    expect((await sandbox.get(request(1))).body.properties.targetRoleEligibilityScheduleId).toBe(schedule?.id);
  });

  it("shows schedules of scopes above, and none of other principals", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.put(request(1), asked());
    expect(await schedules(sandbox, "00000000-0000-4000-8000-0000000000a2")).toEqual([]);
    const below = `${GROUP}/providers/Microsoft.Storage/storageAccounts/st/providers/Microsoft.Authorization`;
    expect(await schedules(sandbox, PRINCIPAL, below)).toHaveLength(1);
    expect(await schedules(sandbox, PRINCIPAL, `${SUBSCRIPTION}/providers/Microsoft.Authorization`)).toEqual([]);
  });

  it("to remove it leaves nothing behind", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.put(request(1), asked());
    expect(await sandbox.put(request(2), removal)).toMatchObject({
      status: 201,
      body: { properties: { status: "Revoked" } },
    });
    expect(await schedules(sandbox)).toEqual([]);
    expect((await sandbox.get(request(1))).status).toBe(404);
  });

  it("knows the type of a principal that was created here", async () => {
    const sandbox = await Sandbox.open();
    const principalId = await makeIdentity(sandbox);
    const { body } = await sandbox.put(request(1), asked({ principalId }));
    expect(body.properties.principalType).toBe("ServicePrincipal");
  });

  it.each([
    [
      "without an end",
      { scheduleInfo: { expiration: { type: "NoExpiration" } } },
      "RoleAssignmentRequestPolicyValidationFailed",
    ],
    [
      "for more than a year",
      { scheduleInfo: { expiration: { type: "AfterDuration", duration: "P366D" } } },
      "RoleAssignmentRequestPolicyValidationFailed",
    ],
    ["without a role", { roleDefinitionId: undefined }, "InvalidRoleAssignmentRequest"],
  ])("is refused %s", async (_, more, code) => {
    const sandbox = await Sandbox.open();
    expect(await sandbox.fail(request(1), asked(more))).toMatchObject({ status: 400, code });
  });

  it("is refused for a second time, for a missing scope, and to remove what doesn't exist", async () => {
    const sandbox = await Sandbox.open();
    expect(await sandbox.fail(request(1), removal)).toMatchObject({ code: "RoleAssignmentDoesNotExist" });
    await sandbox.put(request(1), asked());
    expect(await sandbox.fail(request(2), asked())).toMatchObject({ code: "RoleAssignmentExists" });
    const missing = request(3).replace(GROUP, `${GROUP}x`);
    expect(await sandbox.fail(missing, asked())).toMatchObject({ status: 404, code: "ResourceNotFound" });
  });

  it("is refused for a principal that Entra has not replicated yet", async () => {
    const sandbox = await Sandbox.open({ failureModes: { "principal-replication": 60 } });
    const { principalId } = (await sandbox.put(IDENTITY, CANADA)).body.properties as { principalId: string };
    expect(await sandbox.fail(request(1), asked({ principalId }))).toMatchObject({ code: "SubjectNotFound" });
    sandbox.wait(61);
    expect((await sandbox.put(request(1), asked({ principalId }))).status).toBe(201);
  });

  it("gives the schedule an end", async () => {
    const sandbox = await Sandbox.open();
    const expiration = { type: "AfterDuration", duration: "PT8H" };
    await sandbox.put(request(1), asked({ scheduleInfo: { startDateTime: "2030-01-01T00:00:00Z", expiration } }));
    const [schedule] = await schedules(sandbox);
    expect(schedule?.properties).toMatchObject({ endDateTime: "2030-01-01T08:00:00.000Z" });
  });
});
