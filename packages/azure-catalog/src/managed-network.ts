/** Traffic to a service tag that Azure Machine Learning's computes need. */
export interface ServiceTagTraffic {
  /** Service tag; `<region>` stands for the workspace's region. */
  readonly serviceTag: string;
  readonly protocol: "TCP" | "UDP" | "*";
  /** Ports, comma-separated as in ARM: `443,8787`. */
  readonly portRanges: string;
}

/**
 * The traffic to service tags that every managed network allows. The service creates these rules, and they can't be
 * removed. The documentation lists the tags; ports and protocols are those of the rules that the service creates.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#list-of-required-rules
 */
export const MANAGED_NETWORK_REQUIRED_TRAFFIC = [
  { serviceTag: "AzureActiveDirectory", protocol: "TCP", portRanges: "80, 443" },
  { serviceTag: "AzureMachineLearning", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureMachineLearning", protocol: "UDP", portRanges: "5831" },
  { serviceTag: "BatchNodeManagement.<region>", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureResourceManager", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureFrontDoor.FirstParty", protocol: "*", portRanges: "*" },
  { serviceTag: "MicrosoftContainerRegistry", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureMonitor", protocol: "TCP", portRanges: "443" },
  { serviceTag: "VirtualNetwork", protocol: "*", portRanges: "*" },
] as const satisfies readonly ServiceTagTraffic[];

/** The service tags that every managed network can reach. */
export const MANAGED_NETWORK_REQUIRED_SERVICE_TAGS: readonly (typeof MANAGED_NETWORK_REQUIRED_TRAFFIC)[number]["serviceTag"][] =
  [...new Set(MANAGED_NETWORK_REQUIRED_TRAFFIC.map(({ serviceTag }) => serviceTag))];

/**
 * Traffic that a managed network has to allow to use a public registry. A private registry needs a private endpoint
 * rule to `amlregistry` instead.
 */
export const PUBLIC_REGISTRY_TRAFFIC = [
  { serviceTag: "AzureMachineLearning", protocol: "TCP", portRanges: "443,8787,18881" },
  { serviceTag: "AzureMachineLearning", protocol: "UDP", portRanges: "5831" },
  { serviceTag: "Storage.<region>", protocol: "TCP", portRanges: "443" },
  { serviceTag: "MicrosoftContainerRegistry", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureContainerRegistry", protocol: "TCP", portRanges: "443" },
] as const satisfies readonly ServiceTagTraffic[];

/**
 * Outbound traffic of computes without a public address in your own virtual network. Traffic to private endpoints stays
 * in the network, and needs no rule of a firewall.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall
 */
export const CUSTOMER_NETWORK_TRAFFIC = [
  { serviceTag: "AzureActiveDirectory", protocol: "TCP", portRanges: "80,443" },
  { serviceTag: "AzureMachineLearning", protocol: "TCP", portRanges: "443,8787,18881" },
  { serviceTag: "AzureMachineLearning", protocol: "UDP", portRanges: "5831" },
  { serviceTag: "BatchNodeManagement.<region>", protocol: "*", portRanges: "443" },
  { serviceTag: "AzureResourceManager", protocol: "TCP", portRanges: "443" },
  { serviceTag: "Storage.<region>", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureFrontDoor.FrontEnd", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureFrontDoor.FirstParty", protocol: "TCP", portRanges: "443" },
  { serviceTag: "MicrosoftContainerRegistry", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureMonitor", protocol: "TCP", portRanges: "443" },
] as const satisfies readonly ServiceTagTraffic[];

/**
 * Public hosts, by purpose.
 *
 * With the first FQDN rule of a managed network, Azure deploys a firewall, which is billed by the hour.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#scenario-specific-outbound-rules
 */
export const FQDN_PRESETS = {
  python: ["pypi.org", "*.pythonhosted.org", "anaconda.com", "*.anaconda.com", "*.anaconda.org"],
  deepLearning: ["*.pytorch.org", "*.tensorflow.org"],
  docker: ["docker.io", "*.docker.io", "*.docker.com", "production.cloudflare.docker.com"],
  huggingface: ["cdn.auth0.com", "cdn-lfs.huggingface.co"],
  vscode: [
    "*.vscode.dev",
    "vscode.blob.core.windows.net",
    "*.gallerycdn.vsassets.io",
    "raw.githubusercontent.com",
    "*.vscode-unpkg.net",
    "*.vscode-cdn.net",
    "*.vscodeexperiments.azureedge.net",
    "default.exp-tas.com",
    "code.visualstudio.com",
    "update.code.visualstudio.com",
    "*.vo.msecnd.net",
    "marketplace.visualstudio.com",
    "vscode.download.prss.microsoft.com",
  ],
  azureml: ["*.ml.azure.com", "*.azureml.net", "*.azureml.ms", "management.azure.com"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A preset of {@link FQDN_PRESETS}. */
export type FqdnPreset = keyof typeof FQDN_PRESETS;

/** The firewall that Azure deploys with the first FQDN rule of a managed network. */
export const MANAGED_FIREWALL = {
  skus: ["Standard", "Basic"],
  defaultSku: "Standard",
  /** The only ports to which FQDN rules apply. */
  ports: [80, 443],
  /** Minutes by which the first FQDN rule prolongs the provisioning of the network. */
  extraMinutes: 10,
} as const;

/**
 * Isolation modes of a managed network, from open to closed. A mode can only be changed to a more closed one, and an
 * enabled network can't be disabled.
 */
export const ISOLATION_MODES = ["Disabled", "AllowInternetOutbound", "AllowOnlyApprovedOutbound"] as const;

/** Isolation mode of a managed network. */
export type IsolationMode = (typeof ISOLATION_MODES)[number];
