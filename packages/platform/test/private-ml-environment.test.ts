import { RoleMatrix } from "@org/aml-rbac";
import { WorkspaceContainerRegistry, WorkspaceStorage } from "@org/aml-workspace";
import type { SynthModel } from "@org/aml-synth-model";
import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import type { PrivateMlEnvironmentProps } from "../src/index.js";
import { DEPLOYER, Platform, SCIENTISTS } from "./fixture.js";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
const DATASTORES = "Microsoft.MachineLearningServices/workspaces/datastores";
const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";

let defaults: SynthModel | undefined;

/** An environment with the given props; without any, it is made once. */
function environmentWith(props?: Partial<PrivateMlEnvironmentProps>): SynthModel {
  if (props === undefined) return (defaults ??= environmentWith({}));
  const platform = new Platform();
  platform.environment("dev", 1, props);
  return platform.synth();
}

describe("PrivateMlEnvironment", () => {
  it("is a network, monitoring, a workspace with a cluster, and a registry that the workspace may use (S0-ARC-06)", () => {
    const model = environmentWith();
    for (const type of [
      "azurerm_virtual_network",
      "azurerm_log_analytics_workspace",
      WORKSPACES,
      COMPUTES,
      REGISTRIES,
      RULES,
    ]) {
      expect(model).toHaveResourceCount(type, 1);
    }
    expect(model).toHaveNoErrors();
  });

  it("has Bastion and jumpbox where they are given their subnets (S0-BAS-01, S0-BAS-02)", () => {
    const without = environmentWith();
    expect(without).toHaveResourceCount("azurerm_bastion_host", 0);
    expect(without).toHaveResourceCount("azurerm_public_ip", 0);
    const model = environmentWith({
      bastion: { subnet: "10.1.2.0/26" },
      jumpbox: { subnet: "10.1.3.0/24", adminUsername: "operator", adminPassword: "${var.password}" },
    });
    expect(model).toHaveResourceCount("azurerm_bastion_host", 1);
    expect(model).toHaveResource("azurerm_windows_virtual_machine", { admin_username: "operator" });
  });

  it("plans the subnets that it isn't given (S0-NET-02)", () => {
    const platform = new Platform();
    platform.environment("dev", 1, {
      addressSpace: ["10.8.0.0/16", "10.9.0.0/24"],
      bastion: {},
      jumpbox: { adminUsername: "operator", adminPassword: "${var.password}" },
    });
    const subnets = platform.synth().resources({ type: "azurerm_subnet" });
    expect(subnets.map((subnet) => subnet.get("address_prefixes[0]")).sort()).toEqual([
      "10.8.1.0/24",
      "10.8.2.0/26",
      "10.8.3.0/24",
    ]);
  });

  it("takes another subnet of the private endpoints (S0-NET-02)", () => {
    expect(environmentWith({ privateEndpointSubnet: "10.1.64.0/26" })).toHaveResource("azurerm_subnet", {
      address_prefixes: ["10.1.64.0/26"],
    });
  });

  it("has a NAT gateway where asked (S0-BAS-11)", () => {
    expect(environmentWith()).toHaveResourceCount("azurerm_nat_gateway", 0);
    expect(environmentWith({ natGateway: true })).toHaveResourceCount("azurerm_nat_gateway", 1);
  });

  it("connects to other storage accounts before images are built", () => {
    const platform = new Platform();
    const lake = "/subscriptions/0/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake";
    const accounts = new TerraformStack(platform.app, "accounts");
    const storage = WorkspaceStorage.fromStorageAccountId(accounts, "Lake", lake);
    platform.environment("dev", 1, {
      datastores: [{ store: storage, name: "raw", containerName: "raw", ruleName: "lake" }],
    });
    const model = platform.synth();
    const lakeRules = model.resources({ armType: RULES }).filter((rule) => rule.get("name") === "lake-blob");
    expect(lakeRules).toHaveLength(1);
    for (const rule of lakeRules) expect(model.resource({ type: "azapi_update_resource" })).toDependOn(rule);
  });

  it("has the datastores that it is given, each under its own name", () => {
    const datastores = [
      { name: "orders", containerName: "orders" },
      { name: "returns", containerName: "returns" },
    ];
    const model = environmentWith({ datastores });
    expect(model).toHaveResourceCount(DATASTORES, 2);
    expect(model).toHaveAzapiResource(DATASTORES, { name: "returns", properties: { containerName: "returns" } });
    expect(() => environmentWith({ datastores: [...datastores, ...datastores] })).toThrow(
      'aml-dev/Environment.datastores: got "orders"; allowed: datastores of different names',
    );
  });

  it("takes the NAT gateway's addresses from an existing prefix", () => {
    const publicIpPrefixId =
      "/subscriptions/0/resourceGroups/rg-egress/providers/Microsoft.Network/publicIPPrefixes/ippre-egress";
    expect(environmentWith({ natGateway: { publicIpPrefixId } })).toHaveResource(
      "azurerm_nat_gateway_public_ip_prefix_association",
      { public_ip_prefix_id: publicIpPrefixId },
    );
  });

  it("logs flows where asked (S0-NET-10)", () => {
    expect(environmentWith()).toHaveResourceCount("azurerm_network_watcher_flow_log", 0);
    expect(environmentWith({ flowLogs: { storageAccountId: "${var.flow_logs}", retentionInDays: 30 } })).toHaveResource(
      "azurerm_network_watcher_flow_log",
      {
        storage_account_id: "${var.flow_logs}",
        retention_policy: { days: 30 },
      },
    );
  });

  it("puts a security group before the endpoints where asked (S0-NET-11)", () => {
    const endpointSubnet = { address_prefixes: ["10.1.1.0/24"] };
    expect(environmentWith()).toHaveResource("azurerm_subnet", {
      ...endpointSubnet,
      private_endpoint_network_policies: "Disabled",
    });
    expect(environmentWith({ endpointSubnetSecurityGroup: true })).toHaveResource("azurerm_subnet", {
      ...endpointSubnet,
      private_endpoint_network_policies: "Enabled",
    });
  });

  it("leaves the links to the zones to a landing zone where asked (S0-DNS-16)", () => {
    const model = environmentWith({ useExistingDnsLinks: true });
    expect(model).toHaveResourceCount("azurerm_private_dns_zone_virtual_network_link", 0);
    expect(model).toHaveResourceCount("azurerm_private_endpoint", 8);
    expect(model).toHaveNoErrors();
  });

  const SPOKE =
    "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-spoke";
  const existingNetwork = { virtualNetworkId: SPOKE, privateEndpointSubnet: { subnetId: `${SPOKE}/subnets/snet-pe` } };

  it("uses an existing network in place of a new one, and its own group for what it adds", () => {
    const platform = new Platform();
    platform.environment("dev", 1, { addressSpace: undefined, existingNetwork });
    const model = platform.synth();
    expect(model).toHaveResourceCount("azurerm_virtual_network", 0);
    for (const endpoint of model.resources({ type: "azurerm_private_endpoint" })) {
      expect(endpoint.get("subnet_id")).toBe(`${SPOKE}/subnets/snet-pe`);
      expect(endpoint.get("resource_group_name")).toBe("${azurerm_resource_group.VnetGroup.name}");
    }
  });

  it.each([
    ["addressSpace", {}],
    ["dnsServers", { addressSpace: undefined, dnsServers: ["10.0.0.4"] }],
    ["natGateway", { addressSpace: undefined, natGateway: true }],
  ])("fails on %s beside an existing network", (prop, props) => {
    expect(() => new Platform().environment("dev", 1, { existingNetwork, ...props })).toThrow(
      `aml-dev/Environment.${prop}`,
    );
  });

  it("fails without an address space or an existing network", () => {
    expect(() => new Platform().environment("dev", 1, { addressSpace: undefined })).toThrow(
      "the address space of a new network, or existingNetwork",
    );
  });

  it("peers its network with a hub, and leaves the hub's half to its owner", () => {
    const platform = new Platform();
    const virtualNetworkId = SPOKE.replace("vnet-spoke", "vnet-hub");
    platform.environment("dev", 1, { peerings: [{ name: "hub", virtualNetworkId, useRemoteGateways: true }] });
    const model = platform.synth();
    expect(model).toHaveResourceCount("azurerm_virtual_network_peering", 1);
    expect(model).toHaveResource("azurerm_virtual_network_peering", {
      name: "peer-dev-to-hub",
      remote_virtual_network_id: virtualNetworkId,
      use_remote_gateways: true,
    });
  });

  it("sends everything to an existing Log Analytics workspace", () => {
    const platform = new Platform();
    const id =
      "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-central";
    platform.environment("dev", 1, { logAnalyticsWorkspaceId: id });
    const model = platform.synth();
    expect(model).toHaveResourceCount("azurerm_log_analytics_workspace", 0);
    for (const setting of model.resources({ type: "azurerm_monitor_diagnostic_setting" })) {
      expect(setting.get("log_analytics_workspace_id")).toBe(id);
    }
    expect(() => new Platform().environment("dev", 1, { logAnalyticsWorkspaceId: id, logRetentionInDays: 90 })).toThrow(
      "aml-dev/Environment.logRetentionInDays",
    );
  });

  it("has further clusters, of which the first one builds images", () => {
    const platform = new Platform();
    const gpu = { name: "gpu", vmSize: "Standard_NC24ads_A100_v4", vmPriority: "LowPriority" } as const;
    platform.environment("dev", 1, { computeClusters: [gpu] });
    platform.environment("test", 2, { computeCluster: false, computeClusters: [gpu] });
    const model = platform.synth();
    const clustersOf = (stack: string) =>
      model
        .resources({ armType: "Microsoft.MachineLearningServices/workspaces/computes", stack })
        .map((one) => one.get("name"));
    expect(clustersOf("aml-dev")).toHaveLength(2);
    expect(clustersOf("aml-test")).toEqual(["gpu"]);
    expect(model.resources({ type: "azapi_update_resource" })).toHaveLength(2);
    expect(() => new Platform().environment("dev", 1, { computeClusters: [gpu, gpu] })).toThrow(
      "clusters of different names",
    );
  });

  it("makes no resource group (S0-RGS-02)", () => {
    expect(environmentWith()).toHaveResourceCount("azurerm_resource_group", 4);
  });

  it("gives the deployment principal its roles on each group, and the registry's managed group (S0-RBC-01)", () => {
    const platform = new Platform(DEPLOYER);
    platform.environment("dev", 1, { deploymentPrincipal: DEPLOYER });
    const model = platform.synth();
    const held = model
      .resources({ type: "azurerm_role_assignment" })
      .filter((assignment) => assignment.get("principal_id") === DEPLOYER.principalId);
    expect(held).toHaveLength(12);
    expect(model).toHaveAzapiResource(REGISTRIES, {
      properties: { managedResourceGroupSettings: { assignedIdentities: [{ principalId: DEPLOYER.principalId }] } },
    });
  });

  it("assigns other roles on a group after the deployment principal's, all in its environment (S0-RBC-05)", () => {
    const platform = new Platform(DEPLOYER);
    const environment = platform.environment("dev", 1, { deploymentPrincipal: DEPLOYER });
    const model = platform.synth();
    const assignments = model.resources({ type: "azurerm_role_assignment", stack: "aml-dev" });
    const onGroup = assignments.filter((one) => one.get("scope") === "${azurerm_resource_group.WorkspaceGroup.id}");
    const isDeployers = (one: (typeof onGroup)[number]) => one.get("principal_id") === DEPLOYER.principalId;
    const others = onGroup.filter((one) => !isDeployers(one));
    expect(others.length).toBeGreaterThan(0);
    for (const other of others) {
      for (const right of onGroup.filter(isDeployers)) expect(other).toDependOn(right);
    }
    const environments = RoleMatrix.of(environment).rows.map(({ scopeEnvironment }) => scopeEnvironment);
    expect(new Set(environments)).toEqual(new Set(["dev"]));
  });

  it("connects to registries of other environments after its own (S0-OUT-03, S0-OUT-11)", () => {
    const platform = new Platform();
    const dev = platform.environment("dev", 1);
    if (!dev.registry) throw new Error("dev has a registry");
    platform.environment("prod", 2, { connectTo: [dev.registry] });
    const model = platform.synth();
    const rule = (name: string) => {
      const found = model
        .resources({ armType: RULES, stack: "aml-prod" })
        .find((candidate) => candidate.get("name") === name);
      if (!found) throw new Error(`no rule ${name}`);
      return found;
    };
    expect(rule("AllowDevRegistryAccess")).toDependOn(rule("AllowProdRegistryAccess"));
    expect(model.resource({ armType: REGISTRIES, stack: "aml-dev" }).get("lifecycle.prevent_destroy")).toBe(true);
  });

  it("keeps what holds data from being destroyed in production, and only there", () => {
    const platform = new Platform();
    platform.environment("dev", 1);
    platform.environment("prod", 2);
    const model = platform.synth();
    const protectedIn = (stack: string) =>
      new Set(
        model
          .resources()
          .filter((one) => one.stack.name === stack && one.get("lifecycle.prevent_destroy") === true)
          .map(({ type, armType }) => armType ?? type),
      );
    expect(protectedIn("aml-dev")).toEqual(new Set());
    expect(protectedIn("aml-prod")).toEqual(
      new Set([
        "azurerm_container_registry",
        "azurerm_key_vault",
        "azurerm_log_analytics_workspace",
        "azurerm_storage_account",
        "Microsoft.MachineLearningServices/registries",
        "Microsoft.MachineLearningServices/workspaces",
      ]),
    );
  });

  it("may use another environment's registry in place of its own (S0-ARC-08)", () => {
    const platform = new Platform();
    const dev = platform.environment("dev", 1);
    platform.environment("test", 2, { registry: false, connectTo: dev.registry ? [dev.registry] : [] });
    const model = platform.synth();
    expect(model).toHaveResourceCount(REGISTRIES, 1);
    expect(model.resources({ armType: RULES, stack: "aml-test" }).map((rule) => rule.get("name"))).toEqual([
      "AllowDevRegistryAccess",
    ]);
  });

  it("sets the image-build cluster after the outbound rules (S0-WSP-17)", () => {
    const model = environmentWith();
    expect(model.resource({ type: "azapi_update_resource" })).toDependOn(model.resource({ armType: RULES }));
    expect(environmentWith({ computeCluster: false })).toHaveResourceCount(COMPUTES, 0);
  });

  it("gives people their roles last, and nobody by default (S0-RBC-28, S0-RBC-30)", () => {
    const model = environmentWith({ people: { principals: [SCIENTISTS] } });
    const held = model
      .resources({ type: "azurerm_role_assignment" })
      .filter((assignment) => assignment.get("principal_id") === SCIENTISTS.principalId);
    expect(held).toHaveLength(7);
    for (const assignment of held) {
      expect(assignment).toDependOnTransitively(model.resource({ armType: WORKSPACES, type: "azapi_resource" }));
      expect(assignment).toDependOnTransitively(model.resource({ armType: REGISTRIES }));
    }
  });

  it("gives members the roles of their tier, and eligibility instead where that is asked for", () => {
    const member = { principal: SCIENTISTS, tier: "administrator" } as const;
    const rolesOf = (type: string, eligible: boolean) =>
      environmentWith({ people: { members: [{ ...member, eligible }] } })
        .resources({ type })
        .filter((assignment) => assignment.get("principal_id") === SCIENTISTS.principalId);
    expect(rolesOf("azurerm_role_assignment", false)).toHaveLength(3);
    expect(rolesOf("azurerm_role_assignment", true)).toEqual([]);
    expect(rolesOf("azurerm_pim_eligible_role_assignment", true)).toHaveLength(3);
  });

  it("encrypts what it creates with a customer-managed key, and leaves existing resources to their owners", () => {
    const id =
      "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/crml";
    const existing = new TerraformStack(Testing.app(), "existing");
    const workspace = {
      containerRegistry: WorkspaceContainerRegistry.fromContainerRegistryId(existing, "Images", id),
    };
    expect(environmentWith({ customerManagedKey: {} })).toHaveResource("azurerm_key_vault", { name: "kvcmkdevcc01" });
    expect(() => environmentWith({ workspace, customerManagedKey: { encrypts: ["containerRegistry"] } })).toThrow(
      /customerManagedKey\.encrypts: got "containerRegistry"; allowed: .*: workspace, storage, jumpbox; fix: leave containerRegistry out/,
    );
  });

  it("opens storage for its registry only where asked (S0-PRO-20)", () => {
    expect(environmentWith()).toHaveResource("azurerm_storage_account", { public_network_access_enabled: false });
    expect(environmentWith({ registrySharing: true })).toHaveResource("azurerm_storage_account", {
      public_network_access_enabled: true,
      network_rules: { default_action: "Deny" },
    });
  });

  it("fails on sharing to a registry that the environment doesn't have (S0-PRO-20)", () => {
    expect(() => environmentWith({ registry: false, registrySharing: true })).toThrow(
      "aml-dev/Environment.registrySharing: got true",
    );
  });

  it("makes the identities in the network's group, or in one that it is given (S0-RBC-06)", () => {
    const groupOf = (model: ReturnType<typeof environmentWith>) =>
      model.resources({ type: "azurerm_user_assigned_identity" }).map((one) => one.get("resource_group_name"));
    const network = "${azurerm_resource_group.VnetGroup.name}";
    expect(groupOf(environmentWith())).toEqual([network, network]);
    const identityResourceGroup = { name: "rg-identities", id: "${var.group}", location: "canadacentral" };
    expect(groupOf(environmentWith({ workspace: { identityResourceGroup } }))).toEqual([
      "rg-identities",
      "rg-identities",
    ]);
  });

  it("takes choices of workspace, registry, connection and cluster", () => {
    const model = environmentWith({
      workspace: { friendlyName: "Forecasts" },
      registry: { storageAccountType: "Standard_ZRS" },
      computeCluster: { maxNodeCount: 9 },
    });
    expect(model).toHaveAzapiResource(WORKSPACES, { properties: { friendlyName: "Forecasts" } });
    expect(JSON.stringify(model.resource({ armType: REGISTRIES }).body)).toContain("Standard_ZRS");
    expect(model).toHaveAzapiResource(COMPUTES, {
      properties: { properties: { scaleSettings: { maxNodeCount: 9 } } },
    });
  });

  it("sends no diagnostics where they are off (S0-NET-06, S0-WSP-19)", () => {
    expect(environmentWith({ diagnosticSettings: false })).toHaveResourceCount("azurerm_monitor_diagnostic_setting", 0);
  });

  it.each(["environment", "Purpose"])("refuses the tag %s, which it sets itself", (name) => {
    expect(() => environmentWith({ tags: { [name]: "mine" } })).toThrow(
      `tags.${name}: got "mine"; allowed: tags other than environment, purpose, component`,
    );
  });

  it("leaves tags to a policy that sets them", () => {
    const model = environmentWith({ ignoreTagChanges: ["created-by"] });
    expect(model).toHaveResource("azurerm_key_vault", { lifecycle: { ignore_changes: ['tags["created-by"]'] } });
    expect(model).toHaveResource("azurerm_storage_account", {
      lifecycle: { ignore_changes: ["network_rules[0].private_link_access", 'tags["created-by"]'] },
    });
  });

  it("tags by environment and purpose, beside the tags that it is given (S0-TAG-01)", () => {
    const model = environmentWith({ tags: { project: "forecast" } });
    expect(model).toHaveResource("azurerm_virtual_network", {
      tags: { project: "forecast", environment: "dev", purpose: "network", component: "private-aml-platform" },
    });
    expect(model).toHaveResource("azurerm_private_dns_zone", {
      tags: { project: "test", environment: "shared", purpose: "dns" },
    });
    for (const [type, purpose] of [
      ["azurerm_private_dns_zone_virtual_network_link", "dns"],
      ["azurerm_log_analytics_workspace", "monitoring"],
      [WORKSPACES, "workspace"],
      [REGISTRIES, "registry"],
    ]) {
      const named = type?.startsWith("azurerm_")
        ? model.resources({ type })
        : model.resources({ ...(type ? { armType: type } : {}), type: "azapi_resource" });
      expect(named.map((resource) => resource.get("tags.purpose"))).toEqual(named.map(() => purpose));
    }
  });

  it("takes computes for persons, public hosts, retention and DNS servers", () => {
    const model = environmentWith({
      computeInstances: [
        { name: "ci-dev-anna", assignedUser: { objectId: SCIENTISTS.principalId, tenantId: SCIENTISTS.principalId } },
      ],
      fqdnPresets: ["python"],
      logRetentionInDays: 90,
      dnsServers: ["10.0.0.4"],
    });
    expect(model).toHaveAzapiResource(COMPUTES, { name: "ci-dev-anna" });
    expect(model).toHaveAzapiResource(RULES, { properties: { type: "FQDN", destination: "pypi.org" } });
    expect(model).toHaveResource("azurerm_log_analytics_workspace", {
      name: "log-aml-dev-cc-01",
      retention_in_days: 90,
    });
    expect(model).toHaveResource("azurerm_virtual_network", { dns_servers: ["10.0.0.4"] });
  });

  it("names an instance that has no name by the convention, once", () => {
    const assignedUser = { objectId: SCIENTISTS.principalId, tenantId: SCIENTISTS.principalId };
    const model = environmentWith({ computeInstances: [{ assignedUser }, { name: "ci-dev-anna", assignedUser }] });
    expect(model).toHaveAzapiResource(COMPUTES, { name: "amli-dev-cc01" });
    expect(() => environmentWith({ computeInstances: [{ assignedUser }, { assignedUser }] })).toThrow(
      'computeInstances: got "amli-dev-cc01"; allowed: instances of different names',
    );
  });

  describe("with additional workspaces", () => {
    const group = (name: string) => ({ id: `\${azurerm_resource_group.${name}.id}`, name, location: "canadacentral" });
    const model = environmentWith({
      workspaces: {
        vision: { resourceGroup: group("vision"), shares: ["storage"], computeCluster: false },
        speech: { resourceGroup: group("speech"), workspace: { description: "Speech" } },
      },
      registries: { models: { additionalLocations: ["canadaeast"] } },
      people: { principals: [SCIENTISTS] },
    });

    it("has a workspace for each, in its own group with its own identity", () => {
      expect(model).toHaveAzapiResource(WORKSPACES, {
        name: "mlwdevspeechcc01",
        body: { properties: { description: "Speech" } },
      });
      expect(model).toHaveResourceCount(WORKSPACES, 3);
      expect(model).toHaveResourceCount("azurerm_user_assigned_identity", 6);
      expect(model).toHaveResourceCount("azurerm_storage_account", 2);
      expect(model).toHaveResourceCount(COMPUTES, 2);
    });

    it("connects each workspace to each registry", () => {
      expect(model).toHaveResourceCount(REGISTRIES, 2);
      expect(model).toHaveResourceCount(RULES, 6);
    });

    it("grants people their roles on a shared account once", () => {
      const onStorage = model
        .resources({ type: "azurerm_role_assignment" })
        .filter(({ address }) => /People-scientists_StorageBlobDataContributor/.test(address));
      expect(onStorage).toHaveLength(2);
    });

    it.each<[string, Partial<PrivateMlEnvironmentProps>, RegExp]>([
      ["no group", { workspaces: { vision: {} } }, /workspaces\.vision\.resourceGroup/],
      [
        "options of a shared resource",
        { workspaces: { vision: { resourceGroup: group("g"), shares: ["keyVault"], workspace: { keyVault: {} } } } },
        /workspaces\.vision\.shares: got "keyVault"/,
      ],
      [
        "a member of an unknown workspace",
        { people: { members: [{ principal: SCIENTISTS, tier: "reader", workspaces: ["vision"] }] } },
        /workspaces: got "vision"; allowed: default/,
      ],
      ["a long name", { workspaces: { "Vision-Team": { resourceGroup: group("g") } } }, /dev\.workspaces\.Vision-Team/],
    ])("rejects %s", (_, props, problem) => {
      expect(() => environmentWith(props)).toThrow(problem);
    });
  });

  it("keeps its Terraform addresses", async () => {
    const platform = new Platform(DEPLOYER);
    const dev = platform.environment("dev", 1, { deploymentPrincipal: DEPLOYER });
    platform.environment("prod", 2, {
      deploymentPrincipal: DEPLOYER,
      connectTo: dev.registry && [dev.registry],
      bastion: { subnet: "10.2.2.0/26" },
      jumpbox: { subnet: "10.2.3.0/24", adminUsername: "operator", adminPassword: "${var.password}" },
      people: { principals: [SCIENTISTS] },
    });
    const addresses = platform
      .synth()
      .resources()
      .map(({ id }) => id)
      .sort();
    await expect(`${JSON.stringify(addresses, null, 2)}\n`).toMatchFileSnapshot("golden/addresses.json");
  });
});

describe("customerNetwork and kubernetes", () => {
  const kubernetes = { extension: { inference: false as const }, networkPluginMode: "overlay" as const };

  it("are refused apart: a managed network supports no Kubernetes clusters (S2-AKS-01)", () => {
    expect(() => environmentWith({ kubernetes })).toThrow(
      'aml-dev/Environment.kubernetes: got "kubernetes"; allowed: kubernetes together with customerNetwork: a managed ' +
        "network supports no Kubernetes clusters; fix: set customerNetwork: {}",
    );
  });

  it("need a way out of the network", () => {
    expect(() => environmentWith({ customerNetwork: {} })).toThrow(
      'aml-dev/Environment/Network.addTrainingSubnet: got "a network without outbound access"',
    );
  });
});
