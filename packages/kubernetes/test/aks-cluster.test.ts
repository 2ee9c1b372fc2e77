import { PlatformSubnet, PeerNetwork } from "@org/aml-network";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { ROLES } from "@org/azure-catalog";
import { Testing } from "cdktf";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { AksCluster } from "../src/index.js";
import { CLUSTER, clusterWith, EXTENSIONS, SmallPlatform } from "./fixture.js";

const SOMEONE = "00000000-0000-4000-8000-000000000001";
const ASSIGNMENT = "azurerm_role_assignment";

const zoneId = (name: string) =>
  `/subscriptions/${SOMEONE}/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/${name}`;

describe("AksCluster", () => {
  let model: SynthModel;

  beforeAll(() => {
    model = clusterWith();
  });

  it("has a private API server without public name, in the zone of private clusters (S2-AKS-04, S2-AKS-06)", () => {
    expect(model).toHaveResource(CLUSTER, {
      name: "aks-aml-dev-cc-01",
      private_cluster_enabled: true,
      private_cluster_public_fqdn_enabled: false,
      private_dns_zone_id: expect.stringMatching(/^\$\{azurerm_private_dns_zone\.Zones_aks/),
      run_command_enabled: false,
    });
    expect(model).toHaveResource("azurerm_private_dns_zone", { name: "privatelink.canadacentral.azmk8s.io" });
    expect(model).toHaveResource("azurerm_private_dns_zone_virtual_network_link", { name: "dev-shared-aks" });
  });

  it("uses Azure CNI in the subnet, a Standard load balancer, and services in a block of their own (S2-AKS-01)", () => {
    expect(model.resource({ type: CLUSTER }).get("network_profile")).toMatchObject({
      network_plugin: "azure",
      network_policy: "calico",
      load_balancer_sku: "standard",
      outbound_type: "userAssignedNATGateway",
      service_cidr: "172.24.0.0/16",
      dns_service_ip: "172.24.0.10",
    });
    expect(model.resource({ type: CLUSTER }).get("default_node_pool")).toMatchObject({
      vnet_subnet_id: expect.stringMatching(/^\$\{azurerm_subnet\.Network_ScoringSubnet/),
      auto_scaling_enabled: true,
      min_count: 3,
      max_count: 5,
      max_pods: 30,
      node_public_ip_enabled: false,
    });
  });

  it("lets in only Entra users with Azure roles, and pods with workload identities", () => {
    expect(model).toHaveResource(CLUSTER, {
      local_account_disabled: true,
      azure_active_directory_role_based_access_control: expect.objectContaining({ azure_rbac_enabled: true }),
      oidc_issuer_enabled: true,
      workload_identity_enabled: true,
      azure_policy_enabled: true,
    });
  });

  it("gives its identity Network Contributor on the network and the zone's role, and waits for both (S2-AKS-02)", () => {
    const roles = model.resources({ type: ASSIGNMENT }).map((one) => String(one.get("role_definition_id")));
    expect(roles).toEqual([
      expect.stringContaining(ROLES.networkContributor.id),
      expect.stringContaining(ROLES.privateDnsZoneContributor.id),
    ]);
    const waits = model.resource({ type: CLUSTER }).get("depends_on");
    expect(waits).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^time_sleep\.Cluster_RolePropagation/),
        expect.stringMatching(/^azurerm_subnet_network_security_group_association\.Network_ScoringSubnet/),
        expect.stringMatching(/^azurerm_private_dns_zone_virtual_network_link\..*aks/),
      ]),
    );
    expect(model).toHaveResource("time_sleep", { create_duration: "90s" });
  });

  it("sends the logs of its control plane", () => {
    expect(model).toHaveResource("azurerm_monitor_diagnostic_setting", {
      target_resource_id: expect.stringMatching(/azurerm_kubernetes_cluster\.Cluster/),
      enabled_log: expect.arrayContaining([{ category: "kube-audit-admin" }, { category: "guard" }]),
    });
  });

  it("routes outbound traffic to a firewall, if the subnet does", () => {
    const routed = clusterWith({}, { nextHopIpAddress: "10.0.1.4" });
    expect(routed.resource({ type: CLUSTER }).get("network_profile.outbound_type")).toBe("userDefinedRouting");
  });

  it("takes further pools, on which the extension waits", () => {
    const platform = new SmallPlatform();
    platform.cluster({
      nodePools: {
        gpu: { vmSize: "Standard_NC4as_T4_v3", maxCount: 2, maxPods: 10, nodeTaints: ["sku=gpu:NoSchedule"] },
      },
      systemNodePool: { maxCount: 3 },
    });
    const pools = synthesized(platform);
    expect(pools).toHaveResource("azurerm_kubernetes_cluster_node_pool", {
      name: "gpu",
      mode: "User",
      min_count: 0,
      max_count: 2,
      node_taints: ["sku=gpu:NoSchedule"],
    });
    expect(pools.resource({ armType: EXTENSIONS }).get("depends_on")).toEqual([
      expect.stringMatching(/^azurerm_kubernetes_cluster\./),
      expect.stringMatching(/^azurerm_kubernetes_cluster_node_pool\./),
    ]);
  });

  it("cuts its DNS prefix to the 54 letters, digits and dashes that Azure takes", () => {
    const clusterName = `aks_${"a".repeat(59)}`;
    expect(clusterWith({ clusterName })).toHaveResource(CLUSTER, {
      name: clusterName,
      dns_prefix: `aks-${"a".repeat(50)}`,
    });
  });

  it("removes images that no pod uses once a week", () => {
    expect(model).toHaveResource(CLUSTER, { image_cleaner_enabled: true, image_cleaner_interval_hours: 168 });
  });

  it("imports an existing cluster by its id", () => {
    const platform = new SmallPlatform();
    const id = `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks`;
    expect(AksCluster.fromClusterId(platform, "Existing", id, { location: "canadacentral" })).toMatchObject({
      clusterId: id,
      location: "canadacentral",
      trustedAccess: undefined,
    });
    expect(() => AksCluster.fromClusterId(platform, "Wrong", "/aks")).toThrow(
      'aml-dev/Wrong.clusterId: got "/aks"; allowed: an ARM id',
    );
  });
});

describe("the address plan of a cluster", () => {
  const adding = (props: Parameters<SmallPlatform["cluster"]>[0], addressPrefix?: string) => () =>
    new SmallPlatform().cluster(props, addressPrefix);

  it.each([
    ["overlaps the network", { serviceCidr: "10.1.128.0/20" }, "overlap 10.1.0.0/16 of aml-dev/Network"],
    ["contains the network", { serviceCidr: "10.0.0.0/13" }, "overlap 10.1.0.0/16 of aml-dev/Network"],
    ["is reserved by AKS", { serviceCidr: "172.30.8.0/24" }, "a block outside 169.254.0.0/16, 172.30.0.0/16"],
    ["is too large", { serviceCidr: "172.16.0.0/12" }, "a block from /13 to /27"],
    ["doesn't start at its first address", { serviceCidr: "172.24.0.1/16" }, "starts at its first address"],
  ])("refuses a service block that %s", (_, props, message) => {
    expect(adding(props)).toThrow(`aml-dev/Cluster.serviceCidr: got "${props.serviceCidr}"`);
    expect(adding(props)).toThrow(message);
  });

  it.each(["172.24.0.0", "172.24.0.1", "172.25.0.10", "dns", "172.24.0.0/24"])(
    "refuses %s as the address of the DNS service",
    (dnsServiceIp) => {
      expect(adding({ dnsServiceIp })).toThrow(
        `aml-dev/Cluster.dnsServiceIp: got "${dnsServiceIp}"; allowed: an address in 172.24.0.0/16 after 172.24.0.1, ` +
          "which the API server's service has; fix: leave it out for 172.24.0.10",
      );
    },
  );

  it("refuses a service block that a peered network or a VPN's clients have", () => {
    const platform = new SmallPlatform();
    platform.vnet.addVpnGateway({ tenantId: SOMEONE, clientAddressPool: "172.28.0.0/24" });
    expect(() => platform.cluster({ serviceCidr: "172.28.0.0/16" })).toThrow(
      "a block that does not overlap 172.28.0.0/24 of aml-dev/Network",
    );
    const peered = new SmallPlatform();
    const id = `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-hub`;
    const hub = PeerNetwork.fromVirtualNetworkId(peered, "Hub", id, { name: "hub", addressSpace: ["172.24.8.0/24"] });
    peered.vnet.peerWith(hub, { createReversePeering: false });
    expect(() => peered.cluster()).toThrow("a block that does not overlap 172.24.8.0/24 of aml-dev/Hub");
  });

  it("refuses a service block that a peered network has, even if it is peered later", () => {
    const app = Testing.app();
    const platform = new SmallPlatform({}, app);
    platform.cluster();
    const id = `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-hub`;
    platform.vnet.peerWith(
      PeerNetwork.fromVirtualNetworkId(platform, "Hub", id, { name: "hub", addressSpace: ["172.24.8.0/24"] }),
      { createReversePeering: false },
    );
    expect(platform.node.findChild("Cluster").node.validate()).toEqual([
      "aml-dev/Cluster.serviceCidr: 172.24.0.0/16 overlaps 172.24.8.0/24 of aml-dev/Hub, which is connected: use another block",
    ]);
  });

  it("chooses the tenth address of any service block for DNS", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 16, max: 27 }), (third, prefixLength) => {
        const first = (third * 256) & ~(2 ** (32 - prefixLength) - 1) & 0xffff;
        const block = `172.20.${first >> 8}.${first & 255}`;
        const platform = new SmallPlatform();
        const cluster = platform.cluster({ serviceCidr: `${block}/${prefixLength}` });
        const [profile] = [cluster.resource.networkProfileInput];
        expect(profile?.dnsServiceIp).toBe(block.replace(/\d+$/, (last) => String(Number(last) + 10)));
      }),
      { numRuns: 15 },
    );
  });

  it("refuses a subnet without room for nodes, pods and an upgrade", () => {
    expect(adding({}, "10.1.5.0/25")).toThrow(
      'aml-dev/Cluster.subnet: got "10.1.5.0/25"; allowed: a subnet with at least 188 free addresses, for nodes and their ' +
        'pods; it has 123; fix: use a /24, fewer nodes or pods per node, or networkPluginMode: "overlay", with which pods ' +
        "need none",
    );
    expect(adding({ networkPluginMode: "overlay" }, "10.1.5.0/28")).not.toThrow();
    expect(adding({ nodePools: { gpu: {} } })).toThrow("at least 374 free addresses");
    expect(adding({ systemNodePool: { maxCount: 20 } })).toThrow(`at least ${22 * 31 + 2} free addresses`);
  });
});

describe("what can't go together in a cluster", () => {
  const adding = (props: Parameters<SmallPlatform["cluster"]>[0]) => () => new SmallPlatform().cluster(props);
  const inference = { sslSecret: "tls", sslCname: "models.example.com" };

  it("refuses an internal load balancer with kubenet (S2-AKS-05)", () => {
    expect(adding({ networkPlugin: "kubenet" })).toThrow(
      'aml-dev/Cluster.networkPlugin: got "kubenet"; allowed: networkPlugin: "azure" with an internal load balancer, ' +
        "which Azure Machine Learning does not support on kubenet; fix: leave networkPlugin out",
    );
    expect(
      adding({ networkPlugin: "kubenet", extension: { inference: { ...inference, router: "ClusterIP" } } }),
    ).not.toThrow();
  });

  it("refuses a public API server for everybody", () => {
    expect(adding({ privateCluster: false })).toThrow(
      "aml-dev/Cluster.privateCluster: got false; allowed: true, or false with the addresses that reach the API server",
    );
    expect(adding({ authorizedIpRanges: ["203.0.113.0/24"] })).toThrow(
      "allowed: addresses only together with privateCluster: false",
    );
    const model = clusterWith({ privateCluster: false, authorizedIpRanges: ["203.0.113.0/24"] });
    expect(model.resource({ type: CLUSTER }).get("api_server_access_profile")).toEqual({
      authorized_ip_ranges: ["203.0.113.0/24"],
    });
    expect(model.resources({ type: ASSIGNMENT })).toHaveLength(1);
  });

  it("refuses a subnet whose outbound access isn't known", () => {
    const platform = new SmallPlatform();
    const subnet = PlatformSubnet.fromSubnetId(platform, "Existing", "/subnet");
    expect(() => platform.cluster({ subnet })).toThrow("aml-dev/Cluster.outboundType: got nothing");
    const other = new SmallPlatform();
    const existing = PlatformSubnet.fromSubnetId(other, "Existing", "/subnet");
    expect(() => other.cluster({ subnet: existing, outboundType: "userDefinedRouting" })).not.toThrow();
  });

  it.each([
    ["minCount", { minCount: 6, maxCount: 5 }, "a whole number from 1 to 5"],
    ["minCount", { minCount: 0 }, "a whole number from 1 to 5"],
    ["maxCount", { maxCount: 1001 }, "a whole number from 1 to 1000"],
    ["maxPods", { maxPods: 9 }, "a whole number from 10 to 250"],
  ] as const)("refuses a wrong %s of %j", (prop, systemNodePool, allowed) => {
    expect(adding({ systemNodePool, networkPluginMode: "overlay" })).toThrow(
      `aml-dev/Cluster.systemNodePool.${prop}: got `,
    );
    expect(adding({ systemNodePool, networkPluginMode: "overlay" })).toThrow(`allowed: ${allowed}`);
  });

  it.each([
    ["networkPlugin", { networkPlugin: "none" }, "azure, kubenet"],
    ["networkPolicy", { networkPolicy: "Calico" }, "fix: use calico"],
    ["skuTier", { skuTier: "Basic" }, "Free, Standard, Premium"],
    ["outboundType", { outboundType: null }, "userAssignedNATGateway, userDefinedRouting, loadBalancer"],
    ["kubernetesVersion", { kubernetesVersion: 1.33 }, 'a version as text, such as "1.33"'],
    ["adminGroupObjectIds", { adminGroupObjectIds: ["admins"] }, "a GUID"],
    ["diskEncryptionSetId", { diskEncryptionSetId: "des" }, "an ARM id"],
    ["authorizedIpRanges", { privateCluster: false, authorizedIpRanges: ["0.0.0.0/0"] }, "not 0.0.0.0/0"],
    ["serviceCidr", { serviceCidr: null }, "an IPv4 block"],
    ["systemNodePool.osDiskSizeGb", { systemNodePool: { osDiskSizeGb: 1 } }, "a whole number from 30 to 2048"],
    ["nodePools.gpu", { nodePools: { gpu: null } }, "fix: use {} for the defaults"],
    ["systemNodePool.zones", { systemNodePool: { zones: [1] } }, "1, 2, 3"],
    ["privateDnsZoneId", { privateDnsZoneId: zoneId("privatelink.blob.core.windows.net") }, "canadacentral.azmk8s.io"],
    ["privateDnsZoneId", { privateDnsZoneId: zoneId("privatelink.westeurope.azmk8s.io") }, "canadacentral.azmk8s.io"],
    ["privateDnsZoneId", { privateDnsZoneId: "privatelink.canadacentral.azmk8s.io" }, "an ARM id"],
  ])("refuses a wrong %s: %j", (prop, props, allowed) => {
    expect(adding(props as never)).toThrow(`aml-dev/Cluster.${prop}: got `);
    expect(adding(props as never)).toThrow(allowed);
  });

  it("takes the zone of the region, and one below it", () => {
    for (const name of ["privatelink.canadacentral.azmk8s.io", "ml.privatelink.canadacentral.azmk8s.io"]) {
      expect(adding({ privateDnsZoneId: zoneId(name) })).not.toThrow();
    }
  });

  it("refuses a pool with the name of the system pool, and a malformed taint", () => {
    const networkPluginMode = "overlay" as const;
    expect(adding({ nodePools: { system: {} }, networkPluginMode })).toThrow("a name other than system and systemtmp");
    expect(adding({ nodePools: { gpu: { nodeTaints: ["sku=gpu:Never"] } }, networkPluginMode })).toThrow(
      'aml-dev/Cluster/Pool-gpu.nodeTaints: got "sku=gpu:Never"; allowed: KEY=VALUE:EFFECT',
    );
  });

  it("refuses names of pools that AKS rejects", () => {
    expect(adding({ nodePools: { "GPU-1": {} }, networkPluginMode: "overlay" })).toThrow(
      "aml-dev/Cluster/Pool-GPU-1.name",
    );
  });
});
