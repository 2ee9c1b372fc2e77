import type { Cloud } from "./cloud.js";

/** Facts about an Azure region. */
export interface RegionFacts {
  readonly cloud: Cloud;
  /** Short code of the region: one to four letters, then at most one digit. */
  readonly geoCode: string;
}

/**
 * Azure regions with their geo codes, by the name used for `location`.
 *
 * There is no standard for short codes of regions. These are Azure Backup's geo codes, for the public cloud as
 * published by Azure Verified Modules.
 * @see https://github.com/Azure/terraform-azurerm-avm-utl-regions
 * @see https://learn.microsoft.com/azure/backup/scripts/geo-code-list
 */
export const REGIONS = {
  australiacentral: { cloud: "public", geoCode: "acl" },
  australiacentral2: { cloud: "public", geoCode: "acl2" },
  australiaeast: { cloud: "public", geoCode: "ae" },
  australiasoutheast: { cloud: "public", geoCode: "ase" },
  austriaeast: { cloud: "public", geoCode: "aue" },
  belgiumcentral: { cloud: "public", geoCode: "bec" },
  brazilsouth: { cloud: "public", geoCode: "brs" },
  brazilsoutheast: { cloud: "public", geoCode: "bse" },
  canadacentral: { cloud: "public", geoCode: "cnc" },
  canadaeast: { cloud: "public", geoCode: "cne" },
  centralindia: { cloud: "public", geoCode: "inc" },
  centralus: { cloud: "public", geoCode: "cus" },
  centraluseuap: { cloud: "public", geoCode: "ccy" },
  chilecentral: { cloud: "public", geoCode: "clc" },
  denmarkeast: { cloud: "public", geoCode: "dke" },
  eastasia: { cloud: "public", geoCode: "ea" },
  eastus: { cloud: "public", geoCode: "eus" },
  eastus2: { cloud: "public", geoCode: "eus2" },
  eastus2euap: { cloud: "public", geoCode: "ecy" },
  eastus3: { cloud: "public", geoCode: "eus3" },
  francecentral: { cloud: "public", geoCode: "frc" },
  francesouth: { cloud: "public", geoCode: "frs" },
  germanynorth: { cloud: "public", geoCode: "gn" },
  germanywestcentral: { cloud: "public", geoCode: "gwc" },
  indiasouthcentral: { cloud: "public", geoCode: "insc" },
  indonesiacentral: { cloud: "public", geoCode: "idc" },
  israelcentral: { cloud: "public", geoCode: "ilc" },
  israelnorthwest: { cloud: "public", geoCode: "iln" },
  italynorth: { cloud: "public", geoCode: "itn" },
  japaneast: { cloud: "public", geoCode: "jpe" },
  japanwest: { cloud: "public", geoCode: "jpw" },
  jioindiacentral: { cloud: "public", geoCode: "jic" },
  jioindiawest: { cloud: "public", geoCode: "jiw" },
  koreacentral: { cloud: "public", geoCode: "krc" },
  koreasouth: { cloud: "public", geoCode: "krs" },
  malaysiasouth: { cloud: "public", geoCode: "mys" },
  malaysiawest: { cloud: "public", geoCode: "myw" },
  mexicocentral: { cloud: "public", geoCode: "mxc" },
  newzealandnorth: { cloud: "public", geoCode: "nzn" },
  northcentralus: { cloud: "public", geoCode: "ncus" },
  northeastus5: { cloud: "public", geoCode: "ne5s" },
  northeurope: { cloud: "public", geoCode: "ne" },
  norwayeast: { cloud: "public", geoCode: "nwe" },
  norwaywest: { cloud: "public", geoCode: "nww" },
  polandcentral: { cloud: "public", geoCode: "plc" },
  qatarcentral: { cloud: "public", geoCode: "qac" },
  southafricanorth: { cloud: "public", geoCode: "san" },
  southafricawest: { cloud: "public", geoCode: "saw" },
  southcentralus: { cloud: "public", geoCode: "scus" },
  southcentralus2: { cloud: "public", geoCode: "usc2" },
  southeastasia: { cloud: "public", geoCode: "sea" },
  southeastus: { cloud: "public", geoCode: "use" },
  southeastus3: { cloud: "public", geoCode: "use3" },
  southeastus5: { cloud: "public", geoCode: "use5" },
  southindia: { cloud: "public", geoCode: "ins" },
  southwestus: { cloud: "public", geoCode: "swus" },
  spaincentral: { cloud: "public", geoCode: "spc" },
  swedencentral: { cloud: "public", geoCode: "sdc" },
  swedensouth: { cloud: "public", geoCode: "sds" },
  switzerlandnorth: { cloud: "public", geoCode: "szn" },
  switzerlandwest: { cloud: "public", geoCode: "szw" },
  taiwannorth: { cloud: "public", geoCode: "twn" },
  taiwannorthwest: { cloud: "public", geoCode: "tnw" },
  uaecentral: { cloud: "public", geoCode: "uac" },
  uaenorth: { cloud: "public", geoCode: "uan" },
  uksouth: { cloud: "public", geoCode: "uks" },
  ukwest: { cloud: "public", geoCode: "ukw" },
  westcentralus: { cloud: "public", geoCode: "wcus" },
  westeurope: { cloud: "public", geoCode: "we" },
  westindia: { cloud: "public", geoCode: "inw" },
  westus: { cloud: "public", geoCode: "wus" },
  westus2: { cloud: "public", geoCode: "wus2" },
  westus3: { cloud: "public", geoCode: "wus3" },
  usgovarizona: { cloud: "usgovernment", geoCode: "uga" },
  usgovtexas: { cloud: "usgovernment", geoCode: "ugt" },
  usgovvirginia: { cloud: "usgovernment", geoCode: "ugv" },
  usdodcentral: { cloud: "usgovernment", geoCode: "udc" },
  usdodeast: { cloud: "usgovernment", geoCode: "ude" },
  chinaeast: { cloud: "china", geoCode: "sha" },
  chinaeast2: { cloud: "china", geoCode: "sha2" },
  chinanorth: { cloud: "china", geoCode: "bjb" },
  chinanorth2: { cloud: "china", geoCode: "bjb2" },
} as const satisfies Readonly<Record<string, RegionFacts>>;

/** An Azure region in {@link REGIONS}. */
export type RegionName = keyof typeof REGIONS;

/** Region codes that take precedence over the geo codes: the reference platform's convention. */
export const REGION_CODE_OVERRIDES = { canadacentral: "cc" } as const satisfies Readonly<
  Partial<Record<RegionName, string>>
>;
