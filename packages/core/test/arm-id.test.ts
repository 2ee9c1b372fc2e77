import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { armIdPart, requireArmId } from "../src/internal.js";

const TYPE = "Microsoft.KeyVault/vaults";
const VAULT = `/subscriptions/s/resourceGroups/rg/providers/${TYPE}/kv`;
const scope = { node: { path: "aml-dev/Vault" } };
const required = (id: string) => requireArmId(scope, "keyVaultId", id, TYPE, "use the id of the vault");

describe("requireArmId", () => {
  it("reads the id of a resource of the type in a resource group", () => {
    expect(required(VAULT)).toMatchObject({ name: "kv", resourceGroup: "rg", subscriptionId: "s" });
    expect(required("${azurerm_resource_group.this.id}/providers/microsoft.keyvault/vaults/kv")?.name).toBe("kv");
  });

  it("passes what only Terraform knows", () => {
    expect(required("${azurerm_key_vault.this.id}")).toBeUndefined();
    expect(required(Token.asString({ resolve: () => VAULT }))).toBeUndefined();
  });

  it.each([
    "kv",
    "/subscriptions/s/resourceGroups/rg",
    `/subscriptions/s/providers/${TYPE}/kv`,
    `${VAULT}/keys/key`,
    "/subscriptions/${var.s}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
  ])("refuses %s", (id) => {
    expect(() => required(id)).toThrow(
      `aml-dev/Vault.keyVaultId: got ${JSON.stringify(id)}; allowed: an ARM id, /subscriptions/<subscription>/resourceGroups/<group>/providers/${TYPE}/<name>; fix: use the id of the vault`,
    );
  });
});

describe("armIdPart", () => {
  it("is the text where the id is known", () => {
    expect(armIdPart(VAULT, "subscriptionId")).toBe("s");
    expect(armIdPart(VAULT, "resourceGroup")).toBe("rg");
    expect(armIdPart(VAULT, "name")).toBe("kv");
  });

  it("is an expression over the id where only Terraform knows it", () => {
    expect(armIdPart("${azurerm_key_vault.this.id}", "resourceGroup")).toBe(
      '${element(split("/", "${azurerm_key_vault.this.id}"), 4)}',
    );
    expect(Token.isUnresolved(armIdPart(Token.asString({ resolve: () => VAULT }), "name"))).toBe(true);
  });
});
