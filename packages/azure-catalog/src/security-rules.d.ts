/** A rule of a network security group, as data. */
export interface SecurityRuleFacts {
    readonly name: string;
    /** 100 to 4096, unique among the rules of its direction. */
    readonly priority: number;
    readonly direction: "Inbound" | "Outbound";
    readonly access: "Allow" | "Deny";
    readonly protocol: "Tcp" | "Udp" | "*";
    /** A service tag, a block in CIDR notation, or `*`. */
    readonly source: string;
    /** A service tag, a block in CIDR notation, or `*`. */
    readonly destination: string;
    readonly destinationPorts: readonly string[];
    /** What it is for. */
    readonly description: string;
}
/**
 * The eight rules without which Azure refuses a network security group on `AzureBastionSubnet`, or a Bastion host in a
 * subnet with such a group.
 *
 * All of them have to be there when the group is associated. Names and priorities are free.
 * Source: Azure Bastion, working with NSG access, February 2026.
 */
export declare const BASTION_SECURITY_RULES: readonly [{
    readonly name: "AllowHttpsInbound";
    readonly priority: 100;
    readonly direction: "Inbound";
    readonly access: "Allow";
    readonly protocol: "Tcp";
    readonly source: "Internet";
    readonly destination: "*";
    readonly destinationPorts: readonly ["443"];
    readonly description: "browsers of administrators; a private-only Bastion may narrow the source to private blocks";
}, {
    readonly name: "AllowGatewayManagerInbound";
    readonly priority: 110;
    readonly direction: "Inbound";
    readonly access: "Allow";
    readonly protocol: "Tcp";
    readonly source: "GatewayManager";
    readonly destination: "*";
    readonly destinationPorts: readonly ["443"];
    readonly description: "Bastion's control plane";
}, {
    readonly name: "AllowAzureLoadBalancerInbound";
    readonly priority: 120;
    readonly direction: "Inbound";
    readonly access: "Allow";
    readonly protocol: "Tcp";
    readonly source: "AzureLoadBalancer";
    readonly destination: "*";
    readonly destinationPorts: readonly ["443"];
    readonly description: "health probes";
}, {
    readonly name: "AllowBastionHostCommunicationInbound";
    readonly priority: 130;
    readonly direction: "Inbound";
    readonly access: "Allow";
    readonly protocol: "*";
    readonly source: "VirtualNetwork";
    readonly destination: "VirtualNetwork";
    readonly destinationPorts: readonly ["8080", "5701"];
    readonly description: "between the parts of the Bastion host";
}, {
    readonly name: "AllowSshRdpOutbound";
    readonly priority: 100;
    readonly direction: "Outbound";
    readonly access: "Allow";
    readonly protocol: "*";
    readonly source: "*";
    readonly destination: "VirtualNetwork";
    readonly destinationPorts: readonly ["22", "3389"];
    readonly description: "sessions to virtual machines";
}, {
    readonly name: "AllowAzureCloudOutbound";
    readonly priority: 110;
    readonly direction: "Outbound";
    readonly access: "Allow";
    readonly protocol: "Tcp";
    readonly source: "*";
    readonly destination: "AzureCloud";
    readonly destinationPorts: readonly ["443"];
    readonly description: "diagnostic logs and metering";
}, {
    readonly name: "AllowBastionHostCommunicationOutbound";
    readonly priority: 120;
    readonly direction: "Outbound";
    readonly access: "Allow";
    readonly protocol: "*";
    readonly source: "VirtualNetwork";
    readonly destination: "VirtualNetwork";
    readonly destinationPorts: readonly ["8080", "5701"];
    readonly description: "between the parts of the Bastion host";
}, {
    readonly name: "AllowGetSessionInformationOutbound";
    readonly priority: 130;
    readonly direction: "Outbound";
    readonly access: "Allow";
    readonly protocol: "*";
    readonly source: "*";
    readonly destination: "Internet";
    readonly destinationPorts: readonly ["80"];
    readonly description: "session information and certificate validation";
}];
/**
 * The rules of a jumpbox's subnet: RDP from Bastion's subnet and nothing else comes in.
 * @param bastionPrefix block of `AzureBastionSubnet` in CIDR notation
 */
export declare function jumpboxSecurityRules(bastionPrefix: string): readonly SecurityRuleFacts[];
