/** Traffic to a service tag that Azure Machine Learning computes need. */
export interface ServiceTagTraffic {
  /** Service tag; `<region>` stands for the workspace's region. */
  readonly serviceTag: string;
  readonly protocol: "TCP" | "UDP" | "*";
  /** Ports, comma-separated as ARM takes them: `443,8787`. */
  readonly portRanges: string;
}

/**
 * The service tags that Azure itself lets a managed network reach. The service writes these rules; they cannot be
 * removed.
 * Source: Azure Machine Learning managed network, list of required rules.
 */
export const MANAGED_NETWORK_REQUIRED_SERVICE_TAGS = [
  "AzureActiveDirectory",
  "AzureMachineLearning",
  "BatchNodeManagement.<region>",
  "AzureResourceManager",
  "AzureFrontDoor.FirstParty",
  "MicrosoftContainerRegistry",
  "AzureMonitor",
  "VirtualNetwork",
] as const;

/**
 * What a managed network has to reach to use a registry that is public. A private registry needs a private endpoint
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
 * What computes without a public address in a virtual network of your own have to reach.
 * Source: Azure Machine Learning, secure training environment.
 */
export const CUSTOMER_NETWORK_TRAFFIC = [
  { serviceTag: "AzureMachineLearning", protocol: "TCP", portRanges: "443,8787,18881" },
  { serviceTag: "AzureMachineLearning", protocol: "UDP", portRanges: "5831" },
  { serviceTag: "BatchNodeManagement.<region>", protocol: "*", portRanges: "443" },
  { serviceTag: "Storage.<region>", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureActiveDirectory", protocol: "TCP", portRanges: "443" },
  { serviceTag: "AzureResourceManager", protocol: "TCP", portRanges: "443" },
  { serviceTag: "MicrosoftContainerRegistry", protocol: "TCP", portRanges: "443" },
] as const satisfies readonly ServiceTagTraffic[];

/**
 * Hosts outside Azure's private world, by what they are for.
 *
 * The first FQDN rule of a managed network deploys an Azure Firewall, which is billed by the hour.
 * Sources: Azure Machine Learning managed network, scenario-specific rules; the reference platform's 28 hosts.
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

/** The firewall that the first FQDN rule of a managed network brings. */
export const MANAGED_FIREWALL = {
  skus: ["Standard", "Basic"],
  defaultSku: "Standard",
  /** FQDN rules are for these ports only. */
  ports: [80, 443],
  /** Minutes that the first FQDN rule adds to the provisioning of the network. */
  extraMinutes: 10,
} as const;

/** What a managed network can be, from open to closed. It can only be closed further, and never be switched off. */
export const ISOLATION_MODES = ["Disabled", "AllowInternetOutbound", "AllowOnlyApprovedOutbound"] as const;

/** What a managed network may reach. */
export type IsolationMode = (typeof ISOLATION_MODES)[number];
