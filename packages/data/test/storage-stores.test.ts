import { PlatformSubnet, PlatformVnet } from "@org/aml-network";
import { Principal } from "@org/aml-rbac";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlobStore, type BlobStoreProps, DataLake, type DataLakeProps } from "../src/index.js";
import { at, DATASTORES, OUTBOUND_RULES, rolesBelow, SmallPlatform, SOMEONE } from "./fixture.js";

const LAKE = `/subscriptions/${SOMEONE}/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake`;

function lakeWith(props: Partial<DataLakeProps> = {}): SynthModel {
  const platform = new SmallPlatform();
  new DataLake(platform, "Lake", { ...platform.common, ...props });
  return synthesized(platform);
}

function blobsWith(props: Partial<BlobStoreProps> = {}, environment = "dev"): SynthModel {
  const platform = new SmallPlatform(environment);
  new BlobStore(platform, "Orders", { ...platform.common, ...props });
  return synthesized(platform);
}

describe("DataLake", () => {
  it("is a private account with hierarchical namespace, without keys (S3-DAT-01, S2-STU-04)", () => {
    expect(lakeWith()).toHaveResource("azurerm_storage_account", {
      name: "stlakedevcc01",
      is_hns_enabled: true,
      public_network_access_enabled: false,
      shared_access_key_enabled: false,
      min_tls_version: "TLS1_2",
      network_rules: expect.objectContaining({ default_action: "Deny" }),
    });
  });

  it("has file systems, which Azure Resource Manager creates (S3-DAT-01)", () => {
    const model = lakeWith({ filesystems: ["raw", "curated"] });
    expect(model).toHaveResourceCount("azurerm_storage_container", 2);
    expect(model).toHaveResource("azurerm_storage_container", { name: "raw", container_access_type: "private" });
    expect(lakeWith()).toHaveResource("azurerm_storage_container", { name: "data" });
  });

  it("has private endpoints for dfs and blob, registered in their zones (S3-DAT-05)", () => {
    const model = lakeWith();
    for (const subResource of ["blob", "dfs"]) {
      const endpoint = at(model, `Lake/Endpoint-${subResource}/Resource`);
      expect(endpoint.get("name")).toBe(`pestlakedevcc01${subResource}`);
      expect(endpoint).toDependOn(at(model, "Network/PrivateDnsLinks/" + subResource));
    }
  });

  it("sends logs and metrics to Log Analytics", () => {
    const settings = lakeWith().resources({ type: "azurerm_monitor_diagnostic_setting" });
    expect(settings.filter(({ constructPath }) => constructPath?.startsWith("aml-dev/Lake/"))).toHaveLength(5);
  });

  it("can recover deleted data, but keeps no versions", () => {
    expect(lakeWith({ recovery: { softDeleteDays: 30 } })).toHaveResource("azurerm_storage_account", {
      blob_properties: expect.objectContaining({ delete_retention_policy: { days: 30 } }),
    });
    expect(() => lakeWith({ recovery: { softDeleteDays: 30, versioning: true } })).toThrow(
      'aml-dev/Lake/Account.recovery: got {"softDeleteDays":30,"versioning":true}; allowed: softDeleteDays only: an account with hierarchical namespace keeps no versions',
    );
  });

  it("isn't destroyed where protected", () => {
    const model = lakeWith({ preventDestroy: true });
    for (const path of ["Lake/Account/Resource", "Lake/FileSystem-data"]) {
      expect(at(model, path).get("lifecycle.prevent_destroy")).toBe(true);
    }
  });

  it("is used by a workspace in one call: roles, wait, rules for blob and dfs, datastore (S3-DAT-04, S3-DAT-06, S3-DAT-08)", () => {
    const platform = new SmallPlatform();
    const lake = new DataLake(platform, "Lake", { ...platform.common, filesystems: ["raw", "curated"] });
    platform.workspace().addDatastore(lake, { name: "raw", filesystem: "raw", access: "ReadWrite" });
    const model = synthesized(platform);
    expect(rolesBelow(model, "Workspace/Data-Lake")).toEqual([
      "ComputeIdentity/StorageBlobDataContributor",
      "ComputeIdentity/StorageBlobDataReader",
      "WorkspaceIdentity/StorageAccountConnectionApprover",
      "WorkspaceIdentity/StorageAccountReader",
      "WorkspaceIdentity/StorageBlobDataContributor",
      "WorkspaceIdentity/StorageBlobDataReader",
    ]);
    const delay = at(model, "Workspace/Data-Lake/RolePropagation/Resource");
    const rules = model.resources({ armType: OUTBOUND_RULES });
    expect(rules.map((rule) => rule.get("name"))).toEqual(["Lake-blob", "Lake-dfs"]);
    for (const rule of rules) expect(rule).toDependOn(delay);
    const datastore = at(model, "Workspace/Datastore-raw/Resource");
    expect(datastore).toDependOn(at(model, "Lake/FileSystem-raw"));
    for (const rule of rules) expect(datastore).toDependOn(rule);
    expect(model).toHaveAzapiResource(DATASTORES, {
      properties: { datastoreType: "AzureDataLakeGen2", filesystem: "raw", credentials: { credentialsType: "None" } },
    });
  });

  it("may be shared by environments, whose identities then get roles on it (SX-10)", () => {
    const platform = new SmallPlatform();
    const lake = new DataLake(platform, "Collected", { ...platform.common, shared: true });
    expect(lake.environmentName).toBeUndefined();
    const prod = new SmallPlatform("prod");
    const existing = DataLake.fromStorageAccountId(prod, "Collected", LAKE);
    prod.workspace().addDatastore(existing, { name: "collected", filesystem: "data", access: "ReadWrite" });
    platform.workspace().addDatastore(lake, { name: "collected", sparkEnabled: true });
    for (const stack of [platform, prod]) {
      expect(synthesized(stack)).toHaveAzapiResource(DATASTORES, { name: "collected" });
    }
  });

  it("fails on a file system that it doesn't have, and on none where it has several", () => {
    const platform = new SmallPlatform();
    const lake = new DataLake(platform, "Lake", { ...platform.common, filesystems: ["raw", "curated"] });
    const workspace = platform.workspace();
    expect(() => workspace.addDatastore(lake, { name: "one", filesystem: "rwa" })).toThrow(
      'filesystem: got "rwa"; allowed: one of aml-dev/Lake: raw, curated',
    );
    expect(() => workspace.addDatastore(lake, { name: "two" })).toThrow("allowed: one of aml-dev/Lake: raw, curated");
  });

  it("fails as the workspace's own storage account", () => {
    const platform = new SmallPlatform();
    const lake = new DataLake(platform, "Lake", platform.common);
    expect(() => platform.workspace({ storage: lake.account })).toThrow("an account without hierarchical namespace");
  });
});

describe("BlobStore", () => {
  it("is a private account with containers and an endpoint for blob (S3-DAT-02, S3-DAT-05)", () => {
    const model = blobsWith({ containers: ["orders"] });
    expect(model).toHaveResource("azurerm_storage_account", {
      name: "stordersdevcc01",
      public_network_access_enabled: false,
    });
    expect(at(model, "Orders/Account/Resource").get("is_hns_enabled")).toBeUndefined();
    expect(model).toHaveResource("azurerm_storage_container", { name: "orders" });
    expect(model).toHaveResource("azurerm_private_endpoint", { name: "pestordersdevcc01blob" });
  });

  it("is used by a workspace in one call, which reads by default (S3-DAT-02, S3-DAT-04)", () => {
    const platform = new SmallPlatform();
    const orders = new BlobStore(platform, "Orders", { ...platform.common, containers: ["orders"] });
    platform.workspace().addDatastore(orders, { name: "orders" });
    const model = synthesized(platform);
    expect(model.resources({ armType: OUTBOUND_RULES }).map((rule) => rule.get("name"))).toEqual(["Orders-blob"]);
    expect(model).toHaveAzapiResource(DATASTORES, {
      properties: { datastoreType: "AzureBlob", containerName: "orders" },
    });
    expect(rolesBelow(model, "Workspace/Data-Orders")).not.toContain("ComputeIdentity/StorageBlobDataContributor");
  });

  it("grants people what they need", () => {
    const platform = new SmallPlatform();
    const orders = new BlobStore(platform, "Orders", platform.common);
    orders.grantRead(Principal.group({ objectId: SOMEONE, name: "readers" }));
    orders.grantWrite(Principal.group({ objectId: SOMEONE, name: "writers" }));
    expect(rolesBelow(synthesized(platform), "Orders")).toEqual(["Account/Read-readers", "Account/Write-writers"]);
  });

  it("exists already, in any subscription, and gets endpoints where its owner agrees", () => {
    const platform = new SmallPlatform();
    const orders = BlobStore.fromStorageAccountId(platform, "Orders", LAKE);
    const { names, vnet, zones } = platform.common;
    orders.addEndpoints({ vnet, zones, names, manualApproval: "orders for dev" });
    platform.workspace().addDatastore(orders, { name: "orders", containerName: "orders" });
    const model = synthesized(platform);
    expect(model).toHaveResource("azurerm_private_endpoint", {
      name: "pestlakeblob",
      private_service_connection: expect.objectContaining({ is_manual_connection: true }),
    });
    expect(orders.isReachableFrom(vnet)).toBe(true);
    expect(() => orders.addEndpoints({ vnet, zones, names })).toThrow(
      "a network in which the store has no endpoints yet",
    );
  });

  it("needs names for the endpoints of an existing account", () => {
    const platform = new SmallPlatform();
    const orders = BlobStore.fromStorageAccountId(platform, "Orders", LAKE);
    const { vnet, zones } = platform.common;
    expect(() => orders.addEndpoints({ vnet, zones })).toThrow("pass names, and an id without Terraform expressions");
  });

  it("fails in a network that the workspace doesn't reach, and accepts a peered one", () => {
    const platform = new SmallPlatform();
    const { names, resourceGroup, vnet, zones, monitoring } = platform.common;
    const other = new PlatformVnet(platform, "Other", { resourceGroup, names: names, addressSpace: "10.9.0.0/16" });
    zones.linkTo(other, { namePrefix: "other" });
    const orders = new BlobStore(platform, "Orders", { resourceGroup, names, monitoring, vnet: other, zones });
    const workspace = platform.workspace();
    expect(() => workspace.addDatastore(orders, { name: "orders" })).toThrow(
      'aml-dev/Workspace.addDatastore: got "aml-dev/Orders"; allowed: a store with private endpoints in aml-dev/Network, or in a network that is peered with it',
    );
    vnet.peerWith(other);
    expect(() => workspace.addDatastore(orders, { name: "orders" })).not.toThrow();
  });

  it("opens its public endpoint to selected networks only where a prop says so (S3-PRV-02, S3-PRV-04)", () => {
    const platform = new SmallPlatform();
    const subnet = PlatformSubnet.fromSubnetAttributes(platform, "Clients", { subnetId: "${var.subnet}" });
    const networks = { ipAllowlist: ["203.0.113.7", "198.51.100.0/24"], subnetAllowlist: [subnet] };
    new BlobStore(platform, "Orders", { ...platform.common, ...networks, publicNetworkAccess: "SelectedNetworks" });
    expect(synthesized(platform)).toHaveResource("azurerm_storage_account", {
      public_network_access_enabled: true,
      network_rules: expect.objectContaining({
        default_action: "Deny",
        ip_rules: ["203.0.113.7", "198.51.100.0/24"],
        virtual_network_subnet_ids: ["${var.subnet}"],
      }),
    });
    expect(() => blobsWith({ ipAllowlist: ["203.0.113.7"] })).toThrow(
      'ipAllowlist: got ["203.0.113.7"]; allowed: networks only together with publicNetworkAccess: "SelectedNetworks"',
    );
    expect(() => blobsWith({ publicNetworkAccess: "SelectedNetworks" })).toThrow("SelectedNetworks with the networks");
    expect(() => blobsWith({ publicNetworkAccess: "SelectedNetworks", ipAllowlist: ["203.0.113.7"] }, "prod")).toThrow(
      "allowed: Disabled in production",
    );
  });

  it.each(["0.0.0.0", "0.0.0.0/0", "10.0.0.1", "192.168.1.0/24", "172.20.0.0/16", "203.0.113.0/31", "any"])(
    "fails on %s in its allow list",
    (address) => {
      const open = { publicNetworkAccess: "SelectedNetworks", ipAllowlist: [address] } as const;
      expect(() => blobsWith(open)).toThrow("allowed: public IPv4 addresses, and blocks of them");
    },
  );

  it("fails on zones without a network", () => {
    expect(() => blobsWith({ vnet: undefined })).toThrow("vnet: got nothing; allowed: vnet and zones together");
  });

  it("takes other names, and its construct id for the name of the store", () => {
    expect(blobsWith({ storeName: "sales" })).toHaveResource("azurerm_storage_account", { name: "stsalesdevcc01" });
    expect(blobsWith({ storageAccountName: "stown" })).toHaveResource("azurerm_storage_account", { name: "stown" });
  });

  it("accepts exactly the containers of Azure's pattern, and stores with a short name", () => {
    const platform = new SmallPlatform();
    let count = 0;
    const create = (props: Partial<BlobStoreProps>) => () =>
      new BlobStore(platform, `S${(count += 1)}`, { ...platform.common, vnet: undefined, zones: undefined, ...props });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aA0-_"), maxLength: 6 }), (name) => {
        const add = create({ containers: [name] });
        if (/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) expect(add).not.toThrow();
        else expect(add).toThrow("the name of a blob container or file system");
        const named = create({ storeName: name });
        if (/^[a-z][a-z0-9]{1,11}$/.test(name)) expect(named).not.toThrow();
        else expect(named).toThrow("2 to 12 lower-case letters and digits, a letter first");
      }),
      { numRuns: 40 },
    );
  });
});
