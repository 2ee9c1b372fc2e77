/** Facts about a SKU of Azure Firewall. */
export interface FirewallSkuFacts {
  /** Whether network rules and clients can use the firewall as a DNS proxy. */
  readonly dnsProxy: boolean;
  /** Whether threat intelligence can deny traffic, not only report it. */
  readonly threatIntelligenceDeny: boolean;
  /** Whether it inspects TLS and detects intrusions. */
  readonly intrusionDetection: boolean;
  /** Whether it needs a second subnet and public address for its management traffic. */
  readonly managementSubnet: boolean;
}

/**
 * The SKUs of Azure Firewall in a virtual network.
 * @see https://learn.microsoft.com/azure/firewall/choose-firewall-sku
 */
export const FIREWALL_SKUS = {
  Basic: { dnsProxy: false, threatIntelligenceDeny: false, intrusionDetection: false, managementSubnet: true },
  Standard: { dnsProxy: true, threatIntelligenceDeny: true, intrusionDetection: false, managementSubnet: false },
  Premium: { dnsProxy: true, threatIntelligenceDeny: true, intrusionDetection: true, managementSubnet: false },
} as const satisfies Readonly<Record<string, FirewallSkuFacts>>;

/** Hosts that a firewall allows, on one port. */
export interface FirewallHosts {
  /** Name of the rule. */
  readonly name: string;
  readonly protocol: "Http" | "Https";
  readonly port: number;
  /** Host names, `*.` in front for all names below. `<region>` stands for the workspace's region. */
  readonly fqdns?: readonly string[];
  /** Azure's groups of host names. */
  readonly fqdnTags?: readonly string[];
}

/**
 * Hosts that an AKS cluster with the Azure Machine Learning extension reaches behind a firewall. Storage account and
 * container registry of the workspace aren't listed, because their private endpoints are in the network.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall#scenario-use-kubernetes-compute
 * @see https://learn.microsoft.com/azure/aks/outbound-rules-control-egress
 */
export const KUBERNETES_FIREWALL_HOSTS = [
  { name: "azure-kubernetes-service", protocol: "Https", port: 443, fqdnTags: ["AzureKubernetesService"] },
  {
    name: "kubernetes-logs",
    protocol: "Https",
    port: 443,
    fqdns: ["*.kusto.windows.net", "*.table.core.windows.net", "*.queue.core.windows.net"],
  },
  {
    name: "machine-learning-api",
    protocol: "Https",
    port: 443,
    fqdns: ["*.workspace.<region>.api.azureml.ms", "<region>.experiments.azureml.net", "<region>.api.azureml.ms"],
  },
  {
    name: "ubuntu-updates",
    protocol: "Http",
    port: 80,
    fqdns: ["archive.ubuntu.com", "security.ubuntu.com", "ppa.launchpad.net"],
  },
] as const satisfies readonly FirewallHosts[];

/**
 * Hosts that self-hosted agents of Azure DevOps and runners of GitHub reach, with Ubuntu's and the Azure CLI's packages.
 * @see https://learn.microsoft.com/azure/devops/organizations/security/allow-list-ip-url
 * @see https://docs.github.com/actions/reference/runners/self-hosted-runners
 */
export const AGENT_FIREWALL_HOSTS = [
  {
    name: "azure-devops",
    protocol: "Https",
    port: 443,
    fqdns: ["dev.azure.com", "*.dev.azure.com", "*.visualstudio.com", "*.vsassets.io"],
  },
  {
    name: "github",
    protocol: "Https",
    port: 443,
    fqdns: [
      "github.com",
      "api.github.com",
      "*.actions.githubusercontent.com",
      "*.githubusercontent.com",
      "*.pkg.github.com",
      "ghcr.io",
    ],
  },
  {
    name: "agent-packages",
    protocol: "Https",
    port: 443,
    fqdns: [
      "packages.microsoft.com",
      "aka.ms",
      "azcliextensionsync.blob.core.windows.net",
      "azcliprod.blob.core.windows.net",
    ],
  },
  {
    name: "azure",
    protocol: "Https",
    port: 443,
    fqdns: ["management.azure.com", "login.microsoftonline.com", "*.vault.azure.net"],
  },
  {
    name: "ubuntu",
    protocol: "Http",
    port: 80,
    fqdns: ["archive.ubuntu.com", "security.ubuntu.com", "azure.archive.ubuntu.com"],
  },
] as const satisfies readonly FirewallHosts[];

/**
 * Application id of the Azure VPN Client that Microsoft registers in every tenant: the audience of a gateway's Entra
 * sign-in.
 * @see https://learn.microsoft.com/azure/vpn-gateway/point-to-site-entra-gateway
 */
export const VPN_CLIENT_AUDIENCE = "c632b3df-fb67-4d84-bdcf-b95ad541b5c8";

/**
 * SKUs of VPN gateways that take point-to-site connections with Entra sign-in. Those without `AZ` are no longer created,
 * and Basic supports neither OpenVPN nor Entra.
 * @see https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus
 */
export const VPN_GATEWAY_SKUS = ["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"] as const;

/**
 * SKUs of ExpressRoute gateways.
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
 */
export const EXPRESS_ROUTE_GATEWAY_SKUS = ["ErGw1AZ", "ErGw2AZ", "ErGw3AZ"] as const;

/** Prefix length of the smallest `GatewaySubnet` for a gateway that isn't of the SKU Basic. */
export const GATEWAY_SUBNET_PREFIX_LENGTH = 27;
