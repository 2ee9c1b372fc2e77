import { describe, expect, it } from "vitest";
import { providerTypesIn, publicTypeFindings } from "./public-types.mjs";

const VAULT = 'import { KeyVault as KeyVault$1 } from "@cdktf/provider-azurerm/lib/key-vault/index.js";\n';
const placesOf = (declaration: string) =>
  providerTypesIn(VAULT + declaration).map(({ member, hatch }) => `${member}${hatch ? " (hatch)" : ""}`);

describe("providerTypesIn", () => {
  it("takes the read-only resource of a class for an escape hatch", () => {
    const declaration = "declare class Vault { readonly vault: KeyVault$1; readonly other: KeyVault$1 | undefined; }";
    expect(placesOf(declaration)).toEqual(["Vault.vault (hatch)", "Vault.other (hatch)"]);
  });

  it.each([
    ["Props.vault", "interface Props { readonly vault: KeyVault$1; }"],
    ["Vault.constructor", "declare class Vault { constructor(vault: KeyVault$1); }"],
    ["Vault.use", "declare class Vault { use(vault: KeyVault$1): void; }"],
    ["Vault.make", "declare class Vault { make(): KeyVault$1; }"],
    ["Vault.vault", "declare class Vault { vault: KeyVault$1; }"],
    ["Vault.vaults", "declare class Vault { readonly vaults: readonly KeyVault$1[]; }"],
    ["Vault.vault", "declare class Vault { readonly vault: KeyVault$1 | string; }"],
    ["Vault.id", 'declare class Vault { readonly id: KeyVault$1["id"]; }'],
    ["Vault", "declare class Vault extends KeyVault$1 {}"],
    ["use.vault", "declare function use(vault: KeyVault$1): void;"],
    ["Vaults", "type Vaults = Record<string, KeyVault$1>;"],
  ])("finds %s in %s", (member, declaration) => {
    expect(placesOf(declaration)).toEqual([member]);
  });

  it("sees namespaces and inline imports, of bindings of ours too", () => {
    const text =
      'import * as vault from "@cdktf/provider-azurerm/lib/key-vault/index.js";\n' +
      "declare function one(it: vault.KeyVault): void;\n" +
      'declare function two(it: import("@org/provider-azapi/lib/resource/index.js").Resource): void;';
    expect(providerTypesIn(text)).toEqual([
      { member: "one.it", type: "*", module: "@cdktf/provider-azurerm/lib/key-vault/index.js", hatch: false },
      { member: "two.it", type: "Resource", module: "@org/provider-azapi/lib/resource/index.js", hatch: false },
    ]);
  });

  it("says the name that the provider has for it, and where it is from", () => {
    expect(providerTypesIn(`${VAULT}interface Props { vault: KeyVault$1 }`)).toEqual([
      {
        member: "Props.vault",
        type: "KeyVault",
        module: "@cdktf/provider-azurerm/lib/key-vault/index.js",
        hatch: false,
      },
    ]);
  });

  it("is silent about interfaces of our own, members of that name, and cdktf", () => {
    const text =
      'import { TerraformResource } from "cdktf";\nimport { ISubnet } from "@org/aml-core";\n' +
      "interface Props { readonly KeyVault$1: ISubnet; readonly of: TerraformResource }";
    expect(providerTypesIn(VAULT + text)).toEqual([]);
  });
});

describe("publicTypeFindings", () => {
  const places = providerTypesIn(`${VAULT}interface Props { vault: KeyVault$1 }`);

  it("wants an own interface or a reason", () => {
    expect(publicTypeFindings("@org/a", places, {})).toEqual([
      "@org/a: Props.vault speaks of KeyVault of @cdktf/provider-azurerm/lib/key-vault/index.js: " +
        "take or give an own interface, or write into tools/hygiene/public-types.json why the provider's is right",
    ]);
    expect(publicTypeFindings("@org/a", places, { "Props.vault": "reason" })).toEqual([]);
  });

  it("finds a reason for what isn't there any more", () => {
    expect(publicTypeFindings("@org/a", [], { "Props.vault": "reason" })).toEqual([
      "@org/a: tools/hygiene/public-types.json excepts Props.vault, which speaks of no provider: remove it",
    ]);
  });
});
