import type { IKubernetesCluster } from "@org/aml-core";
import { PlatformSubnet } from "@org/aml-network";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { Construct } from "constructs";
import { beforeAll, describe, expect, it } from "vitest";
import type { AmlWorkspace } from "../src/index.js";
import { at, COMPUTES, rolesBelow, SmallPlatform, SOMEONE } from "./fixture.js";

const CLUSTER = `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks`;
const BINDING = "azurerm_kubernetes_cluster_trusted_access_role_binding";

class Cluster extends Construct implements IKubernetesCluster {
  public readonly clusterId = CLUSTER;
  public readonly environmentName = "dev";
  public readonly dependencies = [];
  public readonly location: string | undefined;
  public readonly trustedAccess: boolean;

  constructor(
    scope: Construct,
    { location, trustedAccess = true }: { location?: string; trustedAccess?: boolean } = {},
  ) {
    super(scope, "Cluster");
    this.location = location;
    this.trustedAccess = trustedAccess;
  }
}

function customerWorkspace(): { platform: SmallPlatform; workspace: AmlWorkspace } {
  const platform = new SmallPlatform({ natGateway: true });
  const trainingSubnet = platform.vnet.addTrainingSubnet();
  return { platform, workspace: platform.workspace({ customerNetwork: { trainingSubnet } }) };
}

describe("addKubernetesCompute", () => {
  let model: SynthModel;

  beforeAll(() => {
    const { platform, workspace } = customerWorkspace();
    workspace.addKubernetesCompute("Aks", {
      cluster: new Cluster(platform),
      namespace: "models",
      defaultInstanceType: "small",
      instanceTypes: {
        small: {
          nodeSelector: { agentpool: "models" },
          resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "2", memory: "8Gi" } },
        },
      },
      description: "for models",
    });
    model = synthesized(platform);
  });

  it("attaches the cluster with the computes' identity (S2-AKS-04)", () => {
    const compute = model.resource({ armType: COMPUTES });
    expect(compute.get("name")).toBe("aks-dev");
    expect(compute.get("identity.identity_ids")).toEqual([expect.stringMatching(/Workspace_ComputeIdentity/)]);
    expect(compute.properties).toMatchObject({
      computeType: "Kubernetes",
      resourceId: CLUSTER,
      disableLocalAuth: true,
      properties: {
        namespace: "models",
        defaultInstanceType: "small",
        instanceTypes: { small: { nodeSelector: { agentpool: "models" } } },
      },
    });
    expect(validateAzapiResource(compute.attributes as never)).toEqual([]);
  });

  it("gives the workspace's identity the roles that attaching requires, and waits for them", () => {
    expect(rolesBelow(model, "Workspace/Aks/WorkspaceIdentity")).toEqual([
      "Contributor",
      "KubernetesClusterAdmin",
      "KubernetesExtensionContributor",
      "Reader",
    ]);
    expect(model.resource({ armType: COMPUTES }).get("depends_on")).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^time_sleep\.Workspace_Aks_RolePropagation/),
        expect.stringMatching(new RegExp(`^${BINDING}`)),
      ]),
    );
    expect(at(model, "aml-dev/Workspace/Aks/RolePropagation/Resource").get("create_duration")).toBe("90s");
  });

  it("retries what Azure Machine Learning answers until the roles are in effect, which other resources never see", () => {
    expect(model.resource({ armType: COMPUTES }).get("retry.error_message_regex")).toEqual(
      expect.arrayContaining(["AuthorizationFailed", "role check failed"]),
    );
  });

  it("signs in with trusted access, because the cluster has no local accounts", () => {
    expect(model).toHaveResource(BINDING, {
      kubernetes_cluster_id: CLUSTER,
      source_resource_id: expect.stringMatching(/^\$\{azapi_resource\.Workspace_\w+\.id\}$/),
      roles: ["Microsoft.MachineLearningServices/workspaces/mlworkload"],
    });
  });

  it("needs neither trusted access nor Contributor with local accounts", () => {
    const { platform, workspace } = customerWorkspace();
    workspace.addKubernetesCompute("Aks", { cluster: new Cluster(platform, { trustedAccess: false }) });
    const local = synthesized(platform);
    expect(local.resources({ type: BINDING })).toEqual([]);
    expect(rolesBelow(local, "Workspace/Aks/WorkspaceIdentity")).not.toContain("Contributor");
  });

  it("assigns no roles if the cluster's owner does", () => {
    const { platform, workspace } = customerWorkspace();
    workspace.addKubernetesCompute("Aks", { cluster: new Cluster(platform), grantRoles: false });
    expect(rolesBelow(synthesized(platform), "Workspace/Aks/WorkspaceIdentity")).toEqual([]);
  });

  it("is refused with the managed network (SX-09)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const cluster = new Cluster(platform);
    const problem =
      'got "a workspace with a managed network"; allowed: a workspace in your own virtual network: a managed network ' +
      "supports no Kubernetes clusters; fix: create the workspace with customerNetwork";
    expect(() => workspace.addKubernetesCompute("Aks", { cluster })).toThrow(
      `aml-dev/Workspace.addKubernetesCompute: ${problem}`,
    );
    expect(() => workspace.addAksCompute("Aks", { cluster })).toThrow(`aml-dev/Workspace.addAksCompute: ${problem}`);
  });

  it.each(["a", "aks-1", "a-name-that-is-too-long", "1aks"])("refuses the name %s", (name) => {
    const { platform, workspace } = customerWorkspace();
    expect(() => workspace.addKubernetesCompute("Aks", { cluster: new Cluster(platform), name })).toThrow(
      "aml-dev/Workspace/Aks.name",
    );
  });

  it.each([
    ["namespace", { namespace: "My Jobs" }, "1 to 63 lower-case letters"],
    ["instanceTypes", { instanceTypes: { Small: {} } }, "1 to 63 lower-case letters"],
    ["instanceTypes.small.resources", { instanceTypes: { small: null } }, "requests and limits"],
    [
      "instanceTypes.small.resources",
      { instanceTypes: { small: { resources: { requests: { cpu: 1 }, limits: { cpu: 1 } } } } },
      "with amounts as text",
    ],
  ])("refuses a wrong %s: %j", (prop, wrong, allowed) => {
    const { platform, workspace } = customerWorkspace();
    const cluster = new Cluster(platform);
    const adding = () => workspace.addKubernetesCompute("Aks", { cluster, ...(wrong as object) });
    expect(adding).toThrow(new RegExp(`^aml-dev/Workspace/Aks\\.${prop}: got .*${allowed}`));
  });

  it("refuses a name that another compute has", () => {
    const { platform, workspace } = customerWorkspace();
    workspace.addComputeCluster("Cpu", { name: "shared" });
    expect(() => workspace.addKubernetesCompute("Aks", { cluster: new Cluster(platform), name: "Shared" })).toThrow(
      "a name that is unique in the workspace; aml-dev/Workspace/Cpu already has it",
    );
  });
});

describe("addAksCompute", () => {
  it("attaches the cluster with an internal load balancer in the subnet (S2-AKS-03)", () => {
    const { platform, workspace } = customerWorkspace();
    const loadBalancerSubnet = platform.vnet.addScoringSubnet();
    workspace.addAksCompute("Aks", { cluster: new Cluster(platform), loadBalancerSubnet });
    const compute = synthesized(platform).resource({ armType: COMPUTES });
    expect(compute.properties).toMatchObject({
      computeType: "AKS",
      resourceId: CLUSTER,
      properties: {
        clusterPurpose: "FastProd",
        loadBalancerType: "InternalLoadBalancer",
        loadBalancerSubnet: expect.stringMatching(
          /^\$\{element\(split\("\/", azurerm_subnet\.Network_ScoringSubnet_\w+\.id\), 10\)\}$/,
        ),
      },
    });
    expect(validateAzapiResource(compute.attributes as never)).toEqual([]);
  });

  it("takes the name of an existing subnet from its id, and the subnet only for an internal load balancer", () => {
    const { platform, workspace } = customerWorkspace();
    const id = `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/scoring`;
    const loadBalancerSubnet = PlatformSubnet.fromSubnetId(platform, "Existing", id);
    const cluster = new Cluster(platform);
    const compute = workspace.addAksCompute("Aks", { cluster, loadBalancerSubnet });
    expect(compute.resource.bodyInput).toMatchObject({ properties: { properties: { loadBalancerSubnet: "scoring" } } });
    expect(() => workspace.addAksCompute("Other", { cluster, name: "other" })).toThrow(
      "aml-dev/Workspace/Other.loadBalancerSubnet: got nothing; allowed: a subnet with an internal load balancer",
    );
    expect(() =>
      workspace.addAksCompute("Public", { cluster, name: "public", loadBalancerType: "PublicIp", loadBalancerSubnet }),
    ).toThrow("aml-dev/Workspace/Public.loadBalancerSubnet");
  });
});
