import { PlatformSubnet, PlatformVnet } from "@org/aml-network";
import { PlatformNaming } from "@org/aml-naming";
import { Principal } from "@org/aml-rbac";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { Testing } from "cdktf";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { BlobStore, type BlobStoreProps, DataLake } from "../src/index.js";
import { at, DATASTORES, OUTBOUND_RULES, rolesBelow, SmallPlatform, SOMEONE } from "./fixture.js";

const OLD = `/subscriptions/${SOMEONE}/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stold`;
const LAKE = `/subscriptions/${SOMEONE}/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake`;

/** Stores with their options in one stack, of which the tests read what they are about. */
function createStores(): SynthModel {
  const platform = new SmallPlatform();
  const { common } = platform;
  new DataLake(platform, "Lake", common);
  new DataLake(platform, "Kept", {
    ...common,
    filesystems: ["raw", "curated"],
    recovery: { softDeleteDays: 30 },
    preventDestroy: true,
  });
  const orders = new BlobStore(platform, "Orders", { ...common, containers: ["orders"] });
  orders.grantRead(Principal.group({ objectId: SOMEONE, name: "readers" }));
  orders.grantWrite(Principal.group({ objectId: SOMEONE, name: "writers" }));
  new BlobStore(platform, "Open", {
    ...common,
    publicNetworkAccess: "SelectedNetworks",
    ipAllowlist: ["203.0.113.7", "198.51.100.0/24"],
    subnetAllowlist: [PlatformSubnet.fromSubnetAttributes(platform, "Clients", { subnetId: "${var.subnet}" })],
  });
  new BlobStore(platform, "Other", { ...common, storeName: "sales" });
  new BlobStore(platform, "Own", { ...common, storageAccountName: "stown" });
  return synthesized(platform);
}

/** A workspace that uses a lake, blobs, an existing account and a shared lake. */
function useStores(): SynthModel {
  const platform = new SmallPlatform();
  const { common } = platform;
  const workspace = platform.workspace();
  const lake = new DataLake(platform, "Lake", { ...common, filesystems: ["raw", "curated"] });
  workspace.addDatastore(lake, { name: "raw", filesystem: "raw", access: "ReadWrite" });
  workspace.addDatastore(new BlobStore(platform, "Orders", { ...common, containers: ["orders"] }), { name: "orders" });
  const existing = BlobStore.fromStorageAccountId(platform, "Old", OLD);
  const { names, vnet, zones, resourceGroup } = common;
  workspace.addDatastore(existing, { name: "old", containerName: "orders" });
  existing.addEndpoints({ vnet, zones, names, manualApproval: "orders for dev" });
  const other = new PlatformVnet(platform, "Other", { resourceGroup, names, addressSpace: "10.9.0.0/16" });
  existing.addEndpoints({ vnet: other, names, scope: other });
  expect(existing.isReachableFrom(vnet)).toBe(true);
  expect(() => existing.addEndpoints({ vnet, zones, names })).toThrow(
    "a network in which the store has no endpoints yet",
  );
  const shared = new DataLake(platform, "Collected", { ...common, shared: true });
  expect(shared.environmentName).toBeUndefined();
  workspace.addDatastore(shared, { name: "collected", sparkEnabled: true });
  return synthesized(platform);
}

let stores: SynthModel;
let used: SynthModel;
/** Platform for input that fails, which isn't synthesized. */
let platform: SmallPlatform;
let count = 0;

beforeAll(() => {
  stores = createStores();
  used = useStores();
  platform = new SmallPlatform();
});

const blobsWith = (props: Partial<BlobStoreProps>) =>
  new BlobStore(platform, `S${(count += 1)}`, { ...platform.common, ...props });
const ruleNames = (model: SynthModel) => model.resources({ armType: OUTBOUND_RULES }).map((rule) => rule.get("name"));

describe("DataLake", () => {
  it("is a private account with hierarchical namespace, without keys (S3-DAT-01, S2-STU-04)", () => {
    expect(stores).toHaveResource("azurerm_storage_account", {
      name: "stlakedevcc01",
      is_hns_enabled: true,
      public_network_access_enabled: false,
      shared_access_key_enabled: false,
      min_tls_version: "TLS1_2",
      network_rules: expect.objectContaining({ default_action: "Deny" }),
    });
  });

  it("has file systems, which Azure Resource Manager creates (S3-DAT-01)", () => {
    const filesystems = stores.resources({ type: "azurerm_storage_container" });
    const below = (path: string) => filesystems.filter(({ constructPath }) => constructPath?.includes(path));
    expect(below("/Kept/").map((one) => [one.get("name"), one.get("container_access_type")])).toEqual([
      ["curated", "private"],
      ["raw", "private"],
    ]);
    expect(below("/Lake/").map((one) => one.get("name"))).toEqual(["data"]);
  });

  it("has private endpoints for dfs and blob, registered in their zones (S3-DAT-05)", () => {
    for (const subResource of ["blob", "dfs"]) {
      const endpoint = at(stores, `Lake/Endpoint-${subResource}/Resource`);
      expect(endpoint.get("name")).toBe(`pestlakedevcc01${subResource}`);
      expect(endpoint).toDependOn(at(stores, "Network/PrivateDnsLinks/" + subResource));
    }
  });

  it("sends logs and metrics to Log Analytics", () => {
    const settings = stores.resources({ type: "azurerm_monitor_diagnostic_setting" });
    expect(settings.filter(({ constructPath }) => constructPath?.startsWith("aml-dev/Lake/"))).toHaveLength(5);
  });

  it("can recover deleted data, but keeps no versions", () => {
    expect(stores).toHaveResource("azurerm_storage_account", {
      name: "stkeptdevcc01",
      blob_properties: expect.objectContaining({ delete_retention_policy: { days: 30 } }),
    });
    const recovery = { softDeleteDays: 30, versioning: true };
    expect(() => new DataLake(platform, "Versions", { ...platform.common, recovery })).toThrow(
      'aml-dev/Versions/Account.recovery: got {"softDeleteDays":30,"versioning":true}; allowed: softDeleteDays only: an account with hierarchical namespace keeps no versions',
    );
  });

  it("isn't destroyed where protected", () => {
    for (const path of ["Kept/Account/Resource", "Kept/FileSystem-raw"]) {
      expect(at(stores, path).get("lifecycle.prevent_destroy")).toBe(true);
    }
  });

  it("is used by a workspace in one call: roles, wait, rules for blob and dfs, datastore (S3-DAT-04, S3-DAT-06, S3-DAT-08)", () => {
    expect(rolesBelow(used, "Workspace/Data-Lake")).toEqual([
      "ComputeIdentity/StorageBlobDataContributor",
      "ComputeIdentity/StorageBlobDataReader",
      "EndpointReader-blob/BlobEndpointReader",
      "EndpointReader-dfs/DfsEndpointReader",
      "WorkspaceIdentity/StorageAccountConnectionApprover",
      "WorkspaceIdentity/StorageBlobDataContributor",
      "WorkspaceIdentity/StorageBlobDataReader",
    ]);
    const delay = at(used, "Workspace/Data-Lake/RolePropagation/Resource");
    const rules = ["Lake-blob", "Lake-dfs"].map((name) => at(used, `Workspace/OutboundRules/${name}`));
    for (const rule of rules) expect(rule).toDependOn(delay);
    const datastore = at(used, "Workspace/Datastore-raw/Resource");
    expect(datastore).toDependOn(at(used, "Lake/FileSystem-raw"));
    for (const rule of rules) expect(datastore).toDependOn(rule);
    expect(used).toHaveAzapiResource(DATASTORES, {
      properties: { datastoreType: "AzureDataLakeGen2", filesystem: "raw", credentials: { credentialsType: "None" } },
    });
  });

  it("may be shared by environments, whose identities then get roles on it (SX-10)", () => {
    const prod = new SmallPlatform("prod");
    const existing = DataLake.fromStorageAccountId(prod, "Collected", LAKE);
    prod.workspace().addDatastore(existing, { name: "collected", filesystem: "data", access: "ReadWrite" });
    for (const model of [used, synthesized(prod)]) {
      expect(model).toHaveAzapiResource(DATASTORES, { name: "collected" });
    }
  });

  it("fails on a file system that it doesn't have, and on none where it has several", () => {
    const lake = new DataLake(platform, "Lake", { ...platform.common, filesystems: ["raw", "curated"] });
    const workspace = platform.workspace();
    expect(() => workspace.addDatastore(lake, { name: "one", filesystem: "rwa" })).toThrow(
      'filesystem: got "rwa"; allowed: one of aml-dev/Lake: raw, curated',
    );
    expect(() => workspace.addDatastore(lake, { name: "two" })).toThrow("allowed: one of aml-dev/Lake: raw, curated");
  });

  it("fails on the prop of the other kind of store", () => {
    const { common } = platform;
    const stores = [
      new DataLake(platform, "WrongLake", { ...common, filesystems: ["raw", "curated"] }),
      DataLake.fromStorageAccountId(platform, "WrongOld", LAKE),
      new BlobStore(platform, "WrongBlobs", common),
    ] as const;
    const workspace = platform.workspace({}, "WrongParts");
    for (const [index, lake] of stores.slice(0, 2).entries()) {
      expect(() => workspace.addDatastore(lake, { name: `lake${index}`, containerName: "raw" })).toThrow(
        `Datastore-lake${index}.containerName: got "raw"; allowed: containerName belongs to a blob store, and this is a data lake; fix: use filesystem`,
      );
    }
    expect(() => workspace.addDatastore(stores[2], { name: "blobs", filesystem: "data" })).toThrow(
      'Datastore-blobs.filesystem: got "data"; allowed: filesystem belongs to a data lake, and this is a blob store; fix: use containerName',
    );
  });

  it("fails as the workspace's own storage account", () => {
    const lake = new DataLake(platform, "Default", platform.common);
    expect(() => platform.workspace({ storage: lake.account }, "OnLake")).toThrow(
      "an account without hierarchical namespace",
    );
  });
});

describe("BlobStore", () => {
  it("is a private account with containers and an endpoint for blob (S3-DAT-02, S3-DAT-05)", () => {
    expect(stores).toHaveResource("azurerm_storage_account", {
      name: "stordersdevcc01",
      public_network_access_enabled: false,
    });
    expect(at(stores, "Orders/Account/Resource").get("is_hns_enabled")).toBeUndefined();
    expect(stores).toHaveResource("azurerm_storage_container", { name: "orders" });
    expect(stores).toHaveResource("azurerm_private_endpoint", { name: "pestordersdevcc01blob" });
  });

  it("is used by a workspace in one call, which reads by default (S3-DAT-02, S3-DAT-04)", () => {
    expect(ruleNames(used).filter((name) => String(name).startsWith("Orders"))).toEqual(["Orders-blob"]);
    expect(used).toHaveAzapiResource(DATASTORES, {
      properties: { datastoreType: "AzureBlob", containerName: "orders" },
    });
    expect(rolesBelow(used, "Workspace/Data-Orders")).not.toContain("ComputeIdentity/StorageBlobDataContributor");
  });

  it("grants people what they need", () => {
    expect(rolesBelow(stores, "Orders")).toEqual(["Account/Read-readers", "Account/Write-writers"]);
  });

  it("exists already, in any subscription, and gets endpoints where its owner agrees", () => {
    expect(used).toHaveResource("azurerm_private_endpoint", {
      name: "pestoldblob",
      private_service_connection: expect.objectContaining({ is_manual_connection: true }),
    });
    expect(used).toHaveAzapiResource(DATASTORES, {
      name: "old",
      properties: { accountName: "stold", subscriptionId: SOMEONE, resourceGroup: "rg-lake" },
    });
  });

  it("lets the studio find endpoints in a stack that is applied after the workspace's (S3-DAT-06)", () => {
    const app = Testing.app();
    const first = new SmallPlatform("dev", app);
    const second = new SmallPlatform("later", app);
    const { vnet, zones, ...common } = first.common;
    const workspace = first.workspace();
    const lake = new DataLake(first, "Lake", common);
    lake.addEndpoints({ vnet, zones, scope: second });
    workspace.addDatastore(lake, { name: "lake" });
    const readers = synthesized(app)
      .resources({ type: "azurerm_role_assignment", stack: "aml-later" })
      .map(({ constructPath }) => constructPath);
    expect(readers).toEqual([
      "aml-later/Lake-Endpoint-blob/aml-dev-Workspace-EndpointReader/BlobEndpointReader/Resource",
      "aml-later/Lake-Endpoint-dfs/aml-dev-Workspace-EndpointReader/DfsEndpointReader/Resource",
    ]);
  });

  it("lets the studio find the endpoints in the workspace's network, also those that are added later (S3-DAT-06)", () => {
    expect(at(used, "Other/Old-Endpoint-blob/Resource").get("name")).toBe("pestoldblob");
    const reader = at(used, "Workspace/Data-Old/EndpointReader-blob/BlobEndpointReader/Resource");
    expect(reader).toDependOn(at(used, "Old/Endpoint-blob/Resource"));
    expect(rolesBelow(used, "Workspace/Data-Old").filter((path) => path.includes("Endpoint"))).toHaveLength(1);
  });

  it("needs names for the endpoints of an existing account", () => {
    const orders = BlobStore.fromStorageAccountId(platform, "Unnamed", LAKE);
    const { vnet, zones } = platform.common;
    expect(() => orders.addEndpoints({ vnet, zones })).toThrow("pass names, and an id without Terraform expressions");
  });

  it("fails in a network that the workspace doesn't reach, and accepts a peered one", () => {
    const { names, resourceGroup, vnet, zones, monitoring } = platform.common;
    const other = new PlatformVnet(platform, "Other", { resourceGroup, names: names, addressSpace: "10.9.0.0/16" });
    zones.linkTo(other, { namePrefix: "other" });
    const orders = new BlobStore(platform, "Orders", { resourceGroup, names, monitoring, vnet: other, zones });
    const workspace = platform.workspace({}, "Apart");
    expect(() => workspace.addDatastore(orders, { name: "orders" })).toThrow(
      'aml-dev/Apart.addDatastore: got "aml-dev/Orders"; allowed: a store with private endpoints in aml-dev/Network, or in a network that is peered with it',
    );
    vnet.peerWith(other);
    expect(() => workspace.addDatastore(orders, { name: "orders" })).not.toThrow();
  });

  it("opens its public endpoint to selected networks only where a prop says so (S3-PRV-02, S3-PRV-04)", () => {
    expect(stores).toHaveResource("azurerm_storage_account", {
      name: "stopendevcc01",
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
    const names = new PlatformNaming().environment("prod");
    const open = { publicNetworkAccess: "SelectedNetworks", ipAllowlist: ["203.0.113.7"] } as const;
    expect(() => blobsWith({ ...open, names })).toThrow("allowed: Disabled in production");
  });

  it("fails on an address that is there twice, or as a block of one", () => {
    const open = (ipAllowlist: readonly string[]) => () =>
      new BlobStore(new SmallPlatform(), "Blobs", {
        ...new SmallPlatform().common,
        publicNetworkAccess: "SelectedNetworks",
        ipAllowlist,
      });
    expect(open(["203.0.113.7", "203.0.113.7"])).toThrow("allowed: each network once");
    for (const range of ["203.0.113.7/32", "100.64.0.1"]) expect(open([range])).toThrow(`ipAllowlist: got "${range}"`);
  });

  it.each<[unknown]>([[[]], [["data", "data"]], ["data"], [["${var.name}"]]])(
    "fails on the containers %j",
    (containers) => {
      const platform = new SmallPlatform();
      expect(() => new BlobStore(platform, "Blobs", { ...platform.common, containers: containers as [] })).toThrow(
        "Blobs.containers: got",
      );
    },
  );

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
    expect(stores).toHaveResource("azurerm_storage_account", { name: "stsalesdevcc01" });
    expect(stores).toHaveResource("azurerm_storage_account", { name: "stown" });
  });

  it("accepts exactly the containers of Azure's pattern, and stores with a short name", () => {
    const create = (props: Partial<BlobStoreProps>) => () => blobsWith({ vnet: undefined, zones: undefined, ...props });
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
