/** The Azure clouds, by the names that the `environment` argument of azurerm and azapi takes. */
export const CLOUDS = {
  public: {
    displayName: "Azure",
    resourceManager: "management.azure.com",
    login: "login.microsoftonline.com",
    storageSuffix: "core.windows.net",
  },
  usgovernment: {
    displayName: "Azure US Government",
    resourceManager: "management.usgovcloudapi.net",
    login: "login.microsoftonline.us",
    storageSuffix: "core.usgovcloudapi.net",
  },
  china: {
    displayName: "Azure operated by 21Vianet",
    resourceManager: "management.chinacloudapi.cn",
    login: "login.partner.microsoftonline.cn",
    storageSuffix: "core.chinacloudapi.cn",
  },
} as const satisfies Readonly<Record<string, CloudFacts>>;

/** What is known of an Azure cloud. */
export interface CloudFacts {
  /** How Microsoft calls it. */
  readonly displayName: string;
  /** Host of Azure Resource Manager. */
  readonly resourceManager: string;
  /** Host of Microsoft Entra. */
  readonly login: string;
  /** What the host names of storage accounts end with: `<account>.blob.<suffix>`. */
  readonly storageSuffix: string;
}

/** An Azure cloud, in the providers' spelling. */
export type Cloud = keyof typeof CLOUDS;
