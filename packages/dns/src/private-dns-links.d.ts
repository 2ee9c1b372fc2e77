import type { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
import type { IVirtualNetwork } from "@org/aml-core";
import { type EnvironmentNames } from "@org/aml-naming";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type Zone } from "./zone.js";
/**
 * What a network gets for a name of a private-link zone that the zone does not hold: `Default`, no answer, or
 * `NxDomainRedirect`, the public one.
 */
export type ResolutionPolicy = "Default" | "NxDomainRedirect";
/** How a network is linked to the zones. */
export interface LinkOptions {
    /**
     * Construct id of the links, below the network's.
     * @default "PrivateDnsLinks"
     */
    readonly id?: string | undefined;
    /**
     * Names of the environment, which call the links of the nine zones.
     * @default - `<environment>-shared-<zone key>`, `dev-shared-blob`
     */
    readonly names?: Pick<EnvironmentNames, "privateDnsZoneLink"> | undefined;
    /**
     * What the links' names start with, in place of `names`; the zone's key follows. For a second network of an
     * environment.
     * @default - `<environment>-shared`
     */
    readonly namePrefix?: string | undefined;
    /**
     * Names of single links, by zone key; before the others.
     * @default - none
     */
    readonly linkNames?: Readonly<Record<string, string>> | undefined;
    /**
     * Resolution policy of the links to private-link zones.
     * @default - none is written: Azure takes `Default`
     */
    readonly resolutionPolicy?: ResolutionPolicy | undefined;
    /**
     * Resolution policies of single links, by zone key; before `resolutionPolicy`.
     * @default - none
     */
    readonly resolutionPolicies?: Readonly<Record<string, ResolutionPolicy>> | undefined;
    /**
     * Provider that writes the links, and the records of compute instances: an aliased one of the network's stack, where
     * the zones are in another subscription. azurerm 4 needs it; azurerm 5 reads the subscription from the
     * zones' ids, and needs it only for other credentials.
     * @default - the stack's
     */
    readonly provider?: TerraformProvider | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Props of {@link PrivateDnsLinks}. */
export interface PrivateDnsLinksProps extends Omit<LinkOptions, "id"> {
    /** The zones to link to. */
    readonly zones: readonly Zone[];
    /** The network to link. */
    readonly vnet: IVirtualNetwork;
}
/**
 * The links between a set of zones and one network. They don't register virtual machines' names.
 * @throws InvalidInputError for a network that has a zone of the same name already, a resolution policy on what is no
 * private-link zone, options for a zone that is not in the set
 */
export declare class PrivateDnsLinks extends Construct {
    #private;
    /** Whether a construct is one, also of another copy of this library. */
    static isPrivateDnsLinks(construct: IConstruct): construct is PrivateDnsLinks;
    /** The links (L1), by zone key. */
    readonly links: Readonly<Record<string, PrivateDnsZoneVirtualNetworkLink>>;
    /** Names of the zones that are linked. */
    readonly zoneNames: readonly string[];
    constructor(scope: Construct, id: string, props: PrivateDnsLinksProps);
    /** What waits for the links waits for these. */
    get dependencies(): readonly ITerraformDependable[];
}
/** Name of the link between a zone and a network. */
export declare function linkName(zoneKey: string, vnet: IVirtualNetwork, options: LinkOptions): string;
