import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  assign,
  endpointRule,
  makeDependentResources,
  makeRegistry,
  makeWorkspace,
  REGISTRY,
  ruleId,
  WORKSPACE,
  workspaceBody,
} from "../../../support/platform.js";
import { GROUP, Sandbox } from "../../../support/sandbox.js";

const fqdn = (destination: string) => ({ properties: { type: "FQDN", category: "UserDefined", destination } });

/** A workspace whose managed network has yet to be made. */
async function waiting(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeDependentResources(sandbox);
  sandbox.wait();
  await sandbox.make(WORKSPACE, workspaceBody());
  return sandbox;
}

describe("An outbound rule", () => {
  it("needs a managed network", async () => {
    const sandbox = await Sandbox.open();
    await makeDependentResources(sandbox);
    sandbox.wait();
    await sandbox.make(WORKSPACE, workspaceBody({ managedNetwork: { isolationMode: "Disabled" } }));
    expect(await sandbox.fail(ruleId("out"), fqdn("pypi.org"))).toEqual({
      status: 400,
      code: "ValidationError",
      message: "Workspace 'mlw-dev' has no managed network, so it can't have outbound rules.",
    });
  });

  it("waits for the managed network, and becomes active with it", async () => {
    const sandbox = await waiting();
    await sandbox.make(ruleId("out"), fqdn("pypi.org"));
    expect((await sandbox.get(ruleId("out"))).body.properties.status).toBe("Inactive");
    expect(sandbox.azure.inspect()).toContainEqual({ id: ruleId("out"), problem: "is Inactive, not Active" });
    await sandbox.post(`${WORKSPACE}/provisionManagedNetwork`);
    sandbox.wait();
    expect((await sandbox.get(ruleId("out"))).body.properties.status).toBe("Active");
  });

  it("for serverless Spark is active for it once the managed network is provisioned for it", async () => {
    const sandbox = await Sandbox.open();
    const principal = await makeWorkspace(sandbox);
    await assign(sandbox, ROLES.networkConnectionApprover, GROUP, principal);
    sandbox.wait();
    const destination = { serviceResourceId: ACCOUNT, subresourceTarget: "blob" };
    const rule = (more: object) => ({
      properties: { type: "PrivateEndpoint", destination: { ...destination, ...more } },
    });
    const spark = async (name: string) => (await sandbox.get(ruleId(name))).body.properties.destination;
    await sandbox.make(ruleId("without"), rule({}));
    await sandbox.make(ruleId("before"), rule({ sparkEnabled: true }));
    expect(await spark("before")).toEqual({ ...destination, sparkEnabled: true, sparkStatus: "Inactive" });
    const problem = "is Inactive for serverless Spark: the managed network of mlw-dev isn't provisioned for it";
    expect(sandbox.azure.inspect()).toContainEqual({ id: ruleId("before"), problem });
    await sandbox.post(`${WORKSPACE}/provisionManagedNetwork`, { includeSpark: true });
    sandbox.wait();
    await sandbox.make(ruleId("after"), rule({ sparkEnabled: true }));
    for (const name of ["before", "after"]) expect(await spark(name)).toMatchObject({ sparkStatus: "Active" });
    expect(await spark("without")).toEqual({ ...destination, sparkEnabled: false, sparkStatus: "Inactive" });
    expect(sandbox.azure.inspect()).not.toContainEqual({ id: ruleId("before"), problem });
  });

  it("to a name makes a firewall if it is the first: ten minutes, then three", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(ruleId("first"), fqdn("pypi.org"));
    await sandbox.make(ruleId("second"), fqdn("conda.anaconda.org"));
    expect(sandbox.azure.secondsSpentOn(ruleId("first"))).toBe(600);
    expect(sandbox.azure.secondsSpentOn(ruleId("second"))).toBe(180);
  });

  it("to a resource needs the resource", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    expect(await sandbox.fail(ruleId("out"), endpointRule(REGISTRY, "amlregistry"))).toMatchObject({
      status: 400,
      code: "InvalidResourceReference",
    });
  });

  it("to a resource is seen by it as an approved connection", async () => {
    const sandbox = await Sandbox.open();
    const principal = await makeWorkspace(sandbox);
    await makeRegistry(sandbox);
    await assign(sandbox, ROLES.networkConnectionApprover, GROUP, principal);
    sandbox.wait();
    await sandbox.make(ruleId("out"), endpointRule(REGISTRY, "amlregistry"));
    const { registryPrivateEndpointConnections } = (await sandbox.get(REGISTRY)).body.properties;
    expect(registryPrivateEndpointConnections).toMatchObject([
      {
        properties: {
          groupIds: ["amlregistry"],
          provisioningState: "Succeeded",
          registryPrivateLinkServiceConnectionState: { status: "Approved" },
        },
      },
    ]);
  });

  it("may lead to a sub-resource of a type that the catalog knows nothing of, if it says to which", async () => {
    const sandbox = await waiting();
    const thing = `${GROUP}/providers/Contoso.Things/things/one`;
    await sandbox.make(thing);
    expect(await sandbox.fail(ruleId("out"), endpointRule(thing, "anything"))).toBeUndefined();
    expect((await sandbox.fail(ruleId("out"), endpointRule(thing)))?.code).toBe("ValidationError");
  });

  it("is validated by the schema of its api-version", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    const body = { properties: { type: "Carrier pigeon", destination: "pypi.org" } };
    expect(await sandbox.fail(ruleId("out"), body)).toMatchObject({ status: 400, code: "ValidationError" });
  });

  it("is shown in its workspace", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(ruleId("out"), fqdn("pypi.org"));
    const { outboundRules } = (await sandbox.get(WORKSPACE)).body.properties.managedNetwork;
    expect(outboundRules.out).toEqual({ ...fqdn("pypi.org").properties, status: "Active" });
  });

  it("is gone a minute after its deletion", async () => {
    const sandbox = await Sandbox.open();
    await makeWorkspace(sandbox);
    await sandbox.make(ruleId("out"), fqdn("pypi.org"));
    await sandbox.delete(ruleId("out"));
    sandbox.wait(59);
    expect(sandbox.azure.resources.some(({ id }) => id.equals(ruleId("out")))).toBe(true);
    sandbox.wait(1);
    expect((await sandbox.get(ruleId("out"))).status).toBe(404);
  });

  it("that is undone meanwhile fails", async () => {
    const sandbox = await waiting();
    const reply = await sandbox.put(ruleId("out"), endpointRule(ACCOUNT, "file"));
    const managedNetwork = { isolationMode: "AllowOnlyApprovedOutbound", outboundRules: {} };
    await sandbox.put(WORKSPACE, workspaceBody({ managedNetwork }));
    sandbox.wait();
    expect(await sandbox.failureOf(reply)).toMatchObject({ code: "ResourceNotFound" });
  });
});
