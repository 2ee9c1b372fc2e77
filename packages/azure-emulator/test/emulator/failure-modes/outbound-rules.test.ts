import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import type { FailureModeSettings } from "../../../src/index.js";
import {
  ACCOUNT,
  assign,
  endpointRule,
  IDENTITY,
  IMAGES,
  makeRegistry,
  makeWorkspace,
  REGISTRY,
  ruleId,
  WORKSPACE,
} from "../../support/platform.js";
import { GROUP, pathOf, Sandbox } from "../../support/sandbox.js";

const RULE = ruleId("registry");
const APPROVER = { id: "b556d68e-0be0-4f35-a333-ad7ee1ce17ea" };
const APPROVE = "Microsoft.MachineLearningServices/registries/privateEndpointConnectionsApproval/action";

/** A workspace with a managed network, and a registry. */
async function open(failureModes: FailureModeSettings = {}): Promise<{ sandbox: Sandbox; principal: string }> {
  const sandbox = await Sandbox.open({ failureModes });
  const principal = await makeWorkspace(sandbox);
  await makeRegistry(sandbox);
  return { sandbox, principal };
}

async function status(sandbox: Sandbox, rule: string): Promise<string> {
  return (await sandbox.get(rule)).body.properties.status;
}

describe("An outbound rule to a registry", () => {
  it("is refused in Azure's words without a subresourceTarget (S0-TRB-03)", async () => {
    const { sandbox } = await open();
    expect(await sandbox.fail(RULE, endpointRule(REGISTRY))).toEqual({
      status: 400,
      code: "ValidationError",
      message: `Invalid outbound rule 'registry': subresourceTarget '' is not valid for '${REGISTRY}'. Supported values: amlregistry.`,
    });
  });

  it("is refused with one that a registry doesn't offer (S0-OUT-08)", async () => {
    const { sandbox } = await open();
    const failure = await sandbox.fail(RULE, endpointRule(REGISTRY, "registry"));
    expect(failure).toMatchObject({ status: 400, code: "ValidationError" });
    expect(failure?.message).toContain("subresourceTarget 'registry' is not valid");
  });

  it("is accepted without a subresourceTarget where the failure mode is off", async () => {
    const { sandbox } = await open({ "outbound-rule-subresource": false });
    expect((await sandbox.put(RULE, endpointRule(REGISTRY))).status).toBe(202);
  });

  it("stays pending for five minutes, then fails, where nobody may approve it (S0-OUT-07)", async () => {
    const { sandbox, principal } = await open();
    const reply = await sandbox.put(RULE, endpointRule(REGISTRY, "amlregistry"));
    expect(reply.status).toBe(202);
    sandbox.wait(299);
    expect(await status(sandbox, RULE)).toBe("Inactive");
    sandbox.wait(1);
    expect(await status(sandbox, RULE)).toBe("Failed");
    const failure = await sandbox.failureOf(reply);
    expect(failure?.code).toBe("AuthorizationFailed");
    expect(failure?.message).toContain(
      `with object id '${principal}' does not have authorization to perform action '${APPROVE}' over scope '${REGISTRY}'`,
    );
  });

  it("becomes active in three minutes where the workspace's identity may approve it (S0-OUT-07)", async () => {
    const { sandbox, principal } = await open();
    await assign(sandbox, APPROVER, REGISTRY, principal);
    sandbox.wait(60);
    await sandbox.put(RULE, endpointRule(REGISTRY, "amlregistry"));
    sandbox.wait(179);
    expect(await status(sandbox, RULE)).toBe("Provisioning");
    sandbox.wait(1);
    expect(await status(sandbox, RULE)).toBe("Active");
  });

  it("fails where the role is not in effect when the rule is written (S0-WAI-03)", async () => {
    const { sandbox, principal } = await open();
    await assign(sandbox, APPROVER, GROUP, principal);
    sandbox.wait(59);
    expect(await sandbox.fail(RULE, endpointRule(REGISTRY, "amlregistry"))).toMatchObject({
      code: "AuthorizationFailed",
    });
  });

  it("can be written again when the role is in effect", async () => {
    const { sandbox, principal } = await open();
    await sandbox.fail(RULE, endpointRule(REGISTRY, "amlregistry"));
    await assign(sandbox, APPROVER, GROUP, principal);
    sandbox.wait(60);
    await sandbox.make(RULE, endpointRule(REGISTRY, "amlregistry"));
    expect(await status(sandbox, RULE)).toBe("Active");
  });

  it("stays pending for the configured time", async () => {
    const { sandbox } = await open({ "outbound-rule-approval": 1000 });
    await sandbox.put(RULE, endpointRule(REGISTRY, "amlregistry"));
    sandbox.wait(999);
    expect(await status(sandbox, RULE)).toBe("Inactive");
    sandbox.wait(1);
    expect(await status(sandbox, RULE)).toBe("Failed");
  });

  it("needs no approver where the failure mode is off", async () => {
    const { sandbox } = await open({ "outbound-rule-approval": false });
    await sandbox.make(RULE, endpointRule(REGISTRY, "amlregistry"));
    expect(await status(sandbox, RULE)).toBe("Active");
  });

  it("may be approved by a system-assigned identity", async () => {
    const { sandbox } = await open();
    const both = { type: "SystemAssigned,UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } };
    await sandbox.request("PATCH", WORKSPACE, { identity: both });
    sandbox.wait();
    const { principalId } = (await sandbox.get(WORKSPACE)).body.identity;
    await assign(sandbox, APPROVER, REGISTRY, principalId);
    sandbox.wait();
    expect(await sandbox.fail(RULE, endpointRule(REGISTRY, "amlregistry"))).toBeUndefined();
  });
});

describe("An outbound rule to a container registry, which the approver role doesn't read", () => {
  const rule = ruleId("images");
  const write = async (...roles: { readonly id: string }[]) => {
    const { sandbox, principal } = await open();
    for (const role of roles) await assign(sandbox, role, IMAGES, principal);
    sandbox.wait(60);
    return { sandbox, principal, reply: await sandbox.put(rule, endpointRule(IMAGES, "registry")) };
  };

  it("stays pending, then fails, where the workspace's identity may only approve it", async () => {
    const { sandbox, principal, reply } = await write(APPROVER);
    sandbox.wait(299);
    expect(await status(sandbox, rule)).toBe("Inactive");
    sandbox.wait(1);
    expect(await status(sandbox, rule)).toBe("Failed");
    const failure = await sandbox.failureOf(reply);
    expect(failure?.code).toBe("AuthorizationFailed");
    expect(failure?.message).toContain(
      `with object id '${principal}' does not have authorization to perform action 'Microsoft.ContainerRegistry/registries/read' over scope '${IMAGES}'`,
    );
  });

  it("fails where the identity may only read it", async () => {
    const { sandbox, reply } = await write(ROLES.reader);
    sandbox.wait();
    expect((await sandbox.failureOf(reply))?.message).toContain("registries/privateEndpointConnectionsApproval/action");
  });

  it("becomes active where the identity may approve and read it", async () => {
    const { sandbox } = await write(APPROVER, ROLES.reader);
    sandbox.wait();
    expect(await status(sandbox, rule)).toBe("Active");
  });
});

describe("Outbound rules that are written at once on one workspace", () => {
  const fqdn = (destination: string) => ({ properties: { type: "FQDN", category: "UserDefined", destination } });
  const [first, second] = [ruleId("first"), ruleId("second")];
  const names = (sandbox: Sandbox) =>
    sandbox.azure.resources.filter(({ id }) => [first, second].some((one) => id.equals(one))).map(({ id }) => id.name);

  it("lose the one that was written first (S0-OUT-11)", async () => {
    const { sandbox, principal } = await open();
    await assign(sandbox, ROLES.networkConnectionApprover, GROUP, principal);
    sandbox.wait();
    await sandbox.put(first, endpointRule(REGISTRY, "amlregistry"));
    sandbox.wait(1);
    await sandbox.put(second, endpointRule(ACCOUNT, "file"));
    sandbox.wait(179);
    expect(await status(sandbox, first)).toBe("Active");
    sandbox.wait(1);
    expect(names(sandbox)).toEqual(["second"]);
  });

  it("lose the one that was quicker", async () => {
    const { sandbox, principal } = await open();
    await assign(sandbox, ROLES.networkConnectionApprover, GROUP, principal);
    sandbox.wait();
    await sandbox.put(first, fqdn("pypi.org"));
    await sandbox.put(second, endpointRule(REGISTRY, "amlregistry"));
    sandbox.wait(599);
    expect(names(sandbox)).toEqual(["first", "second"]);
    sandbox.wait(1);
    expect(names(sandbox)).toEqual(["first"]);
  });

  it("are all kept when one follows the other (S0-OUT-11)", async () => {
    const { sandbox } = await open();
    await sandbox.make(first, fqdn("pypi.org"));
    await sandbox.make(second, fqdn("conda.anaconda.org"));
    expect(names(sandbox)).toEqual(["first", "second"]);
  });

  it("are all kept where the failure mode is off", async () => {
    const { sandbox } = await open({ "outbound-rule-lost-update": false });
    await sandbox.put(first, fqdn("pypi.org"));
    await sandbox.put(second, fqdn("conda.anaconda.org"));
    sandbox.wait();
    expect(names(sandbox)).toEqual(["first", "second"]);
  });

  it("conflict, if the failure mode is on", async () => {
    const { sandbox } = await open({ "outbound-rule-conflict": true });
    const { headers } = await sandbox.put(first, fqdn("pypi.org"));
    const reply = await sandbox.put(second, fqdn("conda.anaconda.org"));
    const operation = /operationStatuses\/[^?]+/.exec(pathOf(headers["azure-asyncoperation"]))?.[0] ?? "none";
    expect(reply.status).toBe(409);
    expect(reply.body.error.code).toBe("AnotherOperationInProgress");
    expect(reply.body.error.message).toMatch(
      /^Another operation on this or dependent resource is in progress\. To retrieve status of the operation use uri: /,
    );
    expect(reply.body.error.message).toContain(operation);
    sandbox.wait(600);
    expect((await sandbox.put(second, fqdn("conda.anaconda.org"))).status).toBe(202);
  });

  it("conflict with a deletion, if the failure mode is on", async () => {
    const { sandbox } = await open({ "outbound-rule-conflict": true });
    await sandbox.make(first, fqdn("pypi.org"));
    await sandbox.delete(first);
    expect((await sandbox.put(second, fqdn("conda.anaconda.org"))).status).toBe(409);
    sandbox.wait(60);
    expect((await sandbox.put(second, fqdn("conda.anaconda.org"))).status).toBe(202);
  });

  it("do not conflict where nothing is said", async () => {
    const { sandbox } = await open();
    await sandbox.put(first, fqdn("pypi.org"));
    expect((await sandbox.put(second, fqdn("conda.anaconda.org"))).status).toBe(202);
  });
});
