import { describe, expect, it } from "vitest";
import { changed, type Changes, GROUP, VAULT, verifySmall } from "./support/small-deployment.js";

const NETWORK = `${GROUP}/providers/Microsoft.Network`;
const FOREIGN = "/subscriptions/00000000-0000-4000-8000-0000000000ff/resourceGroups/rg-foreign/providers";

/** What verify finds around the small deployment, with resources that are deployed and others that are only in Azure. */
async function found(changes: Changes): Promise<readonly string[]> {
  return (await verifySmall(changes)).found;
}

describe("outbound rules", () => {
  const WORKSPACE = `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/mlw-dev`;
  const values = { name: "mlw-dev", type: "Microsoft.MachineLearningServices/workspaces@2025-12-01", body: {} };
  const state = { "azapi_resource.workspace": { ...values, id: WORKSPACE } };
  const withRule = (name: string, properties: object): Changes => ({
    state,
    live: {
      [WORKSPACE]: { properties: {} },
      [`${WORKSPACE}/outboundRules/${name}`]: {
        properties: { type: "FQDN", destination: "example.com", ...properties },
      },
    },
  });

  it.each([{ category: "UserDefined" }, { category: "userDefined" }, { category: "Recommended" }, {}])(
    "that aren't deployed are found, with %j",
    async (properties) => {
      expect(await found(withRule("by-hand", { status: "Active", ...properties }))).toEqual([
        "verify/outbound-rules azapi_resource.workspace: has the outbound rule by-hand to example.com, which isn't deployed",
      ]);
    },
  );

  it("of Azure itself are expected", async () => {
    expect(await found(withRule("__SYS_ST_Tag", { category: "Required", status: "Active" }))).toEqual([]);
  });

  it("that are deployed and have no status are found", async () => {
    const id = `${WORKSPACE}/outboundRules/own`;
    const rule = { id, name: "own", type: "Microsoft.MachineLearningServices/workspaces/outboundRules@2025-12-01" };
    const changes = withRule("own", { category: "UserDefined" });
    expect(await found({ ...changes, state: { ...state, "azapi_resource.rule": { ...rule, body: {} } } })).toEqual([
      expect.stringContaining("azapi_resource.rule: is in an unknown state in Azure"),
    ]);
  });

  it.each([
    { ipAllowlist: ["198.51.100.0/24"] },
    { networkAcls: { defaultAction: "Allow" } },
    { sharedPrivateLinkResources: [{ name: "x" }] },
    { hubResourceId: `${FOREIGN}/Microsoft.MachineLearningServices/workspaces/hub` },
    { serverlessComputeSettings: { serverlessComputeNoPublicIP: false } },
    { managedNetwork: { status: { status: "Inactive" } } },
    { provisioningState: "Failed" },
  ])("aren't all that a workspace can open: %j is found although it wasn't written", async (properties) => {
    expect(await found({ state, live: { [WORKSPACE]: { properties } } })).toEqual([
      expect.stringMatching(/^verify\/setting-changed azapi_resource\.workspace: .* in Azure, not set was deployed$/),
    ]);
  });
});

describe("networks", () => {
  const VNET = `${NETWORK}/virtualNetworks/vnet`;
  const id = `${VNET}/subnets/snet`;

  it.each(["networkSecurityGroup", "routeTable", "natGateway"])(
    "have no %s at a subnet that isn't deployed",
    async (property) => {
      const attached = `${FOREIGN}/Microsoft.Network/${property}s/x`;
      expect(
        await found({
          state: { "azurerm_subnet.snet": { id, name: "snet" } },
          live: { [VNET]: { properties: {} }, [id]: { properties: { [property]: { id: attached } } } },
        }),
      ).toEqual([`verify/network-openings azurerm_subnet.snet: has the ${property} ${attached}, which isn't deployed`]);
    },
  );

  it("have what associations deploy", async () => {
    const routeTable = `${NETWORK}/routeTables/rt`;
    const association = { id, subnet_id: id, route_table_id: routeTable };
    expect(
      await found({
        state: {
          "azurerm_subnet.snet": { id, name: "snet" },
          "azurerm_subnet_route_table_association.snet": association,
        },
        live: { [VNET]: { properties: {} }, [id]: { properties: { routeTable: { id: routeTable } } } },
      }),
    ).toEqual([]);
  });

  it("have no security group at a network interface, and no other interface, that isn't deployed", async () => {
    const nic = `${NETWORK}/networkInterfaces/nic`;
    const group = `${FOREIGN}/Microsoft.Network/networkSecurityGroups/x`;
    expect(
      await found({
        state: { "azurerm_network_interface.nic": { id: nic, name: "nic" } },
        live: {
          [nic]: { properties: { networkSecurityGroup: { id: group } } },
          [`${NETWORK}/networkInterfaces/by-hand`]: { properties: {} },
        },
      }),
    ).toEqual([
      "verify/network-openings azurerm_resource_group.main: has the network interface by-hand, which isn't deployed",
      `verify/network-openings azurerm_network_interface.nic: has the networkSecurityGroup ${group}, which isn't deployed`,
    ]);
  });

  it("have no private endpoint that isn't deployed, and each deployed one is approved on its own side", async () => {
    const endpoint = `${NETWORK}/privateEndpoints/pe`;
    const connection = (status: string, account: string) => ({
      properties: {
        networkInterfaces: [{ id: `${NETWORK}/networkInterfaces/nic-pe` }],
        privateLinkServiceConnections: [
          {
            properties: {
              privateLinkServiceId: `${FOREIGN}/Microsoft.Storage/storageAccounts/${account}`,
              privateLinkServiceConnectionState: { status },
            },
          },
        ],
      },
    });
    expect(
      await found({
        state: { "azurerm_private_endpoint.pe": { id: endpoint, name: "pe" } },
        live: {
          [endpoint]: connection("Disconnected", "st"),
          [`${NETWORK}/privateEndpoints/by-hand`]: connection("Approved", "elsewhere"),
        },
      }),
    ).toEqual([
      "verify/endpoint-connections azurerm_private_endpoint.pe: has its connection to st as Disconnected",
      `verify/network-openings azurerm_resource_group.main: has the private endpoint by-hand to ${FOREIGN}/Microsoft.Storage/storageAccounts/elsewhere, which isn't deployed`,
    ]);
  });
});

describe("private DNS zones", () => {
  const id = `${NETWORK}/privateDnsZones/privatelink.vaultcore.azure.net`;

  it("have no records of any type that aren't deployed", async () => {
    const zone = { "azurerm_private_dns_zone.vault": { id, name: "privatelink.vaultcore.azure.net" } };
    const records = ["A", "AAAA", "CNAME", "TXT"].map((type) => [`${id}/${type}/x`, { properties: { ttl: 10 } }]);
    const live = { [id]: { properties: {} }, ...Object.fromEntries(records) };
    expect(await found({ state: zone, live })).toEqual(
      ["record for x ()", "AAAA record for x", "CNAME record for x", "TXT record for x"].map(
        (what) =>
          `verify/private-dns azurerm_private_dns_zone.vault: has the ${what}, which no endpoint of the stacks has`,
      ),
    );
  });
});

describe("registries", () => {
  it("have a connection for each active outbound rule", async () => {
    const workspace = `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/mlw-dev`;
    const registry = `${GROUP}/providers/Microsoft.MachineLearningServices/registries/mlr-dev`;
    const id = `${workspace}/outboundRules/own`;
    const destination = { serviceResourceId: registry, subresourceTarget: "amlregistry" };
    const type = "Microsoft.MachineLearningServices/workspaces";
    expect(
      await found({
        state: {
          "azapi_resource.workspace": { id: workspace, name: "mlw-dev", type: `${type}@2025-12-01`, body: {} },
          "azapi_resource.rule": {
            id,
            name: "own",
            type: `${type}/outboundRules@2025-12-01`,
            body: { properties: { destination } },
          },
        },
        live: {
          [workspace]: { properties: {} },
          [id]: { properties: { type: "PrivateEndpoint", category: "UserDefined", status: "Active", destination } },
          ...changed("azapi_resource.registry", { registryPrivateEndpointConnections: [] }),
        },
      }),
    ).toEqual([
      "verify/endpoint-connections azapi_resource.registry: has 0 connections that aren't of the stacks' private endpoints, and 1 deployed outbound rules to it are active",
    ]);
  });
});

describe("locks", () => {
  const lockOn = (scope: string, level: string) => ({
    [`${scope}/providers/Microsoft.Authorization/locks/keep`]: { properties: { level } },
  });
  const found = async (changes: Changes) => {
    const { report } = await verifySmall(changes);
    return report.findings.flatMap(({ rule, severity, address, message }) =>
      rule === "verify/locks" ? `${severity} ${address}: ${message}` : [],
    );
  };

  it("that aren't deployed are found on resources and groups, and are errors if they prevent changes", async () => {
    expect(await found({ live: { ...lockOn(GROUP, "CanNotDelete"), ...lockOn(VAULT, "ReadOnly") } })).toEqual([
      "error azurerm_key_vault.main: has the lock keep (ReadOnly), which isn't deployed",
      "warning azurerm_resource_group.main: has the lock keep (CanNotDelete), which isn't deployed",
    ]);
  });

  it("are found at the nearest deployed resource", async () => {
    const account = `${GROUP}/providers/Microsoft.Storage/storageAccounts/other`;
    expect(await found({ live: { [account]: { properties: {} }, ...lockOn(account, "CanNotDelete") } })).toEqual([
      `warning azurerm_resource_group.main: has the lock keep (CanNotDelete) on ${account}, which isn't deployed`,
    ]);
  });

  it("that are deployed are expected, whoever deploys them", async () => {
    const id = `${VAULT}/providers/Microsoft.Authorization/locks/keep`;
    for (const address of ["azurerm_management_lock.keep", "azapi_resource.keep"]) {
      const values = { id, name: "keep", lock_level: "CanNotDelete", type: "Microsoft.Authorization/locks@2020-05-01" };
      expect(await found({ state: { [address]: values }, live: lockOn(VAULT, "CanNotDelete") })).toEqual([]);
    }
  });
});

describe("assigned policies", () => {
  const POLICY = `${GROUP}/providers/Microsoft.Authorization/policyAssignments/privateLink`;
  const state = { "azurerm_resource_group_policy_assignment.link": { id: POLICY, name: "privateLink" } };
  const exempted = (scope: string, properties: object) => ({
    [POLICY]: { properties: {} },
    [`${scope}/providers/Microsoft.Authorization/policyExemptions/by-hand`]: {
      properties: { policyAssignmentId: POLICY, exemptionCategory: "Waiver", ...properties },
    },
  });

  it.each([
    [GROUP, {}, "without an end"],
    [VAULT, { expiresOn: "2027-01-31T00:00:00Z" }, "until 2027-01-31T00:00:00Z"],
  ])("have no exemption of %s that isn't deployed", async (scope, properties, until) => {
    expect(await found({ state, live: exempted(scope, properties) })).toEqual([
      `verify/policy-exemptions azurerm_resource_group_policy_assignment.link: doesn't apply to ${scope} ${until} because of the exemption by-hand, which isn't deployed`,
    ]);
  });

  it("have the exemptions that are deployed", async () => {
    const id = `${GROUP}/providers/Microsoft.Authorization/policyExemptions/by-hand`;
    const exemption = { "azurerm_resource_group_policy_exemption.link": { id, name: "by-hand" } };
    expect(await found({ state: { ...state, ...exemption }, live: exempted(GROUP, {}) })).toEqual([]);
  });

  it("aren't those that others assign to the same group", async () => {
    const live = exempted(GROUP, { policyAssignmentId: `${POLICY}-of-others` });
    expect(await found({ state, live })).toEqual([]);
  });

  it("are unknown if exemptions can't be read", async () => {
    const answers = (path: string) =>
      path.includes("/policyExemptions")
        ? { status: 403, body: { error: { code: "AuthorizationFailed", message: "no" } } }
        : undefined;
    expect(await found({ state, live: { [POLICY]: { properties: {} } }, answers })).toEqual([
      expect.stringContaining("azurerm_resource_group_policy_assignment.link: what is exempted from it is not known"),
    ]);
  });
});

describe("the activity log of a subscription", () => {
  it("may be sent elsewhere by others", async () => {
    const subscription = GROUP.split("/resourceGroups/")[0] ?? "";
    const settings = `${subscription}/providers/Microsoft.Insights/diagnosticSettings`;
    const state = { "azurerm_monitor_diagnostic_setting.log": { id: `${subscription}|own`, name: "own" } };
    const live = { [`${settings}/own`]: { properties: {} }, [`${settings}/of-others`]: { properties: {} } };
    expect(await found({ state, live })).toEqual([]);
  });
});

describe("SQL servers", () => {
  const SERVER = `${GROUP}/providers/Microsoft.Sql/servers/sql-dev`;
  const DATABASE = `${SERVER}/databases/features`;
  const AUDITING = `${SERVER}/extendedAuditingSettings/default`;
  const administrators = { login: "admins", sid: "s", tenantId: "t", azureADOnlyAuthentication: true };
  const administrator = {
    login_username: "admins",
    object_id: "s",
    tenant_id: "t",
    azuread_authentication_only: true,
  };
  const state = {
    "azurerm_mssql_server.main": {
      id: SERVER,
      name: "sql-dev",
      location: "canadacentral",
      minimum_tls_version: "1.2",
      public_network_access_enabled: false,
      azuread_administrator: [administrator],
    },
    "azurerm_mssql_database.main": { id: DATABASE, server_id: SERVER, sku_name: "S0", max_size_gb: 250 },
    "azurerm_mssql_server_extended_auditing_policy.main": {
      id: AUDITING,
      server_id: SERVER,
      enabled: true,
      log_monitoring_enabled: true,
    },
  };
  const live = {
    [SERVER]: {
      location: "canadacentral",
      properties: { administrators, minimalTlsVersion: "1.2", publicNetworkAccess: "Disabled" },
    },
    [DATABASE]: { properties: { currentServiceObjectiveName: "S0", maxSizeBytes: 250 * 1024 ** 3 } },
    [AUDITING]: { properties: { state: "Enabled", isAzureMonitorTargetEnabled: true } },
  };

  it("are as deployed, with their databases and auditing", async () => {
    expect(await found({ state, live })).toEqual([]);
  });

  it("that were opened, or are no longer audited, are found", async () => {
    const open = {
      [SERVER]: {
        location: "canadacentral",
        properties: {
          administrators: { ...administrators, azureADOnlyAuthentication: false },
          minimalTlsVersion: "None",
          publicNetworkAccess: "Enabled",
        },
      },
      [AUDITING]: { properties: { state: "Disabled", isAzureMonitorTargetEnabled: true } },
    };
    expect((await found({ state, live: { ...live, ...open } })).map((text) => text.split(" in Azure")[0])).toEqual([
      "verify/setting-changed azurerm_mssql_server.main: minimum_tls_version is None",
      "verify/setting-changed azurerm_mssql_server.main: public_network_access_enabled is true",
      "verify/setting-changed azurerm_mssql_server.main: azuread_administrator.azuread_authentication_only is false",
      "verify/setting-changed azurerm_mssql_server_extended_auditing_policy.main: enabled is false",
    ]);
  });

  it("with firewall rules and subnets that aren't deployed are found", async () => {
    const subnet = `${NETWORK}/virtualNetworks/hub/subnets/apps`;
    const rules = {
      [`${SERVER}/firewallRules/AllowAllWindowsAzureIps`]: {
        properties: { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" },
      },
      [`${SERVER}/virtualNetworkRules/apps`]: { properties: { virtualNetworkSubnetId: subnet } },
    };
    expect(await found({ state, live: { ...live, ...rules } })).toEqual([
      "verify/network-openings azurerm_mssql_server.main: lets 0.0.0.0 to 0.0.0.0 in by the firewall rule AllowAllWindowsAzureIps, which isn't deployed",
      `verify/network-openings azurerm_mssql_server.main: lets ${subnet} in by the rule apps, which isn't deployed`,
    ]);
  });
});

describe("containers", () => {
  const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/stlake`;
  const CONTAINER = `${ACCOUNT}/blobServices/default/containers/raw`;

  it("that were made public are found", async () => {
    const values = { id: CONTAINER, storage_account_id: ACCOUNT, container_access_type: "private", metadata: {} };
    const withAccess = (publicAccess: string) =>
      found({
        state: { "azurerm_storage_container.raw": values },
        live: {
          [ACCOUNT]: { properties: {} },
          [`${ACCOUNT}/blobServices/default`]: { properties: {} },
          [CONTAINER]: { properties: { publicAccess } },
        },
      });
    expect(await withAccess("None")).toEqual([]);
    expect(await withAccess("Blob")).toEqual([
      "verify/setting-changed azurerm_storage_container.raw: container_access_type is blob in Azure, private was deployed",
    ]);
  });
});

describe("a network of your own", () => {
  const body = { properties: {} };

  it("has no node pool and trusted service that isn't deployed", async () => {
    const id = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks`;
    const pool = (name: string) => ({ name, vnetSubnetID: `${NETWORK}/virtualNetworks/vnet/subnets/snet-${name}` });
    expect(
      await found({
        state: {
          "azurerm_kubernetes_cluster.aks": {
            id,
            name: "aks",
            default_node_pool: [{ name: "system", vnet_subnet_id: pool("system").vnetSubnetID }],
          },
          "azurerm_kubernetes_cluster_node_pool.gpu": { id: `${id}/agentPools/gpu`, name: "gpu" },
        },
        live: {
          [id]: { properties: { agentPoolProfiles: ["system", "gpu", "hand"].map(pool) } },
          [`${id}/agentPools/gpu`]: body,
          [`${id}/agentPools/system`]: { properties: pool("system") },
          [`${id}/agentPools/hand`]: { properties: pool("hand") },
          [`${id}/trustedAccessRoleBindings/hand`]: { properties: { sourceResourceId: VAULT, roles: ["x"] } },
        },
      }),
    ).toEqual([
      `verify/role-assignments azurerm_kubernetes_cluster.aks: lets ${VAULT} in by hand, which isn't deployed`,
      `verify/network-openings azurerm_kubernetes_cluster.aks: has the node pool hand in ${NETWORK}/virtualNetworks/vnet/subnets/snet-hand, which isn't deployed`,
    ]);
  });

  it("has no rule collection group that isn't deployed", async () => {
    const id = `${NETWORK}/firewallPolicies/afwp`;
    expect(
      await found({
        state: {
          "azurerm_firewall_policy.afwp": { id, name: "afwp" },
          "azurerm_firewall_policy_rule_collection_group.own": { id: `${id}/ruleCollectionGroups/own`, name: "own" },
        },
        live: { [id]: body, [`${id}/ruleCollectionGroups/own`]: body, [`${id}/ruleCollectionGroups/hand`]: body },
      }),
    ).toEqual([
      "verify/network-openings azurerm_firewall_policy.afwp: has the rule collection group hand, which isn't deployed",
    ]);
  });

  it("has no connection of a gateway that isn't deployed, also in another resource group", async () => {
    const id = `${NETWORK}/virtualNetworkGateways/vpng`;
    const own = `${NETWORK}/connections/own`;
    const office = `${FOREIGN}/Microsoft.Network/localNetworkGateways/office`;
    const of = { virtualNetworkGateway1: { id } };
    expect(
      await found({
        state: {
          "azurerm_virtual_network_gateway.vpng": { id, name: "vpng" },
          "azurerm_virtual_network_gateway_connection.own": { id: own, name: "own", virtual_network_gateway_id: id },
        },
        live: {
          [id]: body,
          [own]: { properties: of },
          [`${FOREIGN}/Microsoft.Network/connections/hand`]: {
            properties: { ...of, localNetworkGateway2: { id: office } },
          },
          [`${FOREIGN}/Microsoft.Network/connections/other`]: body,
        },
      }),
    ).toEqual([
      `verify/network-openings azurerm_virtual_network_gateway.vpng: has the connection hand to ${office}, which isn't deployed`,
    ]);
  });

  it("has the DNS servers that a resource of their own deploys", async () => {
    const id = `${NETWORK}/virtualNetworks/vnet`;
    const state = {
      "azurerm_virtual_network.vnet": { id, name: "vnet", dns_servers: [] },
      "azurerm_virtual_network_dns_servers.vnet": { id: `${id}/dnsServers/default`, dns_servers: ["10.0.0.4"] },
    };
    const live = (dnsServers: readonly string[]) => ({ [id]: { properties: { dhcpOptions: { dnsServers } } } });
    expect(await found({ state, live: live(["10.0.0.4"]) })).toEqual([]);
    expect(await found({ state, live: live(["198.51.100.1"]) })).toEqual([
      'verify/setting-changed azurerm_virtual_network_dns_servers.vnet: dns_servers is ["198.51.100.1"] in Azure, ["10.0.0.4"] was deployed',
    ]);
  });
});

describe("records of private zones", () => {
  it("may be that of a deployed cluster's API server, which AKS writes", async () => {
    const zone = `${NETWORK}/privateDnsZones/privatelink.westeurope.azmk8s.io`;
    const id = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks`;
    const record = { properties: { ttl: 300, aRecords: [{ ipv4Address: "10.0.0.4" }] } };
    expect(
      await found({
        state: {
          "azurerm_private_dns_zone.zone": { id: zone, name: "privatelink.westeurope.azmk8s.io" },
          "azurerm_kubernetes_cluster.aks": { id, private_fqdn: "aks-1.privatelink.westeurope.azmk8s.io" },
        },
        live: {
          [id]: { properties: {} },
          [zone]: { properties: {} },
          [`${zone}/A/aks-1`]: record,
          [`${zone}/A/x`]: record,
        },
      }),
    ).toEqual([
      "verify/private-dns azurerm_private_dns_zone.zone: has the record for x (10.0.0.4), which no endpoint of the stacks has",
    ]);
  });
});
