/** An even number of vCores, so that new sizes of known hardware pass. */
const EVEN = "([2468]|[1-9]\\d?[02468])";
/** Service objectives in DTUs, in an elastic pool, and in vCores of a tier and hardware; 1 vCore is serverless only. */
const SQL_SKU = new RegExp(
  [
    "^(Free|Basic|ElasticPool|S([0-4679]|12)|P([1246]|11|15)",
    `((GP|BC|HS)_(Gen5|DC)|GP_Fsv2|BC_M|HS_(PRMS|MOPRMS|8IM)|HS_S_8IM)_${EVEN}`,
    `(GP|HS)_S_Gen5_(1|${EVEN}))$`,
  ].join("|"),
  "i",
);

/** The names that {@link isSqlSkuName} accepts, for errors. */
export const SQL_SKU_NAMES =
  "Basic, S0 to S12, P1 to P15, ElasticPool, or a tier, hardware and an even number of vCores such as GP_Gen5_2, GP_S_Gen5_2, BC_Gen5_4, HS_PRMS_8";

/**
 * Whether a name is that of a service objective (SKU) of Azure SQL Database. It may still not be available in a region
 * or subscription: `az sql db list-editions --location REGION --output table` lists those that are.
 * @see https://learn.microsoft.com/azure/azure-sql/database/resource-limits-vcore-single-databases
 * @see https://learn.microsoft.com/azure/azure-sql/database/resource-limits-dtu-single-databases
 */
export function isSqlSkuName(name: string): boolean {
  return SQL_SKU.test(name);
}
