import { armTypeOfTerraform } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";

/** The ARM type of a resource or data source of azurerm or azapi, in lower case. */
export function armTypeOf(resource: Resource): string | undefined {
  if (resource.type.startsWith("azapi_")) {
    return resource.type === "azapi_resource" ? resource.armType?.toLowerCase() : undefined;
  }
  return armTypeOfTerraform(resource.type)?.toLowerCase();
}

/** Short name of a resource's type, such as `storageAccounts` in azapi and `storage account` in azurerm. */
export function shortType(resource: Resource): string {
  return resource.armType?.replace(/^.*?\//, "") ?? resource.type.replace(/^azurerm_/, "").replaceAll("_", " ");
}
