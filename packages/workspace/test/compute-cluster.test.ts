import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { synthesized } from "@org/aml-testing";
import type { SynthModel } from "@org/aml-synth-model";
import { Token } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AddComputeClusterOptions } from "../src/index.js";
import { at, COMPUTES, SmallPlatform, WORKSPACES } from "./fixture.js";

function clusterWith(options: AddComputeClusterOptions = {}, before?: (platform: SmallPlatform) => void): SynthModel {
  const platform = new SmallPlatform();
  before?.(platform);
  platform.workspace().addComputeCluster("Cluster", options);
  return synthesized(platform);
}

describe("addComputeCluster", () => {
  it("accepts SSH with a public key where asked (S3-WSP-07)", () => {
    const sshPublicKey = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== team";
    const model = clusterWith({ sshPublicKey });
    expect(model).toHaveAzapiResource(COMPUTES, {
      properties: {
        disableLocalAuth: false,
        properties: {
          remoteLoginPortPublicAccess: "Enabled",
          userAccountCredentials: { adminUserName: "azureuser", adminUserSshPublicKey: sshPublicKey },
        },
      },
    });
    const [cluster] = model.resources({ armType: COMPUTES });
    expect(validateAzapiResource(cluster?.attributes as never)).toEqual([]);
  });

  it("adds nodes without public address, remote login, local users and cost when idle (S0-WSP-14, S2-CMP-02, S4-CMP-03)", () => {
    const model = clusterWith();
    expect(model).toHaveAzapiResource(`${COMPUTES}@2025-12-01`, {
      name: "amlcc-dev-cc01",
      parent_id: `${"$"}{azapi_resource.${workspaceName(model)}.id}`,
      identity: {
        type: "UserAssigned",
        identity_ids: [expect.stringMatching(/azurerm_user_assigned_identity\.Workspace_ComputeIdentity/)],
      },
      properties: {
        computeType: "AmlCompute",
        disableLocalAuth: true,
        properties: {
          vmSize: "Standard_F8s_v2",
          vmPriority: "Dedicated",
          osType: "Linux",
          enableNodePublicIp: false,
          isolatedNetwork: false,
          remoteLoginPortPublicAccess: "Disabled",
          scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: "PT2M" },
        },
      },
    });
  });

  it("runs in the workspace's region and in no subnet of yours (SX-09)", () => {
    const cluster = clusterWith().resource({ armType: COMPUTES });
    expect(cluster.get("location")).toBe("${azurerm_resource_group.WorkspaceGroup.location}");
    expect(cluster.properties?.["computeLocation"]).toBe("${azurerm_resource_group.WorkspaceGroup.location}");
    expect(JSON.stringify(cluster.body)).not.toContain("subnet");
  });

  it("takes size, priority, counts and idle time (S0-CST-04, S0-WSP-22, S4-CMP-01)", () => {
    expect(
      clusterWith({
        name: "gpu",
        vmSize: "Standard_NC4as_T4_v3",
        vmPriority: "LowPriority",
        minNodeCount: 1,
        maxNodeCount: 2,
        nodeIdleTimeBeforeScaleDown: "PT30M",
        description: "for training",
        tags: { team: "vision" },
      }),
    ).toHaveAzapiResource(COMPUTES, {
      name: "gpu",
      tags: { team: "vision" },
      properties: {
        description: "for training",
        properties: {
          vmSize: "Standard_NC4as_T4_v3",
          vmPriority: "LowPriority",
          scaleSettings: { minNodeCount: 1, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: "PT30M" },
        },
      },
    });
  });

  it("has a body that the azapi provider accepts", () => {
    const cluster = clusterWith().resource({ armType: COMPUTES });
    expect(
      validateAzapiResource({ type: `${COMPUTES}@2025-12-01`, name: "amlcc-dev-cc01", body: cluster.body }),
    ).toEqual([]);
  });

  it("is made after its identity's roles have taken effect, and after the workspace's endpoint (S0-WSP-16)", () => {
    const model = clusterWith();
    const cluster = model.resource({ armType: COMPUTES });
    const delay = at(model, "aml-dev/Workspace/ComputeRolePropagation/Resource");
    expect(delay.get("create_duration")).toBe("90s");
    expect(cluster).toDependOn(delay);
    expect(cluster).toDependOn(at(model, "aml-dev/Workspace/Endpoint/Resource"));
    const rolesBelow = (path: string) =>
      model
        .resources({ type: "azurerm_role_assignment" })
        .filter(({ constructPath }) => constructPath?.includes(`/${path}/`));
    expect(rolesBelow("ComputeRoles")).toHaveLength(6);
    for (const role of rolesBelow("ComputeRoles")) expect(delay).toDependOn(role);
    expect(rolesBelow("ComputeWorkspaceRoles")).toHaveLength(2);
    for (const role of rolesBelow("ComputeWorkspaceRoles")) expect(cluster).toDependOn(role);
  });

  it("has the roles that need no workspace in effect before the workspace is there", () => {
    const model = clusterWith();
    const delay = at(model, "aml-dev/Workspace/ComputeRolePropagation/Resource");
    expect(delay).not.toDependOnTransitively(at(model, "aml-dev/Workspace/Resource"));
  });

  it("takes another api-version, retries and timeouts", () => {
    expect(
      clusterWith({ apiVersion: "2026-05-01", retry: { errorMessageRegex: ["Busy"] }, timeouts: { delete: "2h" } }),
    ).toHaveAzapiResource(`${COMPUTES}@2026-05-01`, {
      retry: { error_message_regex: ["Busy"] },
      timeouts: { create: "60m", update: "60m", delete: "2h" },
    });
  });

  it("does not compare names that only Terraform knows", () => {
    const workspace = new SmallPlatform().workspace();
    workspace.addComputeCluster("One", { name: "${var.cluster}" });
    expect(() => workspace.addComputeCluster("Two", { name: "${var.cluster}", imageBuild: false })).not.toThrow();
  });

  it("does not evaluate counts that only Terraform knows", () => {
    const minNodeCount = Token.asNumber("${var.least}");
    const maxNodeCount = Token.asNumber("${var.most}");
    expect(clusterWith({ minNodeCount, maxNodeCount: 1 })).toHaveAzapiResource(COMPUTES, {
      properties: { properties: { scaleSettings: { minNodeCount: "${var.least}" } } },
    });
    expect(clusterWith({ minNodeCount: 9, maxNodeCount })).toHaveAzapiResource(COMPUTES, {
      properties: { properties: { scaleSettings: { maxNodeCount: "${var.most}" } } },
    });
  });

  it("fails on two clusters of one name", () => {
    const workspace = new SmallPlatform().workspace();
    workspace.addComputeCluster("One", { name: "gpu" });
    expect(() => workspace.addComputeCluster("Two", { name: "GPU", imageBuild: false })).toThrow(
      "aml-dev/Workspace/One already has it",
    );
  });

  it("fails on a name that ends in a dash and digits, which no provider checks", () => {
    expect(() => clusterWith({ name: "gpu-1" })).toThrow("does not end in a dash followed by digits only");
  });

  it("accepts exactly the names of Azure's pattern", () => {
    const azure = /^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/;
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9-]{1,26}$/), (name) => {
        const workspace = new SmallPlatform().workspace();
        const add = () => workspace.addComputeCluster("Cluster", { name });
        if (azure.test(name)) expect(add).not.toThrow();
        else expect(add).toThrow("compute cluster");
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    [-1, 4, "minNodeCount: got -1"],
    [5, 4, "minNodeCount: got 5; allowed: a whole number from 0 to maxNodeCount, which is 4"],
    [5, undefined, "or set maxNodeCount to at least 5"],
    [0.5, 4, "minNodeCount: got 0.5"],
    [0, 0, "maxNodeCount: got 0"],
  ])("fails on %d to %d nodes at the prop that is wrong", (minNodeCount, maxNodeCount, message) => {
    expect(() => clusterWith({ minNodeCount, maxNodeCount })).toThrow(message);
  });

  it.each(["120", "2m", "P", "PT", "PT2.5M"])("fails on an idle time of %s", (nodeIdleTimeBeforeScaleDown) => {
    expect(() => clusterWith({ nodeIdleTimeBeforeScaleDown })).toThrow(
      `aml-dev/Workspace/Cluster.nodeIdleTimeBeforeScaleDown: got "${nodeIdleTimeBeforeScaleDown}"; allowed: an ISO 8601 duration`,
    );
  });
});

describe("image builds", () => {
  it("run on the first cluster (S0-WSP-17, S2-TST-02)", () => {
    expect(clusterWith()).toHaveAzapiUpdateResource(`${WORKSPACES}@2025-12-01`, {
      resource_id: expect.stringMatching(/^\$\{azapi_resource\.Workspace_\w+\.id\}$/),
      properties: { imageBuildCompute: "amlcc-dev-cc01" },
    });
  });

  it("are set 180 seconds after the cluster, and after the workspace's endpoint (S0-WAI-05)", () => {
    const model = clusterWith();
    const update = model.resource({ type: "azapi_update_resource" });
    const wait = at(model, "aml-dev/Workspace/ImageBuildCompute/Wait/Resource");
    expect(wait.get("create_duration")).toBe("180s");
    expect(wait).toDependOn(model.resource({ armType: COMPUTES }));
    expect(update).toDependOn(wait);
    expect(update).toDependOn(at(model, "aml-dev/Workspace/Endpoint/Resource"));
  });

  it("are set again when the workspace changes, whose own body doesn't have them", () => {
    const model = clusterWith();
    expect(model.resource({ type: "azapi_update_resource" }).get("lifecycle.replace_triggered_by")).toEqual([
      `azapi_resource.${workspaceName(model)}`,
    ]);
  });

  it("join the one chain of writes to the workspace (S0-OUT-11)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.outboundRules.addServiceTagRule({
      name: "before",
      serviceTag: "DataFactory",
      protocol: "TCP",
      ports: [443],
    });
    workspace.addComputeCluster("Cluster");
    workspace.outboundRules.addServiceTagRule({ name: "after", serviceTag: "DataLake", protocol: "TCP", ports: [443] });
    const model = synthesized(platform);
    const update = model.resource({ type: "azapi_update_resource" });
    expect(update).toDependOn(at(model, "aml-dev/Workspace/OutboundRules/before"));
    expect(at(model, "aml-dev/Workspace/OutboundRules/after")).toDependOn(update);
    expect(update.get("locks")).toEqual([expect.stringMatching(/^\$\{azapi_resource\.Workspace_\w+\.id\}$/)]);
  });

  it("run on another cluster where asked, and on one only", () => {
    const workspace = new SmallPlatform().workspace();
    workspace.addComputeCluster("Gpu", { name: "gpu", imageBuild: false });
    workspace.addComputeCluster("Cpu", { name: "cpu" });
    expect(() => workspace.addComputeCluster("Other", { name: "other", imageBuild: true })).toThrow(
      "one image-build cluster per workspace",
    );
  });

  it("are left alone where no cluster may have them", () => {
    expect(clusterWith({ imageBuild: false })).toHaveResourceCount("azapi_update_resource", 0);
  });
});

function workspaceName(model: SynthModel): string {
  return model.resource({ armType: WORKSPACES, type: "azapi_resource" }).name;
}
