import type { IPrivateDnsZones, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { IInstanceNames, InstanceNamesProps } from "./instances/instance-names.js";
import { type InstanceNamingProps } from "./instances/instance-naming.js";
import type { InstancesStrategy } from "./instances/instance-names.js";
import { type ExistingLinkOptions } from "./linked-networks.js";
import type { LinkOptions, PrivateDnsLinks } from "./private-dns-links.js";
import type { Zone } from "./zone.js";
/** A platform's private DNS: zones that environments share, created or existing, and the networks linked to them. */
export interface ICentralPrivateDns extends IPrivateDnsZones {
    /** ARM ids of the zones, by key. */
    readonly zoneIds: Readonly<Record<string, string>>;
    /** How compute instances' names are resolved. */
    readonly instancesStrategy: InstancesStrategy;
    /**
     * Links a network to every zone. The links are created below the network's construct, in its
     * stack: a further network changes no other environment.
     * @throws InvalidInputError for a network that is linked already, and for what {@link PrivateDnsLinks} refuses
     */
    linkTo(vnet: IVirtualNetwork, options?: LinkOptions): PrivateDnsLinks;
    /**
     * Declares that a network is linked to every zone elsewhere: by the team that owns the zones, or by a policy.
     * @throws InvalidInputError for a network that is linked already
     */
    useExistingLinks(vnet: IVirtualNetwork, options?: ExistingLinkOptions): void;
    /**
     * Makes the names of a workspace's compute instances resolve in its network, by the strategy. What that takes is made
     * in `scope`: a record for each instance, a zone, or nothing.
     * @throws InvalidInputError for a network that isn't linked, and for a second workspace if a wildcard resolves
     * one
     */
    addInstanceNames(scope: Construct, id: string, props: InstanceNamesProps): IInstanceNames;
}
/** Props that created and existing zones have in common. */
export interface PrivateDnsProps extends InstanceNamingProps {
    /**
     * Who writes the zone groups of endpoints: we, or an Azure Policy that the landing zone has.
     * @default "terraform"
     */
    readonly zoneGroupsManagedBy?: "terraform" | "policy" | undefined;
}
/** What created and existing sets of zones have in common. */
export declare abstract class PrivateDnsBase extends Construct implements ICentralPrivateDns {
    #private;
    readonly instancesStrategy: InstancesStrategy;
    readonly zoneGroupsManagedBy: "terraform" | "policy";
    /** @param makeZones creates or finds the zones, in the order in which they are written */
    protected constructor(scope: Construct, id: string, instances: InstancesStrategy, props: PrivateDnsProps, makeZones: (self: Construct) => readonly Zone[]);
    get zoneIds(): Readonly<Record<string, string>>;
    zoneIdsFor(subResource: PrivateLinkSubResource): string[];
    reserve(endpoint: IConstruct, target: PrivateLinkTarget, subResource: PrivateLinkSubResource, vnet: IVirtualNetwork): void;
    linkTo(vnet: IVirtualNetwork, options?: LinkOptions): PrivateDnsLinks;
    useExistingLinks(vnet: IVirtualNetwork, options?: ExistingLinkOptions): void;
    linksOf(vnet: IVirtualNetwork): readonly ITerraformDependable[];
    addInstanceNames(scope: Construct, id: string, props: InstanceNamesProps): IInstanceNames;
}
