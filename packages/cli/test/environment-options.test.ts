import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const DATASTORES = "Microsoft.MachineLearningServices/workspaces/datastores";

/** A platform of one environment with more in its configuration than the network. */
const platformWith = (options: object) =>
  platformOf({
    environments: {
      dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", ...options },
    },
  });
const accounts = (options: object) => platformWith(options).resources({ type: "azurerm_storage_account" });

describe("an environment's configuration", () => {
  it("gives the network a NAT gateway (S0-BAS-11)", () => {
    expect(platformWith({ natGateway: true })).toHaveResource("azurerm_nat_gateway");
    expect(platformWith({}).resources({ type: "azurerm_nat_gateway" })).toEqual([]);
  });

  it("takes the NAT gateway's addresses from an existing prefix", () => {
    const publicIpPrefixId =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-egress/providers/Microsoft.Network/publicIPPrefixes/ippre-egress";
    expect(platformWith({ natGateway: { publicIpPrefixId } })).toHaveResource(
      "azurerm_nat_gateway_public_ip_prefix_association",
      { public_ip_prefix_id: publicIpPrefixId },
    );
  });

  it("opens workspaces to some public addresses if asked for (S2-ADD-08)", () => {
    const { publicAccess, ...closed } = {
      publicAccess: { publicAccessIpAllowlist: ["203.0.113.0/24"] },
      computeCluster: false,
    };
    const open = platformWith({ ...publicAccess, workspaces: { vision: { ...closed, ...publicAccess } } });
    const workspaces = (platform: typeof open) =>
      platform
        .resources({ type: "azapi_resource" })
        .filter(({ armType }) => armType === "Microsoft.MachineLearningServices/workspaces");
    expect(workspaces(open).map((workspace) => workspace.get("type"))).toEqual(
      Array.from({ length: 2 }, () => "Microsoft.MachineLearningServices/workspaces@2025-10-01-preview"),
    );
    for (const workspace of workspaces(open)) {
      expect(workspace.get("body")).toMatchObject({
        properties: { publicNetworkAccess: "Enabled", ipAllowlist: ["203.0.113.0/24"] },
      });
    }
    expect(platformWith({})).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
      properties: { publicNetworkAccess: "Disabled" },
    });
  });

  it("gives the private endpoints a security group (S0-NET-11)", () => {
    const groups = (options: object) =>
      platformWith(options).resources({ type: "azurerm_network_security_group" }).length;
    expect(groups({ endpointSubnetSecurityGroup: true })).toBe(groups({}) + 1);
  });

  it("leaves the links to the zones to somebody else", () => {
    const links = (options: object) =>
      platformWith(options).resources({ type: "azurerm_private_dns_zone_virtual_network_link" });
    expect(links({})).toHaveLength(9);
    expect(links({ useExistingDnsLinks: true })).toEqual([]);
  });

  it("says for the posture check that somebody else links the zones", () => {
    const outputs = (options: object) =>
      platformWith(options)
        .stack("aml-dev")
        .outputs.map(({ name }) => name);
    expect(outputs({})).not.toContain("dns_links_managed_by");
    expect(outputs({ useExistingDnsLinks: true })).toContain("dns_links_managed_by");
  });

  it("keeps the workspace's blobs after a mistake (S0-WSP-25)", () => {
    const storageRecovery = { softDeleteDays: 30, versioning: true, pointInTimeRestoreDays: 29 };
    expect(accounts({ storageRecovery })[0]?.get("blob_properties")).toMatchObject({
      delete_retention_policy: { days: 30 },
      container_delete_retention_policy: { days: 30 },
      versioning_enabled: true,
      restore_policy: { days: 29 },
    });
    expect(accounts({})[0]?.get("blob_properties")).toBeUndefined();
  });

  it("refuses to restore further back than what was deleted is kept, with the path", () => {
    expect(() =>
      platformWith({ storageRecovery: { softDeleteDays: 7, versioning: true, pointInTimeRestoreDays: 7 } }),
    ).toThrow("recovery.pointInTimeRestoreDays");
  });

  it("gives the storage and the container registry behind the registry endpoints (SX-05)", () => {
    const endpoints = (options: object) => platformWith(options).resources({ type: "azurerm_private_endpoint" }).length;
    expect(endpoints({ registry: { managedResourceEndpoints: true } })).toBe(endpoints({}) + 2);
  });

  it("has these two send their logs and metrics (S1-REG-10)", () => {
    const settings = (options: object) =>
      platformWith(options).resources({ type: "azurerm_monitor_diagnostic_setting" }).length;
    expect(settings({ registry: { managedResourceDiagnostics: true } })).toBeGreaterThan(settings({}));
  });

  it("gives data in the workspace's storage account names (S3-DAT-02)", () => {
    const datastores = [{ name: "orders", containerName: "orders", description: "Orders by day" }];
    expect(platformWith({ datastores })).toHaveAzapiResource(DATASTORES, {
      name: "orders",
      properties: { datastoreType: "AzureBlob", containerName: "orders", description: "Orders by day" },
    });
  });

  it("lets the managed network reach hosts of its own", () => {
    expect(platformWith({ fqdnRules: ["pypi.example.com"] })).toHaveAzapiResource(
      "Microsoft.MachineLearningServices/workspaces/outboundRules",
      { properties: { type: "FQDN", destination: "pypi.example.com" } },
    );
  });
});

describe("a platform in another cloud", () => {
  const environments = { dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" } };
  const stackOf = (options: object) => platformOf({ environments, ...options }).stack("aml-dev");
  const cloudsOf = (options: object) =>
    stackOf(options)
      .providers.filter(({ address }) => /azurerm|azapi/.test(address))
      .map((provider) => provider.get("environment"));

  it("tells providers and backend so", () => {
    const backend = {
      type: "azurerm",
      resourceGroupName: "rg-state",
      storageAccountName: "sttfstate01",
      containerName: "tfstate",
    };
    const government = { location: "usgovvirginia", dns: { cloud: "usgovernment" }, backend };
    expect(cloudsOf(government)).toEqual(["usgovernment", "usgovernment"]);
    expect(stackOf(government).backend.config["environment"]).toBe("usgovernment");
  });

  it("gives datastores the host names of its storage accounts", () => {
    const dev = { ...environments.dev, datastores: [{ name: "orders", containerName: "orders" }] };
    const platform = { location: "usgovvirginia", dns: { cloud: "usgovernment" }, environments: { dev } };
    expect(platformOf(platform)).toHaveAzapiResource(DATASTORES, {
      properties: { endpoint: "core.usgovcloudapi.net" },
    });
  });

  it("says nothing of the public cloud, which is the default", () => {
    expect(cloudsOf({})).toEqual([undefined, undefined]);
  });
});
