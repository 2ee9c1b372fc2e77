import { PlatformSubnet } from "@org/aml-network";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { beforeAll, describe, expect, it } from "vitest";
import { type AmlWorkspace, type AmlWorkspaceProps, WorkspaceStorage } from "../src/index.js";
import { at, COMPUTES, OUTBOUND_RULES, rolesBelow, SmallPlatform, SOMEONE, WORKSPACES } from "./fixture.js";

const LAKE = `/subscriptions/${SOMEONE}/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake`;
const TRAINING = /^\$\{azurerm_subnet\.Network_TrainingSubnet_\w+\.id\}$/;

/** A platform with a workspace in its network. */
function customerWorkspace(props: Partial<AmlWorkspaceProps> = {}): {
  platform: SmallPlatform;
  workspace: AmlWorkspace;
} {
  const platform = new SmallPlatform({ natGateway: true });
  const trainingSubnet = platform.vnet.addTrainingSubnet();
  return { platform, workspace: platform.workspace({ customerNetwork: { trainingSubnet }, ...props }) };
}

describe("a workspace in your own virtual network", () => {
  let model: SynthModel;

  beforeAll(() => {
    const { platform, workspace } = customerWorkspace();
    workspace.addComputeCluster("Cluster");
    workspace.addComputeInstance("Instance", { assignedUser: { objectId: SOMEONE } });
    const lake = WorkspaceStorage.fromStorageAccountId(platform, "Lake", LAKE, { isHnsEnabled: true });
    workspace.addDatastore(lake, { name: "raw", filesystem: "raw" });
    model = synthesized(platform);
  });

  it("has datastores once the roles on their stores are in effect", () => {
    expect(at(model, "aml-dev/Workspace/Datastore-raw/Resource")).toDependOn(
      at(model, "aml-dev/Workspace/Data-Lake/RolePropagation/Resource"),
    );
  });

  it("has no managed network, and runs serverless jobs in the subnet", () => {
    const workspace = model.resource({ type: "azapi_resource", armType: WORKSPACES });
    expect(workspace.properties).toMatchObject({
      managedNetwork: { isolationMode: "Disabled" },
      serverlessComputeSettings: {
        serverlessComputeCustomSubnet: expect.stringMatching(TRAINING),
        serverlessComputeNoPublicIP: true,
      },
      publicNetworkAccess: "Disabled",
    });
    expect(workspace.properties).not.toHaveProperty("provisionNetworkNow");
    expect(validateAzapiResource(workspace.attributes as never)).toEqual([]);
  });

  it("puts clusters and instances without public addresses into the subnet (S2-CMP-01, S2-CMP-03)", () => {
    const computes = model.resources({ armType: COMPUTES });
    expect(computes.map(({ properties }) => properties?.["properties"])).toEqual([
      expect.objectContaining({ enableNodePublicIp: false, subnet: { id: expect.stringMatching(TRAINING) } }),
      expect.objectContaining({ enableNodePublicIp: false, subnet: { id: expect.stringMatching(TRAINING) } }),
    ]);
    for (const compute of computes) expect(validateAzapiResource(compute.attributes as never)).toEqual([]);
  });

  it("waits for the subnet's security group", () => {
    const association = /azurerm_subnet_network_security_group_association\.Network_TrainingSubnet/;
    for (const armType of [WORKSPACES, COMPUTES]) {
      for (const resource of model.resources({ type: "azapi_resource", armType })) {
        expect(resource.get("depends_on")).toContainEqual(expect.stringMatching(association));
      }
    }
  });

  it("reaches other storage accounts without outbound rules, and so without the roles that approve endpoints", () => {
    expect(model.resources({ armType: OUTBOUND_RULES })).toEqual([]);
    expect(rolesBelow(model, "Workspace/Data-Lake")).toEqual(["StorageBlobDataReader", "StorageBlobDataReader"]);
  });
});

describe("customerNetwork", () => {
  it("has no serverless Spark, and so no model monitoring", () => {
    const { platform, workspace } = customerWorkspace();
    expect(() => workspace.enableModelMonitoring()).toThrow("spark-blob");
    const lake = WorkspaceStorage.fromStorageAccountId(platform, "Lake", LAKE, { isHnsEnabled: true });
    expect(() => workspace.addDatastore(lake, { name: "raw", filesystem: "raw", sparkEnabled: true })).toThrow(
      "sparkEnabled: got true; allowed: true in a managed network",
    );
  });

  it("gives computes public addresses on request", () => {
    const platform = new SmallPlatform();
    const trainingSubnet = platform.vnet.addTrainingSubnet({ publicNodes: true });
    platform.workspace({ customerNetwork: { trainingSubnet, publicNodes: true } }).addComputeCluster("Cluster");
    const model = synthesized(platform);
    expect(model.resource({ armType: COMPUTES }).get("body.properties.properties.enableNodePublicIp")).toBe(true);
    expect(model.resource({ type: "azapi_resource", armType: WORKSPACES }).properties).toMatchObject({
      serverlessComputeSettings: { serverlessComputeNoPublicIP: false },
    });
  });

  it("puts a compute into another subnet", () => {
    const { platform, workspace } = customerWorkspace();
    const subnet = PlatformSubnet.fromSubnetId(platform, "Gpu", "/gpu");
    workspace.addComputeCluster("Cluster", { subnet });
    const cluster = synthesized(platform).resource({ armType: COMPUTES });
    expect(cluster.get("body.properties.properties.subnet.id")).toBe("/gpu");
  });

  it.each([
    ["isolationMode", { isolationMode: "AllowOnlyApprovedOutbound" }],
    ["firewallSku", { firewallSku: "Basic" }],
  ] as const)("can't be combined with %s of the managed network", (prop, props) => {
    expect(() => customerWorkspace(props)).toThrow(
      `aml-dev/Workspace.${prop}: got "${Object.values(props)[0]}"; allowed: ${prop} or customerNetwork, not both: it is ` +
        "a property of the managed network; fix: leave it out; the security groups and the firewall of your network " +
        "determine outbound access",
    );
  });

  it("requires the subnet", () => {
    expect(() => customerWorkspace({ customerNetwork: {} as never })).toThrow(
      "aml-dev/Workspace.customerNetwork.trainingSubnet",
    );
  });

  it("has no outbound rules, which belong to the managed network", () => {
    const { workspace } = customerWorkspace();
    const message =
      'got "FQDN"; allowed: outbound rules in a workspace with a managed network; this one uses your own virtual ' +
      "network; fix: create a private endpoint in that network, or allow the destination in its security groups and " +
      "firewall";
    expect(() => workspace.addFqdnRule("pypi.org")).toThrow(message);
    expect(() => workspace.addFqdnPreset("python")).toThrow(message);
    expect(() =>
      workspace.addPrivateEndpointRule("AllowLake", { resourceId: LAKE, subresourceTarget: "blob" }),
    ).toThrow("allowed: outbound rules in a workspace with a managed network");
  });
});

describe("the managed network", () => {
  it("can't be combined with a subnet of yours (SX-09)", () => {
    const platform = new SmallPlatform();
    const subnet = PlatformSubnet.fromSubnetId(platform, "Gpu", "/gpu");
    const workspace = platform.workspace();
    const problem =
      ': got "aml-dev/Gpu"; allowed: no subnet: computes of this workspace are in its managed network, which can\'t be ' +
      "combined with yours; fix: leave it out, or create the workspace with customerNetwork";
    expect(() => workspace.addComputeCluster("Cluster", { subnet })).toThrow(
      `aml-dev/Workspace.Cluster.subnet${problem}`,
    );
    expect(() => workspace.addComputeInstance("Mine", { subnet, assignedUser: { objectId: SOMEONE } })).toThrow(
      `aml-dev/Workspace.Mine.subnet${problem}`,
    );
  });
});
