import type { NeededFacts } from "./needed-facts.js";

const ROLE_SCOPES: NeededFacts = {
  on: "Microsoft.Authorization/roleAssignments",
  references: [["scope", "parent_id"]],
};
const ENDPOINTS = "Microsoft.Network/privateEndpoints";
const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";
const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const AZURERM_RULES = /^azurerm_machine_learning_workspace_network_outbound_rule_/;
/** The properties of a security rule that determine its sources. */
const SECURITY_RULE = [
  ["access", "access"],
  ["direction", "direction"],
  ["priority", "priority"],
  ["protocol", "protocol"],
  ["source_address_prefix", "sourceAddressPrefix"],
  ["source_address_prefixes", "sourceAddressPrefixes"],
  ["destination_port_range", "destinationPortRange"],
  ["destination_port_ranges", "destinationPortRanges"],
] as const;

/** The facts that each check needs, by its id. */
export const FACTS_OF_CHECKS: Readonly<Record<string, readonly NeededFacts[]>> = {
  isolation: [
    {
      on: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
      references: [
        ["virtual_network_name", "parent_id"],
        ["remote_virtual_network_id", "properties.remoteVirtualNetwork.id"],
      ],
    },
    {
      on: "Microsoft.Network/connections",
      references: [
        ["virtual_network_gateway_id", "properties.virtualNetworkGateway1.id"],
        ["peer_virtual_network_gateway_id", "properties.virtualNetworkGateway2.id"],
      ],
    },
    {
      ...ROLE_SCOPES,
      values: [["role_definition_name"]],
      references: [
        ["scope", "parent_id"],
        ["role_definition_id", "properties.roleDefinitionId"],
      ],
      principals: [["principal_id", "properties.principalId"]],
    },
    {
      on: ENDPOINTS,
      references: [
        ["subnet_id", "properties.subnet.id"],
        [
          "private_service_connection[].private_connection_resource_id",
          "properties.privateLinkServiceConnections[].properties.privateLinkServiceId",
        ],
      ],
    },
    { on: RULES, references: [["", "properties.destination.serviceResourceId"]] },
    { on: AZURERM_RULES, references: [["service_resource_id"]] },
    { on: WORKSPACES, references: [["", "properties.managedNetwork.outboundRules{}.destination.serviceResourceId"]] },
    {
      on: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
      references: [["virtual_network_id", "properties.virtualNetwork.id"]],
    },
  ],
  "bastion-only": [
    { on: "Microsoft.Network/publicIPAddresses" },
    { on: "Microsoft.Network/publicIPPrefixes" },
    { on: "Microsoft.Network/virtualNetworkGateways" },
    {
      on: "Microsoft.Network/networkSecurityGroups",
      values: SECURITY_RULE.map(([argument, arm]) => [
        `security_rule[].${argument}`,
        `properties.securityRules[].properties.${arm}`,
      ]),
    },
    {
      on: "azurerm_network_security_rule",
      values: SECURITY_RULE.map(([argument]) => [argument]),
      references: [["network_security_group_name"]],
    },
    {
      on: "Microsoft.Network/networkSecurityGroups/securityRules",
      values: SECURITY_RULE.map(([, arm]) => ["", `properties.${arm}`]),
      references: [["", "parent_id"]],
    },
    {
      on: "Microsoft.Network/networkInterfaces",
      references: [
        ["ip_configuration[].public_ip_address_id", "properties.ipConfigurations[].properties.publicIPAddress.id"],
        ["ip_configuration[].subnet_id", "properties.ipConfigurations[].properties.subnet.id"],
      ],
    },
    {
      on: "Microsoft.Network/bastionHosts",
      references: [["ip_configuration[].subnet_id", "properties.ipConfigurations[].properties.subnet.id"]],
    },
    { on: "azurerm_route", values: [["next_hop_type"]], references: [["route_table_name"]] },
    {
      on: "Microsoft.Network/routeTables",
      values: [["route[].next_hop_type", "properties.routes[].properties.nextHopType"]],
    },
  ],
  resolution: [
    {
      on: ENDPOINTS,
      values: [
        [
          "private_service_connection[].subresource_names",
          "properties.privateLinkServiceConnections[].properties.groupIds",
        ],
      ],
      references: [
        ["subnet_id", "properties.subnet.id"],
        ["private_dns_zone_group[].private_dns_zone_ids[]"],
        [
          "private_service_connection[].private_connection_resource_id",
          "properties.privateLinkServiceConnections[].properties.privateLinkServiceId",
        ],
      ],
    },
    {
      on: `${ENDPOINTS}/privateDnsZoneGroups`,
      references: [
        ["", "parent_id"],
        ["", "properties.privateDnsZoneConfigs[].properties.privateDnsZoneId"],
      ],
    },
    { on: "Microsoft.Network/privateDnsZones", values: [["name", "name"]] },
    {
      on: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
      references: [
        ["virtual_network_id", "properties.virtualNetwork.id"],
        ["private_dns_zone_id", "parent_id"],
        ["private_dns_zone_name"],
      ],
    },
    {
      on: "Microsoft.Network/privateDnsZones/A",
      values: [["name", "name"]],
      references: [["records[]", "properties.aRecords[].ipv4Address"]],
    },
    {
      on: "Microsoft.Network/virtualNetworks",
      references: [["dns_servers[]", "properties.dhcpOptions.dnsServers[]"]],
    },
  ],
  egress: [
    {
      on: WORKSPACES,
      values: [
        ["managed_network[].isolation_mode", "properties.managedNetwork.isolationMode"],
        ["", "properties.managedNetwork.outboundRules{}.type"],
        ["", "properties.managedNetwork.outboundRules{}.destination.subresourceTarget"],
        ["", "properties.managedNetwork.outboundRules{}.destination.serviceTag"],
      ],
      references: [["", "properties.managedNetwork.outboundRules{}.destination.serviceResourceId"]],
    },
    {
      on: RULES,
      values: [
        ["", "properties.type"],
        ["", "properties.destination.subresourceTarget"],
        ["", "properties.destination.serviceTag"],
      ],
      references: [
        ["", "parent_id"],
        ["", "properties.destination.serviceResourceId"],
      ],
    },
    {
      on: AZURERM_RULES,
      values: [["service_tag"], ["sub_resource_target"], ["destination_fqdn"]],
      references: [["workspace_id"], ["service_resource_id"]],
    },
    {
      on: COMPUTES,
      values: [["node_public_ip_enabled", "properties.properties.enableNodePublicIp"]],
      references: [
        ["machine_learning_workspace_id", "parent_id"],
        ["subnet_resource_id", "properties.properties.subnet.id"],
      ],
    },
  ],
  order: [
    ROLE_SCOPES,
    { on: "time_sleep", values: [["create_duration"]] },
    { on: RULES, references: [["", "parent_id"]] },
    { on: WORKSPACES, references: [["identity[].identity_ids[]", "identity.userAssignedIdentities"]] },
    { on: COMPUTES, references: [["identity[].identity_ids[]", "identity.userAssignedIdentities"]] },
  ],
};
