import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { Principal } from "@org/aml-rbac";
import { ROLES } from "@org/azure-catalog";
import { Construct } from "constructs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddDatastoreOptions, type IDataStore, WorkspaceStorage } from "../src/index.js";
import { at, OUTBOUND_RULES, rolesBelow, SmallPlatform, SOMEONE } from "./fixture.js";

const LAKE = `/subscriptions/${SOMEONE}/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake`;
const CONNECTION = "aml-dev/Workspace/Data-lake";

const accountIn = (scope: Construct, isHnsEnabled = false, id = LAKE) =>
  WorkspaceStorage.fromStorageAccountId(scope, "lake", id, { isHnsEnabled });

const SALES = { name: "sales", containerName: "orders" };
const RAW = { name: "raw", filesystem: "raw" };

function connectionWith(options: Partial<AddDatastoreOptions> = {}): SynthModel {
  const platform = new SmallPlatform();
  platform.workspace().addDatastore(accountIn(platform), { ...SALES, ...options });
  return synthesized(platform);
}

function lakeWith(options: Partial<AddDatastoreOptions> = {}): SynthModel {
  const platform = new SmallPlatform();
  platform.workspace().addDatastore(accountIn(platform, true), { ...RAW, ...options });
  return synthesized(platform);
}

/** Who has which role on the account. */
function rolesOnLake(model: SynthModel): string[] {
  const names = new Map<string, string>(Object.values(ROLES).map(({ id, name }) => [id, name]));
  return model
    .resources({ type: "azurerm_role_assignment" })
    .filter((assignment) => assignment.get("scope") === LAKE)
    .map((assignment) => {
      const [, principal] =
        /Workspace_(\w+)_[0-9A-F]{8}\.principal_id/.exec(String(assignment.get("principal_id"))) ?? [];
      return `${principal}: ${names.get(String(assignment.get("role_definition_id")).split("/").at(-1) ?? "")}`;
    })
    .sort();
}

const rulesOf = (model: SynthModel) => model.resources({ armType: OUTBOUND_RULES }).map((rule) => rule.get("name"));

describe("addDatastore, for a store that isn't the workspace's own", () => {
  it("lets the managed network reach blobs of the account (S3-DAT-04)", () => {
    const model = connectionWith();
    expect(rulesOf(model)).toEqual(["lake-blob"]);
    expect(model).toHaveAzapiResource(OUTBOUND_RULES, {
      properties: {
        type: "PrivateEndpoint",
        destination: { serviceResourceId: LAKE, subresourceTarget: "blob" },
      },
    });
  });

  it("lets it reach file systems too, one rule after the other (S3-DAT-04)", () => {
    const model = lakeWith({});
    expect(rulesOf(model)).toEqual(["lake-blob", "lake-dfs"]);
    expect(model).toHaveAzapiResource(OUTBOUND_RULES, {
      properties: { destination: { serviceResourceId: LAKE, subresourceTarget: "dfs" } },
    });
    expect(at(model, "aml-dev/Workspace/OutboundRules/lake-dfs")).toDependOn(
      at(model, "aml-dev/Workspace/OutboundRules/lake-blob"),
    );
  });

  it("lets serverless Spark reach them where asked, in a managed network that is provisioned for it (S3-DAT-04)", () => {
    const model = lakeWith({ sparkEnabled: true });
    for (const subresourceTarget of ["blob", "dfs"]) {
      expect(model).toHaveAzapiResource(OUTBOUND_RULES, {
        properties: { destination: { serviceResourceId: LAKE, subresourceTarget, sparkEnabled: true } },
      });
    }
    expect(model).toHaveAzapiResourceAction("Microsoft.MachineLearningServices/workspaces", {
      action: "provisionManagedNetwork",
    });
  });

  it("lets the studio find the endpoints of another workspace's account in the same network (S3-DAT-06)", () => {
    const platform = new SmallPlatform();
    const first = platform.workspace();
    const second = platform.workspace({}, "Second");
    second.addDatastore(first.storage, { name: "first", containerName: "orders", ruleName: "first" });
    const model = synthesized(platform);
    expect(rolesBelow(model, "Second/Data-Storage")).toEqual([
      "BlobEndpointReader",
      "StorageAccountConnectionApprover",
      "StorageBlobDataReader",
      "StorageBlobDataReader",
    ]);
  });

  it("lets the workspace's identity approve and preview, and computes read (S3-DAT-06)", () => {
    expect(rolesOnLake(connectionWith())).toEqual([
      "ComputeIdentity: Storage Blob Data Reader",
      "Identity: Azure AI Enterprise Network Connection Approver",
      "Identity: Storage Blob Data Reader",
    ]);
  });

  it("lets jobs and the workspace write where asked (S3-DAT-06)", () => {
    expect(rolesOnLake(connectionWith({ access: "ReadWrite" }))).toEqual(
      expect.arrayContaining([
        "ComputeIdentity: Storage Blob Data Contributor",
        "Identity: Storage Blob Data Contributor",
      ]),
    );
  });

  it("adds the rules 90 s after the roles that approve them, or after another wait", () => {
    const model = connectionWith();
    const delay = at(model, `${CONNECTION}/RolePropagation/Resource`);
    expect(delay.get("create_duration")).toBe("90s");
    expect(delay).toDependOn(at(model, `${CONNECTION}/WorkspaceIdentity/StorageAccountConnectionApprover/Resource`));
    expect(at(model, "aml-dev/Workspace/OutboundRules/lake-blob")).toDependOn(delay);
    expect(
      at(connectionWith({ rolePropagation: "3m" }), `${CONNECTION}/RolePropagation/Resource`).get("create_duration"),
    ).toBe("3m");
  });

  it("leaves the roles to the account's owner where asked, and then waits for nothing", () => {
    const model = connectionWith({ grantRoles: false });
    expect(rolesOnLake(model)).toEqual([]);
    expect(rulesOf(model)).toEqual(["lake-blob"]);
    expect(model.resources().map(({ constructPath }) => constructPath)).not.toContain(
      `${CONNECTION}/RolePropagation/Resource`,
    );
  });

  it("adds the datastore after its roles and rules", () => {
    const model = connectionWith();
    const datastore = at(model, "aml-dev/Workspace/Datastore-sales/Resource");
    expect(datastore).toDependOn(at(model, "aml-dev/Workspace/OutboundRules/lake-blob"));
    expect(datastore).toDependOn(at(model, `${CONNECTION}/ComputeIdentity/StorageBlobDataReader/Resource`));
  });

  it("gives people the roles that they are named for", () => {
    const group = (name: string) => Principal.group({ objectId: SOMEONE, name });
    expect(rolesBelow(connectionWith({ readers: [group("readers")] }), "Datastore-sales")).toEqual(["Read-readers"]);
    expect(rolesBelow(connectionWith({ writers: [group("writers")] }), "Datastore-sales")).toEqual(["Write-writers"]);
  });

  it("is shared by all datastores of a store; the first that writes adds a role", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const store = accountIn(platform);
    workspace.addDatastore(store, SALES);
    workspace.addDatastore(store, { name: "results", containerName: "results", access: "ReadWrite" });
    workspace.addDatastore(store, { name: "more", containerName: "more", access: "ReadWrite" });
    const model = synthesized(platform);
    expect(rulesOf(model)).toEqual(["lake-blob"]);
    expect(rolesOnLake(model).filter((role) => role.endsWith("Contributor"))).toHaveLength(2);
    const write = at(model, `${CONNECTION}/WritePropagation/Resource`);
    for (const name of ["results", "more"]) {
      expect(at(model, `aml-dev/Workspace/Datastore-${name}/Resource`)).toDependOn(write);
    }
    expect(at(model, "aml-dev/Workspace/Datastore-sales/Resource")).not.toDependOn(write);
  });

  it("fails on a further datastore with other rules or roles", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const store = accountIn(platform);
    workspace.addDatastore(store, SALES);
    expect(() => workspace.addDatastore(store, { name: "two", containerName: "two", sparkEnabled: true })).toThrow(
      `${CONNECTION}.sparkEnabled: got true; allowed: that of the first datastore of aml-dev/lake`,
    );
  });

  it("accepts exactly the rule names that begin names of outbound rules", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[aZ0_.-]{1,30}$/), (ruleName) => {
        const platform = new SmallPlatform();
        const workspace = platform.workspace();
        const connect = () => workspace.addDatastore(accountIn(platform), { ...SALES, ruleName });
        if (/^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/.test(`${ruleName}-blob`)) expect(connect).not.toThrow();
        else expect(connect).toThrow("the name of an outbound rule of a managed network");
      }),
      { numRuns: 20 },
    );
  });

  it("fails on a second owner of a rule: another construct of the same account", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.addDatastore(accountIn(platform), SALES);
    const again = WorkspaceStorage.fromStorageAccountId(platform, "again", LAKE);
    expect(() => workspace.addDatastore(again, { ...SALES, name: "again", grantRoles: false })).toThrow(
      /addDatastore: got "aml-dev\/again"; allowed: one construct for each store: aml-dev\/Workspace\/Data-lake already connects/,
    );
  });

  it("fails on a second store of a construct id", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.addDatastore(accountIn(platform), SALES);
    const other = WorkspaceStorage.fromStorageAccountId(new Construct(platform, "Other"), "lake", `${LAKE}2`);
    expect(() => workspace.addDatastore(other, { ...SALES, name: "other" })).toThrow(
      'Workspace.addDatastore: got "aml-dev/Other/lake"; allowed: stores with different construct ids',
    );
  });

  it("connects nothing for the workspace's own account, created or existing", () => {
    const platform = new SmallPlatform();
    const imported = (id: string, of: string) => WorkspaceStorage.fromStorageAccountId(platform, id, of);
    const workspace = platform.workspace({ storage: imported("Own", LAKE) });
    workspace.addDatastore(imported("Again", LAKE.toUpperCase()), SALES);
    expect(rulesOf(synthesized(platform))).toEqual([]);
  });

  it("connects nothing for the workspace's own account by the same reference", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.addDatastore(accountIn(platform, false, workspace.storage.resourceId), SALES);
    expect(rulesOf(synthesized(platform))).toEqual([]);
  });

  it.each([
    ["sparkEnabled", true, "leave it out, and call enableModelMonitoring()"],
    ["grantRoles", false, "leave it out"],
    ["ruleName", "own", "leave it out"],
  ])("fails on %s for the workspace's own account", (option, value, fix) => {
    const workspace = new SmallPlatform().workspace();
    expect(() => workspace.addDatastore(workspace.storage, { ...SALES, [option]: value })).toThrow(
      `Workspace.addDatastore.${option}: got ${JSON.stringify(value)}; allowed: nothing for the workspace's own storage account, to which it has roles and a private endpoint already; fix: ${fix}`,
    );
  });

  it("fails on a store that the workspace's network doesn't reach", () => {
    const platform = new SmallPlatform();
    const store: IDataStore = Object.assign(accountIn(platform), {
      environmentName: "dev",
      isReachableFrom: () => false,
    });
    expect(() => platform.workspace().addDatastore(store, SALES)).toThrow(
      "allowed: a store with private endpoints in aml-dev/Network",
    );
  });
});

describe("enableBatchEndpoints", () => {
  it("lets the managed network reach queues and tables of the workspace's account (S4-DEP-02)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.enableBatchEndpoints();
    const model = synthesized(platform);
    const rules = model.resources({ armType: OUTBOUND_RULES });
    expect(rules.map((rule) => [rule.get("name"), rule.get("body.properties.destination.subresourceTarget")])).toEqual([
      ["batch-queue", "queue"],
      ["batch-table", "table"],
    ]);
    expect(() => workspace.enableBatchEndpoints()).toThrow("the rule batch-queue already allows this one");
  });
});

describe("enableModelMonitoring", () => {
  it("lets serverless Spark read the workspace's account, and provisions the network for it after the rule", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.enableModelMonitoring();
    const model = synthesized(platform);
    const rules = model.resources({ armType: OUTBOUND_RULES });
    expect(rules.map((rule) => rule.get("body.properties.destination"))).toMatchObject([
      { subresourceTarget: "blob", sparkEnabled: true },
    ]);
    const provision = at(model, "aml-dev/Workspace/OutboundRules/Spark.Network");
    for (const rule of rules) expect(provision).toDependOn(rule);
    expect(() => workspace.enableModelMonitoring()).toThrow("the rule spark-blob already allows this one");
  });
});

describe("a workspace's own storage account", () => {
  it("can't be a data lake (S2-STU-04)", () => {
    const platform = new SmallPlatform();
    expect(() => platform.workspace({ storage: accountIn(platform, true) })).toThrow(
      /storage: got "aml-dev\/lake"; allowed: an account without hierarchical namespace.*fix: leave storage out, and add the lake with workspace\.addDatastore/,
    );
    // Such as a DataLake of @org/aml-data, from JavaScript.
    const another = new SmallPlatform();
    expect(() => another.workspace({ storage: new Construct(another, "DataLake") as never })).toThrow(
      /storage: got "aml-dev\/DataLake"; allowed: a WorkspaceStorage, new or imported/,
    );
  });
});
