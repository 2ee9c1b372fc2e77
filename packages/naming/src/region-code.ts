import { REGION_CODE_OVERRIDES, REGIONS } from "@org/azure-catalog";

/**
 * The short code of a region that goes into names: Azure's geo code, except for regions with a shorter one here
 * (`canadacentral` is `cc`).
 * @param codes your own codes by region, which take precedence
 * @returns undefined for a region without a known code
 */
export function regionCode(location: string, codes: Readonly<Record<string, string>> = {}): string | undefined {
  const table: Readonly<Record<string, string>> = { ...REGION_CODE_OVERRIDES, ...codes };
  if (Object.hasOwn(table, location)) return table[location];
  const regions: Readonly<Record<string, { readonly geoCode: string }>> = REGIONS;
  return Object.hasOwn(regions, location) ? regions[location]?.geoCode : undefined;
}
