import { describe, expect, it } from "vitest";
import type { FailureModeSettings } from "../../../src/index.js";
import { makeWorkspace, WORKSPACE, workspaceBody } from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

const DAY = 24 * 3600;

/** A sandbox in which the workspace has just been deleted. */
async function open(failureModes: FailureModeSettings, query = ""): Promise<Sandbox> {
  const sandbox = await Sandbox.open({ failureModes });
  await makeWorkspace(sandbox);
  await sandbox.delete(WORKSPACE + query);
  sandbox.wait(300);
  return sandbox;
}

describe("A workspace that is created again", () => {
  it("is refused in Azure's words while Azure hasn't released its name (S0-TRB-02)", async () => {
    const sandbox = await open({}, "?forceToPurge=true");
    const failure = await sandbox.fail(WORKSPACE, workspaceBody());
    expect(failure).toMatchObject({ status: 409, code: "FailedIdentityOperation" });
    expect(failure?.message).toBe(
      `Identity operation for resource '${WORKSPACE}' failed with error 'Failed to perform resource identity operation. Status: 'Conflict'. Response: 'There's already an operation in progress on the identities of this resource, which is being deleted.'.`,
    );
  });

  it("is accepted 150 seconds after the deletion (S0-TRB-02)", async () => {
    const sandbox = await open({}, "?forceToPurge=true");
    sandbox.wait(149.9);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(409);
    sandbox.wait(0.1);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("is accepted after the number of seconds that is set", async () => {
    const sandbox = await open({ "workspace-name-release": 20 }, "?forceToPurge=true");
    sandbox.wait(19);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(409);
    sandbox.wait(1);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("is accepted at once where the failure mode is off", async () => {
    const sandbox = await open({ "workspace-name-release": false }, "?forceToPurge=true");
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("is refused in Azure's words while a soft-deleted one has its name, for 14 days", async () => {
    const sandbox = await open({});
    sandbox.wait(14 * DAY - 1);
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toEqual({
      status: 400,
      code: "BadRequest",
      message: "Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete",
    });
    sandbox.wait(1);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("is accepted beside a soft-deleted one where that failure mode is off", async () => {
    const sandbox = await open({ "workspace-soft-delete": false });
    sandbox.wait(150);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });
});
