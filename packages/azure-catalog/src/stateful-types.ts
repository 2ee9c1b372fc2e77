/**
 * ARM types of resources whose data is lost with them, as far as Azure Machine Learning platforms have them. Their
 * configuration can be created again, what people and jobs have put into them can't. A datastore is not one of them: it
 * is a name and an address, and the data stays in the storage account.
 */
const STATEFUL_TYPES = new Set(
  [
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.KeyVault/vaults",
    "Microsoft.KeyVault/vaults/keys",
    "Microsoft.MachineLearningServices/registries",
    "Microsoft.MachineLearningServices/workspaces",
    "Microsoft.OperationalInsights/workspaces",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "Microsoft.Storage/storageAccounts/fileServices/shares",
  ].map((type) => type.toLowerCase()),
);

/**
 * Whether destroying a resource loses data that Terraform can't create again.
 * @param armType `Microsoft.Storage/storageAccounts`, without regard to case
 */
export function isStatefulType(armType: string): boolean {
  return STATEFUL_TYPES.has(armType.toLowerCase());
}
