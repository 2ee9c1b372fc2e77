/**
 * Azure's limits for the tags of a resource.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
 */
export const TAG_RULES = {
  /** Maximum number of tags of a resource. */
  count: 50,
  /** Maximum number of tags of a private DNS zone or a virtual network link. */
  countOnPrivateDns: 15,
  /** Maximum length of a key, in characters. */
  keyLength: 512,
  /** Maximum length of a value, in characters. */
  valueLength: 256,
  /** Matches one character that is not allowed in a key. */
  illegalInKey: /[<>%&\\?/]/,
} as const;
