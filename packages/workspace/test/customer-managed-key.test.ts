import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { ROLES } from "@org/azure-catalog";
import { ManagedIdentity } from "@org/aml-rbac";
import { synthesized } from "@org/aml-testing";
import { describe, expect, it } from "vitest";
import {
  type AmlWorkspaceProps,
  CustomerManagedKey,
  type CustomerManagedKeyProps,
  DiskEncryption,
} from "../src/index.js";
import { at, SmallPlatform, WORKSPACES } from "./fixture.js";

const KEYS = "Microsoft.KeyVault/vaults/keys";

function platformWithKey(
  workspace: Pick<AmlWorkspaceProps, "serviceSideEncryption"> = {},
  key: Partial<CustomerManagedKeyProps> = {},
) {
  const platform = new SmallPlatform();
  const identity = new ManagedIdentity(platform, "Identity", {
    resourceGroup: platform.vnet.resourceGroup,
    name: platform.names.workspaceIdentity,
  });
  const customerManagedKey = new CustomerManagedKey(platform, "Key", {
    resourceGroup: platform.resourceGroup,
    keyVaultName: "kvcmkdevcc01",
    tenantId: platform.tenantId,
    vnet: platform.vnet,
    zones: platform.zones,
    names: platform.names,
    identity,
    ...key,
  });
  platform.workspace({ identity, customerManagedKey, ...workspace });
  return synthesized(platform);
}

describe("CustomerManagedKey", () => {
  it("is an RSA key in a vault of its own that cannot be purged (S2-CMK-01)", () => {
    const model = platformWithKey();
    expect(model).toHaveResource("azurerm_key_vault", { name: "kvcmkdevcc01", purge_protection_enabled: true });
    expect(model).toHaveAzapiResourceAction("Microsoft.KeyVault/vaults/keys@2024-11-01", {
      method: "PUT",
      resource_id: expect.stringMatching(/^\$\{azurerm_key_vault\.Key_KeyVault_\w+\.id\}\/keys\/workspace$/),
      properties: { kty: "RSA", keySize: 4096, keyOps: ["wrapKey", "unwrapKey", "encrypt", "decrypt"] },
      response_export_values: { identifier: "properties.keyUriWithVersion" },
      timeouts: { create: "30m", update: "30m" },
    });
  });

  it("is no resource that Terraform would delete: Azure Resource Manager deletes no keys (S2-CMK-01)", () => {
    expect(platformWithKey()).not.toHaveAzapiResource(KEYS);
  });

  it("takes a name, an api-version, timeouts and a wait of its own", () => {
    const model = platformWithKey(
      {},
      { keyName: "mine", apiVersion: "2026-02-01", timeouts: { create: "5m" }, rolePropagation: "30s" },
    );
    expect(model).toHaveAzapiResourceAction(`${KEYS}@2026-02-01`, {
      resource_id: expect.stringMatching(/\/keys\/mine$/),
      timeouts: { create: "5m", update: "30m" },
    });
    expect(at(model, "aml-dev/Key/Propagation/Resource").get("create_duration")).toBe("30s");
  });

  it.each(["", "a".repeat(128), "my_key", "my/key"])("fails on %j as the name of the key", (keyName) => {
    expect(() => platformWithKey({}, { keyName })).toThrow("aml-dev/Key.keyName");
  });

  it("is reached by a private endpoint (S2-CMK-02)", () => {
    expect(platformWithKey()).toHaveResource("azurerm_private_endpoint", { name: "pekvcmkdevcc01vault" });
  });

  it("encrypts the workspace, through the workspace's identity (S2-CMK-03)", () => {
    const model = platformWithKey();
    expect(model).toHaveAzapiResource(WORKSPACES, {
      properties: {
        enableServiceSideCMKEncryption: true,
        encryption: {
          status: "Enabled",
          identity: { userAssignedIdentity: expect.stringMatching(/azurerm_user_assigned_identity\.Identity/) },
          keyVaultProperties: {
            keyVaultArmId: expect.stringMatching(/azurerm_key_vault\.Key_KeyVault/),
            keyIdentifier: expect.stringMatching(/azapi_resource_action\.Key_\w+\.output\.identifier/),
            identityClientId: expect.stringMatching(/client_id/),
          },
        },
      },
    });
    const workspace = model.resource({ armType: WORKSPACES, type: "azapi_resource" });
    expect(
      validateAzapiResource({ type: `${WORKSPACES}@2025-12-01`, name: "mlwdevcc01", body: workspace.body }),
    ).toEqual([]);
  });

  it("keeps the encrypted data in your subscription only where asked (S2-CMK-04)", () => {
    expect(platformWithKey({ serviceSideEncryption: false })).toHaveAzapiResource(WORKSPACES, {
      properties: { enableServiceSideCMKEncryption: false },
    });
  });

  it("is used by the identity's role, once that has taken effect", () => {
    const model = platformWithKey();
    expect(model).toHaveResource("azurerm_role_assignment", {
      role_definition_id: expect.stringContaining(ROLES.keyVaultCryptoServiceEncryptionUser.id),
    });
    const delay = at(model, "aml-dev/Key/Propagation/Resource");
    expect(delay.get("create_duration")).toBe("90s");
    expect(delay).toDependOn(at(model, "aml-dev/Key/CryptoUser/Resource"));
    const workspace = model.resource({ armType: WORKSPACES, type: "azapi_resource" });
    expect(workspace).toDependOn(delay);
    expect(workspace).toDependOn(model.resource({ armType: KEYS }));
  });
});

describe("an existing key", () => {
  const VAULT =
    "/subscriptions/00000000-0000-4000-8000-00000000000c/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-keys";
  const KEY = "https://kv-keys.vault.azure.net/keys/ml/0123456789abcdef0123456789abcdef";
  const withExisting = (attributes: object = {}) => {
    const platform = new SmallPlatform();
    const identity = new ManagedIdentity(platform, "Identity", {
      resourceGroup: platform.vnet.resourceGroup,
      name: platform.names.workspaceIdentity,
    });
    const customerManagedKey = CustomerManagedKey.fromKeyAttributes(platform, "Key", {
      keyVaultId: VAULT,
      keyIdentifier: KEY,
      identity,
      environmentName: "dev",
      ...attributes,
    });
    platform.workspace({ identity, customerManagedKey });
    return synthesized(platform);
  };

  it("encrypts the workspace without a new vault, and its identity may use it", () => {
    const model = withExisting();
    expect(model).toHaveResourceCount("azurerm_key_vault", 1);
    expect(model).toHaveAzapiResource(WORKSPACES, {
      properties: { encryption: { keyVaultProperties: { keyVaultArmId: VAULT, keyIdentifier: KEY } } },
    });
    expect(model).toHaveResource("azurerm_role_assignment", {
      scope: VAULT,
      role_definition_id: expect.stringContaining(ROLES.keyVaultCryptoServiceEncryptionUser.id),
    });
  });

  it("leaves the role to its owner where asked", () => {
    expect(withExisting({ grantRole: false })).not.toHaveResource("azurerm_role_assignment", { scope: VAULT });
  });

  it.each([
    "https://kv-keys.vault.azure.net/keys/ml",
    "https://other.vault.azure.net/keys/ml/0123456789abcdef0123456789abcdef",
    "kv-keys/ml",
  ])("is refused by the identifier %j", (keyIdentifier) => {
    expect(() => withExisting({ keyIdentifier })).toThrow(/^aml-dev\/Key\.keyIdentifier: .*in the vault kv-keys/);
  });
});

describe("a key of storage, images and disks", () => {
  const platformWith = () => {
    const platform = new SmallPlatform();
    const identity = new ManagedIdentity(platform, "Identity", {
      resourceGroup: platform.vnet.resourceGroup,
      name: platform.names.encryptionIdentity,
    });
    const customerManagedKey = new CustomerManagedKey(platform, "Key", {
      resourceGroup: platform.resourceGroup,
      tenantId: platform.tenantId,
      vnet: platform.vnet,
      zones: platform.zones,
      names: platform.names,
      identity,
    });
    platform.workspace({ storage: { customerManagedKey }, containerRegistry: { customerManagedKey } });
    new DiskEncryption(platform, "Disks", {
      resourceGroup: platform.resourceGroup,
      name: platform.names.diskEncryptionSet,
      customerManagedKey,
    });
    return synthesized(platform);
  };
  const VERSIONLESS = expect.stringMatching(
    /^\$\{join\("\/", slice\(split\("\/", azapi_resource_action\.Key_/,
  ) as string;

  it("is in a vault with a derived name", () => {
    expect(platformWith()).toHaveResource("azurerm_key_vault", { name: "kvcmkdevcc01" });
  });

  it("encrypts all services of the storage account, in its newest version (S4-SEC-04)", () => {
    expect(platformWith()).toHaveResource("azurerm_storage_account", {
      customer_managed_key: { key_vault_key_id: VERSIONLESS },
      identity: { type: "UserAssigned" },
      queue_encryption_key_type: "Account",
      table_encryption_key_type: "Account",
    });
  });

  it("encrypts the container registry", () => {
    expect(platformWith()).toHaveResource("azurerm_container_registry", {
      encryption: [{ key_vault_key_id: VERSIONLESS }],
      identity: { type: "SystemAssigned, UserAssigned" },
    });
  });

  it("encrypts disks, in a version that azurerm doesn't have to look up in the private vault", () => {
    expect(platformWith()).toHaveResource("azurerm_disk_encryption_set", {
      name: "des-aml-dev-cc-01",
      key_vault_key_id: expect.stringMatching(/^\$\{azapi_resource_action\.Key_\w+\.output\.identifier\}$/) as string,
      encryption_type: "EncryptionAtRestWithCustomerKey",
    });
  });

  it("leaves the workspace's own data to Microsoft's key, and is used once the role is in effect", () => {
    const model = platformWith();
    expect(model.resource({ armType: WORKSPACES, type: "azapi_resource" }).body).not.toHaveProperty(
      "properties.encryption",
    );
    const delay = at(model, "aml-dev/Key/Propagation/Resource");
    for (const type of ["azurerm_storage_account", "azurerm_container_registry", "azurerm_disk_encryption_set"]) {
      expect(model.resource({ type })).toDependOn(delay);
    }
  });
});
