import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  assign,
  endpointBody,
  endpointId,
  endpointRule,
  makeAccount,
  makeNetwork,
  makeWorkspace,
  ruleId,
} from "../../support/platform.js";
import { idOf, type Reply, Sandbox } from "../../support/sandbox.js";

const SERVER = idOf("Microsoft.Sql/servers", "sql-dev");
const RULE = ruleId("features");
const APPROVED = { properties: { privateLinkServiceConnectionState: { status: "Approved", description: "by hand" } } };

/** A workspace, and a SQL server that its identity may not approve connections of. */
async function withServer(): Promise<{ sandbox: Sandbox; principal: string }> {
  const sandbox = await Sandbox.open();
  const principal = await makeWorkspace(sandbox);
  const properties = { administratorLogin: "boss", administratorLoginPassword: "secret" };
  await sandbox.make(SERVER, { location: "canadacentral", properties });
  return { sandbox, principal };
}

/** The connections of a resource: their ids and states. */
async function connectionsOf(sandbox: Sandbox, id: string): Promise<{ id: string; status: string }[]> {
  const { privateEndpointConnections } = (await sandbox.get(id)).body.properties;
  return (privateEndpointConnections as Reply["body"][]).map((connection) => ({
    id: connection.id as string,
    status: connection.properties.privateLinkServiceConnectionState.status as string,
  }));
}

async function status(sandbox: Sandbox): Promise<string> {
  return (await sandbox.get(RULE)).body.properties.status;
}

describe("The connection of a managed network to a SQL server", () => {
  it("waits for an approval where the workspace's identity has no role for it, and the rule fails", async () => {
    const { sandbox } = await withServer();
    const reply = await sandbox.put(RULE, endpointRule(SERVER, "sqlServer"));
    expect(await connectionsOf(sandbox, SERVER)).toMatchObject([{ status: "Pending" }]);
    sandbox.wait(300);
    expect((await sandbox.failureOf(reply))?.message).toContain(
      `to perform action 'Microsoft.Sql/servers/privateEndpointConnectionsApproval/action' over scope '${SERVER}'`,
    );
  });

  it("is approved by hand while the rule is pending (S3-DAT-07)", async () => {
    const { sandbox } = await withServer();
    const reply = await sandbox.put(RULE, endpointRule(SERVER, "sqlServer"));
    sandbox.wait(60);
    const [connection] = await connectionsOf(sandbox, SERVER);
    await sandbox.make(connection?.id ?? "", APPROVED);
    sandbox.wait(240);
    expect(await sandbox.failureOf(reply)).toBeUndefined();
    expect(await status(sandbox)).toBe("Active");
  });

  it("is approved by hand after the rule has failed, and stays so (S3-DAT-07)", async () => {
    const { sandbox } = await withServer();
    await sandbox.fail(RULE, endpointRule(SERVER, "sqlServer"));
    expect(await status(sandbox)).toBe("Failed");
    const [connection] = await connectionsOf(sandbox, SERVER);
    await sandbox.make(connection?.id ?? "", APPROVED);
    expect(await status(sandbox)).toBe("Active");
    await sandbox.make(RULE, endpointRule(SERVER, "sqlServer"));
    expect(await connectionsOf(sandbox, SERVER)).toMatchObject([{ status: "Approved" }]);
  });

  it("is approved by the workspace's identity with the approver role (S3-DAT-06)", async () => {
    const { sandbox, principal } = await withServer();
    await assign(sandbox, ROLES.networkConnectionApprover, SERVER, principal);
    sandbox.wait();
    await sandbox.make(RULE, endpointRule(SERVER, "sqlServer"));
    expect(await connectionsOf(sandbox, SERVER)).toMatchObject([{ status: "Approved" }]);
    await sandbox.delete(RULE);
    sandbox.wait();
    expect(await connectionsOf(sandbox, SERVER)).toEqual([]);
  });
});

describe("Connections to a storage account", () => {
  it("are one for each sub-resource of the managed network's rules (S3-DAT-04)", async () => {
    const sandbox = await Sandbox.open();
    const principal = await makeWorkspace(sandbox);
    await assign(sandbox, ROLES.networkConnectionApprover, ACCOUNT, principal);
    sandbox.wait();
    for (const subresource of ["blob", "dfs"]) {
      await sandbox.make(ruleId(`lake-${subresource}`), endpointRule(ACCOUNT, subresource));
    }
    expect(await connectionsOf(sandbox, ACCOUNT)).toHaveLength(2);
    await sandbox.delete(ruleId("lake-dfs"));
    sandbox.wait();
    expect(await connectionsOf(sandbox, ACCOUNT)).toHaveLength(1);
  });

  it("that a private endpoint asks for by hand are shown by the endpoint once they are approved", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await makeAccount(sandbox);
    const endpoint = endpointId("pe-lake");
    const asked = [{ name: "dfs", properties: { privateLinkServiceId: ACCOUNT, groupIds: ["dfs"] } }];
    const body = { privateLinkServiceConnections: [], manualPrivateLinkServiceConnections: asked };
    await sandbox.make(endpoint, endpointBody(ACCOUNT, "dfs", body));
    const [connection] = await connectionsOf(sandbox, ACCOUNT);
    expect(connection?.status).toBe("Pending");
    await sandbox.make(connection?.id ?? "", APPROVED);
    const { manualPrivateLinkServiceConnections } = (await sandbox.get(endpoint)).body.properties;
    expect(manualPrivateLinkServiceConnections).toMatchObject([APPROVED]);
  });
});
