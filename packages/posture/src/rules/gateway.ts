import { written } from "../domain/reader.js";
import type { Rule } from "./rule.js";
import { settingRule } from "./setting-rule.js";

/** VPN gateways and firewalls. */
export const GATEWAY_RULES: readonly Rule[] = [
  settingRule({
    id: "vpn-client-sign-in",
    subject: "network",
    severity: "error",
    on: "Microsoft.Network/virtualNetworkGateways",
    title: "VPN clients sign in with Microsoft Entra only",
    rationale: "Certificates and RADIUS passwords bypass Conditional Access, and stay valid when their holders leave.",
    fix: 'Set vpn_auth_types = ["AAD"], with OpenVPN.',
    sameAs: {
      azurePolicy: [
        "VPN gateways should use only Azure Active Directory (Azure AD) authentication for point-to-site users",
      ],
    },
    setting: {
      argument: "vpn_client_configuration.vpn_auth_types",
      arm: "properties.vpnClientConfiguration.vpnAuthenticationTypes",
    },
    wants: (value) => Array.isArray(value) && value.length === 1 && value[0] === "AAD",
    of: (resource) => written(resource, "vpn_client_configuration", "properties.vpnClientConfiguration") !== undefined,
  }),
  settingRule({
    id: "firewall-threat-intelligence",
    subject: "network",
    severity: "warning",
    on: "Microsoft.Network/firewallPolicies",
    title: "A firewall denies known malicious addresses",
    rationale: "By default it only reports them.",
    fix: 'Set threat_intelligence_mode = "Deny".',
    sameAs: { checkov: ["CKV_AZURE_216"], psrule: ["Azure.Firewall.PolicyMode"] },
    setting: { argument: "threat_intelligence_mode", arm: "properties.threatIntelMode", absent: "Alert" },
    wants: ["Deny"],
  }),
];
