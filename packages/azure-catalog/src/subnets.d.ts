/** Addresses that Azure keeps in every subnet: network, gateway, two for DNS, broadcast. */
export declare const RESERVED_ADDRESSES_PER_SUBNET = 5;
/** The prefix length of the smallest IPv4 subnet that Azure takes: 8 addresses, 3 of them usable. */
export declare const SMALLEST_SUBNET_PREFIX_LENGTH = 29;
/** The prefix length of the smallest and the largest virtual network that Azure takes. */
export declare const VIRTUAL_NETWORK_PREFIX_LENGTHS: {
    readonly largest: 2;
    readonly smallest: 29;
};
/** A subnet whose name Azure fixes. */
export interface FixedSubnet {
    readonly name: string;
    /** Prefix length of the smallest one that Azure takes: 26 means /26 or larger. */
    readonly smallestPrefixLength: number;
    /** Whether a network security group may be associated. */
    readonly networkSecurityGroup: boolean;
    /** Whether a route table may be associated. */
    readonly routeTable: boolean;
}
/**
 * Subnets whose names are fixed, letter by letter.
 * Sources: Azure Bastion configuration settings; Azure Firewall FAQ; VPN Gateway settings.
 */
export declare const FIXED_SUBNETS: {
    readonly bastion: {
        readonly name: "AzureBastionSubnet";
        readonly smallestPrefixLength: 26;
        readonly networkSecurityGroup: true;
        readonly routeTable: false;
    };
    readonly firewall: {
        readonly name: "AzureFirewallSubnet";
        readonly smallestPrefixLength: 26;
        readonly networkSecurityGroup: false;
        readonly routeTable: true;
    };
    readonly gateway: {
        readonly name: "GatewaySubnet";
        readonly smallestPrefixLength: 29;
        readonly networkSecurityGroup: false;
        readonly routeTable: true;
    };
};
/**
 * Address blocks that no network of a platform may overlap.
 * Docker's default bridge on compute instances and clusters takes 172.17.0.0/16.
 * Source: Azure Machine Learning managed network and secure training documentation.
 */
export declare const FORBIDDEN_ADDRESS_BLOCKS: readonly ["172.17.0.0/16"];
/** The address of Azure's own DNS resolver in every virtual network. */
export declare const AZURE_DNS_ADDRESS = "168.63.129.16";
