/**
 * Azure's limits for the tags of a resource.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
 */
export const TAG_RULES = {
  /** Maximum number of tags of a resource. */
  count: 50,
  /** Maximum length of a key, in characters. */
  keyLength: 512,
  /** Maximum length of a value, in characters. */
  valueLength: 256,
  /** Matches one character that is not allowed in a key. */
  illegalInKey: /[<>%&\\?/]/,
  /**
   * Prefixes that a key can't have, in any letter case.
   * @see https://learn.microsoft.com/rest/api/resources/tags/create-or-update
   */
  reservedPrefixes: ["microsoft", "azure", "windows"],
} as const;

/**
 * ARM types whose limits are lower than those of {@link TAG_RULES}.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations
 */
export const TAG_LIMITS: Readonly<Record<string, { readonly count?: number; readonly keyLength?: number }>> = {
  "Microsoft.Network/privateDnsZones": { count: 15 },
  "Microsoft.Network/privateDnsZones/A": { count: 15 },
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": { count: 15 },
  "Microsoft.Storage/storageAccounts": { keyLength: 128 },
};
