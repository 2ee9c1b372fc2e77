import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resourceTypeOf } from "../src/role-scope.js";
import { RoleScope, SCOPE_TYPES } from "../src/index.js";
import { devStack } from "./platform.js";

describe("RoleScope", () => {
  it("calls a resource by the path of its construct", () => {
    const scope = RoleScope.resource(devStack().target("keyVault"), "Microsoft.KeyVault/vaults", {
      environmentName: "dev",
    });
    expect(scope).toMatchObject({ name: "aml-dev/keyVault", environmentName: "dev" });
  });

  it("calls a resource group of the app by its path, an imported one by its name", () => {
    const stack = devStack();
    const own = new ResourceGroup(stack, "Group", { name: "rg-aml-ws-dev-cc-01", location: "canadacentral" });
    expect(RoleScope.resourceGroup(own).name).toBe("aml-dev/Group");
    expect(RoleScope.resourceGroup(stack.group("ws")).name).toBe("rg-aml-ws-dev-cc-01");
  });

  it("takes another name, and belongs to no environment unless told", () => {
    expect(RoleScope.resourceGroup(devStack().group("dns"), { name: "shared DNS" })).toMatchObject({
      name: "shared DNS",
      environmentName: undefined,
    });
  });
});

describe("SCOPE_TYPES", () => {
  it("are types that Azure has", () => {
    expect(SCOPE_TYPES).toEqual({
      resourceGroup: "Microsoft.Resources/resourceGroups",
      workspace: "Microsoft.MachineLearningServices/workspaces",
      registry: "Microsoft.MachineLearningServices/registries",
      storageAccount: "Microsoft.Storage/storageAccounts",
      sqlServer: "Microsoft.Sql/servers",
      keyVault: "Microsoft.KeyVault/vaults",
      containerRegistry: "Microsoft.ContainerRegistry/registries",
      blobEndpoint: "Microsoft.Network/privateEndpoints",
      dfsEndpoint: "Microsoft.Network/privateEndpoints",
      fileEndpoint: "Microsoft.Network/privateEndpoints",
      virtualNetwork: "Microsoft.Network/virtualNetworks",
      privateDnsZone: "Microsoft.Network/privateDnsZones",
      kubernetesCluster: "Microsoft.ContainerService/managedClusters",
      computeIdentity: "Microsoft.ManagedIdentity/userAssignedIdentities",
    });
  });
});

describe("resourceTypeOf", () => {
  const segment = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);

  it("reads the type of any resource in its id, whatever tokens stand in it", () => {
    fc.assert(
      fc.property(segment, fc.array(fc.tuple(segment, segment), { minLength: 1, maxLength: 3 }), (namespace, path) => {
        const id = `/subscriptions/\${TfToken[TOKEN.1]}/resourceGroups/rg/providers/Microsoft.${namespace}/${path.flat().join("/")}`;
        expect(resourceTypeOf(id)).toBe([`Microsoft.${namespace}`, ...path.map(([type]) => type)].join("/"));
      }),
    );
  });

  it.each([
    ["/subscriptions/${var.subscription_id}", "Microsoft.Resources/subscriptions"],
    ["/SUBSCRIPTIONS/x/RESOURCEGROUPS/rg", "Microsoft.Resources/resourceGroups"],
    ["/providers/Microsoft.Management/managementGroups/platform", "Microsoft.Management/managementGroups"],
    ["/subscriptions/x/resourceGroups/rg/providers/A.B/c/d/providers/E.F/g/h", "E.F/g"],
  ])("knows %s", (id, type) => {
    expect(resourceTypeOf(id)).toBe(type);
  });

  it.each(["${azurerm_key_vault.vault.id}", "${TfToken[TOKEN.1]}", "", "/", "a/b"])("does not evaluate %j", (id) => {
    expect(resourceTypeOf(id)).toBeUndefined();
  });
});
