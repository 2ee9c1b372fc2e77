import { resourceGroupAfter } from "@org/aml-core";
import { beforeEach, describe, expect, it } from "vitest";
import {
  BundleGrant,
  deploymentPrincipalBundle,
  deploymentPrincipalKeyVaultBundle,
  ManagedIdentity,
  Principal,
} from "../../src/index.js";
import { devStack, grants, OBJECT_IDS, resources, type EnvironmentStack } from "../platform.js";

let stack: EnvironmentStack;
const principal = Principal.deployment({ objectId: OBJECT_IDS.pipeline });

beforeEach(() => {
  stack = devStack();
});

const grantOn = (component: string) =>
  new BundleGrant(stack, component, {
    bundle: deploymentPrincipalBundle(),
    principal,
    scopes: { resourceGroup: stack.group(component) },
    environmentName: "dev",
  });

describe("the deployment principal", () => {
  it.each([
    ["S0-RBC-01", "Contributor"],
    ["S0-RBC-02", "User Access Administrator"],
    ["S0-RBC-03", "Network Contributor"],
  ])("%s is %s on a resource group", (_, role) => {
    expect(grants(grantOn("ws"))).toContain(`${role} on resourceGroups`);
  });

  it("has 21 roles on the seven resource groups of a platform, and no other (S0-RBC-31)", () => {
    const groups = ["vnet-dev", "ws-dev", "reg-dev", "vnet-prod", "ws-prod", "reg-prod", "dns-shared"];
    for (const group of groups) grantOn(group);
    const assigned = Object.values(resources(stack, "azurerm_role_assignment"));
    expect(assigned).toHaveLength(21);
    expect(new Set(assigned.map(({ scope }) => scope)).size).toBe(7);
    expect(new Set(assigned.map(({ principal_id }) => principal_id))).toEqual(new Set([OBJECT_IDS.pipeline]));
  });

  it("has its roles on a group before a resource is put in it (S0-RBC-05)", () => {
    const { dependencies } = grantOn("vnet");
    new ManagedIdentity(stack, "Identity", {
      resourceGroup: resourceGroupAfter(stack.group("vnet"), dependencies),
      name: "dev-mi-workspace",
    });
    expect(stack).toHaveResource("azurerm_user_assigned_identity", {
      depends_on: [
        expect.stringMatching(/^azurerm_role_assignment\.vnet_Contributor_/),
        expect.stringMatching(/^azurerm_role_assignment\.vnet_UserAccessAdministrator_/),
        expect.stringMatching(/^azurerm_role_assignment\.vnet_NetworkContributor_/),
      ],
    });
  });

  it("can read a vault for drift without a role on its group (S0-KV-09)", () => {
    const grant = new BundleGrant(stack, "Vault", {
      bundle: deploymentPrincipalKeyVaultBundle(),
      principal,
      scopes: stack.scopes,
    });
    expect(grants(grant)).toEqual(["Key Vault Reader on vaults"]);
  });
});
