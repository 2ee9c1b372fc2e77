import { ManagedIdentity, Principal, PropagationDelay, RoleMatrix } from "@org/aml-rbac";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { ROLES } from "@org/azure-catalog";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { AmlWorkspace, WorkspaceContainerRegistry, WorkspaceKeyVault, WorkspaceStorage } from "../src/index.js";
import { SmallPlatform, SOMEONE } from "./fixture.js";

const SCIENTISTS = "00000000-0000-4000-8000-000000000002";
const scientists = Principal.group({ objectId: SCIENTISTS, name: "scientists" });
const idOf = (type: string, name: string) => `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/${type}/${name}`;

/** Roles of the scientists: name, scope, type of principal. */
function granted(model: SynthModel): string[] {
  const names = new Map<string, string>(Object.values(ROLES).map(({ id, name }) => [id, name]));
  return model
    .resources({ type: "azurerm_role_assignment" })
    .filter((assignment) => assignment.get("principal_id") === SCIENTISTS)
    .map((assignment) => {
      const role = names.get(String(assignment.get("role_definition_id")).split("/").at(-1) ?? "");
      const scope = String(assignment.get("scope")).replace(/^\$\{(\w+)\..*$/, "$1");
      return `${role} on ${scope} for a ${String(assignment.get("principal_type"))}`;
    })
    .sort();
}

describe("grants on dependent resources", () => {
  it.each<[string, (storage: AmlWorkspace["storage"]) => unknown]>([
    ["Storage Blob Data Reader", (storage) => storage.grantRead(scientists)],
    ["Storage Blob Data Contributor", (storage) => storage.grantWrite(scientists)],
    ["Storage File Data Privileged Contributor", (storage) => storage.grantFileDataPrivilegedContributor(scientists)],
    ["Storage Queue Data Contributor", (storage) => storage.grantQueueDataContributor(scientists)],
    ["Storage Table Data Contributor", (storage) => storage.grantTableDataContributor(scientists)],
  ])("assign %s on the storage account", (role, grant) => {
    const platform = new SmallPlatform();
    grant(platform.workspace().storage);
    expect(granted(synthesized(platform))).toEqual([`${role} on azurerm_storage_account for a Group`]);
  });

  it.each<[string, (vault: AmlWorkspace["keyVault"]) => unknown]>([
    ["Key Vault Secrets User", (vault) => vault.grantSecretsUser(scientists)],
    ["Key Vault Secrets Officer", (vault) => vault.grantSecretsOfficer(scientists)],
    ["Key Vault Reader", (vault) => vault.grantReader(scientists)],
    ["Key Vault Administrator", (vault) => vault.grantAdministrator(scientists)],
  ])("assign %s on the Key Vault", (role, grant) => {
    const platform = new SmallPlatform();
    grant(platform.workspace().keyVault);
    expect(granted(synthesized(platform))).toEqual([`${role} on azurerm_key_vault for a Group`]);
  });

  it("assign AcrPull and AcrPush on the container registry", () => {
    const platform = new SmallPlatform();
    const { containerRegistry } = platform.workspace();
    containerRegistry.grantPull(scientists);
    containerRegistry.grantPush(scientists);
    expect(granted(synthesized(platform))).toEqual([
      "AcrPull on azurerm_container_registry for a Group",
      "AcrPush on azurerm_container_registry for a Group",
    ]);
  });

  it("assign any other role, with a reason and a condition", () => {
    const platform = new SmallPlatform();
    platform.workspace().storage.grant(scientists, ROLES.storageBlobDataOwner, {
      reason: "sets access control lists",
      condition: "@Resource[x] StringEquals 'y'",
    });
    const model = synthesized(platform);
    expect(granted(model)).toEqual(["Storage Blob Data Owner on azurerm_storage_account for a Group"]);
    expect(model).toHaveResource("azurerm_role_assignment", {
      description: "sets access control lists",
      condition: "@Resource[x] StringEquals 'y'",
    });
  });

  it("assign roles on imported resources, by their ids", () => {
    const platform = new SmallPlatform();
    const [storageId, vaultId, registryId] = [
      idOf("Microsoft.Storage/storageAccounts", "stold"),
      idOf("Microsoft.KeyVault/vaults", "kvold"),
      idOf("Microsoft.ContainerRegistry/registries", "crold"),
    ];
    WorkspaceStorage.fromStorageAccountId(platform, "St", storageId).grantRead(scientists);
    WorkspaceKeyVault.fromKeyVaultId(platform, "Kv", vaultId).grantSecretsUser(scientists);
    WorkspaceContainerRegistry.fromContainerRegistryId(platform, "Cr", registryId).grantPull(scientists);
    expect(granted(synthesized(platform))).toEqual([
      `AcrPull on ${registryId} for a Group`,
      `Key Vault Secrets User on ${vaultId} for a Group`,
      `Storage Blob Data Reader on ${storageId} for a Group`,
    ]);
  });

  it("belong to the environment of their resource in the role matrix", () => {
    const platform = new SmallPlatform();
    const id = idOf("Microsoft.Storage/storageAccounts", "stold");
    WorkspaceStorage.fromStorageAccountId(platform, "Old", id, { environmentName: "prod" }).grantRead(scientists);
    platform.workspace().storage.grantRead(scientists);
    const rows = RoleMatrix.of(platform).rows.filter(({ principal }) => principal === "scientists");
    expect(rows.map(({ scopeEnvironment }) => scopeEnvironment).sort()).toEqual(["dev", "prod"]);
  });

  it("are what others wait for", () => {
    const platform = new SmallPlatform();
    const grant = platform.workspace().storage.grantRead(scientists);
    expect(grant.dependencies).toEqual([grant.resource]);
    new PropagationDelay(platform, "Wait", { waitsFor: [grant] });
    const model = synthesized(platform);
    const wait = model
      .resources({ type: "time_sleep" })
      .find(({ constructPath }) => constructPath === "aml-dev/Wait/Resource");
    expect(wait).toDependOn(grant.resource);
  });

  it("are created beside the resource, or in another scope under another id", () => {
    const platform = new SmallPlatform();
    const { storage } = platform.workspace();
    expect(storage.grantRead(scientists).node.path).toBe("aml-dev/Workspace/Storage/Read-scientists");
    const scope = new Construct(platform, "Team");
    expect(storage.grantQueueDataContributor(scientists, { scope, id: "Queues" }).node.path).toBe(
      "aml-dev/Team/Queues",
    );
  });

  it("refuse a principal that was granted the role before, by either method", () => {
    const { storage } = new SmallPlatform().workspace();
    storage.grantRead(scientists);
    expect(() => storage.grantRead(scientists)).toThrow(
      'aml-dev/Workspace/Storage.grantRead: got "scientists"; allowed: a principal without this grant; aml-dev/Workspace/Storage/Read-scientists already grants it',
    );
    expect(() => storage.grant(scientists, ROLES.storageBlobDataReader)).toThrow(
      "a unique combination of principal, role and scope",
    );
  });

  it("refuse a principal whose name only Terraform knows", () => {
    const { storage } = new SmallPlatform().workspace();
    const principal = Principal.servicePrincipal({ objectId: "${var.team}" });
    expect(() => storage.grantRead(principal)).toThrow("a principal with a literal name");
  });
});

describe("grants on a workspace", () => {
  it("assign a data scientist everything that work in the workspace needs (S0-RBC-21 to S0-RBC-26)", () => {
    const platform = new SmallPlatform();
    platform.workspace().grantDataScientist(scientists);
    expect(granted(synthesized(platform))).toEqual([
      "Azure AI Developer on azapi_resource for a Group",
      "AzureML Compute Operator on azapi_resource for a Group",
      "AzureML Data Scientist on azapi_resource for a Group",
      "Reader on azurerm_resource_group for a Group",
      "Storage Blob Data Contributor on azurerm_storage_account for a Group",
      "Storage File Data Privileged Contributor on azurerm_storage_account for a Group",
    ]);
  });

  it("assign a data scientist optional roles (S0-RBC-29)", () => {
    const platform = new SmallPlatform();
    platform.workspace().grantDataScientist(scientists, { keyVaultAdministrator: true });
    expect(granted(synthesized(platform))).toContain("Key Vault Administrator on azurerm_key_vault for a Group");
  });

  it("assign single roles", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.grantReader(scientists);
    workspace.grantComputeOperator(scientists);
    workspace.grant(scientists, ROLES.azureMlConnectionSecretsReader);
    expect(granted(synthesized(platform))).toEqual([
      "Azure Machine Learning Workspace Connection Secrets Reader on azapi_resource for a Group",
      "AzureML Compute Operator on azapi_resource for a Group",
      "Reader on azapi_resource for a Group",
    ]);
  });

  it("refuse a second data scientist's grant for one principal", () => {
    const workspace = new SmallPlatform().workspace();
    workspace.grantDataScientist(scientists);
    expect(() => workspace.grantDataScientist(scientists)).toThrow("aml-dev/Workspace.grantDataScientist");
    expect(() => workspace.grantComputeOperator(scientists)).toThrow(
      "a unique combination of principal, role and scope",
    );
  });

  function imported(platform: SmallPlatform, known: boolean) {
    const identity = ManagedIdentity.fromManagedIdentityAttributes(platform, "Id", {
      id: idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "id"),
      principalId: SOMEONE,
      clientId: SOMEONE,
    });
    const storageId = idOf("Microsoft.Storage/storageAccounts", "stold");
    const vaultId = idOf("Microsoft.KeyVault/vaults", "kvold");
    return AmlWorkspace.fromWorkspaceAttributes(platform, "Existing", {
      workspaceId: idOf("Microsoft.MachineLearningServices/workspaces", "mlwold"),
      workspaceName: "mlwold",
      environmentName: "dev",
      identity,
      computeIdentity: identity,
      resourceGroup: known ? platform.resourceGroup : undefined,
      storage: known ? WorkspaceStorage.fromStorageAccountId(platform, "St", storageId) : undefined,
      keyVault: known ? WorkspaceKeyVault.fromKeyVaultId(platform, "Kv", vaultId) : undefined,
    });
  }

  it("work on an imported workspace", () => {
    const platform = new SmallPlatform();
    imported(platform, true).grantDataScientist(scientists);
    const roles = granted(synthesized(platform));
    expect(roles).toHaveLength(6);
    expect(roles).toContain(
      `AzureML Data Scientist on ${idOf("Microsoft.MachineLearningServices/workspaces", "mlwold")} for a Group`,
    );
  });

  it("ask for the resources of an imported workspace that a data scientist needs", () => {
    expect(() => imported(new SmallPlatform(), false).grantDataScientist(scientists)).toThrow(
      "pass resourceGroup, storage and keyVault to fromWorkspaceAttributes",
    );
  });
});
