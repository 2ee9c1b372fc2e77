/**
 * The short code of a region that goes into names: Azure's geo code, except for regions with a
 * shorter one here (`canadacentral` is `cc`).
 * @param codes codes that go before both, by region
 * @returns undefined for a region without a known code
 */
export declare function regionCode(location: string, codes?: Readonly<Record<string, string>>): string | undefined;
