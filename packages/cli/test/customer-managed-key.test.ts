import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError } from "../src/config/problem.js";
import { App, Testing } from "cdktf";
import { addPlatform } from "../src/platform.js";
import { platformOf } from "./fixture.js";

const DEV = {
  addressSpace: "10.1.0.0/16",
  privateEndpointSubnet: "10.1.1.0/24",
  bastion: { subnet: "10.1.2.0/26" },
  jumpbox: { subnet: "10.1.3.0/24" },
};
const ML = "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-keys/providers";
const VAULT = `${ML}/Microsoft.KeyVault/vaults/kv-keys`;
const KEY = "https://kv-keys.vault.azure.net/keys/ml/0123456789abcdef0123456789abcdef";
const dev = (fields: object) => ({ environments: { dev: { ...DEV, ...fields } } });

describe("customerManagedKey", () => {
  it("encrypts workspace, storage, images and the jumpbox with a new key", () => {
    const model = platformOf(dev({ customerManagedKey: true }));
    expect(model).toHaveResource("azurerm_key_vault", { name: "kvcmkdevcc01", purge_protection_enabled: true });
    expect(model).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
      properties: { enableServiceSideCMKEncryption: true, encryption: { status: "Enabled" } },
    });
    expect(model).toHaveResource("azurerm_storage_account", { queue_encryption_key_type: "Account" });
    expect(model).toHaveResource("azurerm_container_registry", { identity: { type: "SystemAssigned, UserAssigned" } });
    expect(model).toHaveResource("azurerm_windows_virtual_machine", {
      os_disk: { disk_encryption_set_id: expect.stringContaining("azurerm_disk_encryption_set.") as string },
    });
  });

  it("warns of a vault without public access, which service-side encryption may not support", () => {
    const warningsOf = (customerManagedKey: object | true) => {
      const app = Testing.stubVersion(new App({ stackTraces: false, outdir: Testing.app().outdir }));
      addPlatform(app, dev({ customerManagedKey }));
      return app.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
    };
    const warning = expect.stringContaining("in a vault without public network access") as string;
    expect(warningsOf(true)).toContainEqual(warning);
    expect(warningsOf({ serviceSideEncryption: false })).not.toContainEqual(warning);
    expect(warningsOf({ keyVaultId: VAULT, keyIdentifier: KEY })).not.toContainEqual(warning);
  });

  it("is an existing key, for some of the resources", () => {
    const model = platformOf(
      dev({
        customerManagedKey: {
          keyVaultId: VAULT,
          keyIdentifier: KEY,
          encrypts: ["workspace"],
          serviceSideEncryption: false,
        },
      }),
    );
    expect(model).toHaveResourceCount("azurerm_key_vault", 1);
    expect(model).toHaveResourceCount("azurerm_disk_encryption_set", 0);
    expect(model).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces", {
      properties: { enableServiceSideCMKEncryption: false, encryption: { keyVaultProperties: { keyIdentifier: KEY } } },
    });
    expect(model).toHaveResource("azurerm_role_assignment", { scope: VAULT });
  });

  it("leaves an existing workspace as it is, if it encrypts other resources", () => {
    const before = platformOf(dev({})).resource({
      armType: "Microsoft.MachineLearningServices/workspaces",
      type: "azapi_resource",
    });
    const model = platformOf(dev({ customerManagedKey: { encrypts: ["storage", "jumpbox"] } }));
    const after = model.resource({ armType: "Microsoft.MachineLearningServices/workspaces", type: "azapi_resource" });
    expect(after.attributes["identity"]).toEqual(before.attributes["identity"]);
    expect(model).toHaveResource("azurerm_user_assigned_identity", { name: "dev-mi-encryption" });
  });

  it.each<[string, object, string, string]>([
    ["a vault without a key", { keyVaultId: VAULT }, "keyIdentifier", "add keyIdentifier"],
    ["a key without a vault", { keyIdentifier: KEY }, "keyVaultId", "add keyVaultId"],
    [
      "a key without a version",
      { keyVaultId: VAULT, keyIdentifier: KEY.slice(0, -33) },
      "keyIdentifier",
      "az keyvault key show",
    ],
    ["an unknown resource", { encrypts: ["storge"] }, "encrypts.0", "did you mean storage?"],
    ["nothing to encrypt", { encrypts: [] }, "encrypts", "workspace"],
  ])("is refused for %s", (_, customerManagedKey, field, fix) => {
    expect(problems(dev({ customerManagedKey }))).toMatchObject([
      { path: `environments.dev.customerManagedKey.${field}`, fix: expect.stringContaining(fix) as string },
    ]);
  });

  it("is refused for resources that exist already, or that there aren't", () => {
    const storageAccountId = `${ML}/Microsoft.Storage/storageAccounts/stml`;
    const customerManagedKey = { encrypts: ["storage", "jumpbox"] };
    expect(problems(dev({ storageAccountId, jumpbox: false, customerManagedKey }))).toMatchObject([
      { path: "environments.dev.customerManagedKey.encrypts.0", fix: "remove storage" },
      { path: "environments.dev.customerManagedKey.encrypts.1", fix: "remove jumpbox" },
    ]);
  });

  it("is meant by other words", () => {
    expect(problems(dev({ cmk: true }))).toMatchObject([{ fix: "did you mean customerManagedKey?" }]);
  });
});

function problems(configuration: object) {
  try {
    parseConfiguration("f", JSON.stringify(configuration));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("the configuration was accepted");
}
