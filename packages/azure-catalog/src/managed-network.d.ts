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
export declare const MANAGED_NETWORK_REQUIRED_SERVICE_TAGS: readonly ["AzureActiveDirectory", "AzureMachineLearning", "BatchNodeManagement.<region>", "AzureResourceManager", "AzureFrontDoor.FirstParty", "MicrosoftContainerRegistry", "AzureMonitor", "VirtualNetwork"];
/**
 * What a managed network has to reach to use a registry that is public. A private registry needs a private endpoint
 * rule to `amlregistry` instead.
 */
export declare const PUBLIC_REGISTRY_TRAFFIC: readonly [{
    readonly serviceTag: "AzureMachineLearning";
    readonly protocol: "TCP";
    readonly portRanges: "443,8787,18881";
}, {
    readonly serviceTag: "AzureMachineLearning";
    readonly protocol: "UDP";
    readonly portRanges: "5831";
}, {
    readonly serviceTag: "Storage.<region>";
    readonly protocol: "TCP";
    readonly portRanges: "443";
}, {
    readonly serviceTag: "MicrosoftContainerRegistry";
    readonly protocol: "TCP";
    readonly portRanges: "443";
}, {
    readonly serviceTag: "AzureContainerRegistry";
    readonly protocol: "TCP";
    readonly portRanges: "443";
}];
/**
 * What computes without a public address in a virtual network of your own have to reach.
 * Source: Azure Machine Learning, secure training environment.
 */
export declare const CUSTOMER_NETWORK_TRAFFIC: readonly [{
    readonly serviceTag: "AzureMachineLearning";
    readonly protocol: "TCP";
    readonly portRanges: "443,8787,18881";
}, {
    readonly serviceTag: "AzureMachineLearning";
    readonly protocol: "UDP";
    readonly portRanges: "5831";
}, {
    readonly serviceTag: "BatchNodeManagement.<region>";
    readonly protocol: "*";
    readonly portRanges: "443";
}, {
    readonly serviceTag: "Storage.<region>";
    readonly protocol: "TCP";
    readonly portRanges: "443";
}, {
    readonly serviceTag: "AzureActiveDirectory";
    readonly protocol: "TCP";
    readonly portRanges: "443";
}, {
    readonly serviceTag: "AzureResourceManager";
    readonly protocol: "TCP";
    readonly portRanges: "443";
}, {
    readonly serviceTag: "MicrosoftContainerRegistry";
    readonly protocol: "TCP";
    readonly portRanges: "443";
}];
/**
 * Hosts outside Azure's private world, by what they are for.
 *
 * The first FQDN rule of a managed network deploys an Azure Firewall, which is billed by the hour.
 * Sources: Azure Machine Learning managed network, scenario-specific rules; the reference platform's 28 hosts.
 */
export declare const FQDN_PRESETS: {
    readonly python: readonly ["pypi.org", "*.pythonhosted.org", "anaconda.com", "*.anaconda.com", "*.anaconda.org"];
    readonly deepLearning: readonly ["*.pytorch.org", "*.tensorflow.org"];
    readonly docker: readonly ["docker.io", "*.docker.io", "*.docker.com", "production.cloudflare.docker.com"];
    readonly huggingface: readonly ["cdn.auth0.com", "cdn-lfs.huggingface.co"];
    readonly vscode: readonly ["*.vscode.dev", "vscode.blob.core.windows.net", "*.gallerycdn.vsassets.io", "raw.githubusercontent.com", "*.vscode-unpkg.net", "*.vscode-cdn.net", "*.vscodeexperiments.azureedge.net", "default.exp-tas.com", "code.visualstudio.com", "update.code.visualstudio.com", "*.vo.msecnd.net", "marketplace.visualstudio.com", "vscode.download.prss.microsoft.com"];
    readonly azureml: readonly ["*.ml.azure.com", "*.azureml.net", "*.azureml.ms", "management.azure.com"];
};
/** A preset of {@link FQDN_PRESETS}. */
export type FqdnPreset = keyof typeof FQDN_PRESETS;
/** The firewall that the first FQDN rule of a managed network brings. */
export declare const MANAGED_FIREWALL: {
    readonly skus: readonly ["Standard", "Basic"];
    readonly defaultSku: "Standard";
    /** FQDN rules are for these ports only. */
    readonly ports: readonly [80, 443];
    /** Minutes that the first FQDN rule adds to the provisioning of the network. */
    readonly extraMinutes: 10;
};
/** What a managed network can be, from open to closed. It can only be closed further, and never be switched off. */
export declare const ISOLATION_MODES: readonly ["Disabled", "AllowInternetOutbound", "AllowOnlyApprovedOutbound"];
/** What a managed network may reach. */
export type IsolationMode = (typeof ISOLATION_MODES)[number];
