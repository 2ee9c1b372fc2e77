export * from "./bastion-host.js";
export * from "./express-route-gateway.js";
export type { FirewallNetworkRule, FirewallRuleOptions } from "./firewall-rules.js";
export { Firewall, type FirewallOptions, type FirewallProps } from "./firewall.js";
export * from "./flow-log.js";
export * from "./jumpbox-image.js";
export * from "./jumpbox.js";
export * from "./nat-gateway.js";
export type { NetworkGateway, NetworkGatewayProps } from "./network-gateway.js";
export * from "./no-overlap.js";
export type { FqdnOutboundRuleProps, OutboundRuleProps, ServiceTagOutboundRuleProps } from "./outbound-rule.js";
export * from "./outbound-rules.js";
export { type IPeerNetwork, PeerNetwork, type PeerNetworkOptions } from "./peer-network.js";
export * from "./platform-subnet.js";
export * from "./platform-vnet.js";
export * from "./private-endpoint-security-rules.js";
export * from "./private-endpoint.js";
export * from "./security-group.js";
export type { SecurityRule } from "./security-rule.js";
export * from "./unreachable-networks.js";
export type {
  AddBastionOptions,
  AddExpressRouteGatewayOptions,
  AddJumpboxOptions,
  AddVpnGatewayOptions,
  IPlatformVnet,
  MachineLearningSubnetOptions,
  ScoringSubnetOptions,
  SubnetOptions,
  TrainingSubnetOptions,
} from "./virtual-network-base.js";
export * from "./virtual-network-peering.js";
export { VpnGateway, type VpnGatewayOptions, type VpnGatewayProps } from "./vpn-gateway.js";
