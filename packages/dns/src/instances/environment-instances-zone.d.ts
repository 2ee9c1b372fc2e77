import type { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
import type { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone/index.js";
import type { IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IInstanceNames } from "./instance-names.js";
import { InstanceRecord } from "./instance-record.js";
/** Props of {@link EnvironmentInstancesZone}. */
export interface EnvironmentInstancesZoneProps {
    /** Network of the environment, the only one that the zone is linked to. */
    readonly vnet: IVirtualNetwork;
    /** Azure region of the workspace, `canadacentral`. */
    readonly location: string;
    /** Private IPv4 address of the workspace's endpoint. */
    readonly endpointIpAddress: string;
    /**
     * Group to put the zone in. No two environments may share one: a group holds a zone name once.
     * @default - the group of the network
     */
    readonly resourceGroup?: IResourceGroup | undefined;
    /**
     * Name of the zone.
     * @default "instances.azureml.ms"
     */
    readonly zoneName?: string | undefined;
    /**
     * Name of its link.
     * @default - `<environment>-instances`
     */
    readonly linkName?: string | undefined;
    /**
     * Seconds that resolvers keep the answer.
     * @default 10
     */
    readonly ttl?: number | undefined;
    /**
     * Whether Terraform refuses to destroy the zone.
     * @default false - it lives and goes with its environment, and holds nothing but the wildcard
     */
    readonly preventDestroy?: boolean | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * An environment's own zone of compute instances: linked to its network alone, with a wildcard to its workspace's
 * endpoint. Two environments have a zone of one name each, and each network sees its own.
 *
 * While it is linked, compute instances of other workspaces don't resolve in that network.
 * @throws InvalidInputError for a private-link zone, an invalid IP address, or a TTL outside of Azure's range
 */
export declare class EnvironmentInstancesZone extends Construct implements IInstanceNames {
    /** The zone (L1). */
    readonly resource: PrivateDnsZone;
    /** Its link (L1). */
    readonly link: PrivateDnsZoneVirtualNetworkLink;
    /** The wildcard. */
    readonly wildcard: InstanceRecord;
    constructor(scope: Construct, id: string, props: EnvironmentInstancesZoneProps);
    /** What to wait for before compute instances are reached by name. */
    get dependencies(): readonly ITerraformDependable[];
    /** Nothing to add: the wildcard answers. */
    addInstance(_instanceName: string): void;
}
