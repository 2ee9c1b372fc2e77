import type { Resource } from "@org/aml-synth-model";
import { isNotKnown, read } from "../domain/reader.js";
import { notKnown, type Rule, type Violation } from "./rule.js";
import { settingRule, type SettingRule } from "./setting-rule.js";

const CLUSTERS = "Microsoft.ContainerService/managedClusters";
const EXTENSIONS = "Microsoft.KubernetesConfiguration/extensions";
const cluster = (rule: Omit<SettingRule, "on" | "subject">): Rule =>
  settingRule({ ...rule, on: CLUSTERS, subject: "kubernetes" });

/** AKS clusters with Azure Machine Learning's extension. */
export const KUBERNETES_RULES: readonly Rule[] = [
  cluster({
    id: "aks-local-accounts",
    severity: "error",
    title: "A cluster has no local accounts",
    rationale:
      "Their certificates give full control, bypass Entra and all roles, and don't expire with a person's account.",
    fix: "Set local_account_disabled = true.",
    sameAs: {
      checkov: ["CKV_AZURE_141"],
      psrule: ["Azure.AKS.LocalAccounts"],
      azurePolicy: ["Azure Kubernetes Service Clusters should have local authentication methods disabled"],
    },
    setting: { argument: "local_account_disabled", arm: "properties.disableLocalAccounts", absent: false },
    wants: [true],
  }),
  cluster({
    id: "aks-azure-roles",
    severity: "warning",
    title: "Azure's roles decide what people may do in a cluster",
    rationale: "Roles inside the cluster are assigned where nobody reviews them.",
    fix: "Set azure_rbac_enabled = true in azure_active_directory_role_based_access_control.",
    sameAs: { psrule: ["Azure.AKS.AzureRBAC"] },
    setting: {
      argument: "azure_active_directory_role_based_access_control.azure_rbac_enabled",
      arm: "properties.aadProfile.enableAzureRBAC",
      absent: false,
    },
    wants: [true],
  }),
  cluster({
    id: "aks-run-command",
    severity: "warning",
    title: "A cluster runs no commands through Azure Resource Manager",
    rationale: "Its API server is private, but such commands come from anywhere on the internet.",
    fix: "Set run_command_enabled = false.",
    sameAs: { azurePolicy: ["Azure Kubernetes Service Clusters should disable Command Invoke"] },
    setting: {
      argument: "run_command_enabled",
      isOpposite: true,
      arm: "properties.apiServerAccessProfile.disableRunCommand",
      absent: false,
    },
    wants: [true],
  }),
  cluster({
    id: "aks-network-policy",
    severity: "warning",
    title: "A cluster has a network policy engine",
    rationale: "Without one, every pod can reach every other pod, whatever network policies say.",
    fix: "Set network_policy.",
    sameAs: { checkov: ["CKV_AZURE_7"], trivy: ["AZU-0043"], psrule: ["Azure.AKS.NetworkPolicy"] },
    setting: {
      argument: "network_profile.network_policy",
      arm: "properties.networkProfile.networkPolicy",
      absent: "none",
    },
    wants: ["azure", "calico", "cilium"],
  }),
  cluster({
    id: "aks-outbound",
    severity: "warning",
    title: "A cluster leaves through a firewall or NAT gateway",
    rationale: "The default is a load balancer with a public address, through which nodes reach any destination.",
    fix: 'Set outbound_type = "userDefinedRouting" or "userAssignedNATGateway".',
    sameAs: {},
    setting: {
      argument: "network_profile.outbound_type",
      arm: "properties.networkProfile.outboundType",
      absent: "loadBalancer",
    },
    wants: ["userDefinedRouting", "userAssignedNATGateway", "managedNATGateway", "none", "block"],
  }),
  cluster({
    id: "aks-upgrades",
    severity: "warning",
    title: "A cluster is upgraded automatically",
    rationale: "Kubernetes supports a version for a year, and fixes security problems only in its patches.",
    fix: 'Set automatic_upgrade_channel, such as "patch".',
    sameAs: { checkov: ["CKV_AZURE_171"], psrule: ["Azure.AKS.AutoUpgrade"] },
    setting: {
      argument: ["automatic_upgrade_channel", "automatic_channel_upgrade"],
      arm: "properties.autoUpgradeProfile.upgradeChannel",
      absent: "none",
    },
    wants: (value) => typeof value === "string" && value !== "none" && value !== "",
  }),
  {
    id: "aks-ml-router",
    subject: "kubernetes",
    severity: "error",
    title: "Models on a cluster are reached by an internal load balancer, with TLS",
    rationale: "The load balancer of the extension's router has a public address unless its settings say otherwise.",
    fix: 'Set internalLoadBalancerProvider = "azure", and a certificate instead of allowInsecureConnections.',
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.created(EXTENSIONS)) yield* routerProblems(resource);
    },
  },
];

function* routerProblems(extension: Resource): Iterable<Violation> {
  const type = read(extension, "extension_type", "properties.extensionType");
  if (typeof type !== "string" || type.toLowerCase() !== "microsoft.azureml.kubernetes") return;
  const [path, settings] = ["configuration_settings", "properties.configurationSettings"];
  const setting = (name: string) => read(extension, `${path}.${name}`, `${settings}.${name}`);
  const isOn = (name: string): boolean => String(setting(name)).toLowerCase() === "true";
  for (const name of ["enableInference", "inferenceRouterServiceType", "internalLoadBalancerProvider"]) {
    const value = setting(name);
    if (isNotKnown(value)) yield notKnown(extension, `${path}.${name}`, value);
  }
  if (!isOn("enableInference")) return;
  const router = setting("inferenceRouterServiceType");
  if (router === "LoadBalancer" && setting("internalLoadBalancerProvider") !== "azure")
    yield { resource: extension, path, message: "the router of models has a load balancer with a public address" };
  if (isOn("allowInsecureConnections"))
    yield { resource: extension, path, message: "models accept requests without TLS" };
}
