import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { ROLES } from "@org/azure-catalog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StorageConnectionOptions, WorkspaceStorage } from "../src/index.js";
import { at, OUTBOUND_RULES, SmallPlatform, SOMEONE } from "./fixture.js";

const LAKE = `/subscriptions/${SOMEONE}/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake`;
const CONNECTION = "aml-dev/Workspace/Lake";

function connectionWith(options: StorageConnectionOptions = {}, id = "Lake"): SynthModel {
  const platform = new SmallPlatform();
  const storage = WorkspaceStorage.fromStorageAccountId(platform, "LakeAccount", LAKE);
  platform.workspace().addStorageConnection(id, { storage, ...options });
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

describe("addStorageConnection", () => {
  it("lets the managed network reach blobs of the account (S3-DAT-04)", () => {
    const model = connectionWith();
    expect(rulesOf(model)).toEqual(["Lake-blob"]);
    expect(model).toHaveAzapiResource(OUTBOUND_RULES, {
      properties: {
        type: "PrivateEndpoint",
        destination: { serviceResourceId: LAKE, subresourceTarget: "blob" },
      },
    });
  });

  it("lets it reach file systems too, one rule after the other (S3-DAT-04)", () => {
    const model = connectionWith({ isHnsEnabled: true, sparkEnabled: true });
    expect(rulesOf(model)).toEqual(["Lake-blob", "Lake-dfs"]);
    expect(model).toHaveAzapiResource(OUTBOUND_RULES, {
      properties: { destination: { serviceResourceId: LAKE, subresourceTarget: "dfs", sparkEnabled: true } },
    });
    expect(at(model, "aml-dev/Workspace/OutboundRules/Lake-dfs")).toDependOn(
      at(model, "aml-dev/Workspace/OutboundRules/Lake-blob"),
    );
  });

  it("lets the workspace's identity approve and preview, and computes read (S3-DAT-06)", () => {
    expect(rolesOnLake(connectionWith())).toEqual([
      "ComputeIdentity: Storage Blob Data Reader",
      "Identity: Azure AI Enterprise Network Connection Approver",
      "Identity: Reader",
      "Identity: Storage Blob Data Reader",
    ]);
  });

  it("lets jobs write where asked", () => {
    expect(rolesOnLake(connectionWith({ computeIdentityRoles: { storageBlobDataContributor: true } }))).toContain(
      "ComputeIdentity: Storage Blob Data Contributor",
    );
  });

  it("adds the rules 90 s after the roles that approve them, or after another wait", () => {
    const model = connectionWith();
    const delay = at(model, `${CONNECTION}/RolePropagation/Resource`);
    expect(delay.get("create_duration")).toBe("90s");
    expect(delay).toDependOn(at(model, `${CONNECTION}/WorkspaceIdentity/StorageAccountConnectionApprover/Resource`));
    expect(at(model, "aml-dev/Workspace/OutboundRules/Lake-blob")).toDependOn(delay);
    expect(
      at(connectionWith({ rolePropagation: "3m" }), `${CONNECTION}/RolePropagation/Resource`).get("create_duration"),
    ).toBe("3m");
  });

  it("leaves the roles to the account's owner where asked, and then waits for nothing", () => {
    const model = connectionWith({ grantRoles: false });
    expect(rolesOnLake(model)).toEqual([]);
    expect(rulesOf(model)).toEqual(["Lake-blob"]);
    expect(model.resources().map(({ constructPath }) => constructPath)).not.toContain(
      `${CONNECTION}/RolePropagation/Resource`,
    );
  });

  it("exposes rules and roles for what waits for them", () => {
    const platform = new SmallPlatform();
    const storage = WorkspaceStorage.fromStorageAccountId(platform, "LakeAccount", LAKE);
    const connection = platform.workspace().addStorageConnection("Lake", { storage, isHnsEnabled: true });
    expect(connection.dependencies).toHaveLength(2 + 3 + 1);
  });

  it("accepts exactly the ids that begin names of outbound rules", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[aZ0_.-]{1,30}$/), (id) => {
        const connect = () => connectionWith({}, id);
        if (/^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/.test(`${id}-blob`)) expect(connect).not.toThrow();
        else expect(connect).toThrow("the name of a outbound rule of a managed network");
      }),
      { numRuns: 20 },
    );
  });

  it("fails on a second connection to the account", () => {
    const platform = new SmallPlatform();
    const storage = WorkspaceStorage.fromStorageAccountId(platform, "LakeAccount", LAKE);
    const workspace = platform.workspace();
    workspace.addStorageConnection("Lake", { storage });
    expect(() => workspace.addStorageConnection("Again", { storage, grantRoles: false })).toThrow(
      "the rule Lake-blob already allows this one",
    );
  });

  it("fails on the workspace's own account, which needs no connection", () => {
    const workspace = new SmallPlatform().workspace();
    expect(() => workspace.addStorageConnection("Own", { storage: workspace.storage })).toThrow(
      "allowed: another storage account than the workspace's own",
    );
    const platform = new SmallPlatform();
    const imported = (id: string, of: string) => WorkspaceStorage.fromStorageAccountId(platform, id, of);
    const existing = platform.workspace({ storage: imported("Own", LAKE) });
    expect(() => existing.addStorageConnection("Lake", { storage: imported("Again", LAKE.toUpperCase()) })).toThrow(
      "allowed: another storage account than the workspace's own",
    );
  });
});
