import type { Cloud } from "./cloud.js";
/** What is known of an Azure region. */
export interface RegionFacts {
    readonly cloud: Cloud;
    /** Short code of the region: one to four letters, then at most one digit. */
    readonly geoCode: string;
}
/**
 * Azure regions, by the name that `location` takes, with their geo codes.
 *
 * There is no one standard of short codes. These are Azure Backup's geo codes, as Azure Verified Modules carry them on
 * (`Azure/terraform-azurerm-avm-utl-regions`); those of the sovereign clouds are from Azure Backup's geo-code mapping.
 */
export declare const REGIONS: {
    readonly australiacentral: {
        readonly cloud: "public";
        readonly geoCode: "acl";
    };
    readonly australiacentral2: {
        readonly cloud: "public";
        readonly geoCode: "acl2";
    };
    readonly australiaeast: {
        readonly cloud: "public";
        readonly geoCode: "ae";
    };
    readonly australiasoutheast: {
        readonly cloud: "public";
        readonly geoCode: "ase";
    };
    readonly austriaeast: {
        readonly cloud: "public";
        readonly geoCode: "aue";
    };
    readonly belgiumcentral: {
        readonly cloud: "public";
        readonly geoCode: "bec";
    };
    readonly brazilsouth: {
        readonly cloud: "public";
        readonly geoCode: "brs";
    };
    readonly brazilsoutheast: {
        readonly cloud: "public";
        readonly geoCode: "bse";
    };
    readonly canadacentral: {
        readonly cloud: "public";
        readonly geoCode: "cnc";
    };
    readonly canadaeast: {
        readonly cloud: "public";
        readonly geoCode: "cne";
    };
    readonly centralindia: {
        readonly cloud: "public";
        readonly geoCode: "inc";
    };
    readonly centralus: {
        readonly cloud: "public";
        readonly geoCode: "cus";
    };
    readonly centraluseuap: {
        readonly cloud: "public";
        readonly geoCode: "ccy";
    };
    readonly chilecentral: {
        readonly cloud: "public";
        readonly geoCode: "clc";
    };
    readonly denmarkeast: {
        readonly cloud: "public";
        readonly geoCode: "dke";
    };
    readonly eastasia: {
        readonly cloud: "public";
        readonly geoCode: "ea";
    };
    readonly eastus: {
        readonly cloud: "public";
        readonly geoCode: "eus";
    };
    readonly eastus2: {
        readonly cloud: "public";
        readonly geoCode: "eus2";
    };
    readonly eastus2euap: {
        readonly cloud: "public";
        readonly geoCode: "ecy";
    };
    readonly eastus3: {
        readonly cloud: "public";
        readonly geoCode: "eus3";
    };
    readonly francecentral: {
        readonly cloud: "public";
        readonly geoCode: "frc";
    };
    readonly francesouth: {
        readonly cloud: "public";
        readonly geoCode: "frs";
    };
    readonly germanynorth: {
        readonly cloud: "public";
        readonly geoCode: "gn";
    };
    readonly germanywestcentral: {
        readonly cloud: "public";
        readonly geoCode: "gwc";
    };
    readonly indiasouthcentral: {
        readonly cloud: "public";
        readonly geoCode: "insc";
    };
    readonly indonesiacentral: {
        readonly cloud: "public";
        readonly geoCode: "idc";
    };
    readonly israelcentral: {
        readonly cloud: "public";
        readonly geoCode: "ilc";
    };
    readonly israelnorthwest: {
        readonly cloud: "public";
        readonly geoCode: "iln";
    };
    readonly italynorth: {
        readonly cloud: "public";
        readonly geoCode: "itn";
    };
    readonly japaneast: {
        readonly cloud: "public";
        readonly geoCode: "jpe";
    };
    readonly japanwest: {
        readonly cloud: "public";
        readonly geoCode: "jpw";
    };
    readonly jioindiacentral: {
        readonly cloud: "public";
        readonly geoCode: "jic";
    };
    readonly jioindiawest: {
        readonly cloud: "public";
        readonly geoCode: "jiw";
    };
    readonly koreacentral: {
        readonly cloud: "public";
        readonly geoCode: "krc";
    };
    readonly koreasouth: {
        readonly cloud: "public";
        readonly geoCode: "krs";
    };
    readonly malaysiasouth: {
        readonly cloud: "public";
        readonly geoCode: "mys";
    };
    readonly malaysiawest: {
        readonly cloud: "public";
        readonly geoCode: "myw";
    };
    readonly mexicocentral: {
        readonly cloud: "public";
        readonly geoCode: "mxc";
    };
    readonly newzealandnorth: {
        readonly cloud: "public";
        readonly geoCode: "nzn";
    };
    readonly northcentralus: {
        readonly cloud: "public";
        readonly geoCode: "ncus";
    };
    readonly northeastus5: {
        readonly cloud: "public";
        readonly geoCode: "ne5s";
    };
    readonly northeurope: {
        readonly cloud: "public";
        readonly geoCode: "ne";
    };
    readonly norwayeast: {
        readonly cloud: "public";
        readonly geoCode: "nwe";
    };
    readonly norwaywest: {
        readonly cloud: "public";
        readonly geoCode: "nww";
    };
    readonly polandcentral: {
        readonly cloud: "public";
        readonly geoCode: "plc";
    };
    readonly qatarcentral: {
        readonly cloud: "public";
        readonly geoCode: "qac";
    };
    readonly southafricanorth: {
        readonly cloud: "public";
        readonly geoCode: "san";
    };
    readonly southafricawest: {
        readonly cloud: "public";
        readonly geoCode: "saw";
    };
    readonly southcentralus: {
        readonly cloud: "public";
        readonly geoCode: "scus";
    };
    readonly southcentralus2: {
        readonly cloud: "public";
        readonly geoCode: "usc2";
    };
    readonly southeastasia: {
        readonly cloud: "public";
        readonly geoCode: "sea";
    };
    readonly southeastus: {
        readonly cloud: "public";
        readonly geoCode: "use";
    };
    readonly southeastus3: {
        readonly cloud: "public";
        readonly geoCode: "use3";
    };
    readonly southeastus5: {
        readonly cloud: "public";
        readonly geoCode: "use5";
    };
    readonly southindia: {
        readonly cloud: "public";
        readonly geoCode: "ins";
    };
    readonly southwestus: {
        readonly cloud: "public";
        readonly geoCode: "swus";
    };
    readonly spaincentral: {
        readonly cloud: "public";
        readonly geoCode: "spc";
    };
    readonly swedencentral: {
        readonly cloud: "public";
        readonly geoCode: "sdc";
    };
    readonly swedensouth: {
        readonly cloud: "public";
        readonly geoCode: "sds";
    };
    readonly switzerlandnorth: {
        readonly cloud: "public";
        readonly geoCode: "szn";
    };
    readonly switzerlandwest: {
        readonly cloud: "public";
        readonly geoCode: "szw";
    };
    readonly taiwannorth: {
        readonly cloud: "public";
        readonly geoCode: "twn";
    };
    readonly taiwannorthwest: {
        readonly cloud: "public";
        readonly geoCode: "tnw";
    };
    readonly uaecentral: {
        readonly cloud: "public";
        readonly geoCode: "uac";
    };
    readonly uaenorth: {
        readonly cloud: "public";
        readonly geoCode: "uan";
    };
    readonly uksouth: {
        readonly cloud: "public";
        readonly geoCode: "uks";
    };
    readonly ukwest: {
        readonly cloud: "public";
        readonly geoCode: "ukw";
    };
    readonly westcentralus: {
        readonly cloud: "public";
        readonly geoCode: "wcus";
    };
    readonly westeurope: {
        readonly cloud: "public";
        readonly geoCode: "we";
    };
    readonly westindia: {
        readonly cloud: "public";
        readonly geoCode: "inw";
    };
    readonly westus: {
        readonly cloud: "public";
        readonly geoCode: "wus";
    };
    readonly westus2: {
        readonly cloud: "public";
        readonly geoCode: "wus2";
    };
    readonly westus3: {
        readonly cloud: "public";
        readonly geoCode: "wus3";
    };
    readonly usgovarizona: {
        readonly cloud: "usgovernment";
        readonly geoCode: "uga";
    };
    readonly usgovtexas: {
        readonly cloud: "usgovernment";
        readonly geoCode: "ugt";
    };
    readonly usgovvirginia: {
        readonly cloud: "usgovernment";
        readonly geoCode: "ugv";
    };
    readonly usdodcentral: {
        readonly cloud: "usgovernment";
        readonly geoCode: "udc";
    };
    readonly usdodeast: {
        readonly cloud: "usgovernment";
        readonly geoCode: "ude";
    };
    readonly chinaeast: {
        readonly cloud: "china";
        readonly geoCode: "sha";
    };
    readonly chinaeast2: {
        readonly cloud: "china";
        readonly geoCode: "sha2";
    };
    readonly chinanorth: {
        readonly cloud: "china";
        readonly geoCode: "bjb";
    };
    readonly chinanorth2: {
        readonly cloud: "china";
        readonly geoCode: "bjb2";
    };
};
/** An Azure region that {@link REGIONS} knows. */
export type RegionName = keyof typeof REGIONS;
/** Region codes that go before the geo codes: the reference platform's own convention. */
export declare const REGION_CODE_OVERRIDES: {
    readonly canadacentral: "cc";
};
