import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { ROLES } from "@org/azure-catalog";
import { ManagedIdentity } from "@org/aml-rbac";
import { synthesized } from "@org/aml-testing";
import { describe, expect, it } from "vitest";
import { CustomerManagedKey } from "../src/index.js";
import { at, SmallPlatform, WORKSPACES } from "./fixture.js";

function platformWithKey(serviceSideEncryption?: boolean) {
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
    privateEndpoint: platform.names.privateEndpoint("kvcmkdevcc01", "vault"),
    identity,
    environmentName: "dev",
  });
  platform.workspace({
    identity,
    customerManagedKey,
    ...(serviceSideEncryption === undefined ? {} : { serviceSideEncryption }),
  });
  return synthesized(platform);
}

describe("CustomerManagedKey", () => {
  it("S2-CMK-01 is an RSA key in a vault of its own that cannot be purged", () => {
    const model = platformWithKey();
    expect(model).toHaveResource("azurerm_key_vault", { name: "kvcmkdevcc01", purge_protection_enabled: true });
    expect(model).toHaveAzapiResource("Microsoft.KeyVault/vaults/keys", {
      properties: { kty: "RSA", keySize: 4096, keyOps: expect.arrayContaining(["wrapKey", "unwrapKey"]) },
    });
  });

  it("S2-CMK-02 is reached by a private endpoint", () => {
    expect(platformWithKey()).toHaveResource("azurerm_private_endpoint", { name: "pekvcmkdevcc01vault" });
  });

  it("S2-CMK-03 encrypts the workspace, through the workspace's identity", () => {
    const model = platformWithKey();
    expect(model).toHaveAzapiResource(WORKSPACES, {
      properties: {
        enableServiceSideCMKEncryption: true,
        encryption: {
          status: "Enabled",
          identity: { userAssignedIdentity: expect.stringMatching(/azurerm_user_assigned_identity\.Identity/) },
          keyVaultProperties: {
            keyVaultArmId: expect.stringMatching(/azurerm_key_vault\.Key_KeyVault/),
            keyIdentifier: expect.stringMatching(/azapi_resource\.Key_\w+\.output/),
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

  it("S2-CMK-04 keeps the encrypted data in your subscription only where asked", () => {
    expect(platformWithKey(false)).toHaveAzapiResource(WORKSPACES, {
      properties: { enableServiceSideCMKEncryption: false },
    });
  });

  it("is used by the identity's role, once that has taken effect", () => {
    const model = platformWithKey();
    expect(model).toHaveResource("azurerm_role_assignment", {
      role_definition_id: expect.stringContaining(ROLES.keyVaultCryptoServiceEncryptionUser.id),
    });
    const gate = at(model, "aml-dev/Key/Propagation/Resource");
    expect(gate.get("create_duration")).toBe("90s");
    expect(gate).toDependOn(at(model, "aml-dev/Key/CryptoUser/Resource"));
    const workspace = model.resource({ armType: WORKSPACES, type: "azapi_resource" });
    expect(workspace).toDependOn(gate);
    expect(workspace).toDependOn(model.resource({ armType: "Microsoft.KeyVault/vaults/keys" }));
  });
});
