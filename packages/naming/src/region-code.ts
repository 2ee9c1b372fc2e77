import { REGION_CODE_OVERRIDES, REGIONS, type RegionName } from "@org/azure-catalog";

/**
 * The short code of a region that goes into names: Azure's geo code, but for the regions that the source document calls
 * otherwise (`canadacentral` is `cc`).
 * @returns undefined for a region that the catalogue does not know
 */
export function regionCode(location: string): string | undefined {
  const overrides: Readonly<Record<string, string>> = REGION_CODE_OVERRIDES;
  return overrides[location] ?? (location in REGIONS ? REGIONS[location as RegionName].geoCode : undefined);
}
