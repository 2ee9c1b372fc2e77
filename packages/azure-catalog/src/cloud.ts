/**
 * The Azure clouds, by their names in the `environment` argument of azurerm and azapi.
 * @see https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
 * @see https://learn.microsoft.com/azure/china/resources-developer-guide
 */
export const CLOUDS = {
  public: {
    displayName: "Azure",
    resourceManager: "management.azure.com",
    login: "login.microsoftonline.com",
    storageSuffix: "core.windows.net",
    sqlSuffix: "database.windows.net",
  },
  usgovernment: {
    displayName: "Azure US Government",
    resourceManager: "management.usgovcloudapi.net",
    login: "login.microsoftonline.us",
    storageSuffix: "core.usgovcloudapi.net",
    sqlSuffix: "database.usgovcloudapi.net",
  },
  china: {
    displayName: "Azure operated by 21Vianet",
    resourceManager: "management.chinacloudapi.cn",
    login: "login.partner.microsoftonline.cn",
    storageSuffix: "core.chinacloudapi.cn",
    sqlSuffix: "database.chinacloudapi.cn",
  },
} as const satisfies Readonly<Record<string, CloudFacts>>;

/** Facts about an Azure cloud. */
export interface CloudFacts {
  /** Microsoft's name for it. */
  readonly displayName: string;
  /** Host of Azure Resource Manager. */
  readonly resourceManager: string;
  /** Host of Microsoft Entra. */
  readonly login: string;
  /** Suffix of the host names of storage accounts: `<account>.blob.<suffix>`. */
  readonly storageSuffix: string;
  /** Suffix of the host names of SQL servers: `<server>.<suffix>`. */
  readonly sqlSuffix: string;
}

/** An Azure cloud, in the providers' spelling. */
export type Cloud = keyof typeof CLOUDS;
