import { ArmId, ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import type { Request } from "../../../../src/emulator/http.js";
import type { Write } from "../../../../src/emulator/arm/resource-type.js";
import { ManualClock } from "../../../../src/emulator/clock.js";
import { createEmulatorState } from "../../../../src/emulator/emulator-state.js";
import { roleAssignments } from "../../../../src/emulator/providers/authorization/role-assignments.js";
import { assignment, CANADA, IDENTITY, makeIdentity } from "../../../support/platform.js";
import { GROUP, Sandbox, SUBSCRIPTION } from "../../../support/sandbox.js";

const NAMES = "providers/Microsoft.Authorization/roleAssignments";
const ONE = `${GROUP}/${NAMES}/11111111-0000-4000-8000-000000000001`;
const OTHER = `${GROUP}/${NAMES}/22222222-0000-4000-8000-000000000002`;

async function open(failureModes = {}): Promise<{ sandbox: Sandbox; principal: string }> {
  const sandbox = await Sandbox.open({ failureModes });
  return { sandbox, principal: await makeIdentity(sandbox) };
}

describe("A role assignment", () => {
  it("is shown with its scope, the kind of its principal and when it was made", async () => {
    const { sandbox, principal } = await open();
    const { properties } = await sandbox.make(ONE, assignment(ROLES.reader, principal));
    expect(properties).toEqual({
      scope: GROUP,
      roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ROLES.reader.id}`,
      principalId: principal,
      principalType: "ServicePrincipal",
      createdOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
    });
  });

  it("is there at once", async () => {
    const { sandbox, principal } = await open();
    const { status, headers } = await sandbox.put(ONE, assignment(ROLES.reader, principal));
    expect([status, headers["azure-asyncoperation"]]).toEqual([201, undefined]);
  });

  it("can be written again as it is", async () => {
    const { sandbox, principal } = await open();
    const { properties } = await sandbox.make(ONE, assignment(ROLES.reader, principal));
    expect((await sandbox.put(ONE, assignment(ROLES.reader, principal))).status).toBe(200);
    expect((await sandbox.get(ONE)).body.properties.createdOn).toBe(properties.createdOn);
  });

  it.each([
    ["role", ROLES.contributor, undefined],
    ["principal", ROLES.reader, "99999999-0000-4000-8000-000000000009"],
  ])("can't get another %s", async (_, role, other) => {
    const { sandbox, principal } = await open();
    await sandbox.make(ONE, assignment(ROLES.reader, principal));
    expect(await sandbox.fail(ONE, assignment(role, other ?? principal))).toMatchObject({
      status: 409,
      code: "RoleAssignmentUpdateNotPermitted",
    });
  });

  it("needs a role and a principal", async () => {
    const { sandbox, principal } = await open();
    const failure = { status: 400, code: "InvalidRoleAssignment" };
    expect(await sandbox.fail(ONE, { properties: { principalId: principal } })).toMatchObject(failure);
    expect(await sandbox.fail(ONE, { properties: { roleDefinitionId: "x" } })).toMatchObject(failure);
  });

  it("is accepted for a role that isn't known here, and that is noted", async () => {
    const { sandbox, principal } = await open();
    const id = "33333333-0000-4000-8000-000000000003";
    await sandbox.make(ONE, assignment({ id }, principal));
    expect(sandbox.azure.unknown).toEqual([{ kind: "request", what: `role definition ${id}` }]);
  });
});

describe("The same role assignment under two names", () => {
  it("is refused in Azure's words, with the name of the first", async () => {
    const { sandbox, principal } = await open();
    await sandbox.make(ONE, assignment(ROLES.reader, principal));
    expect(await sandbox.fail(OTHER, assignment(ROLES.reader, principal))).toEqual({
      status: 409,
      code: "RoleAssignmentExists",
      message:
        "The role assignment already exists. The ID of the existing role assignment is 11111111000040008000000000000001.",
    });
  });

  it("is refused whatever the casing of scope and role", async () => {
    const { sandbox, principal } = await open();
    await sandbox.make(ONE, assignment(ROLES.reader, principal));
    const role = { id: ROLES.reader.id.toUpperCase() };
    const failure = await sandbox.fail(OTHER.replace("/rg/", "/RG/"), assignment(role, principal));
    expect(failure?.code).toBe("RoleAssignmentExists");
  });

  it("is accepted at another scope, for another role and for another principal", async () => {
    const { sandbox, principal } = await open();
    await sandbox.make(ONE, assignment(ROLES.reader, principal));
    const at = (scope: string, name: string) => `${scope}/${NAMES}/${name}`;
    expect((await sandbox.put(at(SUBSCRIPTION, "a"), assignment(ROLES.reader, principal))).status).toBe(201);
    expect((await sandbox.put(at(GROUP, "b"), assignment(ROLES.contributor, principal))).status).toBe(201);
    const { objectId } = sandbox.azure.identity;
    expect((await sandbox.put(at(GROUP, "c"), assignment(ROLES.reader, objectId))).status).toBe(201);
  });

  it("is accepted when the first is gone", async () => {
    const { sandbox, principal } = await open();
    await sandbox.make(ONE, assignment(ROLES.reader, principal));
    await sandbox.delete(ONE);
    expect((await sandbox.put(OTHER, assignment(ROLES.reader, principal))).status).toBe(201);
  });

  it("is accepted where the failure mode is off", async () => {
    const { sandbox, principal } = await open({ "role-assignment-exists": false });
    await sandbox.make(ONE, assignment(ROLES.reader, principal));
    expect((await sandbox.put(OTHER, assignment(ROLES.reader, principal))).status).toBe(201);
  });
});

describe("A role assignment to a new identity", () => {
  const body = (principalId: string, principalType?: string) => ({
    properties: { roleDefinitionId: ROLES.reader.id, principalId, ...(principalType && { principalType }) },
  });

  async function fresh(failureModes = {}): Promise<{ sandbox: Sandbox; principal: string }> {
    const sandbox = await Sandbox.open({ failureModes });
    const reply = await sandbox.put(IDENTITY, CANADA);
    return { sandbox, principal: reply.body.properties.principalId };
  }

  it("is refused in Azure's words until Entra has replicated it, for ten seconds", async () => {
    const { sandbox, principal } = await fresh();
    sandbox.wait(9.9);
    const reply = await sandbox.put(ONE, body(principal));
    expect(reply.status).toBe(400);
    expect(reply.body.error.code).toBe("PrincipalNotFound");
    expect(reply.body.error.message).toContain(
      `Principal ${principal.replaceAll("-", "")} does not exist in the directory ${sandbox.azure.identity.tenantId}.`,
    );
    sandbox.wait(0.1);
    expect((await sandbox.put(ONE, body(principal))).status).toBe(201);
  });

  it("is accepted from who says that it's a service principal", async () => {
    const { sandbox, principal } = await fresh();
    expect((await sandbox.put(ONE, body(principal, "ServicePrincipal"))).status).toBe(201);
  });

  it("waits for the configured time, and not at all if the failure mode is off", async () => {
    const slow = await fresh({ "principal-replication": 60 });
    slow.sandbox.wait(59);
    expect((await slow.sandbox.put(ONE, body(slow.principal))).status).toBe(400);
    const quick = await fresh({ "principal-replication": false });
    expect((await quick.sandbox.put(ONE, body(quick.principal))).status).toBe(201);
  });

  it("takes principals that are no managed identity as known", async () => {
    const { sandbox } = await fresh();
    expect((await sandbox.put(ONE, body("99999999-0000-4000-8000-000000000009"))).status).toBe(201);
    expect((await sandbox.put(OTHER, body(sandbox.azure.identity.objectId))).status).toBe(201);
  });
});

describe("A list of role assignments", () => {
  async function lists(path: string): Promise<string[]> {
    const { sandbox, principal } = await open();
    const thing = `${GROUP}/providers/Contoso.Things/things/one`;
    await sandbox.make(thing);
    await sandbox.make(`${SUBSCRIPTION}/${NAMES}/subscription`, assignment(ROLES.reader, principal));
    await sandbox.make(`${GROUP}/${NAMES}/group`, assignment(ROLES.reader, principal));
    await sandbox.make(`${thing}/${NAMES}/thing`, assignment(ROLES.reader, sandbox.azure.identity.objectId));
    const { body } = await sandbox.get(path.replace("{principal}", principal));
    return body.value.map(({ name }: { name: string }) => name);
  }

  it("has those at the scope, above and below it", async () => {
    expect(await lists(`${GROUP}/${NAMES}`)).toEqual(["subscription", "group", "thing"]);
  });

  it("leaves out what is below for who asks at the scope only", async () => {
    expect(await lists(`${GROUP}/${NAMES}?$filter=atScope()`)).toEqual(["subscription", "group"]);
  });

  it("is narrowed to a principal", async () => {
    expect(await lists(`${GROUP}/${NAMES}?$filter=principalId eq '{principal}'`)).toEqual(["subscription", "group"]);
  });
});

describe("A role assignment to a directory object", () => {
  const write = (collection: "applications" | "groups" | "users") => {
    const state = createEmulatorState(new ManualClock(), {}, () => undefined);
    const { objectId } = state.directory.create(collection, -Infinity, {});
    const properties: Record<string, unknown> = { roleDefinitionId: ROLES.reader.id, principalId: objectId };
    roleAssignments.write?.({ id: ArmId.parse(ONE), body: { properties } } as unknown as Write, state, {} as Request);
    return properties;
  };

  it("has the type of its principal", () => {
    expect(write("groups")).toMatchObject({ principalType: "Group" });
    expect(write("users")).toMatchObject({ principalType: "User" });
  });

  it("is refused for an application, which isn't a principal", () => {
    expect(() => write("applications")).toThrow(
      expect.objectContaining({ status: 400, code: "PrincipalTypeNotSupported" }),
    );
  });
});
