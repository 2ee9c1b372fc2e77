import { ROLES } from "@org/azure-catalog";
import { Construct } from "constructs";
import { beforeEach, describe, expect, it } from "vitest";
import {
  grantBundle,
  type GrantOptions,
  grantRole,
  type GrantRoleOptions,
  Principal,
  RoleScope,
} from "../src/index.js";
import { devStack, type EnvironmentStack, OBJECT_IDS, resources } from "./platform.js";

class Vault extends Construct {
  readonly #target = { construct: this, resourceId: "${var.key_vault_id}" };

  public grantSecretsUser(principal: Principal, options?: GrantRoleOptions) {
    const on = RoleScope.resource(this.#target, "Microsoft.KeyVault/vaults", { environmentName: "dev" });
    const role = ROLES.keyVaultSecretsUser;
    return grantRole({ resource: this, name: "SecretsUser" }, { principal, role, on }, options);
  }

  public grantAll(principal: Principal, options?: GrantOptions) {
    const bundle = [
      { key: "Reader", role: ROLES.reader, on: "keyVault", reason: "finds the vault" },
      { key: "SecretsOfficer", role: ROLES.keyVaultSecretsOfficer, on: "keyVault", reason: "writes its secrets" },
    ] as const;
    const scopes = { keyVault: this.#target };
    return grantBundle({ resource: this, name: "All" }, { principal, bundle, scopes, environmentName: "dev" }, options);
  }
}

const team = Principal.group({ objectId: OBJECT_IDS.team, name: "ml engineers" });
let stack: EnvironmentStack;
let vault: Vault;

beforeEach(() => {
  stack = devStack();
  vault = new Vault(stack, "Vault");
});

describe("grantRole", () => {
  it("assigns the role on the resource, below its construct, for what the role is for", () => {
    const assignment = vault.grantSecretsUser(team);
    expect(assignment.node.path).toBe("aml-dev/Vault/SecretsUser-ml engineers");
    expect(assignment).toMatchObject({ role: ROLES.keyVaultSecretsUser, reason: ROLES.keyVaultSecretsUser.purpose });
    expect(assignment.scope).toMatchObject({ resourceType: "Microsoft.KeyVault/vaults", environmentName: "dev" });
  });

  it("creates the assignment in the given scope, and passes its options on", () => {
    const principal = Principal.servicePrincipal({ objectId: OBJECT_IDS.pipeline, name: "pipeline" });
    const assignment = vault.grantSecretsUser(principal, {
      scope: stack,
      id: "PipelineReadsSecrets",
      reason: "reads the token of the feed",
      skipServicePrincipalAadCheck: true,
    });
    expect(assignment.node.path).toBe("aml-dev/PipelineReadsSecrets");
    expect(Object.values(resources(stack, "azurerm_role_assignment"))).toMatchObject([
      { description: "reads the token of the feed", skip_service_principal_aad_check: true },
    ]);
  });

  it("refuses the same grant to the same principal", () => {
    vault.grantSecretsUser(team);
    expect(() => vault.grantSecretsUser(team)).toThrow('aml-dev/Vault.grantSecretsUser: got "ml engineers"; allowed: ');
  });

  it("refuses a principal whose name only Terraform knows", () => {
    const unnamed = Principal.group({ objectId: "${var.team}" });
    expect(() => vault.grantSecretsUser(unnamed)).toThrow("allowed: a principal with a literal name");
  });
});

describe("grantBundle", () => {
  it("assigns each role of the bundle", () => {
    expect(vault.grantAll(team).assignments.map(({ node }) => node.path)).toEqual([
      "aml-dev/Vault/All-ml engineers/Reader",
      "aml-dev/Vault/All-ml engineers/SecretsOfficer",
    ]);
  });
});
