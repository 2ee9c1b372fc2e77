import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import { PRIVATE_LINKS, type PrivateLinkSubResource } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { requireSubResource, resourceTypeOf } from "../src/private-link-sub-resource.js";
import { groupIn, later, stackFor } from "./fixture.js";

const scope = { node: { path: "stack/Endpoint" } };

function vaultIn(parent: Construct, id: string): KeyVault {
  return new KeyVault(parent, id, {
    name: "kvdevcc01",
    resourceGroupName: "rg",
    location: "canadacentral",
    tenantId: later(),
    skuName: "premium",
  });
}

describe("resourceTypeOf", () => {
  it("believes what the target says of itself first", () => {
    const target = {
      construct: groupIn(stackFor()),
      resourceId: later(),
      resourceType: "Microsoft.Search/searchServices",
    };
    expect(resourceTypeOf(target)).toBe("Microsoft.Search/searchServices");
  });

  it("reads an id, also one whose subscription only Terraform knows", () => {
    const resourceId = `/subscriptions/${later()}/resourceGroups/rg/providers/Microsoft.Sql/servers/sql/databases/db`;
    expect(resourceTypeOf({ construct: groupIn(stackFor()), resourceId })).toBe("Microsoft.Sql/servers/databases");
  });

  it("knows what azurerm's resources make", () => {
    const vault = vaultIn(stackFor(), "Vault");
    expect(resourceTypeOf({ construct: vault, resourceId: vault.id })).toBe("Microsoft.KeyVault/vaults");
  });

  it.each([
    ["azurerm_ai_services", "account"],
    ["azurerm_cognitive_account", "account"],
    ["azurerm_container_registry", "registry"],
    ["azurerm_cosmosdb_account", "Sql"],
    ["azurerm_key_vault", "vault"],
    ["azurerm_machine_learning_workspace", "amlworkspace"],
    ["azurerm_monitor_private_link_scope", "azuremonitor"],
    ["azurerm_mssql_server", "sqlServer"],
    ["azurerm_redis_cache", "redisCache"],
    ["azurerm_search_service", "searchService"],
    ["azurerm_storage_account", "blob"],
  ] as const)("knows that %s offers %s", (terraformResourceType, subResource) => {
    const construct = Object.assign(new Construct(stackFor(), "Resource"), { terraformResourceType });
    expect(resourceTypeOf({ construct, resourceId: later() })).toBe(PRIVATE_LINKS[subResource].targetType);
  });

  it("asks a construct's own resource", () => {
    const construct = new Construct(stackFor(), "Vault");
    const vault = vaultIn(construct, "Resource");
    expect(resourceTypeOf({ construct, resourceId: vault.id })).toBe("Microsoft.KeyVault/vaults");
  });

  it("knows what an azapi resource makes", () => {
    const registry = new Resource(stackFor(), "Registry", {
      type: "Microsoft.MachineLearningServices/registries@2025-12-01",
    });
    expect(resourceTypeOf({ construct: registry, resourceId: registry.id })).toBe(
      "Microsoft.MachineLearningServices/registries",
    );
  });

  it("does not take another resource's argument for its type", () => {
    const construct = Object.assign(new Construct(stackFor(), "Resource"), {
      terraformResourceType: "azurerm_virtual_desktop_host_pool",
      typeInput: "Pooled",
    });
    expect(resourceTypeOf({ construct, resourceId: later() })).toBeUndefined();
  });

  it("says nothing where nothing is known", () => {
    const construct = new Construct(stackFor(), "Import");
    expect(resourceTypeOf({ construct, resourceId: later() })).toBeUndefined();
  });
});

describe("requireSubResource", () => {
  const subResources = Object.keys(PRIVATE_LINKS) as PrivateLinkSubResource[];
  const target = (resourceType?: string) => ({
    construct: new Construct(stackFor(), "Target"),
    resourceId: later(),
    ...(resourceType ? { resourceType } : {}),
  });

  it.each(subResources)(
    "accepts %s of a target that offers it, in whatever case its type is written (S0-OUT-10)",
    (subResource) => {
      requireSubResource(
        scope,
        "subResource",
        target(PRIVATE_LINKS[subResource].targetType.toLowerCase()),
        subResource,
      );
    },
  );

  it("fails on one that the target does not offer, and names those that it does", () => {
    expect(() =>
      requireSubResource(scope, "subResource", target("Microsoft.Storage/storageAccounts"), "vault"),
    ).toThrow(
      'stack/Endpoint.subResource: got "vault"; allowed: blob, file, queue, table, dfs, web, which ' +
        "Microsoft.Storage/storageAccounts offers; fix: use blob, or a target of the type Microsoft.KeyVault/vaults",
    );
  });

  it("fails on a target that private link does not reach", () => {
    expect(() =>
      requireSubResource(scope, "subResource", target("Microsoft.Resources/resourceGroups"), "blob"),
    ).toThrow("stack/Target is of the type Microsoft.Resources/resourceGroups; use one of the type Microsoft.Storage");
  });

  it.each(["Vault", "toString", "sites"])("fails on %s, which is no sub-resource", (subResource) => {
    expect(() => requireSubResource(scope, "subResource", target(), subResource as PrivateLinkSubResource)).toThrow(
      "in Azure's spelling",
    );
  });

  it("does not evaluate a sub-resource where the target's type is not known", () => {
    requireSubResource(scope, "subResource", target(), "vault");
  });
});
