/** The Azure clouds, by the names that the `environment` argument of azurerm and azapi takes. */
export declare const CLOUDS: {
    readonly public: {
        readonly displayName: "Azure";
        readonly resourceManager: "management.azure.com";
        readonly login: "login.microsoftonline.com";
    };
    readonly usgovernment: {
        readonly displayName: "Azure US Government";
        readonly resourceManager: "management.usgovcloudapi.net";
        readonly login: "login.microsoftonline.us";
    };
    readonly china: {
        readonly displayName: "Azure operated by 21Vianet";
        readonly resourceManager: "management.chinacloudapi.cn";
        readonly login: "login.partner.microsoftonline.cn";
    };
};
/** What is known of an Azure cloud. */
export interface CloudFacts {
    /** How Microsoft calls it. */
    readonly displayName: string;
    /** Host of Azure Resource Manager. */
    readonly resourceManager: string;
    /** Host of Microsoft Entra. */
    readonly login: string;
}
/** An Azure cloud, in the providers' spelling. */
export type Cloud = keyof typeof CLOUDS;
