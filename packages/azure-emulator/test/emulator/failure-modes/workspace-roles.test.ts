import { describe, expect, it } from "vitest";
import type { FailureModeSettings } from "../../../src/index.js";
import {
  ACCOUNT,
  assign,
  IDENTITY,
  makeDependentResources,
  VAULT,
  WORKSPACE,
  workspaceBody,
} from "../../support/platform.js";
import { GROUP, Sandbox } from "../../support/sandbox.js";

const KEY_VAULT_READER = { id: "21090545-7ca7-4776-b22c-e363652d74d2" };
const SECRETS_USER = { id: "4633458b-17de-408a-b874-0445c86b69e6" };
const SECRETS_OFFICER = { id: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7" };
const READER = { id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" };
const BLOB_CONTRIBUTOR = { id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe" };
const BLOB_OWNER = { id: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b" };
const APPROVER = { id: "b556d68e-0be0-4f35-a333-ad7ee1ce17ea" };
const AI_ADMINISTRATOR = { id: "b78c5d69-af96-48a3-bf8d-a8b4d589de94" };
const OWNER = { id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" };

/** A sandbox with a workspace's dependent resources, and roles of the identity in effect. */
async function open(
  roles: readonly (readonly [role: { id: string }, scope: string])[],
  failureModes: FailureModeSettings = {},
): Promise<{ sandbox: Sandbox; principal: string }> {
  const sandbox = await Sandbox.open({ failureModes });
  await makeDependentResources(sandbox);
  const [identity] = sandbox.azure.resources.filter(({ id }) => id.equals(IDENTITY));
  const principal = String(identity?.body.properties["principalId"]);
  for (const { id } of sandbox.azure.resources.filter((one) =>
    one.id.hasType("Microsoft.Authorization/roleAssignments"),
  ))
    await sandbox.delete(id.toString());
  for (const [role, scope] of roles) await assign(sandbox, role, scope, principal);
  return { sandbox, principal };
}

const NEEDED = [
  [KEY_VAULT_READER, VAULT],
  [SECRETS_USER, VAULT],
  [BLOB_CONTRIBUTOR, ACCOUNT],
] as const;

const BUNDLE = [
  [KEY_VAULT_READER, VAULT],
  [SECRETS_USER, VAULT],
  [SECRETS_OFFICER, VAULT],
  [READER, GROUP],
  [APPROVER, GROUP],
  [AI_ADMINISTRATOR, GROUP],
  [BLOB_CONTRIBUTOR, ACCOUNT],
  [BLOB_OWNER, ACCOUNT],
] as const;

describe("A workspace whose identity has roles", () => {
  it("is refused in Azure's words without Key Vault Reader (S0-TRB-01)", async () => {
    const { sandbox, principal } = await open(NEEDED.slice(1));
    sandbox.wait();
    const client = sandbox.azure.resources.find(({ id }) => id.equals(IDENTITY))?.body.properties["clientId"];
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toEqual({
      status: 403,
      code: "AuthorizationFailed",
      message: `The client '${String(client)}' with object id '${principal}' does not have authorization to perform action 'Microsoft.KeyVault/vaults/read' over scope '${VAULT}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    });
    expect((await sandbox.get(WORKSPACE)).status).toBe(404);
  });

  it.each([
    ["Key Vault Secrets User", 1, "Microsoft.KeyVault/vaults/secrets/getSecret/action", VAULT],
    [
      "Storage Blob Data Contributor",
      2,
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
      ACCOUNT,
    ],
  ])("is refused without %s (S0-TRB-01)", async (_, without, action, scope) => {
    const { sandbox } = await open(NEEDED.filter((_one, index) => index !== without));
    sandbox.wait();
    const failure = await sandbox.fail(WORKSPACE, workspaceBody());
    expect(failure).toMatchObject({ status: 403, code: "AuthorizationFailed" });
    expect(failure?.message).toContain(`to perform action '${action}' over scope '${scope}'`);
  });

  it("is refused until they are in effect, a minute after they were assigned (S0-TRB-01)", async () => {
    const { sandbox } = await open(NEEDED);
    sandbox.wait(59.9);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(403);
    sandbox.wait(0.1);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("waits for the configured propagation time of roles", async () => {
    const { sandbox } = await open(NEEDED, { "role-propagation": 300 });
    sandbox.wait(299);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(403);
    sandbox.wait(1);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("does not wait where roles take effect at once", async () => {
    const { sandbox } = await open(NEEDED, { "role-propagation": false });
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("waits from the last time that their maker has looked whether they are there", async () => {
    const { sandbox } = await open(NEEDED);
    sandbox.wait(29);
    for (const { id } of sandbox.azure.resources) await sandbox.get(id.toString());
    sandbox.wait(59);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(403);
    sandbox.wait(1);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("does not wait for who looks at them later than half a minute", async () => {
    const { sandbox } = await open(NEEDED);
    sandbox.wait(30);
    for (const { id } of sandbox.azure.resources) await sandbox.get(id.toString());
    sandbox.wait(30);
    expect((await sandbox.put(WORKSPACE, workspaceBody())).status).toBe(202);
  });

  it("may hold wider ones on its group", async () => {
    const { sandbox } = await open([
      [READER, GROUP],
      [SECRETS_OFFICER, GROUP],
      [BLOB_OWNER, GROUP],
    ]);
    sandbox.wait();
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toBeUndefined();
  });

  it("needs none for what is no part of it", async () => {
    const { sandbox } = await open([[BLOB_CONTRIBUTOR, ACCOUNT]]);
    sandbox.wait();
    expect(await sandbox.fail(WORKSPACE, workspaceBody({ keyVault: undefined }))).toBeUndefined();
  });

  it("needs none where the failure mode is off", async () => {
    const { sandbox } = await open([], { "workspace-roles": false });
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toBeUndefined();
  });

  it("needs them for its creation only", async () => {
    const { sandbox } = await open(NEEDED);
    sandbox.wait();
    await sandbox.make(WORKSPACE, workspaceBody());
    for (const { id } of sandbox.azure.resources.filter((one) =>
      one.id.hasType("Microsoft.Authorization/roleAssignments"),
    ))
      await sandbox.delete(id.toString());
    expect(await sandbox.fail(WORKSPACE, workspaceBody({ friendlyName: "again" }))).toBeUndefined();
  });
});

describe("A workspace whose identity must hold the reference bundle", () => {
  const failureModes = { "workspace-role-bundle": true, "workspace-roles": false };

  it("is made with all of it", async () => {
    const { sandbox } = await open(BUNDLE, failureModes);
    sandbox.wait();
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toBeUndefined();
  });

  it("is rejected with wider roles instead of it", async () => {
    const { sandbox } = await open([[OWNER, GROUP]], failureModes);
    sandbox.wait();
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toMatchObject({ status: 403, code: "AuthorizationFailed" });
  });

  it("is refused before it is in effect", async () => {
    const { sandbox } = await open(BUNDLE, failureModes);
    sandbox.wait(59);
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toMatchObject({ code: "AuthorizationFailed" });
  });

  it.each([
    ["Key Vault Reader", 0, "Microsoft.KeyVault/vaults/read", VAULT],
    ["Key Vault Secrets User", 1, "Microsoft.KeyVault/vaults/secrets/getSecret/action", VAULT],
    ["Key Vault Secrets Officer", 2, "Microsoft.KeyVault/vaults/secrets/setSecret/action", VAULT],
    ["Reader", 3, "Microsoft.Resources/subscriptions/resourceGroups/read", GROUP],
    [
      "Enterprise Network Connection Approver",
      4,
      "Microsoft.Storage/storageAccounts/privateEndpointConnectionsApproval/action",
      GROUP,
    ],
    ["Azure AI Administrator", 5, "Microsoft.MachineLearningServices/workspaces/write", GROUP],
    [
      "Storage Blob Data Contributor",
      6,
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
      ACCOUNT,
    ],
    [
      "Storage Blob Data Owner",
      7,
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/manageOwnership/action",
      ACCOUNT,
    ],
  ])("is refused without %s", async (_, without, action, scope) => {
    const { sandbox } = await open(
      BUNDLE.filter((_one, index) => index !== without),
      failureModes,
    );
    sandbox.wait();
    const failure = await sandbox.fail(WORKSPACE, workspaceBody());
    expect(failure).toMatchObject({ status: 403, code: "AuthorizationFailed" });
    expect(failure?.message).toContain(`to perform action '${action}' over scope '${scope}'`);
  });

  it("is made where the failure mode is off", async () => {
    const { sandbox } = await open([], { ...failureModes, "workspace-role-bundle": false });
    expect(await sandbox.fail(WORKSPACE, workspaceBody())).toBeUndefined();
  });
});
