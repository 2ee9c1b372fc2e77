import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import {
  assignAttachRoles,
  CLUSTER,
  cluster,
  EXTENSION,
  machineLearningExtension,
  NODES,
  prepareCluster,
  SERVER_ZONE,
} from "../../support/kubernetes.js";
import {
  assign,
  CANADA,
  IDENTITY,
  makeIdentity,
  makeNetwork,
  makeWorkspace,
  WORKSPACE,
} from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

/** A network and a zone, with some of the roles on them, in effect. */
async function withRoles(...roles: readonly ("subnet" | "zone")[]): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox, { nodes: "10.1.4.0/24" });
  await sandbox.make(SERVER_ZONE, { location: "global" });
  const principal = await makeIdentity(sandbox);
  if (roles.includes("subnet")) await assign(sandbox, ROLES.networkContributor, NODES, principal);
  if (roles.includes("zone")) await assign(sandbox, ROLES.privateDnsZoneContributor, SERVER_ZONE, principal);
  sandbox.wait();
  return sandbox;
}

describe("cluster-roles", () => {
  it("rejects a cluster whose identity can't write its zone", async () => {
    const sandbox = await withRoles("subnet");
    expect(await sandbox.fail(CLUSTER, cluster())).toEqual({
      status: 400,
      code: "ResourceMissingPermissionError",
      message: `Service principal or user-assigned identity must be given certain permissions to resource ${SERVER_ZONE}. Check access result not allowed for action Microsoft.Network/privateDnsZones/write.`,
    });
  });

  it("makes a cluster fail whose identity can't join the subnet of its nodes", async () => {
    const sandbox = await withRoles("zone");
    const failure = await sandbox.fail(CLUSTER, cluster());
    expect(failure).toMatchObject({ status: 201, code: "LinkedAuthorizationFailed" });
    expect(failure?.message).toContain(
      `'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '${NODES}'`,
    );
    expect((await sandbox.get(CLUSTER)).body.properties).toMatchObject({
      provisioningState: "Failed",
      agentPoolProfiles: [{ name: "system" }],
    });
  });

  it("waits for the roles to take effect", async () => {
    const sandbox = await withRoles();
    const principal = (await sandbox.get(IDENTITY)).body.properties.principalId;
    await assign(sandbox, ROLES.networkContributor, NODES, principal);
    await assign(sandbox, ROLES.privateDnsZoneContributor, SERVER_ZONE, principal);
    expect(await sandbox.fail(CLUSTER, cluster())).toMatchObject({ code: "ResourceMissingPermissionError" });
    sandbox.wait(60);
    expect(await sandbox.fail(CLUSTER, cluster())).toBeUndefined();
  });

  it("asks no role of an identity of the cluster's own", async () => {
    const sandbox = await withRoles();
    const access = { privateDNSZone: "System" };
    const own = { ...cluster({ access }), identity: { type: "SystemAssigned" } };
    expect(await sandbox.fail(CLUSTER, own)).toBeUndefined();
  });

  it("asks for the right to give the nodes an identity of yours", async () => {
    const sandbox = await Sandbox.open();
    await prepareCluster(sandbox);
    const kubelet = `${IDENTITY}-nodes`;
    const principal = await makeIdentity(sandbox, kubelet);
    const body = cluster() as { properties: object };
    const properties = {
      ...body.properties,
      identityProfile: { kubeletidentity: { resourceId: kubelet, objectId: principal } },
    };
    expect(await sandbox.fail(CLUSTER, { ...body, properties })).toMatchObject({
      code: "ResourceMissingPermissionError",
      message: expect.stringContaining(kubelet) as string,
    });
  });

  it("can be turned off", async () => {
    const sandbox = await Sandbox.open({ failureModes: { "cluster-roles": false } });
    await makeNetwork(sandbox, { nodes: "10.1.4.0/24" });
    await sandbox.make(SERVER_ZONE, { location: "global" });
    await makeIdentity(sandbox);
    expect(await sandbox.fail(CLUSTER, cluster())).toBeUndefined();
  });
});

describe("cluster-attach-roles", () => {
  const COMPUTE = `${WORKSPACE}/computes/aks`;
  const compute = { ...CANADA, properties: { computeType: "Kubernetes", resourceId: CLUSTER, properties: {} } };
  const REFUSED = {
    status: 400,
    code: "BadRequest",
    message: "AKS role check failed for user assigned identity. Please check the role assignment.",
  };

  /** A workspace and a cluster with the extension. */
  async function open(properties: object = {}, on = true): Promise<Sandbox> {
    const sandbox = await Sandbox.open({ failureModes: { "cluster-attach-roles": on } });
    await makeWorkspace(sandbox, { managedNetwork: { isolationMode: "Disabled" } });
    await prepareCluster(sandbox);
    const body = cluster() as { readonly properties: object };
    await sandbox.make(CLUSTER, { ...body, properties: { ...body.properties, ...properties } });
    await sandbox.make(EXTENSION, machineLearningExtension());
    return sandbox;
  }

  it("waits for the roles of the workspace's identity to take effect", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(COMPUTE, compute)).toEqual(REFUSED);
    await assignAttachRoles(sandbox);
    expect(await sandbox.fail(COMPUTE, compute)).toEqual(REFUSED);
    sandbox.wait();
    expect(await sandbox.fail(COMPUTE, compute)).toBeUndefined();
  });

  it("requires Contributor only for trusted access", async () => {
    const trusted = await open();
    await assignAttachRoles(trusted, ROLES.contributor);
    trusted.wait();
    expect(await trusted.fail(COMPUTE, compute)).toEqual(REFUSED);
    const withAccounts = await open({ disableLocalAccounts: false });
    await assignAttachRoles(withAccounts, ROLES.contributor);
    withAccounts.wait();
    expect(await withAccounts.fail(COMPUTE, compute)).toBeUndefined();
  });

  it("can be turned off", async () => {
    const sandbox = await open({}, false);
    expect(await sandbox.fail(COMPUTE, compute)).toBeUndefined();
  });
});
