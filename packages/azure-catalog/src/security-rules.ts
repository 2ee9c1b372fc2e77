import { FIXED_SUBNETS } from "./subnets.js";

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
 * The eight rules that Azure requires in a network security group of `AzureBastionSubnet`.
 *
 * Without one of them, Azure rejects the group's association with the subnet and the Bastion host. Names and priorities
 * are free.
 * @see https://learn.microsoft.com/azure/bastion/bastion-nsg
 */
export const BASTION_SECURITY_RULES = [
  {
    name: "AllowHttpsInbound",
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source: "Internet",
    destination: "*",
    destinationPorts: ["443"],
    description: "browsers of administrators; a private-only Bastion may narrow the source to private blocks",
  },
  {
    name: "AllowGatewayManagerInbound",
    priority: 110,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source: "GatewayManager",
    destination: "*",
    destinationPorts: ["443"],
    description: "Bastion's control plane",
  },
  {
    name: "AllowAzureLoadBalancerInbound",
    priority: 120,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source: "AzureLoadBalancer",
    destination: "*",
    destinationPorts: ["443"],
    description: "health probes",
  },
  {
    name: "AllowBastionHostCommunicationInbound",
    priority: 130,
    direction: "Inbound",
    access: "Allow",
    protocol: "*",
    source: "VirtualNetwork",
    destination: "VirtualNetwork",
    destinationPorts: ["8080", "5701"],
    description: "between the parts of the Bastion host",
  },
  {
    name: "AllowSshRdpOutbound",
    priority: 100,
    direction: "Outbound",
    access: "Allow",
    protocol: "*",
    source: "*",
    destination: "VirtualNetwork",
    destinationPorts: ["22", "3389"],
    description: "sessions to virtual machines",
  },
  {
    name: "AllowAzureCloudOutbound",
    priority: 110,
    direction: "Outbound",
    access: "Allow",
    protocol: "Tcp",
    source: "*",
    destination: "AzureCloud",
    destinationPorts: ["443"],
    description: "diagnostic logs and metering",
  },
  {
    name: "AllowBastionHostCommunicationOutbound",
    priority: 120,
    direction: "Outbound",
    access: "Allow",
    protocol: "*",
    source: "VirtualNetwork",
    destination: "VirtualNetwork",
    destinationPorts: ["8080", "5701"],
    description: "between the parts of the Bastion host",
  },
  {
    name: "AllowGetSessionInformationOutbound",
    priority: 130,
    direction: "Outbound",
    access: "Allow",
    protocol: "*",
    source: "*",
    destination: "Internet",
    destinationPorts: ["80"],
    description: "session information and certificate validation",
  },
] as const satisfies readonly SecurityRuleFacts[];

/** Denies all inbound traffic that no other rule allows, also from the virtual network. */
export const DENY_ALL_INBOUND: SecurityRuleFacts = {
  name: "DenyAllInbound",
  priority: 4096,
  direction: "Inbound",
  access: "Deny",
  protocol: "*",
  source: "*",
  destination: "*",
  destinationPorts: ["*"],
  description: "denies all other inbound traffic, also from the virtual network",
};

/**
 * The rules of a jumpbox's subnet: they allow RDP from Bastion's subnet and deny all other inbound traffic.
 * @param bastionPrefix block of `AzureBastionSubnet` in CIDR notation
 */
export function jumpboxSecurityRules(bastionPrefix: string): readonly SecurityRuleFacts[] {
  return [
    {
      name: "AllowRdpFromBastion",
      priority: 200,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      source: bastionPrefix,
      destination: "*",
      destinationPorts: ["3389"],
      description: `remote desktop from ${FIXED_SUBNETS.bastion.name} only`,
    },
    DENY_ALL_INBOUND,
  ];
}
