import type { SynthModel } from "@org/aml-synth-model";
import { type App, Testing } from "cdktf";
import { beforeAll, describe, expect, it } from "vitest";
import { constructing } from "../src/commands/arguments.js";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError } from "../src/config/problem.js";
import type { Configuration } from "../src/config/schema.js";
import { buildPlatform } from "../src/platform.js";
import { platformOf } from "./fixture.js";

const inference = { sslSecret: "models-tls", sslCname: "models.example.com" };
const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
const ZONE =
  "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/privatelink.canadacentral.azmk8s.io";

const configurationWith = (options: object) => ({
  environments: {
    dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", natGateway: true, ...options },
  },
});

const SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
const NETWORK = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub`;
const AGENTS = { subnet: "10.1.9.0/27", sshPublicKey: "ssh-ed25519 AAAA" };

/** The problems of a configuration, as they are printed. */
function problemsOf(options: object, build: (app: App, configuration: Configuration) => void = () => undefined) {
  try {
    const text = JSON.stringify({ subscriptions: { ml: SUBSCRIPTION }, ...configurationWith(options) });
    const configuration = parseConfiguration("f", text);
    constructing({ file: "f", configuration }, () => build(Testing.app(), configuration));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

const problemOf = (...options: Parameters<typeof problemsOf>) => problemsOf(...options)[0];

describe("customerNetwork and kubernetes of an environment", () => {
  let platform: SynthModel;

  beforeAll(() => {
    platform = platformOf(
      configurationWith({
        customerNetwork: { trainingSubnet: "10.1.8.0/24" },
        kubernetes: {
          subnet: "10.1.10.0/23",
          inference,
          nodePools: { gpu: { vmSize: "Standard_NC4as_T4_v3", maxCount: 2, nodeTaints: ["sku=gpu:NoSchedule"] } },
        },
        workspaces: { vision: {} },
      }),
    );
  });

  it("put the computes of all workspaces into one subnet of the network (S2-NET-01, S2-CMP-01)", () => {
    const modes = platform
      .resources({ type: "azapi_resource", armType: "Microsoft.MachineLearningServices/workspaces" })
      .map((workspace) => workspace.get("body.properties.managedNetwork.isolationMode"));
    expect(modes).toEqual(["Disabled", "Disabled"]);
    const clusters = platform.resources({ armType: COMPUTES }).filter((one) => one.get("name") !== "aks-dev");
    const subnets = clusters.map((cluster) => cluster.get("body.properties.properties.subnet.id"));
    expect(new Set(subnets)).toEqual(new Set([expect.stringMatching(/Network_TrainingSubnet/)]));
    expect(platform).toHaveResource("azurerm_subnet", { address_prefixes: ["10.1.8.0/24"] });
    expect(platform).toHaveNoErrors();
  });

  it("create a cluster in the zone of its region, and attach it to the environment's own workspace (S2-AKS-06)", () => {
    expect(platform.stack("aml-dns-shared")).toHaveResource("azurerm_private_dns_zone", {
      name: "privatelink.canadacentral.azmk8s.io",
    });
    expect(platform).toHaveResource("azurerm_private_dns_zone_virtual_network_link", {
      name: "dev-shared-aks-canadacentral",
    });
    expect(platform).toHaveResource("azurerm_kubernetes_cluster", {
      private_dns_zone_id: expect.stringMatching(/data\.terraform_remote_state/),
    });
    expect(platform).toHaveResource("azurerm_kubernetes_cluster_node_pool", { name: "gpu", max_count: 2 });
    const attached = platform.resources({ armType: COMPUTES }).filter((one) => one.get("name") === "aks-dev");
    expect(attached.map((one) => one.constructPath)).toEqual(["aml-dev/Environment/Workspace/Kubernetes/Resource"]);
  });

  it("use existing subnets, as in a network of another team", () => {
    const model = platformOf({
      subscriptions: { ml: SUBSCRIPTION },
      environments: {
        dev: {
          subscription: "ml",
          existingNetwork: {
            virtualNetworkId: NETWORK,
            privateEndpointSubnetId: `${NETWORK}/subnets/snet-pe`,
            addressSpace: ["10.1.0.0/16"],
          },
          customerNetwork: { trainingSubnetId: `${NETWORK}/subnets/snet-training`, trainingSubnet: "10.1.8.0/24" },
          kubernetes: {
            subnetId: `${NETWORK}/subnets/snet-aks`,
            subnet: "10.1.10.0/23",
            outboundType: "userDefinedRouting",
            inference,
          },
        },
      },
    });
    expect(model.resources({ type: "azurerm_subnet" })).toEqual([]);
    const [cluster] = model.resources({ type: "azurerm_kubernetes_cluster" });
    expect(cluster?.get("default_node_pool.vnet_subnet_id")).toBe(`${NETWORK}/subnets/snet-aks`);
    expect(cluster?.get("network_profile.outbound_type")).toBe("userDefinedRouting");
    const computes = model.resources({ armType: COMPUTES }).filter((one) => one.get("name") !== "aks-dev");
    expect(computes.map((one) => one.get("body.properties.properties.subnet.id"))).toEqual([
      `${NETWORK}/subnets/snet-training`,
    ]);
  });

  it("take an existing zone, and then create none", () => {
    const model = platformOf(
      configurationWith({ customerNetwork: true, kubernetes: { inference: false, privateDnsZoneId: ZONE } }),
    );
    expect(model).toHaveResource("azurerm_kubernetes_cluster", { private_dns_zone_id: ZONE });
    expect(model.resources({ type: "azurerm_private_dns_zone" })).toHaveLength(9);
  });
});

describe("what can't go together", () => {
  it("is a cluster with managed networks", () => {
    expect(problemOf({ kubernetes: { inference: false } })).toEqual({
      path: "environments.dev.kubernetes",
      value: "a cluster without customerNetwork",
      allowed: "a cluster together with customerNetwork: a managed network supports no Kubernetes clusters",
      fix: 'add "customerNetwork": true to environments.dev, or remove kubernetes',
    });
  });

  it.each([
    ["fqdnPresets", { fqdnPresets: ["python"] }],
    ["fqdnRules", { fqdnRules: ["pypi.org"] }],
    ["firewallSku", { firewallSku: "Basic" }],
    ["batchEndpoints", { batchEndpoints: true }],
    ["modelMonitoring", { modelMonitoring: true }],
    ["workspaces.vision.fqdnRules", { workspaces: { vision: { fqdnRules: ["pypi.org"] } } }],
  ])("is %s of a managed network with a network of your own", (field, options) => {
    expect(problemOf({ customerNetwork: true, ...options })).toMatchObject({
      path: `environments.dev.${field}`,
      allowed: expect.stringContaining("or customerNetwork, not both: it is an option of the managed network"),
    });
  });

  it("is a network without outbound access, in which no compute would start", () => {
    expect(problemOf({ customerNetwork: true, natGateway: false })).toEqual({
      path: "environments.dev.customerNetwork",
      value: "a network without outbound access",
      allowed: "a network with natGateway, firewall or nextHopIpAddress, without which computes can't start",
      fix: 'add "firewall": true to environments.dev, or "natGateway": true, which reaches every address',
    });
    expect(problemOf({ customerNetwork: { publicNodes: true }, natGateway: false })).toBeUndefined();
  });

  it("is an existing network without the subnet of its owner", () => {
    const existingNetwork = { virtualNetworkId: NETWORK, privateEndpointSubnetId: `${NETWORK}/subnets/snet-pe` };
    const options = {
      addressSpace: undefined,
      privateEndpointSubnet: undefined,
      natGateway: false,
      subscription: "ml",
    };
    expect(problemOf({ ...options, existingNetwork, customerNetwork: true })).toMatchObject({
      path: "environments.dev.customerNetwork.trainingSubnetId",
      fix: 'add its ARM id, "customerNetwork": { "trainingSubnetId": "…" }',
    });
  });

  it("is a firewall with public nodes", () => {
    expect(problemOf({ customerNetwork: { publicNodes: true }, natGateway: false, firewall: true })).toMatchObject({
      path: "environments.dev.customerNetwork.publicNodes",
      allowed: expect.stringContaining("false in a network that sends its traffic to a firewall"),
    });
  });

  it.each([
    [
      "kubernetes.subnet",
      { kubernetes: { inference, nodePools: { gpu: {} } } },
      "a subnet with at least 374 free addresses",
    ],
    ["kubernetes.inference.sslSecret", { kubernetes: { inference: {} } }, "sslSecret and sslCname"],
    [
      "kubernetes.serviceCidr",
      { kubernetes: { inference, serviceCidr: "172.28.0.0/16" }, vpnGateway: { clientAddressPool: ["172.28.0.0/24"] } },
      "does not overlap 172.28.0.0/24 of environments.dev",
    ],
    [
      "kubernetes.serviceCidr",
      {
        kubernetes: { inference },
        peerings: [{ name: "corp", virtualNetworkId: NETWORK, addressSpace: ["172.24.0.0/20"] }],
        subscription: "ml",
      },
      "does not overlap 172.24.0.0/20 of environments.dev.peerings, the network corp",
    ],
  ])(
    "is found as %s in the words of the configuration, also if the field has its default",
    (path, options, allowed) => {
      expect(problemOf({ customerNetwork: true, ...options }, buildPlatform)).toMatchObject({
        path: `environments.dev.${path}`,
        allowed: expect.stringContaining(allowed),
      });
    },
  );

  it.each([
    [
      "kubernetes.networkPlugin",
      { kubernetes: { inference, networkPlugin: "kubenet" } },
      "networkPlugin of AksCluster",
    ],
    ["kubernetes.extension", { kubernetes: { inference, extension: {} } }, "use the field inference"],
    ["kubernetes.inferense", { kubernetes: { inferense: inference, inference } }, "did you mean inference?"],
    ["agents.imageId", { agents: { ...AGENTS, imageId: "x" } }, "imageId of BuildAgents"],
    ["agents.pat", { agents: { ...AGENTS, pat: "ghp_0" } }, "TF_VAR_agent_token"],
    ["agents.azureDevOps.token", { agents: { ...AGENTS, azureDevOps: { token: "x" } } }, "TF_VAR_agent_token"],
    ["firewall.dnsProxy", { firewall: { dnsProxy: true } }, "did you mean dnsProxyEnabled?"],
  ])("is %s, which belongs elsewhere", (path, options, fix) => {
    expect(problemsOf({ customerNetwork: true, ...options })).toContainEqual(
      expect.objectContaining({ path: `environments.dev.${path}`, fix: expect.stringContaining(fix) }),
    );
  });

  it.each([
    ["customerNetwork.trainingSubnet", { customerNetwork: { trainingSubnet: "10.1.8.0" } }, "an IPv4 CIDR block"],
    [
      "kubernetes.inference",
      { customerNetwork: true, kubernetes: {} },
      "an object with sslSecret and sslCname, or false",
    ],
    [
      "kubernetes.systemNodePool.maxCount",
      { customerNetwork: true, kubernetes: { inference, systemNodePool: { maxCount: 1001 } } },
      "a whole number from 1 to 1000",
    ],
    [
      "kubernetes.skuTier",
      { customerNetwork: true, kubernetes: { inference, skuTier: "Basic" } },
      "Free, Standard or Premium",
    ],
  ])("%s is validated", (path, options, allowed) => {
    expect(problemOf(options)).toMatchObject({ path: `environments.dev.${path}`, allowed });
  });
});
