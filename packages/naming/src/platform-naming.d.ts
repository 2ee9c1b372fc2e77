import type { EnvironmentNames, NameOverrides, SharedNames } from "./environment-names.js";
import { NamesReport } from "./names-report.js";
import { type ResourcePrefixes } from "./resource-prefixes.js";
/** Props of {@link PlatformNaming}. */
export interface PlatformNamingProps {
    /**
     * Short name of the platform, 2 to 10 lower-case letters and digits, a letter first.
     * @default "aml"
     */
    readonly prefix?: string | undefined;
    /**
     * Azure region, as `location` takes it: lower case without spaces.
     * @default "canadacentral"
     */
    readonly location?: string | undefined;
    /**
     * Short code of the region, 1 to 8 lower-case letters and digits, a letter first.
     * @default - that of `regionCodes`, then `cc` for canadacentral, then the region's geo code
     */
    readonly locationCode?: string | undefined;
    /**
     * Your own short codes, by region.
     * @default - none
     */
    readonly regionCodes?: Readonly<Record<string, string>> | undefined;
    /**
     * What keeps the names of one platform apart from another's: 1 to 8 lower-case letters and digits.
     * @default "01"
     */
    readonly suffix?: string | undefined;
    /**
     * What the names of the kinds begin with.
     * @default - vnet-aml, snet-aml, mlw, mlr, st, cr, kv, log, pip, ...
     */
    readonly resourcePrefixes?: Partial<ResourcePrefixes> | undefined;
    /**
     * Names in place of derived ones, by environment. {@link PlatformNaming.environment} takes them too.
     * @default - none
     */
    readonly overrides?: Readonly<Record<string, NameOverrides>> | undefined;
    /**
     * Name of the group that holds what environments share.
     * @default - derived: `rg-aml-dns-shared-cc-01`
     */
    readonly dnsResourceGroup?: string | undefined;
}
/**
 * Deterministic names for a platform: equal input, equal names, no random part.
 *
 * A part that is a Terraform expression or a CDKTF token is passed on; names with such a part are not validated.
 * @throws InvalidInputError for parts that cannot be part of a name, and for names that would not fit
 */
export declare class PlatformNaming {
    #private;
    readonly prefix: string;
    readonly location: string;
    readonly locationCode: string;
    readonly suffix: string;
    readonly shared: SharedNames;
    constructor(props?: PlatformNamingProps);
    /**
     * The names of an environment; any number of environments, `dev` and `prod` among them.
     * @param environmentName 2 to 12 lower-case letters and digits, a letter first
     * @param overrides names in place of derived ones; they go before those of the props
     * @throws InvalidInputError for names that Azure would refuse, overrides for an environment that was named before, and a
     * name that another environment has where Azure lets only one resource have it
     */
    environment(environmentName: string, overrides?: NameOverrides): EnvironmentNames;
    /** All names of the environments that were requested so far. */
    report(): NamesReport;
}
