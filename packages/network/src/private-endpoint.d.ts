import { PrivateEndpoint as PrivateEndpointResource } from "@cdktf/provider-azurerm/lib/private-endpoint/index.js";
import type { IPrivateDnsZones, IResourceGroup, ISubnet, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import { type PrivateLinkSubResource } from "@org/azure-catalog";
import type { IResolvable, ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
/** A private endpoint, created or existing. */
export interface IPrivateEndpoint extends IConstruct {
    /** ARM id. */
    readonly privateEndpointId: string;
    /** Private address that the target answers at; the first one where it has several. */
    readonly privateIpAddress: string;
}
/** Attributes of an existing private endpoint. */
export interface PrivateEndpointAttributes {
    /** ARM id. */
    readonly privateEndpointId: string;
    /** Private address that the target answers at. */
    readonly privateIpAddress: string;
}
/** The names that a target answers to, as Azure returns them: a Terraform list, whose length only Azure knows. */
export interface PrivateEndpointDnsConfigs extends IResolvable {
    /** The name at a place in the list, and its addresses. */
    get(index: number): {
        readonly fqdn: string;
        readonly ipAddresses: readonly string[];
    };
}
/** Props of {@link PrivateEndpoint}. */
export interface PrivateEndpointProps {
    /** Network that reaches the target through the endpoint. */
    readonly vnet: IVirtualNetwork;
    /**
     * Subnet to put it in.
     * @default - the network's subnet for private endpoints
     */
    readonly subnet?: ISubnet | undefined;
    /**
     * Group to put it in. Never the managed group of a registry: Azure refuses endpoints there.
     * @default - the group of the network
     */
    readonly resourceGroup?: IResourceGroup | undefined;
    /** The resource to reach. */
    readonly target: PrivateLinkTarget;
    /** Sub-resource of the target (Azure's "group id"). */
    readonly subResource: PrivateLinkSubResource;
    /**
     * Zones that the endpoint registers its records in.
     * @default - none: no zone group. So must be the second endpoint of a target whose first one registers in the same
     * zones
     */
    readonly zones?: IPrivateDnsZones | undefined;
    /**
     * Name, 2 to 80 characters: `pestdevcc01blob`. `...names.privateEndpoint("stdevcc01", "blob")` gives this and the
     * three names below.
     */
    readonly name: string;
    /**
     * Name of its network interface.
     * @default - `nic` and the name
     */
    readonly networkInterfaceName?: string | undefined;
    /**
     * Name of its connection.
     * @default - `con` and the name
     */
    readonly connectionName?: string | undefined;
    /**
     * Name of its DNS zone group.
     * @default "default", the one that Azure's policies look for
     */
    readonly zoneGroupName?: string | undefined;
    /**
     * Asks the owner of the target to approve the connection by hand, with this message of 1 to 140 characters.
     * @default - approved at once, by the deployment principal's rights on the target
     */
    readonly manualApproval?: string | undefined;
    /**
     * Static address, or the addresses by member name for a sub-resource that takes several:
     * `{ registry: "10.1.1.20", registry_data_canadacentral: "10.1.1.21" }`.
     * @default - Azure takes free ones
     */
    readonly privateIpAddress?: string | Readonly<Record<string, string>> | undefined;
    /**
     * Whether no other endpoint of the subnet waits for this one. For targets that are created late: one
     * workspace would wait for another's creation otherwise.
     * @default - true for `amlworkspace` and `amlregistry`
     */
    readonly late?: boolean | undefined;
    /**
     * Whether Terraform leaves a changed zone group alone.
     * @default - true where Azure Policy writes the zone groups, otherwise false: a changed zone group is
     * restored
     */
    readonly ignoreZoneGroupChanges?: boolean | undefined;
    /**
     * What has to exist before.
     * @default - nothing beyond subnet, zone links and the endpoints before it
     */
    readonly dependsOn?: readonly ITerraformDependable[] | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * A private endpoint to one sub-resource of one resource, with the records that its names need.
 *
 * It waits for the links between its zones and its network, for what is associated to its subnet, and for
 * the subnet's endpoints before it.
 * @throws InvalidInputError for a sub-resource that the target does not offer, zones that miss one of its records or
 * have them already, a network that the zones are not linked to, a static address outside the subnet or taken in it
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export declare class PrivateEndpoint extends Construct implements IPrivateEndpoint {
    #private;
    /** An existing private endpoint. */
    static fromPrivateEndpointAttributes(scope: Construct, id: string, attributes: PrivateEndpointAttributes): IPrivateEndpoint;
    /** The endpoint (L1). */
    readonly resource: PrivateEndpointResource;
    constructor(scope: Construct, id: string, props: PrivateEndpointProps);
    get privateEndpointId(): string;
    get privateIpAddress(): string;
    /** ARM id of its network interface. */
    get networkInterfaceId(): string;
    /** The names that the target answers to and their addresses. */
    get customDnsConfigs(): PrivateEndpointDnsConfigs;
}
