/**
 * ARM types of resources in Azure Machine Learning platforms that contain data. Terraform can recreate such a resource,
 * but not the data that people and jobs have stored in it. A datastore is not one of them: it is a name and an address,
 * and the data stays in the storage account.
 */
const STATEFUL_TYPES = new Set(
  [
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.KeyVault/vaults",
    "Microsoft.KeyVault/vaults/keys",
    "Microsoft.MachineLearningServices/registries",
    "Microsoft.MachineLearningServices/workspaces",
    "Microsoft.OperationalInsights/workspaces",
    "Microsoft.Sql/servers",
    "Microsoft.Sql/servers/databases",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "Microsoft.Storage/storageAccounts/fileServices/shares",
  ].map((type) => type.toLowerCase()),
);

/**
 * Whether destroying a resource destroys data that Terraform can't recreate.
 * @param armType ARM type, such as `Microsoft.Storage/storageAccounts`, case-insensitive
 */
export function isStatefulType(armType: string): boolean {
  return STATEFUL_TYPES.has(armType.toLowerCase());
}
