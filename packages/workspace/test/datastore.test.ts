import { CLOUDS } from "@org/azure-catalog";
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
  platform.workspace().addDatastore("Sales", { name: "sales", containerName: "orders", ...options });
  return synthesized(platform);
}

function lakeWith(options: Partial<AddDatastoreOptions> = {}): SynthModel {
  const platform = new SmallPlatform();
  const storage = WorkspaceStorage.fromStorageAccountId(platform, "Lake", LAKE);
  platform.workspace().addDatastore("Sales", { name: "sales", storage, filesystem: "orders", ...options });
  return synthesized(platform);
}

function importedWorkspace(platform: SmallPlatform) {
  const identity = ManagedIdentity.fromManagedIdentityAttributes(platform, "Identity", {
    id: `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id`,
    principalId: SOMEONE,
    clientId: SOMEONE,
  });
  return AmlWorkspace.fromWorkspaceAttributes(platform, "Imported", {
    workspaceId: `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw`,
    workspaceName: "mlw",
    environmentName: "dev",
    identity,
    computeIdentity: identity,
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
    const { storageSuffix } = CLOUDS.china;
    const options = { description: "orders by day", tags: { owner: "sales" } };
    expect(
      datastoreWith({ ...options, endpoint: storageSuffix, serviceDataAccessAuthIdentity: "None" }),
    ).toHaveAzapiResource(DATASTORES, {
      properties: { ...options, endpoint: "core.chinacloudapi.cn", serviceDataAccessAuthIdentity: "None" },
    });
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
    workspace.addDatastore("Sales", { name: "sales", containerName: "orders" });
    const model = synthesized(platform);
    const rule = at(model, "aml-dev/Workspace/OutboundRules/fqdn-pypi-example-com");
    expect(at(model, "aml-dev/Workspace/Sales/Resource")).not.toDependOnTransitively(rule);
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
        const add = () => workspace.addDatastore("Sales", { name, containerName: "orders" });
        if (/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/.test(name)) expect(add).not.toThrow();
        else expect(add).toThrow("the name of a datastore");
      }),
      { numRuns: 25 },
    );
    expect(() => datastoreWith({ name: "workspaceBlobStore" })).toThrow("is not a name that Azure reserves");
  });

  it("accepts exactly the containers and file systems of Azure's pattern", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aA0-_"), maxLength: 6 }), (name) => {
        const workspace = new SmallPlatform().workspace();
        const storage = WorkspaceStorage.fromStorageAccountId(workspace, "Lake", LAKE);
        const blob = () => workspace.addDatastore("Blob", { name: "blob", containerName: name });
        const lake = () => workspace.addDatastore("Gen2", { name: "gen2", storage, filesystem: name });
        for (const add of [blob, lake]) {
          if (/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) expect(add).not.toThrow();
          else expect(add).toThrow("the name of a blob container or file system");
        }
      }),
      { numRuns: 25 },
    );
  });

  it("takes names and accounts that only Terraform knows", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const storage = WorkspaceStorage.fromStorageAccountId(platform, "Lake", "${var.lake}");
    workspace.addDatastore("One", { name: "${var.name}", storage, filesystem: "${var.filesystem}" });
    workspace.addDatastore("Two", { name: "${var.name}", storage, filesystem: "${var.filesystem}" });
    const properties = at(synthesized(platform), "aml-dev/Workspace/One/Resource").properties;
    expect(properties).toMatchObject({ accountName: '${element(split("/", "${var.lake}"), 8)}' });
  });

  it("fails on two datastores of one name, which Azure compares without case", () => {
    const workspace = new SmallPlatform().workspace();
    workspace.addDatastore("One", { name: "sales", containerName: "orders" });
    expect(() => workspace.addDatastore("Two", { name: "Sales", containerName: "orders" })).toThrow(
      'aml-dev/Workspace/Two.name: got "Sales"; allowed: a name that is unique in the workspace; aml-dev/Workspace/One already has it',
    );
  });

  it("fails on both a container and a file system, and on neither", () => {
    expect(() => lakeWith({ containerName: "orders" })).toThrow("allowed: either containerName or filesystem");
    expect(() => datastoreWith({ containerName: undefined })).toThrow("allowed: either containerName or filesystem");
  });

  it("fails on a file system of the workspace's own account, which can't have one", () => {
    expect(() => datastoreWith({ containerName: undefined, filesystem: "orders" })).toThrow(
      "allowed: containerName: a workspace's own account can't have a hierarchical namespace",
    );
  });

  it("is added to an imported workspace whose account is known or given", () => {
    const platform = new SmallPlatform();
    const workspace = importedWorkspace(platform);
    const storage = WorkspaceStorage.fromStorageAccountId(platform, "Lake", LAKE);
    workspace.addDatastore("Sales", { name: "sales", storage, containerName: "orders" });
    expect(synthesized(platform)).toHaveAzapiResource(DATASTORES, { parent_id: workspace.workspaceId });
    expect(() => workspace.addDatastore("Other", { name: "other", containerName: "orders" })).toThrow(
      "pass storage to addDatastore or to fromWorkspaceAttributes",
    );
  });
});
