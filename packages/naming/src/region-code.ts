import { REGION_CODE_OVERRIDES, REGIONS } from "@org/azure-catalog";

/**
 * The short code of a region that goes into names: Azure's geo code, but for the regions that the source document calls
 * otherwise (`canadacentral` is `cc`).
 * @param codes codes that go before both, by region
 * @returns undefined for a region that nobody knows a code of
 */
export function regionCode(location: string, codes: Readonly<Record<string, string>> = {}): string | undefined {
  const table: Readonly<Record<string, string>> = { ...REGION_CODE_OVERRIDES, ...codes };
  if (Object.hasOwn(table, location)) return table[location];
  const regions: Readonly<Record<string, { readonly geoCode: string }>> = REGIONS;
  return Object.hasOwn(regions, location) ? regions[location]?.geoCode : undefined;
}
