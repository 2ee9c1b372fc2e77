import type { Construct } from "constructs";
import { ManagedIdentity } from "@org/aml-rbac";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddDatastoreOptions, AmlWorkspace, WorkspaceStorage } from "../src/index.js";
import { at, SmallPlatform, SOMEONE } from "./fixture.js";

const DATASTORES = "Microsoft.MachineLearningServices/workspaces/datastores";
const LAKE = `/subscriptions/${SOMEONE}/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake`;

function datastoreWith(options: Partial<AddDatastoreOptions> = {}): SynthModel {
  const platform = new SmallPlatform();
  const workspace = platform.workspace();
  workspace.addDatastore(workspace.storage, { name: "sales", containerName: "orders", ...options });
  return synthesized(platform);
}

const lakeIn = (scope: Construct, id = LAKE) =>
  WorkspaceStorage.fromStorageAccountId(scope, "Lake", id, { isHnsEnabled: true });

function lakeWith(options: Partial<AddDatastoreOptions> = {}): SynthModel {
  const platform = new SmallPlatform();
  platform.workspace().addDatastore(lakeIn(platform), { name: "sales", filesystem: "orders", ...options });
  return synthesized(platform);
}

function importedWorkspace(platform: SmallPlatform) {
  const identity = (id: string, principalId: string) =>
    ManagedIdentity.fromManagedIdentityAttributes(platform, id, {
      id: `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${id}`,
      principalId,
      clientId: SOMEONE,
    });
  return AmlWorkspace.fromWorkspaceAttributes(platform, "Imported", {
    workspaceId: `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw`,
    workspaceName: "mlw",
    environmentName: "dev",
    identity: identity("workspace", "${var.workspace}"),
    computeIdentity: identity("compute", "${var.compute}"),
  });
}

describe("addDatastore", () => {
  it("names a container of the workspace's own account, without credentials (S3-DAT-02, S3-DAT-08)", () => {
    const model = datastoreWith();
    const id = `\${azurerm_storage_account.${model.resource({ type: "azurerm_storage_account" }).name}.id}`;
    const part = (index: number) => `\${element(split("/", ${id.slice(2, -1)}), ${index})}`;
    expect(model).toHaveAzapiResource(`${DATASTORES}@2025-12-01`, {
      name: "sales",
      parent_id: expect.stringMatching(/^\$\{azapi_resource\.Workspace_\w+\.id\}$/),
      properties: {
        datastoreType: "AzureBlob",
        subscriptionId: part(2),
        resourceGroup: part(4),
        accountName: part(8),
        containerName: "orders",
        endpoint: "core.windows.net",
        protocol: "https",
        credentials: { credentialsType: "None" },
        serviceDataAccessAuthIdentity: "WorkspaceUserAssignedIdentity",
      },
    });
  });

  it("names a file system of an existing ADLS Gen2 account (S2-STU-04, S3-DAT-08)", () => {
    expect(lakeWith()).toHaveAzapiResource(DATASTORES, {
      properties: {
        datastoreType: "AzureDataLakeGen2",
        subscriptionId: SOMEONE,
        resourceGroup: "rg-lake",
        accountName: "stlake",
        filesystem: "orders",
        credentials: { credentialsType: "None" },
      },
    });
  });

  it("takes the reader's identity in the studio, description, tags and the host names of another cloud", () => {
    const options = { description: "orders by day", tags: { owner: "sales" } };
    expect(datastoreWith({ ...options, cloud: "china", serviceDataAccessAuthIdentity: "None" })).toHaveAzapiResource(
      DATASTORES,
      {
        properties: { ...options, endpoint: "core.chinacloudapi.cn", serviceDataAccessAuthIdentity: "None" },
      },
    );
  });

  it("is not validated by Azure from outside of the network", () => {
    const { create_query_parameters, update_query_parameters } = datastoreWith().resource({
      armType: DATASTORES,
    }).attributes;
    expect(create_query_parameters).toEqual({ skipValidation: ["true"] });
    expect(update_query_parameters).toEqual({ skipValidation: ["true"] });
  });

  it("doesn't wait for outbound rules, as it doesn't write the managed network", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.addFqdnRule("pypi.example.com");
    workspace.addDatastore(workspace.storage, { name: "sales", containerName: "orders" });
    const model = synthesized(platform);
    const rule = at(model, "aml-dev/Workspace/OutboundRules/fqdn-pypi-example-com");
    expect(at(model, "aml-dev/Workspace/Datastore-sales/Resource")).not.toDependOnTransitively(rule);
  });

  it("takes another api-version, retries and timeouts", () => {
    expect(
      datastoreWith({ apiVersion: "2026-05-01", retry: { errorMessageRegex: ["Busy"] }, timeouts: { delete: "1h" } }),
    ).toHaveAzapiResource(`${DATASTORES}@2026-05-01`, {
      retry: { error_message_regex: ["Busy"] },
      timeouts: { create: "30m", update: "30m", delete: "1h" },
    });
  });

  it("accepts exactly the names of Azure's pattern that Azure doesn't keep for itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aZ0_-."), maxLength: 5 }), (name) => {
        const workspace = new SmallPlatform().workspace();
        const add = () => workspace.addDatastore(workspace.storage, { name, containerName: "orders" });
        if (/^[a-z0-9][a-z0-9_]{0,254}$/.test(name)) expect(add).not.toThrow();
        else expect(add).toThrow("the name of a datastore");
      }),
      { numRuns: 25 },
    );
    expect(() => datastoreWith({ name: "workspaceblobstore" })).toThrow("is not a name that Azure reserves");
  });

  it("accepts exactly the containers and file systems of Azure's pattern", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aA0-_"), maxLength: 6 }), (name) => {
        const workspace = new SmallPlatform().workspace();
        const blob = () => workspace.addDatastore(workspace.storage, { name: "blob", containerName: name });
        const lake = () => workspace.addDatastore(lakeIn(workspace), { name: "gen2", filesystem: name });
        for (const add of [blob, lake]) {
          if (/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) expect(add).not.toThrow();
          else expect(add).toThrow("the name of a blob container or file system");
        }
      }),
      { numRuns: 25 },
    );
  });

  it("takes accounts and file systems that only Terraform knows, but no such names", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const lake = lakeIn(platform, "${var.lake}");
    workspace.addDatastore(lake, { name: "sales", filesystem: "${var.filesystem}" });
    const properties = at(synthesized(platform), "aml-dev/Workspace/Datastore-sales/Resource").properties;
    expect(properties).toMatchObject({ accountName: '${element(split("/", "${var.lake}"), 8)}' });
    expect(() => workspace.addDatastore(lake, { name: "${var.name}", filesystem: "raw" })).toThrow(
      "allowed: a literal name: it is part of a Terraform address",
    );
  });

  it("fails on two datastores of one name, and on capitals, which the service rejects", () => {
    const workspace = new SmallPlatform().workspace();
    const add = (name: string) => workspace.addDatastore(workspace.storage, { name, containerName: "orders" });
    add("sales");
    expect(() => add("sales")).toThrow("allowed: a name that no other datastore of the workspace has");
    expect(() => add("Sales")).toThrow(
      "aml-dev/Workspace/Datastore-Sales.name: got \"Sales\"; allowed: the name of a datastore consists of lower-case letters, digits and '_'",
    );
  });

  it.each<[string, object, string]>([
    [
      "an identity that Azure doesn't have",
      { serviceDataAccessAuthIdentity: "Workspace" },
      "serviceDataAccessAuthIdentity",
    ],
    ["a cloud that Azure doesn't have", { cloud: "Public" }, "use public"],
    ["an access that isn't one", { access: "Write" }, 'addDatastore.access: got "Write"; allowed: Read, ReadWrite'],
    ["a name that isn't a text", { name: 5 }, "addDatastore: got 5; allowed: a literal name"],
    [
      "a client id that isn't a GUID",
      { credentials: { type: "ServicePrincipal", tenantId: SOMEONE, clientId: "app", clientSecret: "${var.secret}" } },
      'credentials.clientId: got "app"; allowed: a GUID',
    ],
    ["another kind of credentials", { credentials: { type: "AccountKey" } }, 'credentials.type: got "AccountKey"'],
  ])("fails on %s", (_, options, text) => {
    const workspace = new SmallPlatform().workspace();
    const add = () => workspace.addDatastore(workspace.storage, { name: "own", containerName: "own", ...options });
    expect(add).toThrow(text);
  });

  it("fails on a construct that isn't a store", () => {
    const workspace = new SmallPlatform().workspace();
    expect(() => workspace.addDatastore(workspace.keyVault as never, { name: "own" })).toThrow(
      'addDatastore: got "aml-dev/Workspace/KeyVault"; allowed: a store of @org/aml-data, such as a DataLake, or workspace.storage',
    );
  });

  it("fails on both a container and a file system, on neither, and on that of the other kind of account", () => {
    expect(() => lakeWith({ containerName: "orders" })).toThrow(
      'containerName: got "orders"; allowed: containerName belongs to a blob store, and this is a data lake',
    );
    expect(() => lakeWith({ filesystem: undefined })).toThrow("allowed: the name of a file system of the data lake");
    expect(() => datastoreWith({ containerName: undefined })).toThrow(
      "allowed: the name of a container of the account",
    );
    for (const containerName of [undefined, "orders"]) {
      expect(() => datastoreWith({ containerName, filesystem: "orders" })).toThrow(
        'filesystem: got "orders"; allowed: filesystem belongs to a data lake, and this is a blob store',
      );
    }
  });

  it("reads with a service principal where asked, whose secret is neither in the plan nor in the state (S3-DAT-09)", () => {
    const credentials = { type: "ServicePrincipal", tenantId: SOMEONE, clientId: SOMEONE } as const;
    const model = lakeWith({ credentials: { ...credentials, clientSecret: "${var.secret}", secretVersion: "2" } });
    expect(model).toHaveAzapiResource(DATASTORES, {
      properties: {
        credentials: {
          credentialsType: "ServicePrincipal",
          tenantId: SOMEONE,
          clientId: SOMEONE,
          authorityUrl: "https://login.microsoftonline.com",
        },
        serviceDataAccessAuthIdentity: "None",
      },
      sensitive_body: {
        properties: { credentials: { secrets: { secretsType: "ServicePrincipal", clientSecret: "${var.secret}" } } },
      },
      sensitive_body_version: { "properties.credentials.secrets.clientSecret": "2" },
    });
    expect(() => lakeWith({ credentials: { ...credentials, clientSecret: "S3cret" } })).toThrow(
      /credentials\.clientSecret: got "a literal, not shown"; allowed: a value that only Terraform knows/,
    );
  });

  it("fails on a SQL login for files, which have none", () => {
    const credentials = { type: "SqlLogin", userName: "reader", password: "${var.password}" } as const;
    expect(() => datastoreWith({ credentials })).toThrow("a service principal: only a database has logins");
  });

  it("fails on anything but a store as its first argument", () => {
    const workspace = new SmallPlatform().workspace();
    const add = workspace.addDatastore.bind(workspace) as (...given: unknown[]) => void;
    expect(() => add("Sales", { name: "sales" })).toThrow("the data store");
  });

  it("is added to an imported workspace", () => {
    const platform = new SmallPlatform();
    const workspace = importedWorkspace(platform);
    workspace.addDatastore(lakeIn(platform), { name: "sales", filesystem: "orders" });
    expect(synthesized(platform)).toHaveAzapiResource(DATASTORES, { parent_id: workspace.workspaceId });
  });
});
