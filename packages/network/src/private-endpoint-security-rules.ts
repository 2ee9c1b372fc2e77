import type { SecurityRule } from "./security-rule.js";

/**
 * Security rules for a subnet of private endpoints: they allow HTTPS, SMB for file shares, and SQL, from the network
 * and its peers.
 */
export const PRIVATE_ENDPOINT_SECURITY_RULES: readonly SecurityRule[] = [
  {
    name: "AllowVirtualNetworkInbound",
    priority: 200,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source: "VirtualNetwork",
    destination: "*",
    destinationPorts: ["443", "445", "1433"],
    description: "HTTPS, SMB to file shares, and SQL",
  },
  {
    name: "DenyAllInbound",
    priority: 4096,
    direction: "Inbound",
    access: "Deny",
    protocol: "*",
    source: "*",
    destination: "*",
    destinationPorts: "*",
    description: "denies all other inbound traffic",
  },
];
