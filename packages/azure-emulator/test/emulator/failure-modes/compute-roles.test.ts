import { describe, expect, it } from "vitest";
import type { FailureModeSettings } from "../../../src/index.js";
import { ACCOUNT, assign, CANADA, IMAGES, makeIdentity, makeWorkspace, WORKSPACE } from "../../support/platform.js";
import { idOf, Sandbox } from "../../support/sandbox.js";

const ACR_PULL = { id: "7f951dda-4ed3-4680-a7ca-43fe172d538d" };
const BLOB_READER = { id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1" };
const CLUSTER = `${WORKSPACE}/computes/cluster`;
const COMPUTE_IDENTITY = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "id-compute");

const cluster = {
  ...CANADA,
  identity: { type: "UserAssigned", userAssignedIdentities: { [COMPUTE_IDENTITY]: {} } },
  properties: {
    computeType: "AmlCompute",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 0, maxNodeCount: 1 } },
  },
};

async function open(
  failureModes: FailureModeSettings,
  roles: readonly (readonly [{ id: string }, string])[],
): Promise<{ sandbox: Sandbox; principal: string }> {
  const sandbox = await Sandbox.open({ failureModes });
  await makeWorkspace(sandbox);
  const principal = await makeIdentity(sandbox, COMPUTE_IDENTITY);
  for (const [role, scope] of roles) await assign(sandbox, role, scope, principal);
  return { sandbox, principal };
}

const NEEDED = [
  [ACR_PULL, IMAGES],
  [BLOB_READER, ACCOUNT],
] as const;

describe("A compute whose identity has roles", () => {
  it.each([
    ["AcrPull", 0, "Microsoft.ContainerRegistry/registries/pull/read", IMAGES],
    ["Storage Blob Data Reader", 1, "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", ACCOUNT],
  ])("fails to come up in Azure's words without %s (S0-WSP-16)", async (_, without, action, scope) => {
    const { sandbox, principal } = await open(
      {},
      NEEDED.filter((_one, index) => index !== without),
    );
    sandbox.wait();
    const failure = await sandbox.fail(CLUSTER, cluster);
    expect(failure).toMatchObject({ status: 201, code: "AuthorizationFailed" });
    expect(failure?.message).toContain(
      `with object id '${principal}' does not have authorization to perform action '${action}' over scope '${scope}'`,
    );
    expect((await sandbox.get(CLUSTER)).body.properties.provisioningState).toBe("Failed");
  });

  it("comes up if they are in effect by the time that it does (S0-WSP-16)", async () => {
    const { sandbox } = await open({ "role-propagation": 240 }, NEEDED);
    sandbox.wait(60);
    expect(await sandbox.fail(CLUSTER, cluster)).toBeUndefined();
  });

  it("fails if they aren't in effect by the time that it comes up (S0-WSP-16)", async () => {
    const { sandbox } = await open({ "role-propagation": 240 }, NEEDED);
    sandbox.wait(59);
    const reply = await sandbox.put(CLUSTER, cluster);
    sandbox.wait(180);
    expect(await sandbox.failureOf(reply)).toMatchObject({ code: "AuthorizationFailed" });
  });

  it("needs none where the failure mode is off", async () => {
    const { sandbox } = await open({ "compute-roles": false }, []);
    expect(await sandbox.fail(CLUSTER, cluster)).toBeUndefined();
  });

  it("is not asked for any if it has no identity", async () => {
    const { sandbox } = await open({}, []);
    expect(await sandbox.fail(CLUSTER, { ...cluster, identity: undefined })).toBeUndefined();
  });
});
