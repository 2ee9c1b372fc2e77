import { CUSTOMER_NETWORK_TRAFFIC, type ServiceTagTraffic } from "./managed-network.js";
import type { SecurityRuleFacts } from "./security-rules.js";

/**
 * Inbound rules that Azure requires for computes with public addresses. Computes without public addresses need none.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall
 */
export const PUBLIC_NODE_SECURITY_RULES = [
  {
    name: "AllowBatchNodeManagementInbound",
    priority: 400,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source: "BatchNodeManagement",
    destination: "*",
    destinationPorts: ["29876-29877"],
    description: "Azure Batch manages nodes with public addresses",
  },
  {
    name: "AllowAzureMachineLearningInbound",
    priority: 410,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    source: "AzureMachineLearning",
    destination: "*",
    destinationPorts: ["44224"],
    description: "Azure Machine Learning manages computes with public addresses",
  },
] as const satisfies readonly SecurityRuleFacts[];

/** Options of {@link trainingSecurityRules}. */
export interface TrainingSecurityRuleOptions {
  /** Azure region of the workspace, to which the tags of some services are narrowed. */
  readonly location: string;
  /** Whether computes have public addresses. */
  readonly publicNodes: boolean;
  /** Whether computes reach the whole internet, as far as the routes of the network allow it. */
  readonly internetOutbound: boolean;
}

/**
 * The rules of a subnet for compute clusters and compute instances in your own virtual network: outbound access only to
 * the services that they need, and inbound access only to computes with public addresses.
 */
export function trainingSecurityRules(options: TrainingSecurityRuleOptions): readonly SecurityRuleFacts[] {
  const outbound = CUSTOMER_NETWORK_TRAFFIC.map((traffic, index) => outboundRule(traffic, index, options.location));
  return [
    ...(options.publicNodes ? PUBLIC_NODE_SECURITY_RULES : []),
    ...(options.internetOutbound ? [] : [...outbound, DENY_INTERNET]),
  ];
}

/** Destinations on the internet that the allowing rules don't cover. */
const DENY_INTERNET: SecurityRuleFacts = {
  name: "DenyInternetOutbound",
  priority: 4096,
  direction: "Outbound",
  access: "Deny",
  protocol: "*",
  source: "*",
  destination: "Internet",
  destinationPorts: ["*"],
  description: "denies all other public addresses",
};

const PROTOCOLS = { TCP: "Tcp", UDP: "Udp", "*": "*" } as const;

function outboundRule(
  { serviceTag, protocol, portRanges }: ServiceTagTraffic,
  index: number,
  location: string,
): SecurityRuleFacts {
  const [service = serviceTag] = serviceTag.split(".<region>");
  const name = service.replace(".", "");
  return {
    name: `Allow${name}${protocol === "UDP" ? "Udp" : ""}Outbound`,
    priority: 100 + index * 10,
    direction: "Outbound",
    access: "Allow",
    protocol: PROTOCOLS[protocol],
    source: "*",
    destination: serviceTag.replace("<region>", location),
    destinationPorts: portRanges.split(","),
    description: `computes need ${service}`,
  };
}
