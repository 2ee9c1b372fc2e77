import { BastionHost as BastionHostResource } from "@cdktf/provider-azurerm/lib/bastion-host/index.js";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
import type { IMonitoring, ISubnet, IVirtualNetwork } from "@org/aml-core";
import { type BastionSku } from "@org/azure-catalog";
import { Construct, type IConstruct } from "constructs";
/** A Bastion host, created or existing. */
export interface IBastionHost extends IConstruct {
    /** ARM id. */
    readonly bastionHostId: string;
    /** Where its sessions come from, as security rules name it: the block of its subnet. */
    readonly sessionSource: string;
    /** Whether native clients may use it, which Entra sign-in to Windows needs. */
    readonly tunnelingEnabled: boolean;
}
/** Attributes of an existing Bastion host. */
export interface BastionHostAttributes {
    /** ARM id. */
    readonly bastionHostId: string;
    /** Block of its `AzureBastionSubnet`. */
    readonly subnetAddressPrefix: string;
    /** @default false */
    readonly tunnelingEnabled?: boolean | undefined;
}
/** What of Bastion's features is on, by the arguments of `azurerm_bastion_host`. All of them are off by default. */
export interface BastionFeatures {
    /** Files up and down in the session. Standard and Premium. @default false */
    readonly fileCopyEnabled?: boolean | undefined;
    /** Sessions to an address in place of a virtual machine. Standard and Premium. @default false */
    readonly ipConnectEnabled?: boolean | undefined;
    /** Kerberos sign-in. Standard and Premium. @default false */
    readonly kerberosEnabled?: boolean | undefined;
    /** Sessions by a link, without access to the portal. Standard and Premium. @default false */
    readonly shareableLinkEnabled?: boolean | undefined;
    /** Native RDP and SSH clients. Standard and Premium. @default false */
    readonly tunnelingEnabled?: boolean | undefined;
    /** Sessions recorded in a storage account, which is named in the portal. Premium. @default false */
    readonly sessionRecordingEnabled?: boolean | undefined;
    /** Copy and paste in the session; off needs Standard or Premium. @default true */
    readonly copyPasteEnabled?: boolean | undefined;
}
/** Options for a Bastion host. */
export interface BastionHostOptions extends BastionFeatures {
    /**
     * SKU. An upgrade is made in place, a downgrade replaces the host.
     * @default "Standard"
     */
    readonly sku?: BastionSku | undefined;
    /**
     * Whether it has no public address and is reached from private networks only (VPN, ExpressRoute, peering). Premium.
     * @default false
     */
    readonly privateOnly?: boolean | undefined;
    /**
     * Instances, 2 to 50. More than 2 needs Standard or Premium.
     * @default 2
     */
    readonly scaleUnits?: number | undefined;
    /**
     * Availability zones of host and address: `["1", "2", "3"]`.
     * @default - Azure places them
     */
    readonly zones?: readonly string[] | undefined;
}
/** Props of {@link BastionHost}. */
export interface BastionHostProps extends BastionHostOptions {
    /** Network whose virtual machines it reaches. The host is put in its group. */
    readonly vnet: IVirtualNetwork;
    /**
     * The network's `AzureBastionSubnet`, /26 or larger.
     * @default - none, which only a Developer host can do without
     */
    readonly subnet?: ISubnet | undefined;
    /** Name, 3 to 80 characters. */
    readonly name: string;
    /** Name of its public address, 1 to 80 characters. */
    readonly publicIpName: string;
    /**
     * Where its audit log and the logs of its public address go.
     * @default - nowhere
     */
    readonly monitoring?: IMonitoring | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * An Azure Bastion host: remote desktop in the browser to virtual machines without public addresses.
 *
 * Only the browser by default: no native clients, no files, no links, no free addresses. Creating it takes
 * about ten minutes.
 * @throws InvalidInputError for a feature that the SKU does not have, or a missing or wrong subnet
 * @see https://learn.microsoft.com/azure/bastion/configuration-settings
 */
export declare class BastionHost extends Construct implements IBastionHost {
    #private;
    /** An existing Bastion host. */
    static fromBastionHostAttributes(scope: Construct, id: string, attributes: BastionHostAttributes): IBastionHost;
    /** The host (L1). */
    readonly resource: BastionHostResource;
    /** Its address (L1); a Developer host and a private-only one have none. */
    readonly publicIp: PublicIp | undefined;
    readonly sessionSource: string;
    readonly tunnelingEnabled: boolean;
    constructor(scope: Construct, id: string, props: BastionHostProps);
    get bastionHostId(): string;
}
