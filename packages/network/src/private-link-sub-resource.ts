import { isUnresolved, type PrivateLinkTarget, refuse } from "@org/aml-core";
import { PRIVATE_LINKS, type PrivateLinkSubResource, subResourcesOf } from "@org/azure-catalog";
import type { CidrScope } from "./cidr.js";

/** ARM types of what azurerm's resources make. */
const ARM_TYPES: Readonly<Record<string, string>> = {
  azurerm_ai_services: "Microsoft.CognitiveServices/accounts",
  azurerm_cognitive_account: "Microsoft.CognitiveServices/accounts",
  azurerm_container_registry: "Microsoft.ContainerRegistry/registries",
  azurerm_cosmosdb_account: "Microsoft.DocumentDB/databaseAccounts",
  azurerm_key_vault: "Microsoft.KeyVault/vaults",
  azurerm_machine_learning_workspace: "Microsoft.MachineLearningServices/workspaces",
  azurerm_monitor_private_link_scope: "Microsoft.Insights/privateLinkScopes",
  azurerm_mssql_server: "Microsoft.Sql/servers",
  azurerm_redis_cache: "Microsoft.Cache/redis",
  azurerm_search_service: "Microsoft.Search/searchServices",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts",
};

/**
 * Checks that a target offers a sub-resource, as far as the target's type can be told: from what it says of itself, from
 * its id, or from the resource (L1) that makes it.
 * @throws InvalidInputError for a sub-resource that Azure does not have, or that resources of the target's type do not
 * offer
 */
export function requireSubResource(
  scope: CidrScope,
  prop: string,
  target: PrivateLinkTarget,
  subResource: PrivateLinkSubResource,
): void {
  if (!Object.hasOwn(PRIVATE_LINKS, subResource)) {
    refuse(scope, prop, {
      value: subResource,
      allowed: Object.keys(PRIVATE_LINKS).join(", "),
      fix: "take the one that you mean to reach; Azure's spelling counts",
    });
  }
  const type = resourceTypeOf(target);
  if (type === undefined) return;
  const offered = subResourcesOf(type);
  if (offered.includes(subResource)) return;
  refuse(scope, prop, {
    value: subResource,
    allowed: offered.length > 0 ? `${offered.join(", ")}, which ${type} offers` : `a target that private link reaches`,
    fix:
      offered.length > 0
        ? `use ${offered[0]}, or a target of the type ${PRIVATE_LINKS[subResource].targetType}`
        : `${target.construct.node.path} is of the type ${type}; use one of the type ${PRIVATE_LINKS[subResource].targetType}`,
  });
}

/** The ARM type of a target, `Microsoft.Storage/storageAccounts`, where it can be told without Terraform. */
export function resourceTypeOf(target: PrivateLinkTarget): string | undefined {
  return target.resourceType ?? typeInId(target.resourceId) ?? typeOfResource(target);
}

function typeInId(id: string): string | undefined {
  const provider = id.lastIndexOf("/providers/");
  if (provider < 0) return undefined;
  const [namespace, ...pairs] = id.slice(provider + "/providers/".length).split("/");
  const type = [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join("/");
  return isUnresolved(type) ? undefined : type;
}

function typeOfResource({ construct }: PrivateLinkTarget): string | undefined {
  for (const candidate of [construct, construct.node.tryFindChild("Resource")] as readonly unknown[]) {
    const { terraformResourceType, typeInput } = (candidate ?? {}) as {
      readonly terraformResourceType?: string;
      readonly typeInput?: string;
    };
    if (terraformResourceType === "azapi_resource" && typeInput && !isUnresolved(typeInput)) {
      return typeInput.split("@")[0];
    }
    const type = terraformResourceType && ARM_TYPES[terraformResourceType];
    if (type) return type;
  }
  return undefined;
}
